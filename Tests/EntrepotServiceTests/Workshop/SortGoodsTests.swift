import EntrepotService
import EntrepotStore
import FunderReports
import Measures
import PlainJSON
import PostgresClient
import Speech
import StockLedger
import Testing

@Suite("Goods turned into what came out of them")
struct SortGoodsTests {
    /// What `sort` says, with `change` for the rest.
    private func words(_ item: String, _ quantity: String, at place: String = "north/a1", out: [String], waste: String? = nil)
        -> SortGoods.Words
    {
        var words = SortGoods.Words(item: item, quantity: quantity, place: place)
        words.out = out
        words.waste = waste
        return words
    }

    private func add(_ sku: String, _ stock: StockScene, _ change: (inout ItemWords) -> Void = { _ in }) async throws {
        var words = ItemWords(sku: sku)
        words.base = "piece"
        change(&words)
        _ = try await AddItem(stock.desk()).add(words)
    }

    private func refused(_ body: () async throws -> Answer) async throws -> String {
        do {
            _ = try await body()
            return "booked"
        } catch let refusal as Refusal {
            return refusal.code.rawValue
        }
    }

    @Test("a pile of two associations is opened together: what comes out is each one's by what they brought, and no more than there was")
    func owners() async throws {
        let stock = try await StockScene.make()
        for sku in ["bag", "coat", "hat", "scarf"] { try await add(sku, stock) }
        try await stock.receive("bag", "6", of: "abri", lot: "a")
        try await stock.receive("bag", "4", of: "brasero", lot: "b")
        // Of a part nobody knows whose is meant.
        #expect(try await refused { try await SortGoods(stock.desk()).run(words("bag", "5", out: ["coat:5"])) } == "ARG.MISSING")
        let answer = try await SortGoods(stock.desk()).run(words("bag", "10", out: ["coat:5", "hat:1", "scarf:1"], waste: "1"))
        // Five coats by 6 : 4; the one hat and the one scarf go one to each in the end.
        #expect(
            answer.lines("item", "owner", "qty") == [
                "bag abri 6", "bag brasero 4", "bag abri 1", "coat abri 3", "coat brasero 2", "hat abri 1", "scarf brasero 1",
            ])
        #expect(try await VerifyBooks(stock.desk()).run(warehouse: nil).pairs.integer("faults") == 0)
    }

    @Test("who acts for one association sorts its goods, and no others")
    func scope() async throws {
        let stock = try await StockScene.blankets()
        let answer = try await SortGoods(stock.desk(for: ["abri"])).run(words("blanket", "4", out: ["blanket:4:worn"]))
        #expect(answer.lines("owner", "condition") == ["abri good", "abri worn"])
        var others = words("blanket", "4", out: ["blanket:4:worn"])
        others.owner = "brasero"
        #expect(try await refused { try await SortGoods(stock.desk(for: ["abri"])).run(others) } == "PERM.SCOPE")
    }

    @Test("what may not lie on a shelf goes behind the wall, and what is barred from vans stays barred")
    func quarantine() async throws {
        let stock = try await StockScene.make()
        for sku in ["bag", "coat"] { try await add(sku, stock) }
        try await add("formula", stock) {
            $0.category = "infant-formula"
            $0.expiry = "required"
        }
        try await stock.receive("bag", "2", of: "abri")
        let answer = try await SortGoods(stock.desk()).run(words("bag", "2", out: ["coat:8", "formula:3"]))
        #expect(answer.lines("item", "to") == ["bag north/workshop", "coat north/a1", "formula north/quarantine"])
        #expect(answer.warnings.count == 1)
        // Out of the quarantine by sorting: no way.
        #expect(
            try await refused { try await SortGoods(stock.desk()).run(words("formula", "3", at: "north/quarantine", out: ["coat:3"])) }
                == "RULE.NEVER-MOBILE")
        #expect(
            try await refused {
                try await SortGoods(stock.desk()).run(words("formula", "3", at: "north/quarantine", out: [], waste: "3"))
            } == "RULE.QUARANTINED")
    }

    @Test("pieces keep their numbers, and those that come out of a box are given theirs")
    func serials() async throws {
        let stock = try await StockScene.make()
        try await add("box", stock)
        try await add("phone", stock) { $0.hasSerials = true }
        try await stock.receive("box", "1", of: "abri")
        var open = words("box", "1", out: ["phone:2"])
        #expect(try await refused { try await SortGoods(stock.desk()).run(open) } == "ARG.MISSING")
        open.serials = ["356001", "356002"]
        #expect(try await SortGoods(stock.desk()).run(open).pairs.integer("rest") == 0)
        #expect(try await stock.stock("phone") == ["356001 abri north/a1 1", "356002 abri north/a1 1"])
        var repair = words("phone", "1", out: ["phone:1:worn"])
        #expect(try await refused { try await SortGoods(stock.desk()).run(repair) } == "ARG.MISSING")
        repair.serials = ["356002"]
        _ = try await SortGoods(stock.desk()).run(repair)
        var question = StockQuestion()
        question.lot = "356002"
        #expect(try await ShowLots(stock.desk()).run(question, Page(limit: 10)).lines("condition", "on_hand") == ["worn 1"])
        #expect(try await VerifyBooks(stock.desk()).run(warehouse: nil).pairs.integer("faults") == 0)
    }

    @Test("the value of what went in goes with what came out, under the grant that paid for it, and is the same sum afterwards")
    func value() async throws {
        let stock = try await StockScene.make()
        try await add("bag-5", stock) { $0.grams = 5_000 }
        let grant = try await granted(stock)
        var receipt = ReceiveDonation.Words(
            item: "firewood", quantity: "7t", place: "north/a1", owner: "abri", grant: "winter", value: "7000EUR")
        receipt.lot = "logs"
        _ = try await ReceiveDonation(stock.desk()).run(receipt)
        let sorted = try await SortGoods(stock.desk()).run(words("firewood", "7t", out: ["bag-5:1000"], waste: "rest"))
        _ = try await BookLoss(stock.desk()).run(item: "bag-5", "250", at: "north/a1", because: .stolen, lot: nil, owner: nil)
        // 7,000.00 for 7 t: 2 t were thrown away, and of the bags, 5.00 each, 250 were stolen.
        let shared = try await traces(grant, stock)
        #expect(shared == ["onHand 375000", "lost 325000"])
        #expect(try await Grants(stock.desk()).show("winter").records[0]["in_kind"] == JSONValue(["7000.00 EUR"]))
        // Taken back, it is wood again: the bags that were stolen were never there.
        let movement = try #require(sorted.pairs.integer("movement"))
        #expect(try await refused { try await AmendMovement(stock.desk()).correct(movement, quantity: "5t") } == "RULE.CORRECT-A-MAKING")
        _ = try await AmendMovement(stock.desk { $0.anyway = "the saw was broken" }).reverse(movement)
        let back = try await traces(grant, stock)
        #expect(back.reduce(Int64(0)) { $0 + (Int64($1.split(separator: " ")[1]) ?? 0) } == 700_000, "\(back)")
        #expect(try await VerifyBooks(stock.desk()).run(warehouse: nil).pairs.integer("faults") == 0)
    }

    /// A grant of the fund for abri.
    private func granted(_ stock: StockScene) async throws -> GrantRecord {
        _ = try await Organisations(stock.desk()).add("fund", name: nil)
        var words = GrantWords(code: "winter", funder: "fund", amount: "9000EUR", from: "2026-01-01", until: "2030-12-31")
        words.organisation = "abri"
        _ = try await AddGrant(stock.desk()).add(words)
        return try #require(stock.house.store.catalogue.current.grant("winter"))
    }

    /// Where the value of a grant has got to by now, `fate minor`.
    private func traces(_ grant: GrantRecord, _ stock: StockScene) async throws -> [String] {
        let warehouse = try #require(stock.house.store.catalogue.current.warehouse("north"))
        // The books go by the database's clock.
        let today = CivilDate(dayNumber: try await stock.house.store.pool.value("select now()::date", as: DayNumber.self).value)
        let now = stock.house.now()
        repeat {
            _ = try await BookQueries.assignPositions(warehouse.id, through: stock.house.store.pool)
        } while try await !BookQueries.isPositioned(warehouse.id, from: stock.house.store.pool)
        let period = try ReportingPeriod(first: today.adding(days: -1), last: today.adding(days: 1))
        let facts = try await stock.house.store.pool.transaction(isolation: .repeatableRead, readOnly: true) { transaction in
            let books = try await ReportBooks(warehouse: warehouse, period: period, at: now, revision: 1, in: transaction)
            return try await UsageQueries.facts(books, grant: grant, funder: "Fund", holder: "Abri")
        }
        return ValueTrace.Fate.allCases.compactMap { fate in
            let sum = facts.traces.reduce(Int64(0)) { $1.fate == fate ? $0 + $1.value : $0 }
            return sum == 0 ? nil : "\(fate) \(sum)"
        }
    }
}
