import EntrepotService
import PlainJSON
import StockLedger
import Testing

@Suite("A second count", .timeLimit(.minutes(2)))
struct SecondCountTests {
    @Test("is asked above so many percent of what the books hold, and never when nobody set a figure")
    func threshold() {
        var rules = HouseRules()
        #expect(!rules.needsSecondCount(counted: 0, expected: 1_000))
        rules.secondCountAbovePercent = 20
        // 20 of 100 is 20 %, 21 is more.
        #expect(!rules.needsSecondCount(counted: 80, expected: 100))
        #expect(rules.needsSecondCount(counted: 79, expected: 100))
        #expect(rules.needsSecondCount(counted: 121, expected: 100))
        #expect(rules.needsSecondCount(counted: 1, expected: 0))
        #expect(!rules.needsSecondCount(counted: 0, expected: 0))
    }

    private func desk(_ stock: StockScene, as person: String, anyway: String? = nil) -> Desk {
        var rules = HouseRules()
        rules.secondCountAbovePercent = 20
        var entry = stock.scene.entry()
        entry.anyway = anyway
        return Desk(
            House(store: stock.house.store, rules: rules, logger: stock.house.logger, now: stock.house.now),
            Speaker(person: person, scope: .house, isReviewed: false, deadline: nil), entry)
    }

    @Test("closes with what was counted last; where people have names, by somebody else, unless there is a reason")
    func asked() async throws {
        let stock = try await StockScene.blankets()
        let opened = try await CountStock(desk(stock, as: "amina")).open(place: "north/a1")
        let count = try #require(opened.pairs.integer("count"))
        func enter(_ units: String, as person: String) async throws {
            _ = try await CountStock(desk(stock, as: person)).enter(
                count, item: "blanket", quantity: units, lot: nil, owner: nil, adding: false)
        }
        func close(anyway: String? = nil) async throws {
            _ = try await CountStock(desk(stock, as: "amina", anyway: anyway)).close(count, restIsZero: false)
        }
        let asked = "RULE.SECOND-COUNT count=\(count) items=blanket by=amina"
        // 20 on the books, 12 counted: 8 of 20 are 40 %.
        try await enter("12", as: "amina")
        #expect(await refusal { try await close() } == asked)
        // More of it is the same count, not a second one.
        _ = try await CountStock(desk(stock, as: "amina")).enter(
            count, item: "blanket", quantity: "1", lot: nil, owner: nil, adding: true)
        #expect(await refusal { try await close() } == asked)
        try await stock.scene.asOwner("insert into entrepot.person (code, added_by) values ('amina', 'root'), ('zoe', 'root')")
        try await enter("13", as: "amina")
        #expect(await refusal { try await close() } == asked)
        try await enter("14", as: "zoe")
        try await close()
        // 6 missing of 10 and 10: 3 each.
        #expect(try await stock.stock() == ["old brasero north/a1 7", "young abri north/a1 7"])
    }
}
