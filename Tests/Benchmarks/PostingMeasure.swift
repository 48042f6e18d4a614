import Glibc

/// Movements over the socket against the same call by pgbench, turn by turn.
struct PostingMeasure {
    private let bench: Bench
    private let only: String?

    init(_ bench: Bench, only: String?) {
        self.bench = bench
        self.only = only
    }

    private struct Case {
        var name: String
        var requests: [[[UInt8]]]
        var lots: Int
        var target: Double
        var slowTarget: Double
    }

    private static let cases = [
        Case(name: "1 client", requests: [(0..<256).map(Yard.request)], lots: 256, target: 0.7, slowTarget: 0.8),
        Case(
            name: "32 clients, spread", requests: (0..<32).map { client in Yard.spread(client: client).map(Yard.request) }, lots: 256,
            target: 0.8, slowTarget: 2),
        Case(
            name: "32 clients, one place and lot", requests: (0..<32).map { _ in [Yard.request(lot: 0)] }, lots: 1, target: 5,
            slowTarget: 10),
    ]

    func run() throws {
        try run(slow: false)
        try run(slow: true)
    }

    private func run(slow: Bool) throws {
        let daemon = try bench.daemon(preload: slow ? try Self.slowDisk() : nil)
        defer { daemon.end() }
        let yard = try FilledBooks.yard(daemon)
        let sync = try daemon.syncMicroseconds()
        print("posting, \(slow ? "1 ms more for each commit" : "disk as it is")")
        note("fdatasync of 8 KiB here: \(sync.text(0)) µs\(slow ? ", and 1,000 µs more in the server" : "")")
        for one in Self.cases where only.map({ one.name.contains($0) }) ?? true {
            var ratio = Sample()
            var ours = Sample()
            var theirs = Sample()
            var effort = [Sample(), Sample(), Sample()]
            for _ in 0..<bench.pairs {
                let start = daemon.processorSeconds()
                let socket = try SocketLoad(requests: one.requests).run(on: daemon, seconds: bench.seconds)
                let middle = daemon.processorSeconds()
                let bare = try daemon.pgbench(script: yard.script(lots: one.lots), clients: one.requests.count, seconds: bench.seconds)
                let end = daemon.processorSeconds()
                let (socketCount, bareCount) = (socket * Double(bench.seconds), bare * Double(bench.seconds))
                effort[0].add((middle.daemon - start.daemon) / socketCount * 1e6)
                effort[1].add((middle.server - start.server) / socketCount * 1e6)
                effort[2].add((end.server - middle.server) / bareCount * 1e6)
                ours.add(socket)
                theirs.add(bare)
                ratio.add(socket / bare)
            }
            let target = slow ? one.slowTarget : one.target
            report(one.name, "ratio \(ratio.text(2))", target: "≥ \(fixed(target, 1))", met: ratio.median >= target)
            note("socket \(ours.text(0))/s, pgbench \(theirs.text(0))/s")
            note(
                "processor µs a movement: daemon \(fixed(effort[0].median, 0)) + server \(fixed(effort[1].median, 0)); "
                    + "with pgbench, server \(fixed(effort[2].median, 0))")
        }
        let faults = try daemon.sql("select count(*) from entrepot.verify_books(\(yard.warehouse))")
        report("faults found by verify afterwards", faults.filter { $0 != "\n" }, target: "0", met: faults.hasPrefix("0"))
    }

    /// The library that lengthens fdatasync, compiled now.
    private static func slowDisk() throws -> String {
        let source =
            "\(#filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/"))/slow_fdatasync.c"
        let library = "/tmp/entrepot-slow-fdatasync-\(getpid()).so"
        _ = try Child.run("/usr/bin/env", ["cc", "-O1", "-shared", "-fPIC", "-o", library, source, "-ldl"])
        return library
    }
}
