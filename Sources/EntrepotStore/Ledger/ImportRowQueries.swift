package import Measures
package import PostgresClient

/// What imported rows said, kept with their movements, so that a file sent again books only what is new.
package enum ImportRowQueries {
    /// One row of a file.
    package struct Row: Hashable, Sendable {
        /// What it says, as it was understood: 32 hexadecimal digits.
        package let identity: String
        /// The how-manieth row of its file that says so, from 1.
        package let ordinal: Int32
        /// Whether it has a day of its own.
        package let isDated: Bool

        package init(identity: String, ordinal: Int32, isDated: Bool) {
            self.identity = identity
            self.ordinal = ordinal
            self.isDated = isDated
        }
    }

    /// A row that is in the books.
    package struct Known: Sendable {
        package let identity: String
        package let ordinal: Int32
        package let movement: Int64
        package let actor: String
        package let recordedAt: Timestamp
    }

    /// How long a row without a day of its own is taken for the same gift.
    package static let daysWithoutDate = 30

    /// Waits until nobody else imports into this warehouse, and keeps others waiting until the transaction ends.
    package static func claim(_ warehouse: Identifier<Warehouse>, in transaction: Transaction) async throws {
        try await transaction.execute("select pg_advisory_xact_lock(hashtextextended('import', \(warehouse.number)))")
    }

    /// Those of some rows that are in the books. A row whose movement was reversed is not: it may be booked anew.
    package static func known(_ rows: [Row], warehouse: Identifier<Warehouse>, in transaction: Transaction) async throws -> [Known] {
        try await transaction.query(
            """
            select distinct on (r.identity, r.ordinal) r.identity, r.ordinal, r.movement_id, m.actor, m.recorded_at
            from unnest(\(rows.map(\.identity)), \(rows.map(\.ordinal)), \(rows.map(\.isDated))) as wanted (identity, ordinal, dated)
            join entrepot.import_row as r
                on r.warehouse_id = \(warehouse.number) and r.identity = wanted.identity and r.ordinal = wanted.ordinal
            join entrepot.movement as m on m.warehouse_id = r.warehouse_id and m.movement_id = r.movement_id
            where (wanted.dated or r.imported_at > clock_timestamp() - make_interval(days => \(Int32(daysWithoutDate))))
              and not exists (select from entrepot.movement as v where v.warehouse_id = r.warehouse_id and v.reverses_id = r.movement_id)
            order by r.identity, r.ordinal, r.movement_id
            """
        ) { row in
            Known(
                identity: try row.get(0), ordinal: try row.get(1), movement: try row.get(2), actor: try row.get(3),
                recordedAt: try row.get(4))
        }
    }

    /// Keeps what the rows of some movements said.
    package static func keep(_ rows: [(row: Row, movement: Int64)], warehouse: Identifier<Warehouse>, in transaction: Transaction)
        async throws
    {
        try await transaction.execute(
            """
            insert into entrepot.import_row (warehouse_id, movement_id, identity, ordinal, dated)
            select \(warehouse.number), movement_id, identity, ordinal, dated
            from unnest(\(rows.map(\.movement)), \(rows.map(\.row.identity)), \(rows.map(\.row.ordinal)), \(rows.map(\.row.isDated)))
                as kept (movement_id, identity, ordinal, dated)
            """)
    }
}
