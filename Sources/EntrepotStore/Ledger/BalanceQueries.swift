package import Measures
package import PostgresClient
package import StockLedger

/// One row of the stock list: a lot at a place.
package struct StockRow: Sendable, Equatable {
    package let sku: String
    package let item: Identifier<Item>
    package let lot: Identifier<Lot>
    package let lotCode: String
    package let place: Identifier<Place>
    package let placeAddress: String
    package let owner: String
    package let condition: String
    package let expires: CivilDate?
    package let onHand: Int64
    package let reserved: Int64
    package let unit: String
}

/// What a stock list is asked for; nil means all.
package struct StockFilter: Sendable {
    package var items: [Identifier<Item>]?
    package var warehouse: Identifier<Warehouse>?
    package var place: Identifier<Place>?
    package var owner: Identifier<Owner>?
    package var category: String?
    package var condition: Condition?
    package var expiringBefore: CivilDate?
    package var asOf: Timestamp?
    package var knownAt: Int64?
    /// What names the lot or is printed on it, case aside.
    package var lotCode: String?
    /// Only rows after this one in the order of the list.
    package var after: (sku: String, place: String, lot: Int64)?
    package var limit: Int

    package init(limit: Int) {
        self.limit = limit
    }
}

/// Questions about what is where.
package enum BalanceQueries {
    /// What is on hand, by item, place and lot, in that order; at most `limit` rows.
    package static func stock(_ filter: StockFilter, warehouse: Identifier<Warehouse>, from source: some QuerySource) async throws
        -> [StockRow]
    {
        var conditions = conditions(filter, warehouse)
        if let after = filter.after { conditions.append("(i.sku, p.code, b.lot_id) > (\(after.sku), \(after.place), \(after.lot))") }
        let balances = balances(filter, warehouse)
        let sql: SQL = """
            select i.sku, l.item_id, b.lot_id, l.code as lot, b.place_id, w.code || '/' || p.code as place, o.code as owner, l.condition,
                   l.expires_on, b.on_hand, b.reserved, i.base_unit
            from \(balances) as b
            join entrepot.lot as l on l.warehouse_id = b.warehouse_id and l.lot_id = b.lot_id
            join entrepot.item as i on i.item_id = l.item_id
            join entrepot.place as p on p.warehouse_id = b.warehouse_id and p.place_id = b.place_id
            join entrepot.warehouse as w on w.warehouse_id = b.warehouse_id
            join entrepot.organisation as o on o.organisation_id = l.owner_id
            where \(SQL.joined(conditions, separator: " and "))
            order by i.sku, p.code, b.lot_id
            limit \(Int64(filter.limit))
            """
        return try await source.query(sql) { row in
            StockRow(
                sku: try row.get(0), item: Identifier(try row.get(1)), lot: Identifier(try row.get(2)), lotCode: try row.get(3),
                place: Identifier(try row.get(4)), placeAddress: try row.get(5), owner: try row.get(6), condition: try row.get(7),
                expires: try row.get(8, as: DayNumber?.self).map { CivilDate(dayNumber: $0.value) },
                onHand: try row.get(9), reserved: try row.get(10), unit: try row.get(11))
        }
    }

    /// What is at one place of one lot.
    package static func balance(
        _ lot: Identifier<Lot>, at place: Identifier<Place>, warehouse: Identifier<Warehouse>, from source: some QuerySource
    ) async throws -> Balance {
        try await source.first(
            """
            select on_hand, reserved from entrepot.balance
            where warehouse_id = \(warehouse.number) and place_id = \(place.number) and lot_id = \(lot.number)
            """
        ) { row in Balance(onHand: try Quantity(row.get(0)), reserved: try Quantity(row.get(1))) } ?? .zero
    }

    /// Lots of an item (or of several sizes of it), or of any, that can be taken from a place, or from anywhere in the warehouse.
    package static func candidates(
        items: [Identifier<Item>]?, place: Identifier<Place>?, warehouse: Identifier<Warehouse>, from source: some QuerySource
    ) async throws -> [LotCandidate] {
        let wherePlace: SQL = place.map { "and b.place_id = \($0.number)" } ?? "and p.kind = 'bin'"
        let ofItems: SQL = items.map { "and l.item_id = any(\($0.map(\.number)))" } ?? ""
        return try await source.query(
            """
            select b.place_id, b.on_hand, b.reserved, l.lot_id, l.item_id, l.owner_id, l.grant_id, l.condition, l.expires_on, l.received_on,
                   l.pack_name, l.pack_factor
            from entrepot.lot as l
            join entrepot.balance as b on b.warehouse_id = l.warehouse_id and b.lot_id = l.lot_id
            join entrepot.place as p on p.warehouse_id = b.warehouse_id and p.place_id = b.place_id
            where l.warehouse_id = \(warehouse.number) \(ofItems) \(wherePlace)
            """
        ) { row in
            LotCandidate(
                lot: try LotQueries.lot(row), place: Identifier(try row.get("place_id")),
                balance: Balance(onHand: try Quantity(row.get("on_hand")), reserved: try Quantity(row.get("reserved"))))
        }
    }

    // MARK: Parts

    /// What a filter asks of balances `b`, lots `l`, items `i` and places `p`.
    static func conditions(_ filter: StockFilter, _ warehouse: Identifier<Warehouse>) -> [SQL] {
        var conditions: [SQL] = ["b.warehouse_id = \(warehouse.number)"]
        if let items = filter.items { conditions.append("l.item_id = any(\(items.map(\.number)))") }
        if let place = filter.place { conditions.append("b.place_id = \(place.number)") }
        if let owner = filter.owner { conditions.append("l.owner_id = \(owner.number)") }
        if let category = filter.category { conditions.append("i.category = \(category)") }
        if let condition = filter.condition { conditions.append("l.condition = \(condition.rawValue)") }
        if let day = filter.expiringBefore { conditions.append("l.expires_on < \(DayNumber(day.dayNumber))") }
        if let code = filter.lotCode { conditions.append("(lower(l.code) = lower(\(code)) or lower(l.batch) = lower(\(code)))") }
        return conditions
    }

    /// The balances as of the moment asked for: those of today, or what is worked out of the lines.
    static func balances(_ filter: StockFilter, _ warehouse: Identifier<Warehouse>) -> SQL {
        if let instant = filter.asOf {
            if let position = filter.knownAt {
                // As of then, less what was recorded after the position.
                return """
                    (select \(warehouse.number)::bigint as warehouse_id, x.place_id, x.lot_id, sum(x.on_hand)::bigint as on_hand, 0::bigint as reserved
                     from (select place_id, lot_id, on_hand from entrepot.stock_as_of(\(warehouse.number), \(InstantMicroseconds(instant.microseconds)))
                           union all
                           select q.place_id, ml.lot_id, case when q.place_id = ml.to_place_id then -ml.quantity else ml.quantity end
                           from entrepot.movement_line as ml
                           join entrepot.place as q on q.warehouse_id = ml.warehouse_id and q.place_id in (ml.from_place_id, ml.to_place_id) and q.holds_stock
                           left join entrepot.journal as j on j.warehouse_id = ml.warehouse_id and j.movement_id = ml.movement_id
                           where ml.warehouse_id = \(warehouse.number) and ml.occurred_at <= \(InstantMicroseconds(instant.microseconds))
                             and (j.position is null or j.position > \(position))) as x
                     group by x.place_id, x.lot_id having sum(x.on_hand) <> 0)
                    """
            } else {
                return """
                    (select \(warehouse.number)::bigint as warehouse_id, place_id, lot_id, on_hand, 0::bigint as reserved
                     from entrepot.stock_as_of(\(warehouse.number), \(InstantMicroseconds(instant.microseconds))))
                    """
            }
        } else {
            return "entrepot.balance"
        }
    }
}
