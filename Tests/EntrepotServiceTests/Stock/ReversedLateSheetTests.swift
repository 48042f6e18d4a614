import EntrepotService
import PlainJSON
import StockLedger
import Testing

// On the 24th five blankets went to a family, and the sheet stayed in a pocket. On the 26th the shelf was counted: five were missing. The
// sheet was typed on the 2nd and explained them; then it turned out to be of another warehouse, and was reversed. Today's stock went up by
// five that nobody had: the reversal brought the blankets back, and forgot that the count had been there meanwhile.
@Suite("A late sheet taken back", .timeLimit(.minutes(2)))
struct ReversedLateSheetTests {
    /// Ten blankets of brasero and ten of abri received on the 20th, eight and seven of them counted on the 26th.
    private func counted() async throws -> StockScene {
        let stock = try await StockScene.make()
        for (owner, lot) in [("brasero", "old"), ("abri", "young")] {
            _ = try await ReceiveDonation(stock.desk(lot) { $0.occurred = "2026-02-20 09:00" }).run(
                ReceiveDonation.Words(item: "blanket", quantity: "10", place: "north/a1", owner: owner, lot: lot))
        }
        let opened = try await CountStock(stock.desk { $0.occurred = "2026-02-26 18:00" }).open(place: "north/a1")
        let count = try #require(opened.pairs.integer("count"))
        for (lot, units) in [("old", "5"), ("young", "10")] {
            _ = try await CountStock(stock.desk { $0.occurred = "2026-02-26 18:00" }).enter(
                count, item: "blanket", quantity: units, lot: lot, owner: nil, adding: false)
        }
        _ = try await CountStock(stock.desk { $0.occurred = "2026-02-26 18:00" }).close(count, restIsZero: false)
        return stock
    }

    /// Units of a lot that counts found missing and that nothing explains.
    private func unexplained(_ stock: StockScene, _ lot: String) async throws -> Int64 {
        let list = try await ShowMovements(stock.desk()).list(
            item: "blanket", lot: lot, place: nil, warehouse: "north", reason: "counted", by: nil, from: nil, until: nil, Page())
        var sum: Int64 = 0
        for record in list.records {
            let shown = try await ShowMovements(stock.desk()).show(try #require(record.integer("movement")))
            guard case .array(let lines)? = shown.records[0]["lines"] else { continue }
            for case .object(let line) in lines where line.text("lot") == lot {
                sum += (line.text("to") == "north/found" ? 1 : -1) * (line.integer("qty") ?? 0)
            }
        }
        return sum
    }

    private func lose(_ units: String, _ stock: StockScene) async throws -> Int64 {
        let answer = try await BookLoss(stock.desk("sheet") { $0.occurred = "2026-02-24 15:00" }).run(
            item: "blanket", units, at: "north/a1", because: .stolen, lot: "old", owner: nil)
        return try #require(answer.pairs.integer("movement"))
    }

    @Test("leaves the shelf as it was counted, and the difference of the count is a mystery again")
    func reversed() async throws {
        let stock = try await counted()
        // 10 − 5 = 5 missing.
        #expect(try await unexplained(stock, "old") == 5)
        let sheet = try await lose("5", stock)
        #expect(try await unexplained(stock, "old") == 0)
        #expect(try await stock.stock() == ["old brasero north/a1 5", "young abri north/a1 10"])
        let reversal = try await AmendMovement(stock.desk("back")).reverse(sheet)
        #expect(reversal.pairs.integer("counted_since") != nil)
        #expect(try await stock.stock() == ["old brasero north/a1 5", "young abri north/a1 10"])
        #expect(try await unexplained(stock, "old") == 5)
        // And there again.
        _ = try await AmendMovement(stock.desk("again")).reverse(try #require(reversal.pairs.integer("movement")))
        #expect(try await stock.stock() == ["old brasero north/a1 5", "young abri north/a1 10"])
        #expect(try await unexplained(stock, "old") == 0)
        #expect(try await VerifyBooks(stock.desk()).run(warehouse: "north").pairs.integer("faults") == 0)
    }

    @Test("corrected, it explains as much as it says now")
    func corrected() async throws {
        let stock = try await counted()
        let sheet = try await lose("5", stock)
        _ = try await AmendMovement(stock.desk("three")).correct(sheet, quantity: "3")
        // 5 missing, 3 of them explained.
        #expect(try await unexplained(stock, "old") == 2)
        _ = try await AmendMovement(stock.desk("four")).correct(sheet, quantity: "4")
        #expect(try await unexplained(stock, "old") == 1)
        #expect(try await stock.stock() == ["old brasero north/a1 5", "young abri north/a1 10"])
    }

    @Test("an entry typed in time and taken back after a count changes the count's difference, not the shelf")
    func beforeTheCount() async throws {
        let stock = try await StockScene.make()
        _ = try await ReceiveDonation(stock.desk("in") { $0.occurred = "2026-02-20 09:00" }).run(
            ReceiveDonation.Words(item: "blanket", quantity: "100", place: "north/a1", owner: "abri", lot: "box"))
        let opened = try await CountStock(stock.desk()).open(place: "north/a1")
        let count = try #require(opened.pairs.integer("count"))
        _ = try await CountStock(stock.desk()).enter(count, item: "blanket", quantity: "80", lot: nil, owner: nil, adding: false)
        _ = try await CountStock(stock.desk()).close(count, restIsZero: false)
        let list = try await ShowMovements(stock.desk()).list(
            item: nil, place: nil, warehouse: "north", reason: "received", by: nil, from: nil, until: nil, Page())
        let received = try #require(list.records.first?.integer("movement"))
        // 80 had come, not 100: the count was right, and its 20 missing were never there.
        _ = try await AmendMovement(stock.desk("eighty")).correct(received, quantity: "80")
        #expect(try await stock.stock() == ["box abri north/a1 80"])
        #expect(try await unexplained(stock, "box") == 0)
        // 70 had come: ten more are missing than the count says, which the books do not hold anywhere.
        #expect(
            await refusal { _ = try await AmendMovement(stock.desk("seventy")).correct(received, quantity: "70") }
                == "STOCK.INSUFFICIENT item=blanket place=north/a1 have=0 want=10")
    }

    @Test("the other half of it is no entry of its own")
    func half() async throws {
        let stock = try await counted()
        let sheet = try await lose("5", stock)
        let list = try await ShowMovements(stock.desk()).list(
            item: nil, place: nil, warehouse: "north", reason: "counted", by: nil, from: nil, until: nil, Page())
        let half = try #require(list.records.first { $0.integer("because") == sheet }?.integer("movement"))
        #expect(
            await refusal { _ = try await AmendMovement(stock.desk("half")).reverse(half) }
                == "RULE.PART-OF-AN-ENTRY movement=\(half) entry=\(sheet)")
    }
}
