import EntrepotService
import PlainJSON
import StockLedger
import Testing

// Four boxes of toothbrushes were typed instead of one; with anyway= the books found 224 brushes to take away. Then the entry was corrected
// again, and reversed: the brushes found for it stayed on the shelf, and the list of exceptions kept a mystery that was none.
@Suite("What was found for an entry goes away with it", .timeLimit(.minutes(2)))
struct FoundUnitsGoAwayTests {
    private func waiting(_ stock: StockScene) async throws -> [String] {
        try await ReviewBooks(stock.desk()).list(warehouse: "north", all: false, Page()).lines("kind", "lot", "qty")
    }

    @Test("reversed: the shelf holds what it held, and nothing waits; reversed again, both are there again")
    func reversed() async throws {
        let stock = try await StockScene.blankets()
        let lost = try await BookLoss(stock.desk("lost") { $0.anyway = "the rack is empty" }).run(
            item: "blanket", "14", at: "north/a1", because: .stolen, lot: "old", owner: nil)
        // 10 were there, 4 were found for it.
        #expect(lost.pairs.integer("shortfall") == 4)
        #expect(try await waiting(stock) == ["shortfall old 4"])
        let back = try await AmendMovement(stock.desk("back")).reverse(try #require(lost.pairs.integer("movement")))
        #expect(back.pairs.integer("given_up") == 4)
        #expect(try await stock.stock() == ["old brasero north/a1 10", "young abri north/a1 10"])
        #expect(try await waiting(stock) == [])
        _ = try await AmendMovement(stock.desk("again")).reverse(try #require(back.pairs.integer("movement")))
        #expect(try await stock.stock() == ["young abri north/a1 10"])
        #expect(try await waiting(stock) == ["shortfall old 4"])
        #expect(try await VerifyBooks(stock.desk()).run(warehouse: "north").pairs.integer("faults") == 0)
    }

    @Test("corrected: as many go away as come back")
    func corrected() async throws {
        let stock = try await StockScene.blankets()
        let lost = try await BookLoss(stock.desk("lost") { $0.anyway = "the rack is empty" }).run(
            item: "blanket", "14", at: "north/a1", because: .stolen, lot: "old", owner: nil)
        let entry = try #require(lost.pairs.integer("movement"))
        _ = try await AmendMovement(stock.desk("twelve")).correct(entry, quantity: "12")
        #expect(try await stock.stock() == ["young abri north/a1 10"])
        #expect(try await waiting(stock) == ["shortfall old 2"])
        let seven = try await AmendMovement(stock.desk("seven")).correct(entry, quantity: "7")
        // Of 5 that come back 2 were never there.
        #expect(seven.pairs.integer("given_up") == 2)
        #expect(try await stock.stock() == ["old brasero north/a1 3", "young abri north/a1 10"])
        #expect(try await waiting(stock) == [])
    }

    @Test("a correction that was taken anyway and is made again with another figure invents nothing")
    func correctedTwice() async throws {
        let stock = try await StockScene.make()
        let box = try await stock.receive("blanket", "100", of: "abri", lot: "box")
        let received = try #require(box.pairs.integer("movement"))
        _ = try await TransferGoods(stock.desk("gone")).run(item: "blanket", "90", from: "north/a1", to: "south")
        // 40 came, they say, and 90 have left: 50 too many, though only 10 are there.
        _ = try await AmendMovement(stock.desk("forty") { $0.anyway = "the note says 40" }).correct(received, quantity: "40")
        #expect(try await waiting(stock) == ["shortfall box 50"])
        // No, 100 was right.
        _ = try await AmendMovement(stock.desk("hundred")).correct(received, quantity: "100")
        #expect(try await stock.stock() == ["box abri north/a1 10"])
        #expect(try await waiting(stock) == [])
    }
}
