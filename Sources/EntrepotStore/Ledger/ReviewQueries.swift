package import Measures
package import PostgresClient
package import StockLedger

/// Something in the books that somebody still has to look at.
package struct ReviewRow: Sendable, Equatable {
    package let id: Int64
    package let kind: String
    package let movement: Int64
    /// The entry for which the program booked it.
    package let because: Int64?
    package let place: Identifier<Place>
    package let lotCode: String
    package let sku: String
    package let unit: String
    package let quantity: Int64
    package let reason: String
    package let openedAt: Timestamp
    package let explainedAt: Timestamp?
    package let explainedBy: String?
    package let explanation: String?
}

/// A line of the audit.
package struct AuditRow: Sendable, Equatable {
    package let id: Int64
    package let at: Timestamp
    package let actor: String
    package let command: String
    package let movement: Int64?
}

/// What waits for an explanation, and who did what.
package enum ReviewQueries {
    /// Exceptions, the newest first, each with what of it still waits; those whose movement was taken back or corrected away wait no longer.
    package static func list(
        _ warehouse: Identifier<Warehouse>, explained: Bool, before: Int64?, limit: Int, from source: some QuerySource
    ) async throws -> [ReviewRow] {
        let after: SQL = before.map { "and e.exception_id < \($0)" } ?? ""
        return try await source.query(
            """
            select e.exception_id, e.kind, e.movement_id, e.place_id, l.code, i.sku, i.base_unit, coalesce(nullif(w.units, 0), e.quantity), e.reason, e.opened_at, e.explained_at,
                   e.explained_by, e.explanation,
                   (select m.because_id from entrepot.movement as m
                    where m.warehouse_id = e.warehouse_id and m.movement_id = e.movement_id) as because_id
            from entrepot.ledger_exception as e
            join entrepot.lot as l on l.warehouse_id = e.warehouse_id and l.lot_id = e.lot_id
            join entrepot.item as i on i.item_id = l.item_id
            cross join lateral (select entrepot.exception_left(e) as units) as w
            where e.warehouse_id = \(warehouse.number) and (\(explained) or w.units > 0) \(after)
            order by e.exception_id desc limit \(Int64(limit))
            """
        ) { row in
            ReviewRow(
                id: try row.get(0), kind: try row.get(1), movement: try row.get(2), because: try row.get(13),
                place: Identifier(try row.get(3)),
                lotCode: try row.get(4),
                sku: try row.get(5), unit: try row.get(6), quantity: try row.get(7), reason: try row.get(8),
                openedAt: Timestamp(microseconds: try row.get(9, as: InstantMicroseconds.self).value),
                explainedAt: try row.get(10, as: InstantMicroseconds?.self).map { Timestamp(microseconds: $0.value) },
                explainedBy: try row.get(11), explanation: try row.get(12))
        }
    }

    /// The warehouse of an exception.
    package static func warehouse(of exception: Int64, from source: some QuerySource) async throws -> Identifier<Warehouse>? {
        try await source.column("select warehouse_id from entrepot.ledger_exception where exception_id = \(exception)", as: Int64.self)
            .first.map { Identifier($0) }
    }

    /// Explains an exception; false when somebody has done so before.
    package static func explain(
        _ exception: Int64, because: String, actor: String, warehouse: Identifier<Warehouse>, in source: some QuerySource
    ) async throws -> Bool {
        try await source.execute(
            """
            update entrepot.ledger_exception set explained_at = clock_timestamp(), explained_by = \(actor), explanation = \(because)
            where warehouse_id = \(warehouse.number) and exception_id = \(exception) and explained_at is null
            """) == 1
    }

    /// Who did what, the newest first; scope 0 is the catalogue.
    package static func audit(
        _ scope: Identifier<Warehouse>, actor: String?, before: Int64?, limit: Int, from source: some QuerySource
    ) async throws -> [AuditRow] {
        var conditions: [SQL] = ["warehouse_id = \(scope.number)"]
        if let actor { conditions.append("actor = \(actor)") }
        if let before { conditions.append("audit_id < \(before)") }
        return try await source.query(
            """
            select audit_id, recorded_at, actor, command, movement_id from entrepot.audit
            where \(SQL.joined(conditions, separator: " and ")) order by audit_id desc limit \(Int64(limit))
            """
        ) { row in
            AuditRow(
                id: try row.get(0), at: Timestamp(microseconds: try row.get(1, as: InstantMicroseconds.self).value), actor: try row.get(2),
                command: try row.get(3), movement: try row.get(4))
        }
    }
}
