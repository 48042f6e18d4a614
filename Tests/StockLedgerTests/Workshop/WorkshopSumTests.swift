import Measures
import StockLedger
import Testing

@Suite("Whether what came out of the workshop is what went in")
struct WorkshopSumTests {
    private func pieces(_ units: Int64, each grams: Int64?) -> WorkshopSum.Part {
        WorkshopSum.Part(units: units, base: .piece, grams: grams.map { $0 * units })
    }
    private func weighed(_ grams: Int64) -> WorkshopSum.Part { WorkshopSum.Part(units: grams, base: .gram, grams: grams) }

    @Test("what is the same item is counted, and has to be as many")
    func counted() {
        #expect(WorkshopSum.judge(pieces(1_300, each: 2_500), same: 1_300, others: []) == .closes)
        #expect(WorkshopSum.judge(pieces(1_300, each: nil), same: 1_301, others: []) == .more(out: 1_301, in: 1_300, isUnits: true))
        #expect(WorkshopSum.judge(pieces(1_300, each: nil), same: 1_240, others: []) == .less(missing: 60, isUnits: true))
    }

    @Test("what is weighed has to weigh as much to the gram")
    func byScale() {
        #expect(WorkshopSum.judge(weighed(5_000_000), same: 0, others: [pieces(1_000, each: 5_000)]) == .closes)
        #expect(
            WorkshopSum.judge(weighed(7_000_000), same: 0, others: [pieces(1_000, each: 5_000)])
                == .less(missing: 2_000_000, isUnits: false))
        #expect(WorkshopSum.judge(weighed(25_000), same: 0, others: [weighed(26_000)]) == .more(out: 26_000, in: 25_000, isUnits: false))
        // A sack of 5 kg is called so: more of them than the scale said is asked back.
        #expect(WorkshopSum.judge(weighed(4_900), same: 0, others: [pieces(1, each: 5_000)]) == .looksMore(out: 5_000, in: 4_900))
    }

    @Test("weights of pieces are nominal: a tenth is nobody's, more is asked back")
    func nominal() {
        // Ten bags of 8 kg.
        #expect(WorkshopSum.judge(pieces(10, each: 8_000), same: 0, others: [pieces(72, each: 1_000)]) == .closes)
        #expect(WorkshopSum.judge(pieces(10, each: 8_000), same: 0, others: [pieces(71, each: 1_000)]) == .looksLess(missing: 9_000))
        #expect(WorkshopSum.judge(pieces(10, each: 8_000), same: 0, others: [pieces(88, each: 1_000)]) == .closes)
        #expect(
            WorkshopSum.judge(pieces(10, each: 8_000), same: 0, others: [pieces(89, each: 1_000)]) == .looksMore(out: 89_000, in: 80_000))
    }

    @Test("where a weight is not known nothing is guessed")
    func unknown() {
        #expect(WorkshopSum.judge(pieces(10, each: nil), same: 0, others: [pieces(400, each: 1_000)]) == .unknown)
        #expect(WorkshopSum.judge(pieces(10, each: 8_000), same: 0, others: [pieces(400, each: nil)]) == .unknown)
    }
}
