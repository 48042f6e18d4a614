import Glibc

/// The daemon's own memory, idle and with idle clients, and how soon it is ready beside a running server.
struct MemoryMeasure {
    private let bench: Bench

    init(_ bench: Bench) { self.bench = bench }

    func run() throws {
        let daemon = try bench.daemon()
        defer { daemon.end() }
        print("memory and readiness")
        // The catalogue of a demo, and one look at it: an idle daemon has been used.
        _ = try FilledBooks.yard(daemon)
        try daemon.session().expectOK(Array("stock lots=yes limit=all\n".utf8))
        let idle = try settled(daemon)
        report("idle: resident", "\(fixed(idle.resident, 1)) MB", target: "< 40 MB", met: idle.resident < 40)
        note("of that anonymous: \(fixed(idle.own, 1)) MB; the rest are pages of program files")
        var sessions = try (0..<200).map { _ in try daemon.session() }
        let crowded = try settled(daemon)
        let more = crowded.resident - idle.resident
        report("200 idle clients more", "\(fixed(more, 1)) MB", target: "< 20 MB", met: more < 20)
        sessions.removeAll()
        var ready = Sample()
        for _ in 0..<max(bench.pairs, 3) {
            daemon.killDaemon()
            try daemon.start()
            ready.add(daemon.secondsToReady)
        }
        report("ready on a running server", "\(ready.text(3)) s", target: "< 0.3 s", met: ready.median < 0.3)
    }

    /// The memory once it has been the same for a second.
    private func settled(_ daemon: MeasuredDaemon) throws -> (resident: Double, own: Double) {
        var last = try daemon.memory()
        for _ in 0..<10 {
            usleep(1_000_000)
            let now = try daemon.memory()
            if abs(now.resident - last.resident) < 0.1 { return now }
            last = now
        }
        return last
    }
}
