import FunderReports
import Measures
import Speech
import Testing

@Suite("The nightly report")
struct NightlyReportTests {
    @Test("carries the news in its subject, in both languages")
    func subject() throws {
        let facts = try Sample.nightly()
        #expect(
            try NightlyReport.document(facts, in: .english).subject
                == "20 Nov - 3 low, 1 stock-out, 412 items out, 1,240 kg out, 5,501 l out, 1 eviction, 1 unexplained")
        #expect(
            try NightlyReport.document(facts, in: .french).subject
                == "20 nov. - 3 stocks bas, 1 rupture, 412 pièces remises, 1\u{202F}240 kg remis, 5\u{202F}501 l remis, 1 expulsion, "
                + "1 écart inexpliqué")
    }

    @Test("is made on a quiet night too")
    func quiet() throws {
        let facts = NightlyFacts(
            warehouse: ReportWarehouse(code: "calais", name: "Calais"), day: try CivilDate("2026-11-20"), cut: try Sample.cut(), items: [])
        let document = try NightlyReport.document(facts, in: .english)
        #expect(document.subject == "20 Nov - quiet day, 0 items out")
        #expect(
            PlainText.render(document) == """
                Nightly report · Warehouse Calais · Operational day Friday 20 November 2026
                ==============================================================================
                   Items in       Items out          kg out      Litres out     People reached
                          0               0               0               0                  0
                no mean yet     no mean yet     no mean yet     no mean yet        no mean yet

                -- Needs attention -----------------------------------------------------------
                Nothing to report.

                -- In and out by category ----------------------------------------------------
                Nothing moved.

                -- Days of stock -------------------------------------------------------------
                No item is followed.

                -- Need against given by zone ------------------------------------------------
                No need was recorded for this day.

                -- Rounds of the day ---------------------------------------------------------
                No round on this day.

                -- Tomorrow's rounds ---------------------------------------------------------
                No round is planned.

                -- Data quality --------------------------------------------------------------
                Late entries\u{A0}0 · Contacts estimated\u{A0}0 · Contacts from memory\u{A0}0 · Receipts
                without value\u{A0}0 · Differences unexplained\u{A0}0 · Rounds not closed\u{A0}0
                Method: people served at each stop are added up (contacts); who comes again
                counts again. These are not unique people.

                ------------------------------------------------------------------------------
                Opening + in − given − lost ± other = closing, checked per owner, item and
                grant. All figures close.
                In: gifts and purchases. Other: loans, transfers, sorting, kits, counts. A kit
                counts once, as a kit.
                Books cut at position 1.4711, 21 Nov 2026 at 04:30 (Europe/Paris). Revision 1.

                """)
    }

    @Test("names each figure so that it can be asked for, in every language alike")
    func figures() throws {
        let english = try NightlyReport.document(Sample.nightly(), in: .english)
        let french = try NightlyReport.document(Sample.nightly(), in: .french)
        #expect(english.figures.map(\.id) == french.figures.map(\.id))
        #expect(english.figures.map(\.cell) == french.figures.map(\.cell))
        let cells = Dictionary(uniqueKeysWithValues: english.figures.map { ($0.id, $0.cell) })
        #expect(cells["headline.out.pieces"] == .quantity(412, .piece))
        #expect(cells["given.total.piece"] == .quantity(412, .piece))
        #expect(cells["mean.headline.in.pieces"] == .mean(tenths: 1_040, of: .piece))
        #expect(cells["other.category.bedding.piece"] == .quantity(-10, .piece))
        #expect(cells["runway.days.tent-2"] == .days(.out))
        #expect(cells["exceptions.low"] == .count(3))
        #expect(cells["need.unmet.calais-east.blanket.model"] == .quantity(80, .piece))
        #expect(cells["late.9130.blanket"] == .quantity(12, .piece))
        #expect(cells["round.people.total"] == .people(.exact(540)))
    }

    @Test("is not made when it does not close")
    func unbalanced() throws {
        var facts = try Sample.nightly()
        facts.flows.append(FlowRow(warehouse: "calais", owner: "info", item: "blanket", opening: 3, closing: 2))
        #expect(
            throws: ReportError.unbalanced([
                UnbalancedRow(warehouse: "calais", owner: "info", item: "blanket", grant: nil, expected: 3, closing: 2)
            ])
        ) { try NightlyReport.document(facts, in: .french) }
    }

    @Test("says the same bytes for the same facts, in whatever order they come")
    func deterministic() throws {
        let facts = try Sample.nightly()
        var turned = facts
        turned.items.reverse()
        turned.flows.reverse()
        turned.stock.reverse()
        turned.counts.reverse()
        turned.rounds.reverse()
        turned.contacts.reverse()
        turned.needs.reverse()
        turned.previousDays.reverse()
        for language in Language.allCases {
            let first = try NightlyReport.document(facts, in: language)
            let second = try NightlyReport.document(turned, in: language)
            #expect(PlainText.render(first) == PlainText.render(second))
            #expect(HTML.render(first) == HTML.render(second))
            #expect(CSV.render(first) == CSV.render(second))
        }
    }

    @Test("tells expired lots from those that expire soon, the last good day included")
    func expiry() throws {
        var facts = try Sample.nightly()
        let days = try ["2026-11-19", "2026-11-20", "2026-12-20", "2026-12-21"].map { try CivilDate($0) }
        facts.expiring = days.map { ExpiringLot(lot: $0.description, item: "baby-milk", expires: $0, units: 1) }
        let cells = Dictionary(uniqueKeysWithValues: try NightlyReport.document(facts, in: .english).figures.map { ($0.id, $0.cell) })
        // On 20 Nov: the 19th has passed; the 20th is the last good day; 20 Dec is 30 days ahead; 21 Dec is 31.
        #expect(cells["exceptions.expired"] == .count(1))
        #expect(cells["exceptions.expiring"] == .count(2))
    }
}
