/// The stock of 10,000 lots to the client: each lot, against psql with the same query, and their sums.
struct StockMeasure {
    private let bench: Bench

    init(_ bench: Bench) { self.bench = bench }

    /// The list as a client asks for it.
    static let request = Array("stock place=depot lots=yes limit=all\n".utf8)

    /// The sums of the same lots, one line an item.
    static let sums = Array("stock place=depot limit=all\n".utf8)

    /// The query behind the list.
    static let query = """
        select i.sku, l.item_id, b.lot_id, l.code as lot, b.place_id, w.code || '/' || p.code as place, o.code as owner, l.condition, \
        l.expires_on, b.on_hand, b.reserved, i.base_unit from entrepot.balance as b \
        join entrepot.lot as l on l.warehouse_id = b.warehouse_id and l.lot_id = b.lot_id \
        join entrepot.item as i on i.item_id = l.item_id \
        join entrepot.place as p on p.warehouse_id = b.warehouse_id and p.place_id = b.place_id \
        join entrepot.warehouse as w on w.warehouse_id = b.warehouse_id \
        join entrepot.organisation as o on o.organisation_id = l.owner_id \
        where b.warehouse_id = (select warehouse_id from entrepot.warehouse where code = 'depot') \
        order by i.sku, p.code, b.lot_id limit 9223372036854775807
        """

    func run() throws {
        let daemon = try bench.daemon()
        defer { daemon.end() }
        try FilledBooks.depot(daemon, lots: 10_000, lines: 20_000)
        print("stock of 10,000 lots")
        let session = try daemon.session()
        var ours = Sample()
        var theirs = Sample()
        var ratio = Sample()
        var sums = Sample()
        for turn in 0...(bench.pairs * 2) {
            var records = 0
            let socket = try timed { records = try session.expectOK(Self.request).records }
            guard records == 10_000 else { throw Fault("stock answered \(records) records") }
            let bare = try timed {
                let child = try daemon.psql(Self.query)
                _ = child.drain(keeping: false)
                _ = child.wait()
            }
            var items = 0
            let summed = try timed { items = try session.expectOK(Self.sums).records }
            guard items == 100 else { throw Fault("stock summed \(items) items") }
            // The first of each warms up.
            if turn == 0 { continue }
            sums.add(summed * 1_000)
            ours.add(socket * 1_000)
            theirs.add(bare * 1_000)
            ratio.add(socket / bare)
        }
        report("stock against psql", "ratio \(ratio.text(2))", target: "≤ 3", met: ratio.median <= 3)
        report("stock to the client", "\(ours.text(0)) ms", target: "< 200 ms", met: ours.median < 200)
        report("stock in sums", "\(sums.text(0)) ms", target: "< 50 ms", met: sums.median < 50)
        note("psql, its start included: \(theirs.text(0)) ms")
    }
}
