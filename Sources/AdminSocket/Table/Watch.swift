package import PlainJSON

/// Something that happened, as a watcher is told of it.
package struct WatchedEvent: Sendable {
    /// Where it stands; a watcher that comes back says it as `since=`.
    package let position: String
    package let topic: String
    /// A JSON object in octets, without a line end.
    package let body: [UInt8]

    package init(position: String, topic: String, body: [UInt8]) {
        self.position = position
        self.topic = topic
        self.body = body
    }
}

/// What a watching command begins: events that come by themselves until its session ends it.
package struct Watch: Sendable {
    /// Facts for the final that begins it.
    package let pairs: JSONObject
    /// Waits for what comes next, at least one event. It asks who watches before each look, so that a role taken away is gone at once.
    package let next: @Sendable (_ who: @Sendable () async throws -> SessionActor) async throws -> [WatchedEvent]

    package init(
        pairs: JSONObject, next: @escaping @Sendable (_ who: @Sendable () async throws -> SessionActor) async throws -> [WatchedEvent]
    ) {
        self.pairs = pairs
        self.next = next
    }
}
