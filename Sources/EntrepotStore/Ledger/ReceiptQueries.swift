package import Measures
package import PostgresClient
package import StockLedger

/// Goods of one lot that came in with one movement: what was said then, and what counts of it by now.
package struct ReceiptRow: Sendable, Equatable {
    package let movement: Int64
    package let lot: Identifier<Lot>
    package let lotCode: String
    package let occurredAt: Timestamp
    /// The operational day of its warehouse.
    package let day: CivilDate
    package let actor: String
    /// The donor as it is called today; nil for goods that nobody gave.
    package let donor: String?
    package let item: Identifier<Item>
    package let sku: String
    package let unit: String
    package let owner: String
    /// Nil also for a grant that the reader may not know of.
    package let grant: String?
    package let condition: String
    package let expires: CivilDate?
    /// Base units as they were booked.
    package let quantity: Int64
    /// Base units that count by now: nothing when it was taken back, another figure when it was corrected.
    package let standing: Int64
    /// Minor units, frozen when it came in.
    package let value: Int64?
    /// The part of the value that stands.
    package let standingValue: Int64?
    package let currency: String?
    /// What stands of it is worth by the standard value of its day, minor units, where no value was given: an estimate.
    package let standardValue: Int64?
    package let standardCurrency: String?
    package let delivery: Int64?
    /// The delivery in words, for entries without a number.
    package let deliveryWords: String?
    /// The line's own waybill, or its delivery's.
    package let waybill: String?
    package let place: String
    package let reversedBy: Int64?
    package let correctedBy: [Int64]
}

/// Which receipts a list shows; nil means all.
package struct ReceiptFilter: Sendable {
    /// Why goods came in; what a correction put in their place came in for the reason, and on the day, of what it corrects.
    package var reasons: [MovementReason]
    package var movement: Int64?
    /// A donor, and all who were absorbed by it.
    package var donor: Identifier<Donor>?
    package var items: [Identifier<Item>]?
    package var owner: Identifier<Owner>?
    package var grant: Identifier<Grant>?
    package var delivery: Int64?
    /// A delivery by the words of an entry that has no number of one.
    package var deliveryWords: String?
    package var from: Timestamp?
    package var until: Timestamp?
    /// Only receipts behind this one: the list goes back in time.
    package var before: (movement: Int64, lot: Int64)?
    package var limit: Int

    package init(_ reasons: [MovementReason], limit: Int = Int.max) {
        self.reasons = reasons
        self.limit = limit
    }
}

/// What came in of one currency, or without a value.
package struct ReceiptSum: Sendable, Equatable {
    /// Nil for what came without a value.
    package let currency: String?
    /// Minor units that stand.
    package let value: Int64
    /// Lots with something left standing.
    package let lines: Int64

    package init(currency: String?, value: Int64, lines: Int64) {
        self.currency = currency
        self.value = value
        self.lines = lines
    }
}

/// Questions about what came in. All of them ask `standing_receipt`, so that lists, notes and sums agree on what counts.
package enum ReceiptQueries {
    /// Receipts of a warehouse, the newest movement first.
    package static func list(_ filter: ReceiptFilter, warehouse: Identifier<Warehouse>, from source: some QuerySource) async throws
        -> [ReceiptRow]
    {
        try await source.query(
            """
            select r.movement_id, r.lot_id, l.code, coalesce(k.occurred_at, m.occurred_at) as occurred_at,
                   entrepot.operational_day(m.warehouse_id, coalesce(k.occurred_at, m.occurred_at)) as day, m.actor, s.name as donor, l.item_id, i.sku, i.base_unit, o.code as owner,
                   g.code as grant_code, l.condition, l.expires_on, r.quantity, r.standing, r.value_minor, r.standing_value_minor, r.currency,
                   r.delivery_id, r.delivery, coalesce(r.waybill, v.waybill) as waybill, w.code || '/' || p.code as place, r.reversed_by,
                   coalesce(r.corrected_by, '{}') as corrected_by, u.minor as standard_minor, u.currency as standard_currency
            \(joined(filter, warehouse))
            join entrepot.item as i on i.item_id = l.item_id
            join entrepot.organisation as o on o.organisation_id = l.owner_id
            join entrepot.warehouse as w on w.warehouse_id = r.warehouse_id
            left join entrepot.donor as s on s.donor_id = coalesce(d.merged_into_id, d.donor_id)
            left join entrepot.funding_grant as g on g.grant_id = l.grant_id
            left join entrepot.delivery as v on v.warehouse_id = r.warehouse_id and v.delivery_id = r.delivery_id
            cross join lateral (
                select p.code from entrepot.movement_line as x
                join entrepot.place as p on p.warehouse_id = x.warehouse_id and p.place_id = x.to_place_id
                where x.warehouse_id = r.warehouse_id and x.movement_id = r.movement_id and x.lot_id = r.lot_id
                order by x.line_number limit 1) as p
            left join lateral (
                select round(y.value_minor::numeric * r.standing / y.quantity)::bigint as minor, y.currency
                from entrepot.valuation as y
                where r.value_minor is null and y.item_id in (l.item_id, i.parent_id)
                  and y.from_on <= entrepot.operational_day(m.warehouse_id, coalesce(k.occurred_at, m.occurred_at))
                order by (y.item_id = l.item_id) desc, y.from_on desc, y.valuation_id desc limit 1) as u on true
            \(conditions(filter, warehouse))
            order by r.movement_id desc, r.lot_id desc limit \(Int64(filter.limit))
            """
        ) { row in
            ReceiptRow(
                movement: try row.get("movement_id"), lot: try row.get("lot_id"), lotCode: try row.get("code"),
                occurredAt: try row.get("occurred_at"), day: try row.get("day"), actor: try row.get("actor"), donor: try row.get("donor"),
                item: try row.get("item_id"), sku: try row.get("sku"), unit: try row.get("base_unit"), owner: try row.get("owner"),
                grant: try row.get("grant_code"), condition: try row.get("condition"), expires: try row.get("expires_on"),
                quantity: try row.get("quantity"), standing: try row.get("standing"), value: try row.get("value_minor"),
                standingValue: try row.get("standing_value_minor"), currency: try row.get("currency"),
                standardValue: try row.get("standard_minor"), standardCurrency: try row.get("standard_currency"),
                delivery: try row.get("delivery_id"), deliveryWords: try row.get("delivery"), waybill: try row.get("waybill"),
                place: try row.get("place"), reversedBy: try row.get("reversed_by"), correctedBy: try row.get("corrected_by"))
        }
    }

    /// What stands of all receipts that a filter means, whatever the page: one sum a currency, and one of what has no value.
    package static func sums(_ filter: ReceiptFilter, warehouse: Identifier<Warehouse>, from source: some QuerySource) async throws
        -> [ReceiptSum]
    {
        var whole = filter
        whole.before = nil
        return try await source.query(
            """
            select r.currency, coalesce(sum(r.standing_value_minor), 0)::bigint as value, count(*) as lines
            \(joined(whole, warehouse)) \(conditions(whole, warehouse)) and r.standing > 0
            group by r.currency order by r.currency nulls last
            """
        ) { row in ReceiptSum(currency: try row.get("currency"), value: try row.get("value"), lines: try row.get("lines")) }
    }

    private static func joined(_ filter: ReceiptFilter, _ warehouse: Identifier<Warehouse>) -> SQL {
        """
        from entrepot.standing_receipt as r
        join entrepot.movement as m on m.warehouse_id = r.warehouse_id and m.movement_id = r.movement_id
        join entrepot.lot as l on l.warehouse_id = r.warehouse_id and l.lot_id = r.lot_id
        left join entrepot.movement as k on k.warehouse_id = m.warehouse_id and k.movement_id = m.corrects_id
        left join entrepot.donor as d on d.donor_id = l.donor_id
        """
    }

    private static func conditions(_ filter: ReceiptFilter, _ warehouse: Identifier<Warehouse>) -> SQL {
        var conditions: [SQL] = ["r.warehouse_id = \(warehouse)", "coalesce(k.reason, m.reason) = any(\(filter.reasons))"]
        if let movement = filter.movement { conditions.append("r.movement_id = \(movement)") }
        if let donor = filter.donor { conditions.append("coalesce(d.merged_into_id, d.donor_id) = \(donor)") }
        if let items = filter.items { conditions.append("l.item_id = any(\(items.map(\.number)))") }
        if let owner = filter.owner { conditions.append("l.owner_id = \(owner)") }
        if let grant = filter.grant { conditions.append("l.grant_id = \(grant)") }
        if let delivery = filter.delivery { conditions.append("r.delivery_id = \(delivery)") }
        if let words = filter.deliveryWords { conditions.append("lower(btrim(r.delivery)) = lower(btrim(\(words)))") }
        if let from = filter.from { conditions.append("coalesce(k.occurred_at, m.occurred_at) >= \(from)") }
        if let until = filter.until { conditions.append("coalesce(k.occurred_at, m.occurred_at) <= \(until)") }
        if let before = filter.before { conditions.append("(r.movement_id, r.lot_id) < (\(before.movement), \(before.lot))") }
        return "where \(SQL.joined(conditions, separator: " and "))"
    }
}
