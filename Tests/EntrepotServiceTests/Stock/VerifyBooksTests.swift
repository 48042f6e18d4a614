import EntrepotService
import PlainJSON
import Speech
import Testing

@Suite("Verification", .timeLimit(.minutes(2)))
struct VerifyBooksTests {
    @Test("sound books are said to be so; a fault refuses, with a row for each")
    func faults() async throws {
        let stock = try await StockScene.make()
        try await stock.receive("blanket", "10", of: "abri", lot: "box")
        #expect(try await VerifyBooks(stock.desk()).run(warehouse: nil).pairs.integer("faults") == 0)
        try await stock.scene.asOwner("update entrepot.balance set on_hand = on_hand + 5")
        do {
            _ = try await VerifyBooks(stock.desk()).run(warehouse: nil)
            Issue.record("five blankets too many and nobody says so")
        } catch let refusal as Refusal {
            #expect(refusal.code == "BOOKS.FAULTS")
            #expect(
                refusal.rows.first?.all.map { "\($0.name)=\($0.value.text)" } == [
                    "place=north/a1", "lot=box", "booked=15", "derived=10", "fault=balance",
                ])
        }
    }
}
