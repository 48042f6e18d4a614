import AdminProtocol
import Logging
import NIOCore
import PlainJSON
import Speech

/// The watches of a session on its event loop: one task each, which asks for what comes next and waits until the reader has it.
extension SessionHandler {
    /// Octets of one piece; a page of large events goes out in several.
    private static let pieceOctets = 32_768

    /// Begins to tell a watcher what happens.
    func begin(_ id: String, _ watch: Watch, _ command: CommandSpec) {
        guard let peer else { return }
        let bound = NIOLoopBound(self, eventLoop: eventLoop)
        let who: @Sendable () async throws -> SessionActor = { [core, eventLoop] in
            let speaking = await withCheckedContinuation { continuation in
                eventLoop.execute { continuation.resume(returning: bound.value.flow.state?.actor) }
            }
            guard let speaking else { throw CancellationError() }
            let known = await core.hooks.recall(speaking, peer)
            if let ended = known.ended { throw ended }
            try core.table.authorise(known, for: command)
            return known
        }
        let tell: @Sendable ([UInt8]) async -> Bool = { [eventLoop] octets in
            await withCheckedContinuation { continuation in
                eventLoop.execute { bound.value.tell(id, octets, continuation) }
            }
        }
        watchTasks[id] = Task { [core, eventLoop] in
            if let fault = await SessionHandler.tellAll(id, watch, who, tell) {
                core.logger.error("a watch failed", metadata: ["watch": "\(id)", "error": "\(fault)"])
            }
            eventLoop.execute { bound.value.act { $0.watchEnded(id) } }
        }
    }

    /// Tells what comes, piece by piece, until there is no more to tell or nobody to tell it to; answers an error nobody expected.
    private static func tellAll(
        _ id: String, _ watch: Watch, _ who: @Sendable () async throws -> SessionActor, _ tell: @Sendable ([UInt8]) async -> Bool
    ) async -> String? {
        var position = "-"
        do {
            while true {
                var octets: [UInt8] = []
                for event in try await watch.next(who) {
                    position = event.position
                    ReplyEncoder.appendEvent(id, position, event.topic, event.body, to: &octets)
                    guard octets.count >= pieceOctets else { continue }
                    guard await tell(octets) else { return nil }
                    octets.removeAll(keepingCapacity: true)
                }
                if !octets.isEmpty, await !tell(octets) { return nil }
            }
        } catch let refusal as Refusal {
            // Who may not watch any more is told so.
            var octets: [UInt8] = []
            let body: JSONObject = ["code": .string(refusal.code.rawValue), "message": .string(refusal.sentence.english)]
            ReplyEncoder.appendEvent(id, position, "end", JSONText.encode(.object(body)), to: &octets)
            _ = await tell(octets)
            return nil
        } catch {
            return error is CancellationError ? nil : "\(error)"
        }
    }

    /// Ends a watch, whatever it waits for.
    func endWatch(_ id: String) {
        watchTasks.removeValue(forKey: id)?.cancel()
        tellers.removeValue(forKey: id)?.resume(returning: false)
    }

    /// Ends them all: the connection is gone.
    func endWatches() {
        for id in Array(watchTasks.keys) { endWatch(id) }
    }

    private func tell(_ id: String, _ octets: [UInt8], _ continuation: CheckedContinuation<Bool, Never>) {
        guard watchTasks[id] != nil else { return continuation.resume(returning: false) }
        tellers[id] = continuation
        act { $0.told(id, octets) }
    }
}
