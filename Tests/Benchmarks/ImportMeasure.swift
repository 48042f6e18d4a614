/// A file of 5,000 donations, good and with 500 bad rows.
struct ImportMeasure {
    private let bench: Bench

    init(_ bench: Bench) { self.bench = bench }

    func run() throws {
        let daemon = try bench.daemon()
        defer { daemon.end() }
        try FilledBooks.depot(daemon, lots: 1_000, lines: 4_000)
        print("import of 5,000 rows")
        let session = try daemon.session()
        var good = Sample()
        for turn in 0..<bench.pairs {
            good.add(try timed { try session.expectAll(Self.batch(turn: turn, bad: 0)) })
        }
        report("5,000 good rows", "\(good.text(2)) s", target: "< 2 s", met: good.median < 2)
        var named = 0
        let bad = try timed { named = try session.expectRefusal(Self.batch(turn: bench.pairs, bad: 500)).records }
        report("500 bad rows of 5,000 named", "\(named) rows", target: "500", met: named == 500)
        note("the refusal took \(fixed(bad, 2)) s")
    }

    /// `begin`, the import with its rows as French spreadsheets write them, `end`. Every tenth row is bad when `bad` is 500: an article
    /// nobody knows, a quantity that is none, a place that is not there, a date that is no day, in turn.
    static func batch(turn: Int, bad: Int) -> [UInt8] {
        var text = "begin\ndonation import place=depot/bin-1 owner=depot-owner\n< article;qté;donateur;emplacement;péremption;remarque\n"
        for row in 0..<5_000 {
            let isBad = bad > 0 && row % (5_000 / bad) == 0
            let kind = isBad ? row / (5_000 / bad) % 4 : 4
            let item = kind == 0 ? "thong-\(row)" : "thing-\(row % 100)"
            let quantity = kind == 1 ? "beaucoup" : "\(row % 50 + 1)"
            let place = kind == 2 ? "depot/nowhere" : "depot/bin-\(row % 40)"
            let day = kind == 3 ? "2027-13-45" : "2027-03-31"
            text += "< \(item);\(quantity);Collecte \(row % 20);\(place);\(day);turn \(turn) row \(row)\n"
        }
        return Array((text + "end\n").utf8)
    }
}

extension Session {
    /// Sends the three requests of a batch at once and waits for their three finals; throws when one is a refusal.
    func expectAll(_ batch: [UInt8]) throws {
        try send(batch)
        var finals = 0
        while finals < 3 { finals += try take().finals }
    }
}
