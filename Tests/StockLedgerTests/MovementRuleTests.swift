import Measures
import Speech
import StockLedger
import Testing

@Suite("Reasons and the rules of movements")
struct MovementRuleTests {
    @Test("what has happened is a fact, what is wanted an intention")
    func standings() {
        let intentions = MovementReason.rules.filter { $0.standing == .intention }.map(\.reason)
        #expect(
            intentions == [
                .putAway, .transferred, .released, .sent, .lent, .borrowedBack, .sorted, .assembled, .brokenUp, .issued, .loaded, .toppedUp,
            ])
    }

    @Test("nothing goes from the outside to the outside, but waste of a workshop and what is undone")
    func outside() {
        let kinds = PlaceKind.allCases.filter { !$0.isInside }
        var passing: [String] = []
        for rule in MovementReason.rules where rule.reason != .cancelled && rule.reason != .corrected {
            for from in kinds {
                for to in kinds where rule.allows(from: from, to: to) { passing.append("\(rule.reason.rawValue) \(from) \(to)") }
            }
        }
        #expect(
            passing == [
                "sorted workshop waste", "assembled workshop waste", "broken_up workshop waste",
            ])
        #expect(MovementReason.cancelled.rule.allows(from: .recipient, to: .bin))
    }

    @Test("stock leaves on a loss line for loss, or for waste when the house threw it away")
    func losses() {
        let losses = MovementReason.losses.map(\.rule)
        #expect(
            losses.map(\.reason) == [.expired, .damaged, .wasted, .scrapped, .lost, .stolen, .seized, .fire, .flood, .destroyed, .unknown])
        for rule in losses {
            let others = PlaceKind.allCases.filter { rule.allows(from: .tank, to: $0) }
            #expect(others == [rule.reason.lossDestination])
        }
    }

    @Test("what a vehicle brings back was never gone, what recipients bring back was given")
    func returned() {
        let (returned, givenBack) = (MovementReason.returned.rule, MovementReason.givenBack.rule)
        #expect(PlaceKind.allCases.filter { returned.allows(from: $0, to: .bin) } == [.vehicle])
        #expect(PlaceKind.allCases.filter { givenBack.allows(from: $0, to: .bin) } == [.recipient])
    }

    @Test("causes of loss have a word in both languages")
    func lossWords() {
        #expect(MovementReason.losses.map(\.words.english) == MovementReason.losses.map(\.rawValue))
        #expect(MovementReason.expired.words.french == "périmé" && MovementReason.fire.words.french == "incendie")
    }
}
