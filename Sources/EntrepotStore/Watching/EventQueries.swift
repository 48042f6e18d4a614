package import Measures
package import PostgresClient
import StockLedger

/// What may be watched.
package enum EventTopic: String, Sendable, Hashable, CaseIterable {
    /// Movements.
    case stock
    case rounds
    case plans
    case counts
    case review
    case reports
}

/// Something that happened, as it is read for a watcher.
package struct EventRow: Sendable {
    package let cursor: EventCursor
    package let topic: EventTopic
    package let what: String
    package let warehouse: Identifier<Warehouse>
    package let warehouseCode: String
    /// The number of the movement, round, plan, count, question or report.
    package let subject: Int64
    package let by: String?
    package let at: Timestamp
    /// Names and values that tell more of it.
    package let details: [(String, String?)]
}

/// A page of events behind a cursor.
package struct EventPage: Sendable {
    package let rows: [EventRow]
    /// The movements among them, by number.
    package let movements: [Int64: MovementRow]
    /// Where the next page begins.
    package let next: EventCursor
    /// Whether more may follow at once.
    package let isFull: Bool
}

/// Reading events.
package enum EventQueries {
    private struct Bounds {
        let epoch: String
        let first: Int64
        let below: Int64
        let movementsBefore: Int64
    }

    /// The epoch of the positions; a new one when the books were restored.
    package static func keepEpoch(through source: some QuerySource) async throws -> String {
        try await source.value("select entrepot.keep_epoch()::text")
    }

    /// Lets go of events older than so many days.
    package static func forget(days: Int32, through source: some QuerySource) async throws -> Int64 {
        try await source.value("select entrepot.forget_events(\(days))")
    }

    private static func bounds(_ source: some QuerySource) async throws -> Bounds {
        try await source.only(
            """
            select left(epoch::text, 8), events_from::text::bigint, pg_snapshot_xmin(pg_current_snapshot())::text::bigint, movements_before
            from entrepot.instance
            """
        ) { row in
            Bounds(epoch: try row.get(0), first: try row.get(1), below: try row.get(2), movementsBefore: try row.get(3))
        }
    }

    /// Where a watcher begins who wants what happens from now on.
    package static func now(_ source: some QuerySource) async throws -> EventCursor {
        let bounds = try await bounds(source)
        return EventCursor(epoch: bounds.epoch, transaction: bounds.below)
    }

    /// Where a watcher begins who is shown how things stand first: behind all that this transaction's snapshot sees.
    package static func snapshot(_ transaction: Transaction) async throws -> EventCursor {
        let bounds = try await bounds(transaction)
        return EventCursor(
            epoch: bounds.epoch, transaction: bounds.below, seen: try await transaction.value("select pg_current_snapshot()::text"))
    }

    /// The events behind a cursor that the reader may see; nil when the cursor is of another epoch, or what followed it is gone.
    package static func page(
        after cursor: EventCursor, _ topics: Set<EventTopic>, limit: Int64, from source: some QuerySource
    ) async throws -> EventPage? {
        let bounds = try await bounds(source)
        guard cursor.epoch == bounds.epoch, cursor.transaction >= bounds.first, cursor.transaction <= bounds.below else { return nil }
        let others = topics.filter { $0 != .stock }.map(\.rawValue)
        let unseen: SQL = cursor.seen.map { seen in "not pg_visible_in_snapshot(x.recorded_xid, \(seen)::pg_snapshot)" } ?? "true"
        let from = String(cursor.transaction)
        let below = String(bounds.below)
        func behind(_ source: Int64, _ number: SQL) -> SQL {
            """
            x.recorded_xid >= \(from)::xid8 and x.recorded_xid < \(below)::xid8 and \(unseen)
            and (x.recorded_xid > \(from)::xid8 or \(source) > \(cursor.source) or (\(source) = \(cursor.source) and \(number) > \(cursor.number)))
            """
        }
        let rows = try await source.query(
            """
            with page as (
                select * from (
                    (select x.recorded_xid, 0::bigint as source, x.movement_id as number, x.warehouse_id, 'stock' as topic, x.reason as what,
                            x.movement_id as subject, x.actor, x.recorded_at
                     from entrepot.movement as x
                     where \(topics.contains(.stock)) and x.movement_id > \(bounds.movementsBefore) and \(behind(0, "x.movement_id"))
                     order by x.recorded_xid, x.movement_id limit \(limit))
                    union all
                    (select x.recorded_xid, 1::bigint, x.event_id, x.warehouse_id, x.topic, x.what, x.subject_id, x.actor, x.recorded_at
                     from entrepot.event as x where x.topic = any(\(others)) and \(behind(1, "x.event_id"))
                     order by x.recorded_xid, x.event_id limit \(limit))) as both_kinds
                order by recorded_xid, source, number limit \(limit))
            select e.recorded_xid::text::bigint as xid, e.source, e.number, e.warehouse_id, w.code as warehouse, e.topic, e.what, e.subject, e.actor,
                   e.recorded_at, v.code as vehicle, r.round_on::text as round_on, r.state as state,
                   p.from_on::text as from_on, p.days::text as days, s.code as place, q.kind, q.quantity::text as quantity, i.sku,
                   t.name as report, t.until_on::text as until_on
            from page as e join entrepot.warehouse as w using (warehouse_id)
            left join entrepot.seen_round as r on e.topic = 'rounds' and r.warehouse_id = e.warehouse_id and r.round_id = e.subject
            left join entrepot.vehicle as v on v.warehouse_id = r.warehouse_id and v.vehicle_id = r.vehicle_id
            left join entrepot.plan as p on e.topic = 'plans' and p.warehouse_id = e.warehouse_id and p.plan_id = e.subject
            left join entrepot.stock_count as c on e.topic = 'counts' and c.warehouse_id = e.warehouse_id and c.count_id = e.subject
            left join entrepot.place as s on s.warehouse_id = c.warehouse_id and s.place_id = c.place_id
            left join entrepot.ledger_exception as q on e.topic = 'review' and q.warehouse_id = e.warehouse_id and q.exception_id = e.subject
            left join entrepot.lot as l on l.warehouse_id = q.warehouse_id and l.lot_id = q.lot_id
            left join entrepot.item as i on i.item_id = l.item_id
            left join entrepot.report_run as t on e.topic = 'reports' and t.warehouse_id = e.warehouse_id and t.report_id = e.subject
            order by e.recorded_xid, e.source, e.number
            """
        ) { row in
            let topic: EventTopic = try row.word("topic")
            let home: String = try row.get("warehouse")
            let details: [(String, String?)] =
                switch topic {
                case .stock: []
                case .rounds: [("vehicle", try row.get("vehicle")), ("date", try row.get("round_on")), ("state", try row.get("state"))]
                case .plans: [("from", try row.get("from_on")), ("days", try row.get("days"))]
                case .counts: [("place", try row.get("place", as: String?.self).map { "\(home)/\($0)" })]
                case .review: [("kind", try row.get("kind")), ("item", try row.get("sku")), ("qty", try row.get("quantity"))]
                case .reports: [("name", try row.get("report")), ("until", try row.get("until_on"))]
                }
            return EventRow(
                cursor: EventCursor(
                    epoch: bounds.epoch, transaction: try row.get("xid"), source: try row.get("source"), number: try row.get("number"),
                    seen: cursor.seen),
                topic: topic, what: try row.get("what"), warehouse: Identifier(try row.get("warehouse_id")), warehouseCode: home,
                subject: try row.get("subject"), by: try row.get("actor"), at: try row.get("recorded_at"), details: details)
        }
        var movements: [Int64: MovementRow] = [:]
        let moved = rows.filter { $0.topic == .stock }
        for (warehouse, those) in Dictionary(grouping: moved, by: \.warehouse) {
            var filter = MovementFilter(limit: those.count)
            filter.movements = those.map(\.subject)
            for row in try await MovementQueries.list(filter, warehouse: warehouse, from: source) { movements[row.id] = row }
        }
        let isFull = rows.count == Int(limit)
        // Behind the last one; or, when there are no more, behind everything that can no longer be overtaken.
        let highest = cursor.seen?.split(separator: ":").dropFirst().first.flatMap { Int64($0) }
        func settled(_ one: EventCursor) -> EventCursor {
            guard let highest, one.transaction >= highest else { return one }
            return EventCursor(epoch: one.epoch, transaction: one.transaction, source: one.source, number: one.number)
        }
        let end = EventCursor(epoch: bounds.epoch, transaction: bounds.below, seen: cursor.seen)
        return EventPage(rows: rows, movements: movements, next: settled(isFull ? rows.last?.cursor ?? end : end), isFull: isFull)
    }
}
