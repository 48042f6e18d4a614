/// What two million lines cost against twenty thousand, and looking back over them.
struct ScaleMeasure {
    private let bench: Bench

    init(_ bench: Bench) { self.bench = bench }

    private static let lots = 10_000

    func run(asOf: Bool) throws {
        let small = try bench.daemon()
        defer { small.end() }
        try FilledBooks.depot(small, lots: Self.lots, lines: 20_000)
        let large = try bench.daemon()
        defer { large.end() }
        try fill(large)
        print("scale: \(bench.lines) lines against 20,000")
        var posting = Sample()
        var stock = Sample()
        let (smallSession, largeSession) = (try small.session(), try large.session())
        _ = try smallSession.expectOK(StockMeasure.request)
        _ = try largeSession.expectOK(StockMeasure.request)
        let requests = (0..<Self.lots).map { lot in
            Array("transfer thing-\((lot + 1) % 100) 1 from=depot/bin-\(lot % 40) to=depot/quarantine lot=L\(lot + 1)\n".utf8)
        }
        // A prime step spreads the lots over the books.
        let spread = (0..<Self.lots).map { requests[$0 * 7_919 % Self.lots] }
        for _ in 0..<(bench.pairs * 2) {
            let few = try timed { try smallSession.expectOK(StockMeasure.request) }
            let many = try timed { try largeSession.expectOK(StockMeasure.request) }
            stock.add(many / few)
        }
        for _ in 0..<bench.pairs {
            let few = try SocketLoad(requests: [spread]).run(on: small, seconds: bench.seconds)
            let many = try SocketLoad(requests: [spread]).run(on: large, seconds: bench.seconds)
            posting.add(few / many)
        }
        report("time of a posting, large : small", posting.text(2), target: "≤ 1.25", met: posting.median <= 1.25)
        report("time of stock, large : small", stock.text(2), target: "≤ 1.25", met: stock.median <= 1.25)
        if asOf { try lookBack(large) }
        try verify(large)
    }

    func runAsOf() throws {
        let large = try bench.daemon()
        defer { large.end() }
        try fill(large)
        try lookBack(large)
        try verify(large)
    }

    private func fill(_ daemon: MeasuredDaemon) throws {
        let took = try timed { try FilledBooks.depot(daemon, lots: Self.lots, lines: bench.lines) }
        note("filled with \(bench.lines) lines in \(fixed(took, 0)) s")
    }

    private func lookBack(_ daemon: MeasuredDaemon) throws {
        let session = try daemon.session()
        for days in [1, 30, 365] {
            let day = try daemon.sql("select current_date - \(days)").filter { $0 != "\n" }
            let request = Array("stock place=depot lots=yes as-of=\(day) limit=all\n".utf8)
            var times = Sample()
            for _ in 0..<max(bench.pairs, 3) {
                times.add(try timed { try session.expectOK(request) } * 1_000)
            }
            report("stock \(days) days back", "\(times.text(0)) ms", target: "< 300 ms", met: times.median < 300)
        }
    }

    private func verify(_ daemon: MeasuredDaemon) throws {
        var faults = ""
        let took = try timed {
            faults = try daemon.sql("select count(*) from entrepot.warehouse as w, entrepot.verify_books(w.warehouse_id)")
        }
        report("faults found by verify", faults.filter { $0 != "\n" }, target: "0", met: faults.hasPrefix("0"))
        note("verify took \(fixed(took, 1)) s")
    }
}
