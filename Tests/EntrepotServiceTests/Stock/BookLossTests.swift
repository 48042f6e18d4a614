import EntrepotService
import PlainJSON
import Speech
import StockLedger
import Testing

@Suite("Losses: whose goods are gone", .timeLimit(.minutes(2)))
struct BookLossTests {
    private func lose(
        _ quantity: String, _ desk: Desk, item: String = "blanket", lot: String? = nil, owner: String? = nil, serials: [String] = []
    ) async throws -> Answer {
        try await BookLoss(desk).run(
            item: item, quantity, at: "north/a1", because: .stolen, lot: lot, serials: serials, owner: owner)
    }

    @Test("an owner who is named bears it alone, and so does the owner for whom alone somebody acts")
    func said() async throws {
        let stock = try await StockScene.blankets()
        let said = try await lose("4", stock.desk(), owner: "abri")
        #expect(said.lines("item", "lot", "qty", "owner") == ["blanket young 4 abri"])
        #expect(said.sentence?.english == "4 pieces")
        let own = try await lose("3", stock.desk("her own", for: ["abri"]))
        #expect(own.lines("lot", "qty", "owner") == ["young 3 abri"])
        #expect(try await stock.stock() == ["old brasero north/a1 10", "young abri north/a1 3"])
    }

    @Test("nobody said whose: each bears a part by what they have there, and the answer says so")
    func shared() async throws {
        let stock = try await StockScene.make()
        // Abri has 50 and brasero 20; 7 of 70 are gone: 50 × 7 / 70 = 5 and 20 × 7 / 70 = 2.
        try await stock.receive("blanket", "20", of: "brasero", lot: "old")
        try await stock.receive("blanket", "50", of: "abri", lot: "young")
        let answer = try await lose("7", stock.desk())
        #expect(Set(answer.lines("lot", "qty", "owner")) == ["old 2 brasero", "young 5 abri"])
        #expect(answer.sentence?.english == "7 pieces: 5 of abri, 2 of brasero")
        #expect(answer.sentence?.french == "7 pièces : 5 à abri, 2 à brasero")
        let all = try await lose("63", stock.desk("the rest"))
        #expect(Set(all.lines("lot", "qty", "owner")) == ["old 18 brasero", "young 45 abri"])
    }

    @Test("a lot and an owner that contradict each other are refused, neither is ignored")
    func contradiction() async throws {
        let stock = try await StockScene.blankets()
        #expect(
            await refusal { _ = try await lose("1", stock.desk(), lot: "old", owner: "abri") }
                == "RULE.LOT-OWNER lot=old owner=brasero said=abri")
        #expect(try await lose("1", stock.desk(), lot: "old", owner: "brasero").lines("owner") == ["brasero"])
    }

    @Test("who acts for abri is told of abri's goods only: figures, repeats, lots")
    func eyes() async throws {
        let stock = try await StockScene.blankets()
        #expect(
            await refusal { _ = try await lose("11", stock.desk("too many", for: ["abri"])) }
                == "STOCK.INSUFFICIENT item=blanket place=north/a1 have=10 want=11")
        #expect(await refusal { _ = try await lose("1", stock.desk("theirs", for: ["abri"]), lot: "old") } == "PERM.SCOPE lot=old")
        #expect(
            await refusal { _ = try await lose("1", stock.desk("theirs", for: ["abri"]), owner: "brasero") } == "PERM.SCOPE owner=brasero")
        #expect(
            await refusal { _ = try await lose("1", stock.desk("no such", for: ["abri"]), lot: "odl") } == "NOTFOUND.LOT lot=odl")
        // Brasero lost two a minute ago; abri's two are another matter.
        _ = try await lose("2", stock.desk("brasero's"), owner: "brasero")
        #expect(try await lose("2", stock.desk("abri's", for: ["abri"])).lines("owner") == ["abri"])
    }

    @Test("pieces with serial numbers are not alike: which is gone is asked")
    func serials() async throws {
        let stock = try await StockScene.make()
        var phone = ItemWords(sku: "phone")
        phone.hasSerials = true
        _ = try await AddItem(stock.desk()).add(phone)
        _ = try await ReceiveDonation(stock.desk()).run(
            ReceiveDonation.Words(
                item: "phone", quantity: "3", place: "north/a1", owner: "abri", serials: ["356001", "356002", "356003"]))
        #expect(
            await refusal { _ = try await lose("1", stock.desk(), item: "phone") }
                == "ARG.MISSING arg=lot item=phone lots=356001,356002,356003")
        #expect(try await lose("1", stock.desk(), item: "phone", lot: "356002").lines("lot", "qty") == ["356002 1"])
        #expect(
            await refusal { _ = try await lose("1", stock.desk(), item: "phone", serials: ["356001", "356003"]) }
                == "ARG.VALUE serials=2 qty=1")
        // Both that are left need no name.
        #expect(try await lose("2", stock.desk("both"), item: "phone").lines("lot", "qty") == ["356001 1", "356003 1"])
    }

    @Test("a large loss of somebody who is no manager waits for one: so many pieces, so many kilograms")
    func large() async throws {
        let stock = try await StockScene.make()
        try await stock.receive("blanket", "300", of: "abri")
        try await stock.receive("firewood", "900kg", of: "abri")
        func review() async throws -> [String] {
            try await ReviewBooks(stock.desk()).list(warehouse: nil, all: false, Page(limit: 10)).lines("kind", "item", "qty")
        }
        // The rules of a test say 100: more than 100 pieces, more than 100 kg.
        _ = try await lose("100", stock.desk("a", for: ["abri"]))
        _ = try await lose("51g", stock.desk("b", for: ["abri"]), item: "firewood")
        _ = try await lose("100kg", stock.desk("c", for: ["abri"]), item: "firewood")
        #expect(try await review() == [])
        let large = try await lose("101", stock.desk("d", for: ["abri"]))
        #expect(large.warnings.map(\.english) == ["a large loss: it is booked, and a manager will look at it"])
        _ = try await lose("101kg", stock.desk("e", for: ["abri"]), item: "firewood")
        #expect(try await review() == ["review firewood 101000", "review blanket 101"])
        // Taken back, it waits for nobody.
        _ = try await AmendMovement(stock.desk()).reverse(try #require(large.pairs.integer("movement")))
        #expect(try await review() == ["review firewood 101000"])
    }

    @Test("a large loss that cannot be put on the review list is not booked at all")
    func together() async throws {
        let stock = try await StockScene.make()
        try await stock.receive("blanket", "300", of: "abri")
        try await stock.scene.asOwner(
            "alter table entrepot.ledger_exception add constraint exception_quantity_ceiling check (quantity < 150)")
        _ = await refusal { _ = try await lose("200", stock.desk("too large", for: ["abri"])) }
        #expect(try await stock.stock().map { $0.split(separator: " ").last } == ["300"])
        let review = try await ReviewBooks(stock.desk()).list(warehouse: nil, all: true, Page(limit: 10))
        #expect(review.records.isEmpty)
    }

    @Test("a thousand times the usual is asked back, and taken when it is sure")
    func unusual() async throws {
        let stock = try await StockScene.make()
        for (pieces, lot) in [("1", "a"), ("2", "b"), ("3", "c")] { try await stock.receive("soap", pieces, of: "abri", lot: lot) }
        // The median of 1, 2 and 3 is 2.
        #expect(await refusal { try await stock.receive("soap", "2000", of: "abri") } == "ARG.UNUSUAL item=soap qty=2000 usual=2")
        #expect(
            await refusal { _ = try await lose("3017620422003", stock.desk(), item: "soap") } == "ARG.UNUSUAL item=soap qty=3017620422003")
        let sure = try await ReceiveDonation(stock.desk { $0.sure = true }).run(
            ReceiveDonation.Words(item: "soap", quantity: "2000", place: "north/a1", owner: "abri"))
        #expect(sure.changed == true)
    }
}
