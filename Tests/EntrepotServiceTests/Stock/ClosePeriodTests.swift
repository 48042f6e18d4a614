import EntrepotService
import PlainJSON
import StockLedger
import Testing

@Suite("Periods and lots that are put right", .timeLimit(.minutes(2)))
struct ClosePeriodTests {
    @Test("a correction of an entry in a closed period is booked today; what is rebooked says which day it concerns")
    func correctedAfterwards() async throws {
        let stock = try await StockScene.blankets()
        let lost = try #require(
            try await BookLoss(
                stock.desk("lost") {
                    $0.occurred = "2026-02-01 12:00"; $0.anyway = "before the books"
                }
            ).run(
                item: "blanket", "3", at: "north/a1", because: .stolen, lot: "old", owner: nil
            ).pairs.integer("movement"))
        _ = try await ClosePeriod(stock.desk("close")).close(warehouse: "north", until: "2026-02-28")
        var words = CorrectMovement.Words()
        words.reason = .damaged
        let anew = try await CorrectMovement(stock.desk("damp")).run(lost, words)
        let number = try #require(anew.pairs.integer("movement"))
        #expect(try await ShowMovements(stock.desk()).show(number).lines("reason", "replaces") == ["damaged \(lost)"])
        #expect(
            await refusal { _ = try await ClosePeriod(stock.desk("again")).close(warehouse: "north", until: "2026-02-10") }
                == "RULE.PERIOD-CLOSED-TWICE warehouse=north until=2026-02-10")
    }
}
