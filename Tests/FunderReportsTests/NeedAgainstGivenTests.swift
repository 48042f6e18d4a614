import FunderReports
import Testing

@Suite("Need against given")
struct NeedAgainstGivenTests {
    @Test("adds up per zone, item and source, the least covered first")
    func table() {
        let table = NeedAgainstGiven.table([
            ZoneNeed(zone: "west", item: "blanket", needed: 50, given: 60, source: .model),
            ZoneNeed(zone: "east", item: "blanket", needed: 200, given: 100, source: .model),
            ZoneNeed(zone: "east", item: "blanket", needed: 40, given: 60, source: .model),
            ZoneNeed(zone: "east", item: "blanket", needed: 3, given: 2, source: .requested),
            ZoneNeed(zone: "east", item: "soap", needed: 0, given: 5, source: .model),
        ])
        // East, modelled: 240 needed, 160 given, 66.6 %; requested: 2 of 3, 66.6 % too; west got more than it needed.
        #expect(
            table == [
                NeedAgainstGiven(zone: "east", item: "blanket", source: .model, needed: 240, given: 160),
                NeedAgainstGiven(zone: "east", item: "blanket", source: .requested, needed: 3, given: 2),
                NeedAgainstGiven(zone: "west", item: "blanket", source: .model, needed: 50, given: 60),
                NeedAgainstGiven(zone: "east", item: "soap", source: .model, needed: 0, given: 5),
            ])
        #expect(table.map(\.unmet) == [80, 1, 0, 0])
        #expect(table.map(\.coveredPerMille) == [666, 666, 1_000, nil])
    }

    @Test("never says 100 % while something is missing")
    func floored() {
        #expect(NeedAgainstGiven(zone: "z", item: "i", source: .model, needed: 10_000, given: 9_999).coveredPerMille == 999)
    }
}
