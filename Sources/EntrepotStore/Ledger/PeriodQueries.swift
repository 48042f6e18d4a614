package import Measures
package import PostgresClient
import StockLedger

/// A closed period of a warehouse.
package struct PeriodRow: Sendable, Equatable {
    package let until: CivilDate
    package let closedAt: Timestamp
    package let closedBy: String
    package let note: String?
}

/// Periods that are closed.
package enum PeriodQueries {
    /// The closed periods, the last first.
    package static func list(_ warehouse: Identifier<Warehouse>, from source: some QuerySource) async throws -> [PeriodRow] {
        try await source.query(
            "select until_on, closed_at, closed_by, note from entrepot.period where warehouse_id = \(warehouse.number) order by until_on desc"
        ) { row in
            PeriodRow(
                until: CivilDate(dayNumber: try row.get(0, as: DayNumber.self).value),
                closedAt: Timestamp(microseconds: try row.get(1, as: InstantMicroseconds.self).value), closedBy: try row.get(2),
                note: try row.get(3))
        }
    }

    /// Counts that are open and rounds that are on the road of the days up to one: what would still be dated there.
    package static func openEnds(_ warehouse: Identifier<Warehouse>, until day: CivilDate, from source: some QuerySource) async throws
        -> (counts: [Int64], rounds: [Int64])
    {
        let counts = try await source.column(
            """
            select count_id from entrepot.stock_count where warehouse_id = \(warehouse.number) and state = 'open'
              and entrepot.operational_day(warehouse_id, opened_at) <= \(DayNumber(day.dayNumber)) order by count_id
            """, as: Int64.self)
        let rounds = try await source.column(
            """
            select round_id from entrepot.round where warehouse_id = \(warehouse.number) and state in ('loading', 'underway', 'returned')
              and round_on <= \(DayNumber(day.dayNumber)) order by round_id
            """, as: Int64.self)
        return (counts, rounds)
    }

    /// Closes the books up to the end of a day; nobody books into the past meanwhile. False when they were closed up to there before.
    package static func close(
        _ warehouse: Identifier<Warehouse>, until day: CivilDate, note: String?, actor: String, in transaction: Transaction
    ) async throws -> Bool {
        _ = try await transaction.query("select entrepot.hold_the_past(\(warehouse.number)) is null") { _ in true }
        let changed = try await transaction.execute(
            """
            update entrepot.warehouse_books set closed_until = entrepot.operational_day_begins(warehouse_id, \(DayNumber(day.dayNumber)) + 1)
            where warehouse_id = \(warehouse.number)
              and closed_until < entrepot.operational_day_begins(warehouse_id, \(DayNumber(day.dayNumber)) + 1)
            """)
        guard changed == 1 else { return false }
        try await transaction.execute(
            """
            insert into entrepot.period (warehouse_id, until_on, closed_by, note)
            values (\(warehouse.number), \(DayNumber(day.dayNumber)), \(actor), \(note))
            """)
        return true
    }
}
