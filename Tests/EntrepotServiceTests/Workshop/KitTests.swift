import EntrepotService
import EntrepotStore
import Measures
import PlainJSON
import PostgresClient
import Speech
import StockLedger
import Testing

@Suite("Kits")
struct KitTests {
    private func scene() async throws -> StockScene {
        let stock = try await StockScene.make()
        for sku in ["kit", "towel"] {
            var words = ItemWords(sku: sku)
            words.base = "piece"
            _ = try await AddItem(stock.desk()).add(words)
        }
        _ = try await Kits(stock.desk()).define("kit", components: ["soap:2", "towel:1"])
        return stock
    }

    private func refused(_ body: () async throws -> Answer) async throws -> String {
        do {
            _ = try await body()
            return "booked"
        } catch let refusal as Refusal {
            return refusal.code.rawValue
        }
    }

    /// What every lot is worth by what stands in the books, `sku minor`, and the sum.
    private func worth(_ stock: StockScene) async throws -> [String] {
        try await stock.house.store.pool.column(
            """
            select i.sku || ' ' || sum(e.value_minor) from entrepot.value_entry as e
            join entrepot.lot as l on l.warehouse_id = e.warehouse_id and l.lot_id = e.lot_id join entrepot.item as i on i.item_id = l.item_id
            where entrepot.movement_stands(e.warehouse_id, e.movement_id)
            group by i.sku having sum(e.value_minor) <> 0 order by i.sku
            """)
    }

    @Test("a kit carries what its components were worth, each under its own grant, and gives it back when it is taken apart")
    func value() async throws {
        let stock = try await scene()
        _ = try await Organisations(stock.desk()).add("fund", name: nil)
        for code in ["north-sea", "winter"] {
            var words = GrantWords(code: code, funder: "fund", amount: "900EUR", from: "2026-01-01", until: "2030-12-31")
            words.organisation = "abri"
            _ = try await AddGrant(stock.desk()).add(words)
        }
        func receive(_ item: String, _ quantity: String, _ grant: String, _ value: String) async throws {
            _ = try await ReceiveDonation(stock.desk()).run(
                ReceiveDonation.Words(
                    item: item, quantity: quantity, place: "north/a1", owner: "abri", lot: item, grant: grant, value: value))
        }
        try await receive("soap", "30", "winter", "30EUR")
        try await receive("towel", "10", "north-sea", "50EUR")
        var words = AssembleKit.Words(item: "kit", quantity: "10", place: "north/a1")
        words.waste = ["soap:1"]
        let made = try await AssembleKit(stock.desk()).run(words)
        // 21 of 30 soaps at 1.00 each, one of them spoilt; ten towels at 5.00.
        #expect(try await worth(stock) == ["kit 7000", "soap 900"])
        let kinds: [String] = try await stock.house.store.pool.column(
            """
            select g.code || ' ' || sum(v.value_minor) from entrepot.lot_inheritance_value as v
            join entrepot.lot_inheritance as i using (warehouse_id, movement_id, number)
            join entrepot.funding_grant as g on g.grant_id = v.grant_id where i.to_lot_id is not null group by g.code order by 1
            """)
        #expect(kinds == ["north-sea 5000", "winter 2000"])
        let apart = try await BreakKit(stock.desk()).run(
            item: "kit", "4", at: "north/a1", to: nil, lot: nil, owner: nil, serials: [])
        #expect(apart.lines("item", "lot", "qty") == ["kit \(made.records.last?.text("lot") ?? "") 4", "soap soap 8", "towel towel 4"])
        #expect(try await worth(stock) == ["kit 4200", "soap 1700", "towel 2000"])
        _ = try await BreakKit(stock.desk()).run(item: "kit", "6", at: "north/a1", to: nil, lot: nil, owner: nil, serials: [])
        #expect(try await worth(stock) == ["soap 2900", "towel 5000"])
        #expect(try await VerifyBooks(stock.desk()).run(warehouse: nil).pairs.integer("faults") == 0)
    }

    @Test("taken back as a whole, an assembly leaves everything as it was")
    func reversed() async throws {
        let stock = try await scene()
        try await stock.receive("soap", "10", of: "abri", lot: "s")
        try await stock.receive("towel", "10", of: "abri", lot: "t")
        let made = try await AssembleKit(stock.desk()).run(AssembleKit.Words(item: "kit", quantity: "5", place: "north/a1"))
        _ = try await AmendMovement(stock.desk()).reverse(try #require(made.pairs.integer("movement")))
        #expect(try await stock.stock("soap") + stock.stock("towel") + stock.stock("kit") == ["s abri north/a1 10", "t abri north/a1 10"])
        #expect(try await VerifyBooks(stock.desk()).run(warehouse: nil).pairs.integer("faults") == 0)
    }

    @Test("a kit is of one association: components of two are asked about, and nobody takes those of others")
    func owners() async throws {
        let stock = try await scene()
        try await stock.receive("soap", "10", of: "abri", lot: "s")
        try await stock.receive("towel", "5", of: "brasero", lot: "t")
        let words = AssembleKit.Words(item: "kit", quantity: "5", place: "north/a1")
        #expect(try await refused { try await AssembleKit(stock.desk()).run(words) } == "ARG.MISSING")
        #expect(try await refused { try await AssembleKit(stock.desk(for: ["abri"])).run(words) } == "STOCK.INSUFFICIENT")
        var others = words
        others.owner = "brasero"
        #expect(try await refused { try await AssembleKit(stock.desk(for: ["abri"])).run(others) } == "PERM.SCOPE")
    }
}
