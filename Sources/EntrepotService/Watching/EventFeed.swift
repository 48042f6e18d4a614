package import EntrepotStore
import Measures
import PlainJSON
import PostgresClient
import StockLedger
import Synchronization

/// Events for all watchers of a daemon: those who stand at the same place and see the same share one reading.
///
/// A hundred watchers would otherwise be a hundred readings for every entry. A page that was read holds for a second, so that nobody sees for
/// longer what has become hidden.
package final class EventFeed: Sendable {
    /// A page ready to be sent: each event with its body in octets, so that they are written once for all.
    package struct Page: Sendable {
        package let events: [WrittenEvent]
        package let next: EventCursor
        package let isFull: Bool
    }

    /// An event as it goes out.
    package struct WrittenEvent: Sendable {
        package let cursor: EventCursor
        package let topic: String
        package let body: [UInt8]
    }

    private struct Asked: Hashable {
        let cursor: EventCursor
        let topics: Set<EventTopic>
        let settings: ReadSettings
    }

    private struct Shared {
        let task: Task<Page?, any Error>
        let since: ContinuousClock.Instant
        let wake: UInt64
    }

    private struct Held {
        var pages: [Asked: Shared] = [:]
        var wake: UInt64 = 0
        var next: UInt64 = 0
        var sleepers: [UInt64: CheckedContinuation<Void, Never>] = [:]
    }

    /// Events read at once.
    private static let pageLength: Int64 = 200
    private static let mostPages = 64
    private static let longestShared = Duration.seconds(1)

    private let store: Store
    private let held = Mutex(Held())

    package init(_ store: Store) {
        self.store = store
    }

    /// Something may have happened: whoever waits looks.
    package func wake() {
        let sleepers = held.withLock { held in
            held.wake += 1
            defer { held.sleepers = [:] }
            return held.sleepers
        }
        for sleeper in sleepers.values { sleeper.resume() }
    }

    /// Waits until something may have happened since `seen`, or a while; answers the number of the last waking.
    func wait(seen: UInt64, atMost longest: Duration) async -> UInt64 {
        let number = held.withLock { held in
            held.next += 1
            return held.next
        }
        let timer = Task {
            try? await Task.sleep(for: longest)
            held.withLock { $0.sleepers.removeValue(forKey: number) }?.resume()
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isLate = held.withLock { held in
                    if held.wake != seen || Task.isCancelled { return true }
                    held.sleepers[number] = continuation
                    return false
                }
                if isLate { continuation.resume() }
            }
        } onCancel: {
            held.withLock { $0.sleepers.removeValue(forKey: number) }?.resume()
        }
        timer.cancel()
        return held.withLock { $0.wake }
    }

    /// The events behind a cursor that a reader may see; nil when there is a gap.
    func page(after cursor: EventCursor, _ topics: Set<EventTopic>, as scope: Scope) async throws -> Page? {
        let asked = Asked(cursor: cursor, topics: topics, settings: ReadSettings(scope))
        let task = held.withLock { held -> Task<Page?, any Error> in
            let now = ContinuousClock.now
            if let shared = held.pages[asked], shared.wake == held.wake, now - shared.since < Self.longestShared { return shared.task }
            if held.pages.count >= Self.mostPages { held.pages = held.pages.filter { now - $0.value.since < Self.longestShared } }
            if held.pages.count >= Self.mostPages { held.pages = [:] }
            let task = Task { [store] in
                try await store.reading(as: scope, deadline: .now + .seconds(30)) { transaction -> Page? in
                    try await EventQueries.page(after: cursor, topics, limit: Self.pageLength, from: transaction).map(Self.written)
                }
            }
            held.pages[asked] = Shared(task: task, since: now, wake: held.wake)
            return task
        }
        return try await task.value
    }

    /// Where a reader begins: how things stand now, and the cursor behind it.
    func stand(_ topics: Set<EventTopic>, as scope: Scope) async throws -> (records: [(topic: String, body: [UInt8])], cursor: EventCursor)
    {
        try await store.pool.transaction(isolation: .repeatableRead, readOnly: true, deadline: .now + .seconds(60)) { transaction in
            try await transaction.reads(as: scope)
            let cursor = try await EventQueries.snapshot(transaction)
            var records: [(topic: String, body: [UInt8])] = []
            for topic in EventTopic.allCases where topics.contains(topic) {
                for record in try await StandQueries.records(topic, from: transaction) {
                    var body: JSONObject = ["what": "stands"]
                    for (name, value) in record {
                        switch value {
                        case .text(let text): body[name] = JSONValue(text)
                        case .number(let number): body[name] = .integer(number)
                        }
                    }
                    records.append((topic.rawValue, JSONText.encode(.object(body))))
                }
            }
            return (records, cursor)
        }
    }

    /// Where a reader begins who wants what happens from now on.
    func now() async throws -> EventCursor { try await EventQueries.now(store.pool) }

    private static func written(_ page: EventPage) -> Page {
        let events = page.rows.compactMap { row -> WrittenEvent? in
            var body: JSONObject = ["what": .string(row.what), "warehouse": .string(row.warehouseCode)]
            if row.topic == .stock {
                // Its lines may be hidden where the movement is not.
                guard let movement = page.movements[row.subject] else { return nil }
                body["movement"] = .integer(row.subject)
                body["by"] = .string(movement.actor)
                body["occurred_at"] = .string(movement.occurredAt.description)
                body["recorded_at"] = .string(movement.recordedAt.description)
                body["lines"] = .array(
                    movement.lines.map { line in
                        [
                            "item": .string(line.sku), "lot": .string(line.lotCode), "owner": .string(line.owner),
                            "qty": .integer(line.quantity), "unit": .string(line.unit), "from": .string(line.fromAddress),
                            "to": .string(line.toAddress),
                        ]
                    }.map(JSONValue.object))
            } else {
                body[Self.noun(row.topic)] = .integer(row.subject)
                body["by"] = JSONValue(row.by)
                body["recorded_at"] = .string(row.at.description)
                for (name, value) in row.details { body[name] = value.flatMap { Int64($0) }.map { .integer($0) } ?? JSONValue(value) }
            }
            return WrittenEvent(cursor: row.cursor, topic: row.topic.rawValue, body: JSONText.encode(.object(body)))
        }
        return Page(events: events, next: page.next, isFull: page.isFull)
    }

    private static func noun(_ topic: EventTopic) -> String {
        switch topic {
        case .stock: "movement"
        case .rounds: "round"
        case .plans: "plan"
        case .counts: "count"
        case .review: "review"
        case .reports: "report"
        }
    }
}
