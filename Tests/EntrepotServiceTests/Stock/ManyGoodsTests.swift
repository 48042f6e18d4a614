import EntrepotService
import PlainJSON
import Speech
import StockLedger
import Testing

@Suite("Several things, or everything, in one entry", .timeLimit(.minutes(2)))
struct ManyGoodsTests {
    @Test("everything of a shelf goes in one movement, whoever owns it; who acts for one takes theirs and learns of no other")
    func everything() async throws {
        let stock = try await StockScene.blankets()
        try await stock.receive("soap", "6", of: "abri", lot: "bars")
        let hers = try await TransferGoods(stock.desk("hers", for: ["abri"])).run(
            GoodsTaken.Words(everything: true), from: "north/a1", to: "north/a2")
        #expect(Set(hers.lines("item", "lot", "qty", "owner")) == ["blanket young 10 abri", "soap bars 6 abri"])
        #expect(hers.pairs.integer("stayed") == nil && hers.warnings == [])
        let rest = try await TransferGoods(stock.desk("rest")).run(
            GoodsTaken.Words(item: "blanket", everything: true), from: "north/a1", to: "south")
        #expect(rest.lines("item", "lot", "qty", "to") == ["blanket old 10 south"])
        #expect(
            await refusal {
                _ = try await TransferGoods(stock.desk("theirs", for: ["abri"])).run(
                    GoodsTaken.Words(everything: true, owner: "brasero"), from: "north/a2", to: "north/a1")
            } == "PERM.SCOPE owner=brasero")
    }

    @Test("what is past its date stays where it is and is told; it is lost with the rest")
    func stays() async throws {
        let stock = try await StockScene.make()
        // It is 2 March 2026.
        try await stock.receive("soap", "6", of: "abri", lot: "first", expires: "2026-03-05")
        try await stock.receive("soap", "4", of: "abri", lot: "later", expires: "2030-01-01")
        try await stock.scene.asOwner("update entrepot.lot set expires_on = '2026-02-20' where code = 'first'")
        let moved = try await TransferGoods(stock.desk("clear")).run(GoodsTaken.Words(everything: true), from: "north/a1", to: "north/a2")
        #expect(moved.lines("lot", "qty") == ["later 4"])
        #expect(moved.pairs.integer("stayed") == 6)
        #expect(moved.warnings.map(\.english) == ["6 of soap stay: they are past their date and move to the quarantine only"])
        #expect(
            await refusal {
                _ = try await TransferGoods(stock.desk("again")).run(GoodsTaken.Words(everything: true), from: "north/a1", to: "north/a2")
            } == "STOCK.INSUFFICIENT place=north/a1 have=0 stayed=6")
        #expect(
            try await TransferGoods(stock.desk("away")).run(
                GoodsTaken.Words(everything: true), from: "north/a1", to: "north/quarantine"
            ).lines("lot", "qty") == ["first 6"])
        let gone = try await BookLoss(stock.desk("fire")).run(GoodsTaken.Words(everything: true), at: "north/a2", because: .fire)
        #expect(gone.lines("lot", "qty") == ["later 4"])
        #expect(gone.sentence?.english == "soap 4")
    }

    @Test("things named twice are added up, and a size is not taken twice over")
    func sums() async throws {
        let stock = try await StockScene.blankets()
        let moved = try await TransferGoods(stock.desk()).run(
            GoodsTaken.Words(give: ["blanket:6", "blanket:4"], owner: "abri"), from: "north/a1", to: "north/a2")
        #expect(moved.lines("lot", "qty") == ["young 10"])
        #expect(
            await refusal {
                _ = try await TransferGoods(stock.desk("more")).run(
                    GoodsTaken.Words(give: ["blanket:6", "blanket:5"], owner: "brasero"), from: "north/a1", to: "north/a2")
            } == "STOCK.INSUFFICIENT item=blanket place=north/a1 have=4 want=5 goods=blanket:5")
        #expect(try await stock.stock() == ["old brasero north/a1 10", "young abri north/a2 10"])
    }

    @Test("a large loss among several waits for a manager")
    func reviewed() async throws {
        let stock = try await StockScene.make()
        try await stock.receive("blanket", "150", of: "abri", lot: "many")
        try await stock.receive("soap", "5", of: "abri", lot: "few")
        let lost = try await BookLoss(stock.desk("lost", for: ["abri"])).run(
            GoodsTaken.Words(everything: true), at: "north/a1", because: .stolen)
        #expect(lost.warnings.contains { $0.english.contains("a manager will look at it") })
        let waiting = try await ReviewBooks(stock.desk()).list(warehouse: nil, all: false, Page(limit: 10))
        #expect(waiting.lines("kind", "qty").sorted() == ["review 150", "review 5"])
    }
}
