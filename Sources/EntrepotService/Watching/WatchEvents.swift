package import EntrepotStore
import Measures
import PlainJSON
package import Speech
package import StockLedger

/// One watcher's way through the events: where it stands, and what it is told next.
///
/// It reads when it is asked, one page at a time: whoever reads slowly is read for slowly, and holds one page and no connection.
package actor WatchEvents {
    private let feed: EventFeed
    private let topics: Set<EventTopic>
    private let tick: Duration
    private let house: House
    private var cursor: EventCursor
    /// How things stood at the beginning, still to be told.
    private var stand: ArraySlice<(topic: String, body: [UInt8])>
    private var standing: Int
    private var lastTold = ContinuousClock.now
    private var wake: UInt64 = 0

    /// Records of the beginning told at once.
    private static let standLength = 200
    /// How long a watcher waits to be woken before it looks by itself.
    private static let longestSleep = Duration.seconds(5)

    private init(
        _ house: House, _ feed: EventFeed, _ topics: Set<EventTopic>, tick: Duration, cursor: EventCursor,
        stand: [(topic: String, body: [UInt8])]?
    ) {
        self.house = house
        self.feed = feed
        self.topics = topics
        self.tick = tick
        self.cursor = cursor
        self.stand = (stand ?? [])[...]
        standing = stand?.count ?? -1
    }

    /// Begins to watch.
    ///
    /// - Parameters:
    ///   - since: the position behind which to go on, as an event named it; nil for what happens from now on.
    ///   - snapshot: whether to tell first how things stand.
    package static func begin(
        _ house: House, _ feed: EventFeed, topics: Set<EventTopic>, since: String?, snapshot: Bool, tick: Duration, as scope: Scope
    ) async throws(Refusal) -> WatchEvents {
        guard since == nil || !snapshot else {
            throw Refusal(
                .argumentValue, ["argument": "since"],
                Wording(
                    "say since= or snapshot=yes: a snapshot begins anew", "dire depuis= ou état=oui : un état des lieux recommence à zéro"))
        }
        do {
            if let since {
                guard let cursor = EventCursor(since) else {
                    throw Refusal(
                        .argumentValue, ["argument": "since", "value": .string(String(since.prefix(80)))],
                        Wording(
                            "since= is a position as the events name it, such as the last one that came: leave it out to begin now",
                            "depuis= est une position comme les événements la nomment, par exemple la dernière reçue : l'enlever pour commencer maintenant"
                        ))
                }
                return WatchEvents(house, feed, topics, tick: tick, cursor: cursor, stand: nil)
            }
            if snapshot {
                let (records, cursor) = try await feed.stand(topics, as: scope)
                return WatchEvents(house, feed, topics, tick: tick, cursor: cursor, stand: records)
            }
            return WatchEvents(house, feed, topics, tick: tick, cursor: try await feed.now(), stand: nil)
        } catch {
            throw FailureRefusal(house, nil).refusal(error)
        }
    }

    /// Where it stands.
    package var position: String { cursor.description }

    /// What is told next, at least one thing; waits until there is. Nothing is left out in silence: where something is, it says `gap`.
    package func next(_ who: @Sendable () async throws -> Scope) async throws -> [EventFeed.WrittenEvent] {
        if standing >= 0 { return nextOfTheStand() }
        while true {
            try Task.checkCancellation()
            let since = wake
            let scope = try await who()
            do {
                guard let page = try await feed.page(after: cursor, topics, as: scope) else {
                    let lost = cursor
                    cursor = try await feed.now()
                    return told([event("gap", ["since": .string(lost.description)])])
                }
                cursor = page.next
                if !page.events.isEmpty { return told(page.events) }
                if page.isFull { continue }
            } catch let error as Refusal {
                throw error
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                // A database that is away for a while is waited for; what happens meanwhile is read when it is back.
                try await Task.sleep(for: .seconds(1))
            }
            let left = lastTold + tick - .now
            if left <= .zero { return told([event("tick", [:])]) }
            wake = await feed.wait(seen: since, atMost: min(left, Self.longestSleep))
        }
    }

    private func nextOfTheStand() -> [EventFeed.WrittenEvent] {
        if stand.isEmpty {
            defer { standing = -1 }
            return told([event("snapshot", ["records": .integer(Int64(standing))])])
        }
        let part = stand.prefix(Self.standLength)
        stand = stand.dropFirst(Self.standLength)
        return told(part.map { EventFeed.WrittenEvent(cursor: cursor, topic: $0.topic, body: $0.body) })
    }

    private func event(_ topic: String, _ body: JSONObject) -> EventFeed.WrittenEvent {
        EventFeed.WrittenEvent(cursor: cursor, topic: topic, body: JSONText.encode(.object(body)))
    }

    private func told(_ events: [EventFeed.WrittenEvent]) -> [EventFeed.WrittenEvent] {
        lastTold = .now
        return events
    }
}
