import EntrepotService
import EntrepotStore
import PlainJSON
import PostgresClient
import StockLedger
import Testing

@Suite("What looks repeated is what was understood, however it was spelt", .timeLimit(.minutes(2)))
struct LooksRepeatedTests {
    private func give(_ desk: Desk, _ change: (inout ReceiveDonation.Words) -> Void) async throws -> Answer {
        var words = ReceiveDonation.Words(item: "blanket", quantity: "40", place: "north/a1", owner: "abri", donor: "Zed")
        change(&words)
        return try await ReceiveDonation(desk).run(words)
    }

    @Test(
        "one van logged twice in two spellings is noticed",
        arguments: ["pack", "unit", "donor", "condition", "spelt", "place"])
    func spellings(_ what: String) async throws {
        let stock = try await StockScene.make()
        let first = try await give(stock.desk()) { if what == "spelt" { $0.condition = "used" } }
        let refused = await refusal {
            _ = try await give(stock.desk("other words", as: "boris")) { words in
                switch what {
                case "pack": words.quantity = "2bale"
                case "unit": words.quantity = "40 pieces"
                case "donor": words.donor = "  zéd "
                case "condition": words.condition = "good"
                case "spelt": words.condition = "usé"
                default: words.place = "NORTH/A1"
                }
            }
        }
        let id = try #require(first.pairs.integer("movement"))
        #expect(refused?.hasPrefix("CONFLICT.LOOKS-REPEATED id=\(id) by=amina at=") == true, "\(refused ?? "booked")")
    }

    @Test("lines of one batch are compared too, and the same key twice in it is one entry")
    func batch() async throws {
        let stock = try await StockScene.make()
        let house = stock.house
        let refused = await refusal {
            try await house.store.pool.transaction { transaction in
                _ = try await give(stock.desk().within(transaction)) { _ in }
                _ = try await give(stock.desk("other words").within(transaction)) { $0.quantity = "2bale" }
            }
        }
        #expect(refused?.hasPrefix("CONFLICT.LOOKS-REPEATED id=") == true)
        #expect(try await stock.stock() == [])
        let answers = try await house.store.pool.transaction { transaction in
            [
                try await give(stock.desk("line", key: "k1").within(transaction)) { _ in },
                try await give(stock.desk("line", key: "k1").within(transaction)) { _ in },
            ]
        }
        #expect(answers[1].pairs.text("replayed") == "yes")
        #expect(answers[0].pairs.integer("movement") == answers[1].pairs.integer("movement"))
        #expect(try await stock.stock().map { $0.split(separator: " ").last } == ["40"])
    }

    @Test("a loss is the same whether its owner was said or is the only one there, its lot named by code or by batch")
    func losses() async throws {
        let stock = try await StockScene.make()
        try await stock.receive("blanket", "40", of: "abri", lot: "Box-1")
        func lose(_ desk: Desk, lot: String? = nil, owner: String? = nil) async throws {
            _ = try await BookLoss(desk).run(
                item: "blanket", "2", at: "north/a1", because: .stolen, lot: lot, owner: owner)
        }
        try await lose(stock.desk("a"))
        #expect(await refusal { try await lose(stock.desk("b"), owner: "abri") }?.hasPrefix("CONFLICT.LOOKS-REPEATED") == true)
        try await lose(stock.desk("c"), lot: "Box-1")
        #expect(
            await refusal { try await lose(stock.desk("d"), lot: "box-1", owner: "abri") }?.hasPrefix("CONFLICT.LOOKS-REPEATED") == true)
    }
}
