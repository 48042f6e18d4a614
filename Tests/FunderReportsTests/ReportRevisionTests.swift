import FunderReports
import Measures
import Speech
import Testing

@Suite("A revised report")
struct ReportRevisionTests {
    @Test("lists each figure that changed, with what it was and what it is")
    func differences() throws {
        let facts = try Sample.nightly()
        var later = facts
        later.flows[3] = FlowRow(
            warehouse: "calais", owner: "auberge", item: "tent-2", opening: 102, outgoing: [Flow(.distributed, 100)], closing: 2)
        later.late = []
        let old = try NightlyReport.document(facts, in: .english).figures
        let new = try NightlyReport.document(later, in: .english).figures
        let changes = ReportRevision.differences(from: old, to: new)
        // Two tents fewer were given: the headline, the category and the total follow; the late entry is gone.
        #expect(
            changes.map(\.figure) == [
                "headline.out.pieces", "given.category.shelter.piece", "closing.category.shelter.piece", "given.total.piece",
                "closing.total.piece", "quality.late", "late.9130.blanket",
            ])
        #expect(changes.first?.old == .quantity(412, .piece))
        #expect(changes.first?.new == .quantity(410, .piece))
        #expect(changes.last?.new == nil)
        #expect(changes[1].label == "In and out by category · Shelter · piece · Given")
    }

    @Test("of the same facts has no differences")
    func same() throws {
        let figures = try NightlyReport.document(Sample.nightly(), in: .english).figures
        #expect(ReportRevision.differences(from: figures, to: figures).isEmpty)
    }
}
