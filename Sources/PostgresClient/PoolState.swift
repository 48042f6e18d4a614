/// Which connections a pool has, who holds them and who waits: a value that decides, while `ConnectionPool` acts.
///
/// A connection is a number here. Whoever waits is served in the order of asking, by being handed a connection or the right to open
/// one; nobody overtakes. Open, opening and lent connections together never exceed the limit.
struct PoolState {
    /// One connection, open or being opened.
    struct ConnectionNumber: Hashable, Sendable {
        let value: Int
    }

    /// One caller that waits.
    struct WaiterNumber: Hashable, Sendable {
        let value: Int
    }

    /// What a caller that asks has to do.
    enum Acquisition: Equatable {
        /// Use this idle connection.
        case use(ConnectionNumber)
        /// Open this connection, then say `opened` or `failed`.
        case open(ConnectionNumber)
        /// Wait for a grant under this number.
        case wait(WaiterNumber)
        /// The pool is closed.
        case refuse
    }

    /// What a waiter is given.
    struct Grant: Equatable {
        let waiter: WaiterNumber
        let connection: ConnectionNumber
        /// True when the waiter has to open it.
        let mustOpen: Bool
    }

    /// What follows a return.
    enum Return: Equatable {
        /// Keep it idle.
        case keep
        /// Hand it on.
        case grant(Grant)
        /// Close it: the pool is closing.
        case close
    }

    private let limit: Int
    /// The one used last is used next, so that caches stay warm.
    private(set) var idle: [ConnectionNumber] = []
    private var lent: Set<ConnectionNumber> = []
    private var waiters: [WaiterNumber] = []
    private(set) var isClosed = false
    private var numbers = 0

    init(limit: Int) {
        self.limit = max(1, limit)
    }

    var idleCount: Int { idle.count }
    var lentCount: Int { lent.count }
    var waitingCount: Int { waiters.count }
    /// True when the pool is closed and every connection came back.
    var isDrained: Bool { isClosed && lent.isEmpty }

    private mutating func nextNumber() -> Int {
        numbers += 1
        return numbers
    }

    /// Someone asks for a connection.
    mutating func acquire() -> Acquisition {
        if isClosed { return .refuse }
        if let connection = idle.popLast() {
            lent.insert(connection)
            return .use(connection)
        }
        if lent.count < limit {
            let connection = ConnectionNumber(value: nextNumber())
            lent.insert(connection)
            return .open(connection)
        }
        let waiter = WaiterNumber(value: nextNumber())
        waiters.append(waiter)
        return .wait(waiter)
    }

    /// A lent connection comes back in order.
    mutating func giveBack(_ connection: ConnectionNumber) -> Return {
        guard lent.contains(connection) else { return .close }
        if isClosed {
            lent.remove(connection)
            return .close
        }
        guard !waiters.isEmpty else {
            lent.remove(connection)
            idle.append(connection)
            return .keep
        }
        return .grant(Grant(waiter: waiters.removeFirst(), connection: connection, mustOpen: false))
    }

    /// A lent connection is broken, or could not be opened; the first who waits may open another.
    mutating func discard(_ connection: ConnectionNumber) -> Grant? {
        guard lent.remove(connection) != nil, !isClosed, !waiters.isEmpty else { return nil }
        let replacement = ConnectionNumber(value: nextNumber())
        lent.insert(replacement)
        return Grant(waiter: waiters.removeFirst(), connection: replacement, mustOpen: true)
    }

    /// The server is gone: idle connections are of no use; gives those to close.
    mutating func discardIdle() -> [ConnectionNumber] {
        defer { idle.removeAll() }
        return idle
    }

    /// A caller no longer waits; false when it was already given a connection.
    mutating func abandon(_ waiter: WaiterNumber) -> Bool {
        guard let index = waiters.firstIndex(of: waiter) else { return false }
        waiters.remove(at: index)
        return true
    }

    /// No more connections are lent; gives the idle ones to close and the waiters to refuse.
    mutating func close() -> (connections: [ConnectionNumber], waiters: [WaiterNumber]) {
        isClosed = true
        defer {
            idle.removeAll()
            waiters.removeAll()
        }
        return (idle, waiters)
    }
}
