import EntrepotService
import PlainJSON
import Speech
import Testing

@Suite("Transfers: whose goods go, and which", .timeLimit(.minutes(2)))
struct TransferGoodsTests {
    private func transfer(
        _ quantity: String, _ desk: Desk, item: String = "blanket", from: String = "north/a1", to: String = "north/a2", lot: String? = nil,
        owner: String? = nil
    ) async throws -> Answer {
        try await TransferGoods(desk).run(item: item, quantity, from: from, to: to, lot: lot, owner: owner)
    }

    @Test("whose is asked with the list where several have some, and not where everything is meant")
    func asked() async throws {
        let stock = try await StockScene.blankets()
        #expect(
            await refusal { _ = try await transfer("5", stock.desk()) }
                == "ARG.MISSING arg=owner item=blanket place=north/a1 owners=abri:10,brasero:10")
        #expect(
            await refusal { _ = try await transfer("5", stock.desk(), to: "south") }
                == "ARG.MISSING arg=owner item=blanket place=north/a1 owners=abri:10,brasero:10")
        #expect(try await transfer("5", stock.desk(), owner: "abri").lines("lot", "qty", "owner") == ["young 5 abri"])
        #expect(try await transfer("4", stock.desk("hers", for: ["brasero"])).lines("lot", "qty", "owner") == ["old 4 brasero"])
        // Six of brasero and five of abri are left: eleven is all of them.
        let all = try await transfer("11", stock.desk())
        #expect(Set(all.lines("lot", "qty", "owner")) == ["old 6 brasero", "young 5 abri"])
        #expect(all.sentence?.english == "11 pieces: 6 of brasero, 5 of abri")
    }

    @Test("what is sent to another warehouse, and received there, names its owner and keeps its batch")
    func sent() async throws {
        let stock = try await StockScene.blankets()
        let sent = try await transfer("4", stock.desk(), to: "south", lot: "young")
        #expect(sent.lines("lot", "qty", "from", "to", "owner") == ["young 4 north/a1 south abri"])
        let transit = try #require(sent.pairs.integer("transit"))
        #expect(
            await refusal {
                _ = try await ReceiveTransit(stock.desk("not hers", for: ["brasero"])).run(transit, place: nil, take: [], lost: [])
            }
                == "NOTFOUND.TRANSIT transit=\(transit)")
        // South has one shelf: it need not be said.
        let received = try await ReceiveTransit(stock.desk("at the port", for: ["abri"])).run(transit, place: nil, take: [], lost: [])
        #expect(received.lines("lot", "qty", "to", "owner") == ["young 4 south/b1 abri"])
        // Found by its batch in both warehouses, stock and movements.
        var question = StockQuestion()
        question.lot = "YOUNG"
        #expect(try await ShowLots(stock.desk()).run(question, Page(limit: 10)).lines("place", "on_hand") == ["north/a1 6", "south/b1 4"])
        let moved = try await ShowMovements(stock.desk()).list(
            item: nil, lot: "young", place: nil, warehouse: nil, reason: nil, by: nil, from: nil, until: nil, Page(limit: 10))
        #expect(moved.lines("reason") == ["arrived", "sent", "received"])
    }

    @Test("goods past their date move to the quarantine only, and the younger ones go in their place")
    func expired() async throws {
        let stock = try await StockScene.make()
        // It is 2 March 2026; the first lot was good until the 5th, which is then past.
        try await stock.receive("soap", "6", of: "abri", lot: "first", expires: "2026-03-05")
        try await stock.receive("soap", "4", of: "abri", lot: "later", expires: "2030-01-01")
        try await stock.scene.asOwner(
            "update entrepot.lot set expires_on = '2026-02-20' where code = 'first'")
        #expect(try await transfer("3", stock.desk(), item: "soap").lines("lot", "qty") == ["later 3"])
        #expect(
            await refusal { _ = try await transfer("2", stock.desk(), item: "soap") }
                == "STOCK.INSUFFICIENT item=soap place=north/a1 have=1 want=2 expired=6")
        #expect(
            await refusal { _ = try await transfer("2", stock.desk(), item: "soap", lot: "first") }
                == "RULE.EXPIRED lot=first expires=2026-02-20")
        #expect(
            try await transfer("6", stock.desk(), item: "soap", to: "north/quarantine", lot: "first").lines("lot", "qty") == ["first 6"])
        var question = StockQuestion()
        question.item = "soap"
        #expect(
            try await ShowLots(stock.desk()).run(question, Page(limit: 10)).lines("lot", "place", "on_hand", "available", "held") == [
                "later north/a1 1 1 0", "later north/a2 3 3 0", "first north/quarantine 6 0 6",
            ])
    }

    @Test("the quarantine is a wall for a transfer; a release with somebody else's word opens it")
    func quarantine() async throws {
        let stock = try await StockScene.make()
        try await stock.receive("soap", "12", of: "abri", lot: "L2290", expires: "unknown")
        let wall = "RULE.QUARANTINED item=soap place=north/quarantine"
        #expect(await refusal { _ = try await transfer("2", stock.desk(), item: "soap", from: "north/quarantine", to: "north/a1") } == wall)
        #expect(await refusal { _ = try await transfer("2", stock.desk(), item: "soap", from: "north/quarantine", to: "south") } == wall)
        func release(_ approver: String, to place: String? = nil, _ amount: String? = nil) async throws -> Answer {
            try await ReleaseQuarantine(stock.desk()).run(lot: "l2290", approver: approver, to: place, amount, referral: "note 14")
        }
        #expect(await refusal { _ = try await release("Amina ") } == "RULE.NEEDS-APPROVER approver=Amina ")
        #expect(await refusal { _ = try await release("anne") } == "ARG.MISSING arg=to")
        let released = try await release("Anne", to: "north/a2", "5")
        #expect(
            released.lines("lot", "qty", "from", "to", "owner", "approver") == ["L2290 5 north/quarantine north/a2 abri anne"])
        let shown = try await ShowMovements(stock.desk()).show(try #require(released.pairs.integer("movement")))
        #expect(shown.lines("reason", "approver", "note") == ["released anne referral: note 14"])
        #expect(await refusal { _ = try await ReleaseQuarantine(stock.desk()).run(lot: "L9", approver: "anne") } == "NOTFOUND.LOT lot=L9")
    }

    @Test("an archived warehouse receives nothing, and none is archived while goods are on their way to it")
    func archived() async throws {
        let stock = try await StockScene.blankets()
        let sent = try await transfer("4", stock.desk(), to: "south", owner: "abri")
        let transit = try #require(sent.pairs.integer("transit"))
        #expect(
            await refusal { _ = try await Warehouses(stock.desk()).archive("south", undo: false) }
                == "RULE.TRANSIT-DUE code=south transits=\(transit)")
        _ = try await ReceiveTransit(stock.desk()).run(transit, place: "south/b1", take: [], lost: ["blanket:4"])
        #expect(try await Warehouses(stock.desk()).archive("south", undo: false).changed == true)
        #expect(await refusal { _ = try await transfer("1", stock.desk(), to: "south", owner: "abri") } == "RULE.ARCHIVED warehouse=south")
        #expect(await refusal { try await stock.receive("blanket", "1", of: "abri", at: "south/b1") } == "RULE.ARCHIVED warehouse=south")
    }
}
