import RouteSolver
import Testing

@testable import RoundPlanning

@Suite("Sharing a stock") struct AllocationTests {
    /// The slow and obvious way: one pack at a time to whoever is worst off, class after class.
    private func oracle(_ units: Int64, pack: Int64, _ claims: [StockClaim]) -> [Int64] {
        var result = claims.map { _ in Int64(0) }
        var left = units / pack
        for priority in PriorityClass.allCases {
            while left > 0 {
                let open = claims.indices.filter {
                    claims[$0].priority == priority && claims[$0].needed > 0 && result[$0] < claims[$0].wished
                }
                let next = open.min { left, right in
                    let one = (claims[left].given + result[left]) * claims[right].needed
                    let other = (claims[right].given + result[right]) * claims[left].needed
                    return (one, -claims[left].needed, claims[left].claimant) < (other, -claims[right].needed, claims[right].claimant)
                }
                guard let next else { break }
                result[next] += pack
                left -= 1
            }
        }
        return result
    }

    private func claims(seed: UInt64) -> [StockClaim] {
        var random = SplitMix64(seed: seed)
        return (0..<(1 + random.below(9))).map { index in
            let needed = Int64(1 + random.below(400))
            return StockClaim(
                claimant: "site-\(index)", priority: PriorityClass.allCases[random.below(3)], given: Int64(random.below(200)),
                needed: needed,
                wished: Int64(random.below(Int(needed) + 1)))
        }
    }

    @Test("equal needs, 10 bags for three sites: 4, 3 and 3, the first by name ahead")
    func three() {
        let claims = ["b", "a", "c"].map { StockClaim(claimant: $0, needed: 10, wished: 10) }
        #expect(Allocation.share(10, among: claims) == [3, 4, 3])
    }

    @Test("who got less in the days before is filled first")
    func trailing() {
        // Coverage 40/100 and 0/100; 60 to share: the second rises to 40 %, then both together: 20 left, 10 each.
        let claims = [
            StockClaim(claimant: "a", given: 40, needed: 100, wished: 100), StockClaim(claimant: "b", given: 0, needed: 100, wished: 100),
        ]
        #expect(Allocation.share(60, among: claims) == [10, 50])
    }

    @Test("a class is served before the next one sees anything, and packs stay whole")
    func classes() {
        let claims = [
            StockClaim(claimant: "a", priority: .comfort, needed: 100, wished: 100),
            StockClaim(claimant: "b", priority: .vital, needed: 100, wished: 90),
        ]
        // 12 packs of 8: the vital 90 take 12 packs (96); with 100 units there are only 12 packs.
        #expect(Allocation.share(100, pack: 8, among: claims) == [0, 96])
        #expect(Allocation.share(120, pack: 8, among: claims) == [24, 96])
    }

    @Test("the result equals raising one pack at a time", arguments: 1...200)
    func equalsOracle(seed: UInt64) {
        var random = SplitMix64(seed: seed &* 77)
        let claims = claims(seed: seed)
        let pack = Int64(1 + random.below(12))
        let units = Int64(random.below(1_500))
        #expect(Allocation.share(units, pack: pack, among: claims) == oracle(units, pack: pack, claims))
    }

    @Test("the order of the claims does not matter", arguments: 1...50)
    func permutations(seed: UInt64) {
        let claims = claims(seed: seed)
        var random = SplitMix64(seed: seed)
        let order = claims.indices.shuffled(using: &random)
        let straight = Allocation.share(500, pack: 3, among: claims)
        let shuffled = Allocation.share(500, pack: 3, among: order.map { claims[$0] })
        #expect(shuffled == order.map { straight[$0] })
    }

    @Test("the largest figures and the strangest neither trap nor take long")
    func extremes() {
        let huge: Int64 = 1_000_000_000_000_000
        let claims = [
            StockClaim(claimant: "a", given: huge, needed: 1, wished: huge),
            StockClaim(claimant: "b", given: 0, needed: huge, wished: huge),
            StockClaim(claimant: "c", given: -5, needed: 0, wished: 7), StockClaim(claimant: "d", given: 0, needed: 5, wished: -7),
        ]
        #expect(Allocation.share(huge, among: claims) == [0, huge, 0, 0])
        #expect(Allocation.share(-4, pack: -3, among: claims) == [0, 0, 0, 0])
        #expect(Allocation.share(5, among: []) == [])
    }

    @Test("largest remainder loses nothing: 10 by 1, 1, 1 is 4, 3, 3")
    func remainder() {
        #expect(LargestRemainder.divide(10, by: [1, 1, 1]) == [4, 3, 3])
        #expect(LargestRemainder.divide(7, by: [30, 45, 18, 7]) == [2, 3, 1, 1])  // 2.10 3.15 1.26 0.49: the rest goes to 0.49
        #expect(LargestRemainder.divide(7, by: [0, -3]) == [0, 0])
    }
}
