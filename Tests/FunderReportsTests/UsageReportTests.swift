import FunderReports
import Measures
import Speech
import Testing

@Suite("The usage report of a grant")
struct UsageReportTests {
    private func cells(_ facts: UsageFacts) throws -> [String: ReportCell] {
        Dictionary(uniqueKeysWithValues: try UsageReport.document(facts, in: .english).figures.map { ($0.id, $0.cell) })
    }

    private func pounds(_ minor: Int64) throws -> ReportCell { .money(try Money(minor: minor, currency: try Currency("GBP"))) }

    @Test("tells goods by source, use and cause, and what is left")
    func goods() throws {
        let cells = try cells(Sample.usage())
        #expect(cells["in.bought.blanket"] == .quantity(600, .piece))
        #expect(cells["out.distributed.firewood"] == .quantity(14_400_500, .gram))
        #expect(cells["loss.seized.blanket"] == .quantity(30, .piece))
        #expect(cells["closing.firewood"] == .quantity(5_500_000, .gram))
        // Lent is neither given nor lost.
        #expect(cells["given.blanket"] == .quantity(500, .piece))
        #expect(cells["other.blanket"] == .quantity(-40, .piece))
        #expect(cells["lent.auberge.blanket"] == .quantity(40, .piece))
    }

    @Test("sets spend against the budget, overspent lines and unplanned money included")
    func budget() throws {
        let cells = try cells(Sample.usage())
        // Bedding: 10,000.00 − 10,400.00 = −400.00. Not on a line: 60,000 − 45,000 − 10,000 = 5,000.
        #expect(cells["budget.left.bedding"] == (try pounds(-40_000)))
        #expect(cells["budget._unallocated"] == (try pounds(500_000)))
        // 12,000.50 + 10,400.00 = 22,400.50; 60,000.00 − 22,400.50 = 37,599.50.
        #expect(cells["spent._total"] == (try pounds(2_240_050)))
        #expect(cells["budget.left._total"] == (try pounds(3_759_950)))
        #expect(cells["headline.spent"] == (try pounds(2_240_050)))
    }

    @Test("traces value, and never adds gifts in kind to money")
    func value() throws {
        let cells = try cells(Sample.usage())
        // 9,000 of 14,000 = 64.28 %.
        #expect(cells["headline.traced"] == .share(perMille: 643))
        #expect(cells["value.total"] == (try pounds(1_400_000)))
        #expect(cells["in-kind.market_used-EUR"] == .money(try Money(minor: 125_000, currency: try Currency("EUR"))))
    }

    @Test("tells people by zone and month as a funder may see them, and prints the rules")
    func people() throws {
        let document = try UsageReport.document(Sample.usage(), in: .english)
        let cells = Dictionary(uniqueKeysWithValues: document.figures.map { ($0.id, $0.cell) })
        #expect(cells["people.dunkirk.2026-10"] == .people(.fewerThanFive))
        #expect(cells["people.calais-east.2026-10"] == .people(.hidden))
        #expect(cells["people.dunkirk.2026-11"] == .people(.hidden))
        // 1,203 + 1,498 = 2,701 → 2,700; 3 + 640 = 643 → 645; together 3,344 → 3,345.
        #expect(cells["people.calais-east.total"] == .people(.rounded(2_700)))
        #expect(cells["people.dunkirk.total"] == .people(.rounded(645)))
        #expect(cells["people.total.total"] == .people(.rounded(3_345)))
        #expect(cells["women.2026-10.calais-east"] == .people(.fewerThanFive))
        #expect(cells["children.2026-10.calais-east"] == .people(.rounded(40)))
        let text = PlainText.render(document)
        #expect(text.contains("These are not unique people."))
        #expect(text.contains("\"<5\": one to four people."))
        #expect(text.contains("\"hidden\": withheld"))
        // Site 1 had 240 on 9 Oct, site 2 310 on 12 Oct: 550 together; later 200 + 310.
        #expect(text.contains("550 people on 12 Oct 2026"))
    }

    @Test("no rendering shows an exact number of people")
    func undisclosed() throws {
        let document = try UsageReport.document(Sample.usage(), in: .english)
        for text in [PlainText.render(document), HTML.render(document), String(decoding: CSV.render(document), as: UTF8.self)] {
            for exact in ["1203", "1,203", "1498", "1,498", ",640,", "2701", "2,701", "3344", "3,344"] {
                #expect(!text.contains(exact), "\(exact)")
            }
        }
    }

    @Test("refuses rows of another grant, days outside its period and a warehouse without its cut")
    func facts() throws {
        var facts = try Sample.usage()
        facts.flows.append(FlowRow(warehouse: "calais", owner: "woodyard", item: "blanket", opening: 1, closing: 1))
        facts.contacts.append(StopContacts(zone: "dunkirk", day: try CivilDate("2026-12-01"), people: 9))
        facts.cuts = []
        #expect(
            throws: ReportError.facts([
                "a row of the grant - in a report on the grant winter", "1 warehouses and 0 cuts: each warehouse needs its cut",
                "contacts of a day outside the period",
            ])
        ) { try UsageReport.document(facts, in: .english) }
    }

    @Test("of a grant that did nothing says so")
    func nothing() throws {
        var facts = try Sample.usage()
        facts.flows = []
        facts.traces = []
        facts.inKind = []
        facts.contacts = []
        facts.headcounts = []
        facts.lent = []
        let text = PlainText.render(try UsageReport.document(facts, in: .english))
        #expect(text.contains("Nothing moved."))
        #expect(text.contains("No lot of this grant has a value."))
        #expect(text.contains("No contact was recorded."))
        #expect(text.contains("Nothing is lent."))
    }
}
