package import FunderReports
package import Measures
package import PostgresClient
import Speech
import StockLedger

// Facts of reports, read in one snapshot of the database.
//
// A report is cut at a position of the books: what stood in the journal when its snapshot was taken is in it, what did not is in the
// next one. The opening is summed forward from the lines (from the newest snapshot of balances before it), the closing is read from
// the balances: two ways that must meet, which is what makes "opening + in − out = closing" a check and not a definition.

/// The books of one warehouse as a report reads them: days, cut, and the transaction of the one snapshot.
package struct ReportBooks: Sendable {
    /// The warehouse.
    package let warehouse: WarehouseRecord
    /// The days covered.
    package let period: ReportingPeriod
    /// When the first day begins.
    package let opens: Timestamp
    /// When the day after the last begins; 23 or 25 hours after its own beginning when the clocks change.
    package let closes: Timestamp
    /// The newest position in the snapshot.
    package let position: Int64
    /// Where the books were cut, as the report prints it.
    package let cut: ReportCut
    /// The day on which the first goods moved; nothing before that.
    let firstDay: CivilDate?
    let source: Transaction

    /// Finds the bounds and the cut; `at` is the as-of time that the report prints.
    package init(warehouse: WarehouseRecord, period: ReportingPeriod, at: Timestamp, revision: Int, in transaction: Transaction)
        async throws
    {
        let id = warehouse.id.number
        let row = try await transaction.only(
            """
            select entrepot.operational_day_begins(\(id), \(period.first)) as opens,
                   entrepot.operational_day_begins(\(id), \(period.last.adding(days: 1))) as closes,
                   b.last_position, w.time_zone,
                   (\(at) at time zone w.time_zone)::date as local_day,
                   floor(extract(epoch from (\(at) at time zone w.time_zone)::time))::bigint as local_seconds,
                   (select entrepot.operational_day(\(id), min(occurred_at)) from entrepot.movement_line where warehouse_id = \(id)) as first_day
            from entrepot.warehouse as w join entrepot.warehouse_books as b using (warehouse_id)
            where w.warehouse_id = \(id)
            """
        ) { row in
            (
                opens: try row.get("opens", as: Timestamp.self), closes: try row.get("closes", as: Timestamp.self),
                position: try row.get("last_position", as: Int64.self), zone: try row.get("time_zone", as: String.self),
                day: try row.get("local_day", as: CivilDate.self),
                time: try ClockTime(seconds: Int32(clamping: try row.get("local_seconds", as: Int64.self))),
                firstDay: try row.get("first_day", as: CivilDate?.self)
            )
        }
        self.warehouse = warehouse
        self.period = period
        opens = row.opens
        closes = row.closes
        position = row.position
        cut = ReportCut(position: String(row.position), day: row.day, time: row.time, zone: row.zone, revision: revision)
        firstDay = row.firstDay
        source = transaction
    }

    var id: Int64 { warehouse.id.number }

    /// The warehouse as reports name it.
    package var reported: ReportWarehouse { ReportWarehouse(code: warehouse.code, name: warehouse.name) }

    /// When an operational day begins.
    func beginning(of day: CivilDate) async throws -> Timestamp {
        try await source.value("select entrepot.operational_day_begins(\(id), \(day))", as: Timestamp.self)
    }

    /// The items of these codes, by code.
    func items(_ codes: Set<String>) async throws -> [ReportItem] {
        let wanted = codes.sorted()
        return try await source.query(
            """
            select i.sku, i.name, i.name_fr, i.category, i.base_unit, p.name as pack, p.factor
            from entrepot.item as i
            left join lateral (select name, factor from entrepot.item_pack where item_id = i.item_id and factor > 1
                               order by factor, name limit 1) as p on true
            where i.sku = any(\(wanted)) order by i.sku
            """
        ) { row in
            let name: String = try row.get("name")
            let pack = try row.get("pack", as: String?.self)
            let factor = try row.get("factor", as: Int64?.self)
            return ReportItem(
                code: try row.get("sku"), name: Wording(name, try row.get("name_fr", as: String?.self) ?? name),
                category: try row.get("category"),
                base: try row.word("base_unit"),
                mainPack: try pack.flatMap { pack in try factor.map { try Pack(name: pack, factor: $0) } })
        }
    }
}
