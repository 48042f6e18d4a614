import EntrepotService
import EntrepotStore
import PlainJSON
import StockLedger
import Testing

// A hundred blankets were booked as brasero's and were abri's; by the time somebody saw it, thirty stood on another shelf and fifty had been
// given out. Reversing the donation booked fifty unexplained units into the bay to take them away and left a mystery that was none.
@Suite("What a movement said, put right", .timeLimit(.minutes(3)))
struct CorrectMovementTests {
    private func correct(_ stock: StockScene, _ id: Int64, anyway: String? = nil, _ say: (inout CorrectMovement.Words) -> Void) async throws
        -> Answer
    {
        var words = CorrectMovement.Words()
        say(&words)
        return try await CorrectMovement(stock.desk("correct \(id)") { $0.anyway = anyway }).run(id, words)
    }

    private func waiting(_ stock: StockScene) async throws -> [String] {
        try await ReviewBooks(stock.desk()).list(warehouse: "north", all: false, Page()).lines("kind", "qty")
    }

    private func faults(_ stock: StockScene) async throws -> Int64? {
        try await VerifyBooks(stock.desk()).run(warehouse: "north").pairs.integer("faults")
    }

    /// What `movement list` says a lot's lines sum up to at the world outside.
    private func outside(_ stock: StockScene, _ lot: String, _ place: String) async throws -> Int64 {
        var sum: Int64 = 0
        let list = try await ShowMovements(stock.desk()).list(
            item: nil, lot: lot, place: place, warehouse: nil, reason: nil, by: nil, from: nil, until: nil, Page())
        for record in list.records {
            let shown = try await ShowMovements(stock.desk()).show(try #require(record.integer("movement")))
            guard case .array(let lines)? = shown.records[0]["lines"] else { continue }
            for case .object(let line) in lines where line.text("lot") == lot {
                if line.text("to") == place { sum += line.integer("qty") ?? 0 }
                if line.text("from") == place { sum -= line.integer("qty") ?? 0 }
            }
        }
        return sum
    }

    @Test("a wrong owner is mended after most of it left: every shelf and every recipient has what they had, of the right one")
    func owner() async throws {
        let stock = try await StockScene.make()
        let received = try #require(try await stock.receive("blanket", "100", of: "brasero", lot: "box").pairs.integer("movement"))
        _ = try await TransferGoods(stock.desk("up")).run(item: "blanket", "30", from: "north/a1", to: "north/a2")
        _ = try await BookLoss(stock.desk("gone")).run(item: "blanket", "50", at: "north/a1", because: .stolen, lot: "box", owner: nil)
        let answer = try await correct(stock, received) { $0.owner = "abri" }
        let lot = try #require(answer.records.last?.text("lot"))
        #expect(try await stock.stock() == ["\(lot) abri north/a1 20", "\(lot) abri north/a2 30"])
        #expect(try await outside(stock, lot, "north/loss") == 50)
        #expect(try await outside(stock, "box", "north/loss") == 0)
        #expect(try await waiting(stock) == [])
        #expect(try await faults(stock) == 0)
        // Both ways: what corrects it, and that it says so already.
        #expect(try await ShowMovements(stock.desk()).show(received).records[0].text("corrected_by") != nil)
        #expect(
            await refusal { _ = try await correct(stock, received) { $0.owner = "abri" } } == "RULE.NOTHING-TO-CORRECT movement=\(received)"
        )
        // The quantity of it is corrected like that of any other.
        _ = try await correct(stock, received) {
            $0.quantity = "90"
            $0.condition = "worn"
        }
        let worn = try await stock.stock()
        #expect(worn.map { $0.split(separator: " ").dropFirst().joined(separator: " ") } == ["abri north/a1 10", "abri north/a2 30"])
        #expect(try await faults(stock) == 0)
    }

    @Test("a shortfall found on the way is found again for the right goods, and waits once")
    func shortfall() async throws {
        let stock = try await StockScene.make()
        let received = try #require(try await stock.receive("blanket", "10", of: "brasero", lot: "box").pairs.integer("movement"))
        _ = try await BookLoss(stock.desk("gone") { $0.anyway = "all of them" }).run(
            item: "blanket", "12", at: "north/a1", because: .stolen, lot: "box", owner: nil)
        #expect(try await waiting(stock) == ["shortfall 2"])
        _ = try await correct(stock, received) { $0.item = "soap" }
        #expect(try await stock.stock() == [])
        #expect(try await waiting(stock) == ["shortfall 2"])
        #expect(try await faults(stock) == 0)
    }

    @Test("goods that cannot be told from others are asked for; with a reason, what is here is corrected and the rest stays")
    func mixed() async throws {
        let stock = try await StockScene.make()
        try await stock.receive("blanket", "50", of: "brasero", lot: "box")
        let second = try #require(try await stock.receive("blanket", "50", of: "brasero", lot: "box").pairs.integer("movement"))
        _ = try await BookLoss(stock.desk("gone")).run(item: "blanket", "80", at: "north/a1", because: .stolen, lot: "box", owner: nil)
        // 50 came with it, 20 of both are here.
        #expect(
            await refusal { _ = try await correct(stock, second) { $0.owner = "abri" } }
                == "RULE.CORRECT-LEFT movement=\(second) item=blanket have=20 want=50")
        let answer = try await correct(stock, second, anyway: "the label says abri") { $0.owner = "abri" }
        #expect(try await stock.stock() == ["\(answer.records.last?.text("lot") ?? "") abri north/a1 20"])
        #expect(try await waiting(stock) == [])
        #expect(try await faults(stock) == 0)
    }

    @Test("a wrong place takes what still stands there; what has moved on is where it is")
    func place() async throws {
        let stock = try await StockScene.make()
        let received = try #require(try await stock.receive("blanket", "100", of: "abri", lot: "box").pairs.integer("movement"))
        _ = try await BookLoss(stock.desk("gone")).run(item: "blanket", "40", at: "north/a1", because: .stolen, lot: "box", owner: nil)
        _ = try await correct(stock, received) { $0.place = "north/a2" }
        #expect(try await stock.stock() == ["box abri north/a2 60"])
        // And fewer of them, taken from where they are now.
        _ = try await correct(stock, received) { $0.quantity = "95" }
        #expect(try await stock.stock() == ["box abri north/a2 55"])
        #expect(try await faults(stock) == 0)
    }

    @Test("a loss of other goods, from elsewhere or by another cause is taken back and stands anew")
    func loss() async throws {
        let stock = try await StockScene.blankets()
        try await stock.receive("soap", "9", of: "abri", lot: "bar")
        let lost = try #require(
            try await BookLoss(stock.desk("lost")).run(item: "blanket", "3", at: "north/a1", because: .stolen, lot: "old", owner: nil)
                .pairs.integer("movement"))
        let damaged = try await correct(stock, lost) { $0.reason = .damaged }
        let second = try #require(damaged.pairs.integer("movement"))
        #expect(damaged.lines("lot", "qty", "from", "to") == ["old 3 north/a1 north/waste"])
        #expect(try await ShowMovements(stock.desk()).show(second).lines("reason", "replaces") == ["damaged \(lost)"])
        #expect(try await ShowMovements(stock.desk()).show(lost).records[0].integer("replaced_by") == second)
        let soap = try await correct(stock, second) {
            $0.item = "soap"
            $0.owner = "abri"
            $0.quantity = "2"
        }
        #expect(soap.lines("item", "lot", "qty") == ["soap bar 2"])
        #expect(try await stock.stock() == ["old brasero north/a1 10", "young abri north/a1 10"])
        #expect(try await stock.stock("soap") == ["bar abri north/a1 7"])
        #expect(
            await refusal { _ = try await correct(stock, lost) { $0.reason = .fire } } == "RULE.ALREADY-REVERSED movement=\(lost)")
        #expect(
            await refusal {
                _ = try await correct(stock, try #require(soap.pairs.integer("movement"))) { $0.donor = "Zed" }
            } == "RULE.CORRECT-OTHERWISE movement=\(soap.pairs.integer("movement") ?? 0) argument=donor reason=damaged")
    }

    @Test("things that are counted otherwise are not each other by a correction, and an owner who is not the speaker's is refused")
    func refused() async throws {
        let stock = try await StockScene.make()
        let received = try #require(try await stock.receive("blanket", "10", of: "abri", lot: "box").pairs.integer("movement"))
        #expect(
            await refusal { _ = try await correct(stock, received) { $0.item = "firewood" } }
                == "RULE.CORRECT-OTHERWISE movement=\(received) item=firewood")
        #expect(
            await refusal { _ = try await correct(stock, received) { $0.reason = .fire } }
                == "RULE.CORRECT-OTHERWISE movement=\(received) argument=reason reason=received")
        var words = CorrectMovement.Words()
        words.owner = "brasero"
        let said = words
        #expect(
            await refusal { _ = try await CorrectMovement(stock.desk("hers", for: ["abri"])).run(received, said) }
                == "PERM.SCOPE owner=brasero")
        #expect(
            await refusal { _ = try await CorrectMovement(stock.desk()).run(received, CorrectMovement.Words()) } == "ARG.MISSING arg=qty")
        #expect(try await stock.stock() == ["box abri north/a1 10"])
    }
}
