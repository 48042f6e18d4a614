import Glibc

/// Clients that each send a request, wait for its answer, and send the next.
struct SocketLoad {
    /// The requests of each client, sent round and round.
    let requests: [[[UInt8]]]
    /// Others who watch the books meanwhile; what they are told is read and let go.
    var watchers = 0

    /// Requests answered per second over the socket of a daemon: one thread, all clients in one poll(2), as pgbench does it.
    func run(on daemon: MeasuredDaemon, seconds duration: Int) throws -> Double {
        let sessions = try requests.map { _ in try daemon.session() }
        var next = [Int](repeating: 0, count: sessions.count)
        func send(_ client: Int) throws {
            try sessions[client].send(requests[client][next[client] % requests[client].count])
            next[client] += 1
        }
        let watching = try (0..<watchers).map { _ in
            let session = try daemon.session()
            try session.expectOK(Array("watch stock\n".utf8))
            return session
        }
        // One answer each before the clock starts: connections, plans and caches are warm on the other side too.
        for client in sessions.indices { try sessions[client].expectOK(requests[client][0]) }
        let begin = seconds()
        let end = begin + Double(duration)
        var answered = 0
        var open = sessions.count
        for client in sessions.indices { try send(client) }
        var entries = (sessions + watching).map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
        while open > 0 {
            if entries.count > 1 { poll(&entries, nfds_t(entries.count), -1) } else { entries[0].revents = Int16(POLLIN) }
            let isOver = seconds() >= end
            for (place, session) in watching.enumerated() where entries[sessions.count + place].revents != 0 { _ = try session.take() }
            for client in sessions.indices where entries[client].revents != 0 {
                let finals = try sessions[client].take().finals
                guard finals > 0 else { continue }
                answered += finals
                if isOver {
                    entries[client].fd = -1
                    open -= 1
                } else {
                    try send(client)
                }
            }
        }
        return Double(answered) / (seconds() - begin)
    }
}
