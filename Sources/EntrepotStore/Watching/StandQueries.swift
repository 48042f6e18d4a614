package import PostgresClient

/// How things stand at the moment of a transaction, for the beginning of a watch: names and values of one record each.
package enum StandQueries {
    /// A record: names and values, whole numbers as numbers.
    package typealias Record = [(String, Value)]

    package enum Value: Sendable, Equatable {
        case text(String?)
        case number(Int64)
    }

    /// The most records that a snapshot holds of one topic.
    package static let most: Int64 = 20_000

    /// The records of a topic that the reader may see.
    package static func records(_ topic: EventTopic, from source: some QuerySource) async throws -> [Record] {
        switch topic {
        case .stock:
            try await source.query(
                """
                select w.code || '/' || p.code, i.sku, o.code, i.base_unit, sum(b.on_hand)::bigint, sum(b.reserved)::bigint
                from entrepot.balance as b
                join entrepot.lot as l on l.warehouse_id = b.warehouse_id and l.lot_id = b.lot_id
                join entrepot.item as i on i.item_id = l.item_id join entrepot.organisation as o on o.organisation_id = l.owner_id
                join entrepot.place as p on p.warehouse_id = b.warehouse_id and p.place_id = b.place_id
                join entrepot.warehouse as w on w.warehouse_id = b.warehouse_id
                where b.on_hand > 0 group by 1, 2, 3, 4 order by 1, 2, 3 limit \(most)
                """
            ) { row in
                [
                    ("place", .text(try row.get(0))), ("item", .text(try row.get(1))), ("owner", .text(try row.get(2))),
                    ("unit", .text(try row.get(3))), ("on_hand", .number(try row.get(4))), ("reserved", .number(try row.get(5))),
                ]
            }
        case .rounds:
            try await source.query(
                """
                select w.code, r.round_id, v.code, r.round_on::text, r.state from entrepot.seen_round as r
                join entrepot.warehouse as w using (warehouse_id)
                left join entrepot.vehicle as v on v.warehouse_id = r.warehouse_id and v.vehicle_id = r.vehicle_id
                where r.state not in ('closed', 'cancelled') order by r.round_on, r.round_id limit \(most)
                """
            ) { row in
                [
                    ("warehouse", .text(try row.get(0))), ("round", .number(try row.get(1))), ("vehicle", .text(try row.get(2))),
                    ("date", .text(try row.get(3))), ("state", .text(try row.get(4))),
                ]
            }
        case .plans:
            try await source.query(
                """
                select w.code, p.plan_id, p.from_on::text, p.days, p.made_by from entrepot.plan as p join entrepot.warehouse as w using (warehouse_id)
                where p.from_on + p.days > current_date order by p.plan_id limit \(most)
                """
            ) { row in
                [
                    ("warehouse", .text(try row.get(0))), ("plan", .number(try row.get(1))), ("from", .text(try row.get(2))),
                    ("days", .number(Int64(try row.get(3, as: Int32.self)))), ("by", .text(try row.get(4))),
                ]
            }
        case .counts:
            try await source.query(
                """
                select w.code || '/' || p.code, c.count_id, c.opened_by from entrepot.stock_count as c
                join entrepot.place as p on p.warehouse_id = c.warehouse_id and p.place_id = c.place_id
                join entrepot.warehouse as w on w.warehouse_id = c.warehouse_id
                where c.state = 'open' order by c.count_id limit \(most)
                """
            ) { row in
                [("place", .text(try row.get(0))), ("count", .number(try row.get(1))), ("by", .text(try row.get(2)))]
            }
        case .review:
            try await source.query(
                """
                select w.code, x.exception_id, x.kind, i.sku, x.quantity, x.movement_id from entrepot.ledger_exception as x
                join entrepot.warehouse as w using (warehouse_id)
                join entrepot.lot as l on l.warehouse_id = x.warehouse_id and l.lot_id = x.lot_id
                join entrepot.item as i on i.item_id = l.item_id
                where x.explained_at is null order by x.exception_id limit \(most)
                """
            ) { row in
                [
                    ("warehouse", .text(try row.get(0))), ("review", .number(try row.get(1))), ("kind", .text(try row.get(2))),
                    ("item", .text(try row.get(3))), ("qty", .number(try row.get(4))), ("movement", .number(try row.get(5))),
                ]
            }
        case .reports:
            try await source.query(
                """
                select w.code, t.report_id, t.name, t.until_on::text, t.state from entrepot.report_run as t
                join entrepot.warehouse as w using (warehouse_id)
                where t.until_on > current_date - 31 order by t.report_id limit \(most)
                """
            ) { row in
                [
                    ("warehouse", .text(try row.get(0))), ("report", .number(try row.get(1))), ("name", .text(try row.get(2))),
                    ("until", .text(try row.get(3))), ("state", .text(try row.get(4))),
                ]
            }
        }
    }
}
