package import EntrepotStore
package import Measures
import PostgresClient
import Speech
import StockLedger

/// Turns local days and times, as people write them, into instants. PostgreSQL knows the zones.
package struct Moments: Sendable {
    let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// An instant written as a day (its noon, or now when it is today), a local time `2026-03-01T14:30`, or RFC 3339 with a zone.
    package func instant(_ written: String, warehouse: WarehouseRecord) async throws -> Timestamp {
        let text = try await dayWord(written, warehouse: warehouse)
        if text.utf8.contains(84) {
            let hasZone = text.utf8.last == 90 || text.utf8.dropFirst(11).contains { $0 == 43 || $0 == 45 }
            let sql: SQL =
                hasZone
                ? "select \(text)::text::timestamptz"
                : "select \(text)::text::timestamp at time zone time_zone from entrepot.warehouse where warehouse_id = \(warehouse.id.number)"
            do {
                return Timestamp(microseconds: try await desk.source.value(sql, as: InstantMicroseconds.self).value)
            } catch let error as PostgresError where error.kind == .server && error.sqlState?.description.hasPrefix("22") == true {
                throw Self.malformed(written)
            }
        }
        let day = try Self.date(text)
        return Timestamp(
            microseconds: try await desk.source.value(
                """
                select least(clock_timestamp(), (\(DayNumber(day.dayNumber)) + time '12:00') at time zone time_zone)
                from entrepot.warehouse where warehouse_id = \(warehouse.id.number)
                """, as: InstantMicroseconds.self
            ).value)
    }

    /// The last instant of a day, for looking back: the whole day counts.
    package func endOfDay(_ written: String, warehouse: WarehouseRecord) async throws -> Timestamp {
        let text = try await dayWord(written, warehouse: warehouse)
        if text.utf8.contains(84) { return try await instant(text, warehouse: warehouse) }
        let day = try Self.date(text)
        return Timestamp(
            microseconds: try await desk.source.value(
                "select entrepot.operational_day_begins(\(warehouse.id.number), \(DayNumber(day.dayNumber + 1))) - interval '1 microsecond'",
                as: InstantMicroseconds.self
            ).value)
    }

    /// The operational day now.
    package func today(_ warehouse: WarehouseRecord) async throws -> CivilDate {
        CivilDate(
            dayNumber: try await desk.source.value(
                "select entrepot.operational_day(\(warehouse.id.number), \(InstantMicroseconds(desk.now.microseconds)))",
                as: DayNumber.self
            ).value)
    }

    /// A day written as a date or as today, yesterday, tomorrow.
    package func day(_ written: String, warehouse: WarehouseRecord) async throws -> CivilDate {
        try Self.date(try await dayWord(written, warehouse: warehouse))
    }

    private func dayWord(_ written: String, warehouse: WarehouseRecord) async throws -> String {
        let shift: Int
        switch written {
        case "today": shift = 0
        case "yesterday": shift = -1
        case "tomorrow": shift = 1
        default: return written
        }
        return try await today(warehouse).adding(days: shift).description
    }

    static func date(_ text: String) throws -> CivilDate {
        do {
            return try CivilDate(text)
        } catch {
            throw malformed(text)
        }
    }

    private static func malformed(_ text: String) -> Refusal {
        Refusal(
            "ARG.VALUE", [.init("value", text)],
            Wording(
                "«\(text)» is not a day or time: write 2026-11-21 or 2026-11-21T14:30",
                "«\(text)» n'est ni un jour ni une heure : écrire 2026-11-21 ou 2026-11-21T14:30"))
    }
}
