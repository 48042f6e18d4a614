import Glibc

/// What a hundred watchers cost those who work: posting with them against posting without, turn by turn on one daemon.
struct WatchMeasure {
    private let bench: Bench
    private static let watchers = 100

    init(_ bench: Bench) {
        self.bench = bench
    }

    func run() throws {
        let daemon = try bench.daemon()
        defer { daemon.end() }
        _ = try FilledBooks.yard(daemon)
        let requests = (0..<32).map { client in Yard.spread(client: client).map(Yard.request) }
        print("posting of 32 clients while \(Self.watchers) watch")
        var ratio = Sample()
        var alone = Sample()
        var watched = Sample()
        for _ in 0..<bench.pairs {
            let without = try SocketLoad(requests: requests).run(on: daemon, seconds: bench.seconds)
            let with = try SocketLoad(requests: requests, watchers: Self.watchers).run(on: daemon, seconds: bench.seconds)
            alone.add(without)
            watched.add(with)
            ratio.add(with / without)
        }
        report("100 watchers", "ratio \(ratio.text(2))", target: "≥ 0.9", met: ratio.median >= 0.9)
        note("with watchers \(watched.text(0))/s, without \(alone.text(0))/s; the watchers' own reading is on the same processors")
    }
}
