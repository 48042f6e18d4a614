import EntrepotService
import EntrepotStore
import PlainJSON
import Speech
import StockLedger
import Testing

@Suite("Lending: who may, what becomes of the goods, what is owed", .timeLimit(.minutes(2)))
struct LendGoodsTests {
    private func lend(
        _ quantity: String, _ desk: Desk, from: String = "abri", to: String = "brasero", terms: Consent.Terms? = nil
    ) async throws -> Answer {
        try await LendGoods(desk).run(
            LendGoods.Words(
                GoodsTaken.Words(item: "blanket", amount: quantity, owner: from), to: to, at: "north/a1", terms: terms))
    }

    private func debts(_ desk: Desk) async throws -> [String] {
        try await desk.reading { try await ListDebts($0).run(owner: nil, warehouse: nil, Page(limit: 10)) }
            .lines("lender", "borrower", "item", "qty")
    }

    @Test("the lender lends; who wants to borrow needs their word; who is neither has no business with it")
    func who() async throws {
        let stock = try await StockScene.blankets()
        #expect(
            await refusal { _ = try await lend("3", stock.desk("a", for: ["brasero"])) }
                == "RULE.NO-CONSENT owner=abri user=brasero item=blanket")
        _ = try await Organisations(stock.desk()).add("cantine", name: nil)
        #expect(await refusal { _ = try await lend("3", stock.desk("b", for: ["cantine"])) } == "PERM.SCOPE owner=abri")
        #expect(try await lend("3", stock.desk("c", for: ["abri"])).lines("qty", "lender", "borrower", "as") == ["3 abri brasero loan"])
        var consent = SetConsent.Words(owner: "abri", user: "brasero", answer: .yes, warehouse: "north")
        #expect(await refusal { _ = try await SetConsent(stock.desk("d", for: ["brasero"])).run(consent) } == "PERM.SCOPE owner=abri")
        _ = try await SetConsent(stock.desk("e", for: ["abri"])).run(consent)
        _ = try await lend("2", stock.desk("f", for: ["brasero"]))
        #expect(
            await refusal { _ = try await lend("1", stock.desk("g", for: ["brasero"]), terms: .gift) }
                == "RULE.NO-CONSENT owner=abri user=brasero as=gift")
        consent.answer = .ask
        _ = try await SetConsent(stock.desk("h", for: ["abri"])).run(consent)
        #expect(
            await refusal { _ = try await lend("1", stock.desk("i")) } == "RULE.NO-CONSENT owner=abri user=brasero item=blanket")
        _ = try await lend("1", stock.desk("j") { $0.anyway = "Anne agreed" })
        for side in ["abri", "brasero"] {
            #expect(try await debts(stock.desk("k", for: [side])) == ["abri brasero blanket 6"])
        }
        #expect(try await debts(stock.desk("l", for: ["cantine"])) == [])
        #expect(try await VerifyBooks(stock.desk()).run(warehouse: nil).pairs.integer("faults") == 0)
    }

    @Test("goods keep their name, and come back to the very lot they were")
    func sameLot() async throws {
        let stock = try await StockScene.make()
        try await stock.receive("blanket", "10", of: "abri", lot: "wool", expires: nil)
        _ = try await lend("4", stock.desk())
        // What is printed on the goods finds them under both owners.
        let lent = try await stock.stock()
        #expect(lent.count == 2 && lent.contains("wool abri north/a1 6") && lent.contains { $0.hasSuffix("brasero north/a1 4") })
        var words = SettleDebt.Words(item: "blanket", from: "brasero", to: "abri")
        words.place = "north/a1"
        let back = try await SettleDebt(stock.desk("back")).run(words)
        #expect(back.lines("lot", "qty") == ["wool 4"])
        #expect(try await stock.stock() == ["wool abri north/a1 10"])
        // A debt that was let go by mistake would have to be lent again: who owes cannot let it go.
        _ = try await lend("2", stock.desk("again"))
        words.forgiven = "lost"
        words.warehouse = "north"
        #expect(await refusal { _ = try await SettleDebt(stock.desk("mine", for: ["brasero"])).run(words) } == "PERM.SCOPE owner=abri")
        #expect(try await SettleDebt(stock.desk("theirs", for: ["abri"])).run(words).pairs.integer("owed") == 0)
        #expect(try await VerifyBooks(stock.desk()).run(warehouse: nil).pairs.integer("faults") == 0)
    }

    @Test("who acts for one moves another's goods with their consent, named, and not without it")
    func moved() async throws {
        let stock = try await StockScene.blankets()
        func move(_ name: String) async throws -> Answer {
            try await TransferGoods(stock.desk(name, for: ["brasero"])).run(
                item: "blanket", "2", from: "north/a1", to: "north/a2", owner: "abri")
        }
        #expect(await refusal { _ = try await move("no") } == "PERM.SCOPE owner=abri")
        _ = try await SetConsent(stock.desk("yes")).run(SetConsent.Words(owner: "abri", answer: .yes, warehouse: "north"))
        #expect(try await move("now").lines("lot", "qty", "owner") == ["young 2 abri"])
        // What is gone is told by whoever acts for its owner.
        #expect(
            await refusal {
                _ = try await BookLoss(stock.desk("loss", for: ["brasero"])).run(
                    item: "blanket", "1", at: "north/a1", because: .damaged, lot: nil, owner: "abri")
            } == "PERM.SCOPE owner=abri")
    }
}
