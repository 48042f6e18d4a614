import EntrepotService
import PlainJSON
import Speech
import Testing

@Suite("Counts: whose goods are missing or found", .timeLimit(.minutes(2)))
struct CountStockTests {
    private func open(_ stock: StockScene, _ place: String = "north/a1") async throws -> Int64 {
        let answer = try await CountStock(stock.desk()).open(place: place)
        return answer.pairs.integer("count") ?? 0
    }

    private func enter(
        _ count: Int64, _ quantity: String, _ desk: Desk, item: String = "blanket", lot: String? = nil, owner: String? = nil
    ) async throws {
        _ = try await CountStock(desk).enter(count, item: item, quantity: quantity, lot: lot, owner: owner, adding: false)
    }

    @Test("what is missing is borne by each owner by what they have there, and the answer says so")
    func missing() async throws {
        let stock = try await StockScene.make()
        // 86 of abri and 20 of brasero; 10 are missing: 8.11 and 1.89, which is 8 and 2.
        try await stock.receive("blanket", "86", of: "abri", lot: "old")
        try await stock.receive("blanket", "20", of: "brasero", lot: "young")
        let count = try await open(stock)
        try await enter(count, "96", stock.desk())
        let closed = try await CountStock(stock.desk()).close(count, restIsZero: false)
        #expect(closed.lines("lot", "owner", "variance") == ["old abri -8", "young brasero -2"])
        #expect(closed.sentence?.english == "2 differences booked: blanket 8 of abri, 2 of brasero missing")
    }

    @Test("what is found is whose who has some there, and asked where several have")
    func found() async throws {
        let stock = try await StockScene.blankets()
        let count = try await open(stock)
        #expect(
            await refusal { try await enter(count, "23", stock.desk()) }
                == "ARG.MISSING arg=owner item=blanket place=north/a1 owners=abri:10,brasero:10")
        try await enter(count, "13", stock.desk(), owner: "abri")
        try await enter(count, "9", stock.desk(), owner: "brasero")
        #expect(
            await refusal { try await enter(count, "9", stock.desk(), lot: "old", owner: "abri") }
                == "RULE.LOT-OWNER lot=old owner=brasero said=abri")
        let closed = try await CountStock(stock.desk()).close(count, restIsZero: false)
        #expect(closed.lines("lot", "owner", "variance") == ["old brasero -1", "young abri 3"])
    }

    @Test("what is found never gets a date of expiry by chance: which lot is asked")
    func dates() async throws {
        let stock = try await StockScene.make()
        try await stock.receive("soap", "5", of: "abri", lot: "may", expires: "2030-05-31")
        try await stock.receive("soap", "5", of: "abri", lot: "june", expires: "2030-06-30")
        let count = try await open(stock)
        #expect(await refusal { try await enter(count, "12", stock.desk(), item: "soap") } == "ARG.MISSING arg=lot item=soap lots=may,june")
        try await enter(count, "7", stock.desk(), item: "soap", lot: "june")
        let closed = try await CountStock(stock.desk()).close(count, restIsZero: false)
        #expect(closed.lines("lot", "variance") == ["june 2"])
        // Where nothing of it is on the books, the same is asked.
        let other = try await open(stock, "north/a2")
        #expect(await refusal { try await enter(other, "1", stock.desk(), item: "soap") } == "ARG.MISSING arg=lot item=soap lots=may,june")
    }

    @Test("who acts for abri counts abri's goods, forgets nobody else's figure and closes no count")
    func limited() async throws {
        let stock = try await StockScene.blankets()
        let count = try await open(stock)
        try await enter(count, "20", stock.desk())
        try await enter(count, "7", stock.desk("hers", for: ["abri"]))
        #expect(
            await refusal { _ = try await CountStock(stock.desk("close", for: ["abri"])).close(count, restIsZero: true) }
                == "PERM.SCOPE warehouse=north")
        #expect(
            await refusal { _ = try await CountStock(stock.desk("cancel", as: "boris", for: ["abri"])).cancel(count) }
                == "PERM.SCOPE warehouse=north")
        let closed = try await CountStock(stock.desk()).close(count, restIsZero: false)
        #expect(closed.lines("lot", "owner", "counted") == ["old brasero 10", "young abri 7"])
    }
}
