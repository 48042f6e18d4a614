import EntrepotService
import PlainJSON
import Testing

@Suite("Reversals and corrections: of whose goods", .timeLimit(.minutes(2)))
struct AmendMovementTests {
    @Test("a movement says by which others it was reversed and corrected; every record names the owner")
    func told() async throws {
        let stock = try await StockScene.make()
        let received = try #require(try await stock.receive("blanket", "10", of: "abri", lot: "box").pairs.integer("movement"))
        let corrected = try await AmendMovement(stock.desk("a")).correct(received, quantity: "8")
        #expect(corrected.lines("lot", "qty", "from", "to", "owner") == ["box 2 north/a1 north/donor abri"])
        let first = try #require(corrected.pairs.integer("movement"))
        let second = try #require(try await AmendMovement(stock.desk("b")).correct(received, quantity: "9").pairs.integer("movement"))
        func told() async throws -> [String] {
            try await ShowMovements(stock.desk()).show(received).lines("corrected_by", "reversed_by")
        }
        #expect(try await told() == ["\(first),\(second) -"])
        // A correction that was taken back does not stand.
        _ = try await AmendMovement(stock.desk("c")).reverse(second)
        _ = try await AmendMovement(stock.desk("d")).reverse(first)
        let reversed = try await AmendMovement(stock.desk("e")).reverse(received)
        #expect(reversed.lines("lot", "qty", "owner") == ["box 10 abri"])
        #expect(try await told() == ["- \(try #require(reversed.pairs.integer("movement")))"])
    }

    @Test("a movement of others does not exist for who acts for abri, and one of both is out of reach")
    func scope() async throws {
        let stock = try await StockScene.blankets()
        let theirs = try #require(try await stock.receive("soap", "3", of: "brasero").pairs.integer("movement"))
        let both = try await TransferGoods(stock.desk()).run(item: "blanket", "20", from: "north/a1", to: "north/a2")
        let shared = try #require(both.pairs.integer("movement"))
        let desk = stock.desk("hers", for: ["abri"])
        #expect(await refusal { _ = try await AmendMovement(desk).reverse(theirs) } == "NOTFOUND.MOVEMENT movement=\(theirs)")
        #expect(
            await refusal { _ = try await AmendMovement(desk).correct(theirs, quantity: "2") } == "NOTFOUND.MOVEMENT movement=\(theirs)")
        #expect(await refusal { _ = try await AmendMovement(desk).reverse(shared) } == "PERM.SCOPE movement=\(shared)")
    }

    @Test("what was sent to another warehouse is not corrected, which would leave what is due there as it was")
    func sending() async throws {
        let stock = try await StockScene.blankets()
        let sent = try #require(
            try await TransferGoods(stock.desk("send")).run(item: "blanket", "20", from: "north/a1", to: "south").pairs.integer("movement"))
        #expect(
            await refusal { _ = try await AmendMovement(stock.desk("fewer")).correct(sent, quantity: "10") }
                == "RULE.CORRECT-A-SENDING movement=\(sent)")
        // 20 are due still, and can be taken back as a whole.
        #expect(try await AmendMovement(stock.desk("back")).reverse(sent).changed == true)
    }
}
