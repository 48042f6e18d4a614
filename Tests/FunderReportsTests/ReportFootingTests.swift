import FunderReports
import Measures
import Speech
import Testing

@Suite("The footing of a report")
struct ReportFootingTests {
    private func document(_ tables: [ReportTable]) throws -> ReportDocument {
        ReportDocument(
            kind: .usage, language: .english, subject: "", title: "", scope: [], period: ReportingPeriod(day: try CivilDate("2026-11-20")),
            warehouses: [], grant: nil, headline: [],
            sections: [ReportSection(id: "s", title: "s", blocks: tables.map { .table($0) })], footers: [])
    }

    private func table(total: Int64, name: String = "in") -> ReportTable {
        ReportTable(
            columns: [.text("item", "Item"), .figures(name, "In")],
            rows: [
                ReportRow(id: "a", cells: [.text("a"), .quantity(5, .piece)]),
                ReportRow(id: "b", cells: [.text("b"), .quantity(7, .piece)]),
                ReportRow(id: "c", cells: [.text("c"), .quantity(9_000, .gram)]),
            ],
            totals: [ReportRow(id: "total.piece", cells: [.text("Total"), .quantity(total, .piece)])]
        )
    }

    @Test("accepts a total that is the sum of the rows of its unit")
    func right() throws {
        // 5 + 7 pieces; the 9,000 g are not pieces.
        try ReportFooting.check(document([table(total: 12)]))
    }

    @Test("names every total that is not the sum of its rows")
    func wrong() throws {
        let document = try document([table(total: 13), table(total: 9_012, name: "out")])
        #expect(
            throws: ReportError.wrongTotals([
                WrongTotal(figure: "in.total.piece", sum: 12, total: 13), WrongTotal(figure: "out.total.piece", sum: 12, total: 9_012),
            ])
        ) { try ReportFooting.check(document) }
    }

    @Test("refuses two figures of one name")
    func names() throws {
        let document = try document([table(total: 12), table(total: 12)])
        #expect(
            throws: ReportError.facts(
                ["in.a", "in.b", "in.c", "in.total.piece"].map { "two figures are named \($0)" })
        ) { try ReportFooting.check(document) }
    }
}
