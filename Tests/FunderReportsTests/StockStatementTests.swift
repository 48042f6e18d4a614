import FunderReports
import Measures
import Speech
import Testing

@Suite("A stock statement")
struct StockStatementTests {
    private func row(_ item: String, owner: String = "auberge", opening: Int64, received: Int64 = 0, given: Int64 = 0, closing: Int64)
        -> FlowRow
    {
        FlowRow(
            warehouse: "calais", owner: owner, item: item, opening: opening, incoming: [Flow(.received, received)],
            outgoing: [Flow(.distributed, given)], closing: closing)
    }

    @Test("sums its rows by item, category and unit")
    func sums() throws {
        let statement = try StockStatement(rows: Sample.flows(), items: Sample.items())
        // Blankets of two owners: opening 300 + 40, in 120, given 180 + 30, lost 5, lent 10, closing 235 + 0.
        var blankets = StockStatement.Sums()
        blankets.opening = 340
        blankets.incoming = 120
        blankets.intake = 120
        blankets.given = 210
        blankets.otherOut = 10
        blankets.lost = 5
        blankets.wasted = 5
        blankets.closing = 235
        #expect(statement.byItem.first { $0.item.code == "blanket" }?.sums == blankets)
        #expect(blankets.expected == 235)
        // Sleeping bags belong to the same category: 90 + 60 bought − 100 = 50.
        var bedding = blankets
        bedding.opening += 90
        bedding.incoming += 60
        bedding.intake += 60
        bedding.given += 100
        bedding.closing += 50
        #expect(statement.byCategory.first { $0.category == "bedding" && $0.base == .piece }?.sums == bedding)
        // Pieces given: 210 blankets + 100 bags + 102 tents; grams and millilitres never join them.
        #expect(statement.total(.piece)?.given == 412)
        #expect(statement.total(.gram)?.given == 1_240_000)
        #expect(statement.total(.millilitre)?.given == 5_500_500)
    }

    @Test("names the amounts of each side by reason and item")
    func reasons() throws {
        let statement = try StockStatement(rows: Sample.flows(), items: Sample.items())
        let losses = statement.byReason(.losses).map { "\($0.reason.rawValue) \($0.item.code) \($0.units)" }
        #expect(losses == ["damaged blanket 5", "wasted firewood 60000"])
        let incoming = statement.byReason(.incoming).map { "\($0.reason.rawValue) \($0.item.code) \($0.units)" }
        #expect(incoming == ["received blanket 120", "received water 6000000", "bought sleeping-bag 60", "sorted firewood 700000"])
    }

    @Test("that does not close names every row that does not, with its difference")
    func unbalanced() throws {
        let items = try Sample.items()
        let rows = [
            row("tent-2", opening: 10, received: 5, given: 3, closing: 11),
            row("blanket", opening: 10, received: 5, given: 3, closing: 12),
            row("blanket", owner: "utopia", opening: 0, received: 4, closing: 5),
        ]
        // Tents: 10 + 5 − 3 = 12 and 11 are left; Utopia's blankets: 0 + 4 = 4 and 5 are left; Auberge's close.
        let error = #expect(throws: ReportError.self) { try StockStatement(rows: rows, items: items) }
        #expect(
            error
                == .unbalanced([
                    UnbalancedRow(warehouse: "calais", owner: "utopia", item: "blanket", grant: nil, expected: 4, closing: 5),
                    UnbalancedRow(warehouse: "calais", owner: "auberge", item: "tent-2", grant: nil, expected: 12, closing: 11),
                ]))
        #expect(error?.code == "RULE.REPORT-UNBALANCED")
        #expect(
            error?.findings == [
                "warehouse=calais owner=utopia item=blanket expected=4 closing=5 difference=1",
                "warehouse=calais owner=auberge item=tent-2 expected=12 closing=11 difference=-1",
            ])
    }

    @Test("closes each owner for itself: one owner's surplus does not hide another's gap")
    func ownersApart() throws {
        let items = try Sample.items()
        let rows = [row("blanket", opening: 5, closing: 6), row("blanket", owner: "utopia", opening: 5, closing: 4)]
        let error = #expect(throws: ReportError.self) { try StockStatement(rows: rows, items: items) }
        #expect(error?.findings.count == 2)
    }

    @Test("refuses unknown items, rows told twice and amounts no ledger holds")
    func facts() throws {
        let items = try Sample.items()
        #expect(throws: ReportError.facts(["the item hat is not among the items of the report"])) {
            try StockStatement(rows: [row("hat", opening: 1, closing: 1)], items: items)
        }
        #expect(throws: ReportError.facts(["the row warehouse=calais owner=auberge item=blanket grant=- is told twice"])) {
            try StockStatement(rows: [row("blanket", opening: 1, closing: 1), row("blanket", opening: 1, closing: 1)], items: items)
        }
        #expect(throws: ReportError.facts(["goods: 9223372036854775807 is more than the books can hold (10^15)"])) {
            try StockStatement(rows: [row("blanket", opening: .max, received: .max, closing: .max)], items: items)
        }
    }
}
