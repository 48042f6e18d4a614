import AdminProtocol
import PlainJSON
import Speech

/// Watches of a session: they stand beside its requests, and what they tell stands between the replies.
///
/// A watch has one piece under way at a time: it is told the next one when the reader has taken the last, and holds it back while an
/// answer is being written. So a slow reader is read for slowly, and one that takes nothing is closed like any other.
extension SessionFlow {
    /// A watch that goes on.
    struct Watching: Sendable {
        let id: String
        /// The tag of the request that began it.
        let tag: String?
        /// What waits for the end of an answer.
        var held: [UInt8]?
    }

    /// A watch was begun: its answer names it.
    mutating func began(_ watch: Watch, _ answer: SessionAnswer) -> [SessionAction] {
        lastWatch += 1
        let id = "w\(lastWatch)"
        watches.append(Watching(id: id, tag: answer.style.tag))
        var answer = answer
        answer.body = .reply(CommandReply(pairs: JSONObject([("watch", .string(id))] + zip(watch.pairs.keys, watch.pairs.values))))
        return deliver(answer) + (answer.command.map { [.watch(id, watch, $0)] } ?? [])
    }

    /// A watch has something to say.
    mutating func told(_ id: String, _ octets: [UInt8]) -> [SessionAction] {
        guard stage == .open, let place = watches.firstIndex(where: { $0.id == id }) else { return [.endWatch(id)] }
        if current?.isAnswering == true {
            watches[place].held = octets
            return []
        }
        unheard += 1
        return [.tell(id, octets)]
    }

    /// A watch has come to its end.
    mutating func watchEnded(_ id: String) -> [SessionAction] {
        watches.removeAll { $0.id == id }
        return [.endWatch(id)]
    }

    /// Ends the watch of a tag or name, if there is one.
    mutating func endWatch(named name: String) -> [SessionAction] {
        guard let watch = watches.first(where: { $0.id == name || $0.tag == name }) else { return [] }
        return watchEnded(watch.id)
    }

    /// What waited for the end of an answer.
    mutating func tellHeld() -> [SessionAction] {
        guard current?.isAnswering != true, !watches.isEmpty else { return [] }
        var actions: [SessionAction] = []
        for place in watches.indices {
            guard let octets = watches[place].held else { continue }
            watches[place].held = nil
            guard stage == .open else {
                actions.append(.endWatch(watches[place].id))
                continue
            }
            unheard += 1
            actions.append(.tell(watches[place].id, octets))
        }
        return actions
    }
}
