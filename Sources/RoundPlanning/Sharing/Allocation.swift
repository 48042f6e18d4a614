/// One site's claim on a stock.
package struct StockClaim: Sendable, Hashable {
    /// Who claims; unique in one sharing, and the last word between equals.
    package var claimant: String
    /// Classes are served in this order.
    package var priority: PriorityClass
    /// Base units given in the trailing days; zero or more.
    package var given: Int64
    /// Base units needed over those days and the ones to come; coverage is given over needed.
    package var needed: Int64
    /// Base units it can use now.
    package var wished: Int64

    /// A claim.
    package init(claimant: String, priority: PriorityClass = .essential, given: Int64 = 0, needed: Int64, wished: Int64) {
        self.claimant = claimant
        self.priority = priority
        self.given = given
        self.needed = needed
        self.wished = wished
    }
}

/// Shares a stock so that the worst-off claimant is as well off as possible, then the next worst-off, and so on, in whole packs.
///
/// Progressive filling: all coverages rise together from where the trailing days left them; who has all he can use stops rising. With whole
/// packs this is: the next pack goes to whoever has the lowest coverage, equals by greater need, then by name. The result does
/// not depend on the order of the claims.
///
/// Source: D. Bertsekas, R. Gallager, "Data Networks", 2nd ed. 1992, section 6.5.2 (max-min fairness).
package struct Allocation {
    /// Base units per claim, in the claims' order; whole packs, together at most `units`, class before class.
    ///
    /// A wish that is no whole number of packs is rounded up to one. Figures below zero count as zero.
    package static func share(_ units: Int64, pack: Int64 = 1, among claims: [StockClaim]) -> [Int64] {
        var result = [Int64](repeating: 0, count: claims.count)
        let size = max(1, pack)
        var left = max(0, units) / size
        for priority in PriorityClass.allCases {
            let members = claims.indices.filter { claims[$0].priority == priority && claims[$0].needed > 0 && claims[$0].wished > 0 }
            guard !members.isEmpty, left > 0 else { continue }
            let packs = Filling(members.map { claims[$0] }, pack: size).fill(with: left)
            for (member, count) in zip(members, packs) {
                result[member] = count * size
                left -= count
            }
        }
        return result
    }
}

/// Filling the claims of one class.
private struct Filling {
    private let claims: [StockClaim]
    private let pack: Int64
    private let most: [Int64]

    init(_ claims: [StockClaim], pack: Int64) {
        self.claims = claims
        self.pack = pack
        most = claims.map { ($0.wished - 1) / pack + 1 }
    }

    /// Packs per claim.
    ///
    /// Pack number k of a claim is due at the coverage (given + k * pack) / needed. A bisection finds a level at which not too many packs
    /// are due; the few that remain are given one by one.
    func fill(with packs: Int64) -> [Int64] {
        let wanted = most.reduce(Int128(0)) { $0 + Int128($1) }
        if wanted <= Int128(packs) { return most }
        var low = Int128(-1)
        var high = Int128(1)
        while counts(at: high).reduce(Int128(0), { $0 + Int128($1) }) <= Int128(packs) { high *= 2 }
        while high - low > 1 {
            let middle = (low + high) / 2
            if counts(at: middle).reduce(Int128(0), { $0 + Int128($1) }) <= Int128(packs) { low = middle } else { high = middle }
        }
        var result = low < 0 ? claims.map { _ in 0 } : counts(at: low)
        var left = packs - result.reduce(0, +)
        while left > 0, let next = worstOff(result) {
            result[next] += 1
            left -= 1
        }
        return result
    }

    /// Levels are counted in steps of 2^-40.
    private static let step = Int128(1) << 40

    /// Packs due at or below a level.
    private func counts(at level: Int128) -> [Int64] {
        claims.indices.map { index in
            let claim = claims[index]
            let (reached, overflow) = level.multipliedReportingOverflow(by: Int128(claim.needed))
            if overflow { return most[index] }
            let room = reached / Self.step - Int128(max(0, claim.given))
            guard room >= 0, reached >= 0 else { return 0 }
            return Int64(clamping: min(room / Int128(pack) + 1, Int128(most[index])))
        }
    }

    private func worstOff(_ packs: [Int64]) -> Int? {
        var worst: Int?
        for index in claims.indices where packs[index] < most[index] {
            guard let best = worst else {
                worst = index
                continue
            }
            if goesBefore(index, packs[index], best, packs[best]) { worst = index }
        }
        return worst
    }

    private func goesBefore(_ left: Int, _ leftPacks: Int64, _ right: Int, _ rightPacks: Int64) -> Bool {
        let one = (Int128(max(0, claims[left].given)) + Int128(leftPacks) * Int128(pack)) * Int128(claims[right].needed)
        let other = (Int128(max(0, claims[right].given)) + Int128(rightPacks) * Int128(pack)) * Int128(claims[left].needed)
        if one != other { return one < other }
        if claims[left].needed != claims[right].needed { return claims[left].needed > claims[right].needed }
        return claims[left].claimant < claims[right].claimant
    }
}
