import Synchronization

/// A door that tests open: those who wait go on when it is open, and whoever watches learns that somebody waits.
final class Gate: Sendable {
    private struct Door {
        var isOpen = false
        var waiting: [CheckedContinuation<Void, Never>] = []
        var arrivals = 0
        var watchers: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let door = Mutex(Door())

    /// Waits for the door.
    func pass() async {
        await withCheckedContinuation { continuation in
            let ready = door.withLock { door -> [CheckedContinuation<Void, Never>] in
                door.arrivals += 1
                let arrived = door.arrivals
                let heard = door.watchers.filter { $0.count <= arrived }.map(\.continuation)
                door.watchers.removeAll { $0.count <= arrived }
                if door.isOpen { return heard + [continuation] }
                door.waiting.append(continuation)
                return heard
            }
            for each in ready { each.resume() }
        }
    }

    /// Lets everybody through, now and later.
    func open() {
        let waiting = door.withLock { door in
            door.isOpen = true
            defer { door.waiting = [] }
            return door.waiting
        }
        for each in waiting { each.resume() }
    }

    /// Waits until `count` have come to the door.
    func arrived(_ count: Int = 1) async {
        await withCheckedContinuation { continuation in
            let isThere = door.withLock { door in
                if door.arrivals >= count { return true }
                door.watchers.append((count, continuation))
                return false
            }
            if isThere { continuation.resume() }
        }
    }
}
