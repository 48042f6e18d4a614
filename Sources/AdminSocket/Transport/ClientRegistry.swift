import Synchronization

/// Counts the clients and knows the sessions, so that limits hold across event loops and a shutdown reaches everybody.
final class ClientRegistry: Sendable {
    /// What a session offers the registry.
    struct Member: Sendable {
        /// Asks the session to finish and leave.
        var drain: @Sendable () -> Void
        /// Makes it leave now.
        var leave: @Sendable () -> Void
        /// Makes it look whether the person who speaks may still.
        var review: @Sendable () -> Void
    }

    private struct Clients {
        var members: [UInt64: (uid: UInt32, member: Member)] = [:]
        var perUser: [UInt32: Int] = [:]
        var next: UInt64 = 0
        var isDraining = false
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private let clients = Mutex(Clients())
    private let limits: ServerLimits

    init(limits: ServerLimits) {
        self.limits = limits
    }

    /// The number of clients connected.
    var count: Int { clients.withLock { $0.members.count } }

    /// Takes a client in, or answers nil when a limit is reached or the daemon is stopping.
    func admit(_ actor: SessionActor, _ member: Member) -> UInt64? {
        let (uid, isAdministrator) = (actor.uid, actor.isAdministrator)
        let mostOfUser = actor.roles.isEmpty ? min(limits.strangerClients, limits.clientsPerUser) : limits.clientsPerUser
        return clients.withLock { clients in
            let most = isAdministrator ? limits.clients : limits.clients - limits.clientsKeptForAdministrators
            guard !clients.isDraining, clients.members.count < most,
                isAdministrator || clients.perUser[uid, default: 0] < mostOfUser
            else { return nil }
            clients.next += 1
            clients.members[clients.next] = (uid, member)
            clients.perUser[uid, default: 0] += 1
            return clients.next
        }
    }

    /// Lets a client go.
    func release(_ id: UInt64) {
        let waiters = clients.withLock { clients -> [CheckedContinuation<Void, Never>] in
            guard let left = clients.members.removeValue(forKey: id) else { return [] }
            clients.perUser[left.uid, default: 1] -= 1
            if clients.perUser[left.uid] == 0 { clients.perUser[left.uid] = nil }
            guard clients.members.isEmpty else { return [] }
            defer { clients.waiters = [] }
            return clients.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Takes nobody in any more and asks everybody to finish.
    func drain() {
        let members = clients.withLock { clients in
            clients.isDraining = true
            return clients.members.values.map(\.member)
        }
        for member in members { member.drain() }
    }

    /// Makes everybody leave now.
    func leave() {
        let members = clients.withLock { $0.members.values.map(\.member) }
        for member in members { member.leave() }
    }

    /// Has every session look whether the person who speaks may still.
    func review() {
        let members = clients.withLock { $0.members.values.map(\.member) }
        for member in members { member.review() }
    }

    /// Waits until nobody is connected.
    func empty() async {
        await withCheckedContinuation { continuation in
            let isEmpty = clients.withLock { clients in
                if clients.members.isEmpty { return true }
                clients.waiters.append(continuation)
                return false
            }
            if isEmpty { continuation.resume() }
        }
    }
}
