/// The orders in which visits may be put back, and how often each is drawn.
///
/// Source: Christiaens and Vanden Berghe (2020), section 5.2; the three orders by windows and all weights are those of their public code.
enum InsertionOrder: Int, CaseIterable {
    case demand, far, close, windowLength, windowStart, windowEnd, random

    /// One of them: random and demand 4 times in 14, far twice, the others once.
    @inline(__always) static func drawn(_ random: inout SplitMix64) -> InsertionOrder {
        switch random.below(14) {
        case 0...3: .random
        case 4...7: .demand
        case 8, 9: .far
        case 10: .close
        case 11: .windowLength
        case 12: .windowStart
        default: .windowEnd
        }
    }
}

/// The rank of every visit in each order; smaller goes first.
final class InsertionRanks: @unchecked Sendable {
    private let ranks: UnsafeMutablePointer<Int32>
    private let visitCount: Int

    init(_ problem: RoutingProblem) {
        visitCount = problem.visits.count
        ranks = .table(visitCount * (InsertionOrder.allCases.count - 1), 0)
        let scales = (0..<problem.dimensionCount).map { dimension in max(1, problem.vehicles.map { $0.capacity[dimension] }.max() ?? 1) }
        let start = problem.vehicles.first?.startLocation ?? 0
        let distance = problem.visits.map { problem.travel.metres(from: start, to: $0.location) ?? RoutingProblem.largestMeasure }
        write(.demand, problem.visits.map { visit in -zip(visit.demand, scales).reduce(0) { max($0, $1.0 * 1_000_000 / $1.1) } })
        write(.far, distance.map { -$0 })
        write(.close, distance)
        write(
            .windowLength,
            problem.visits.map { visit in visit.windows.reduce(0) { $0 + $1.reduce(0) { $0 + $1.closes - $1.opens + 1 } } })
        write(.windowStart, problem.visits.map { visit in visit.windows.compactMap { $0.first?.opens }.min() ?? 0 })
        write(.windowEnd, problem.visits.map { visit in -(visit.windows.compactMap { $0.last?.closes }.max() ?? 0) })
    }

    deinit { ranks.deallocate() }

    private func write(_ order: InsertionOrder, _ keys: [Int]) {
        let sorted = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
        for (rank, visit) in sorted.enumerated() { ranks[order.rawValue * visitCount + visit] = Int32(rank) }
    }

    /// Puts a stretch of different visits into an order (Shell's sort: in place and without allocation).
    func sort(_ visits: UnsafeMutablePointer<Int32>, count: Int, by order: InsertionOrder, random: inout SplitMix64) {
        if order == .random {
            var place = count &- 1
            while place > 0 {
                let other = random.below(place &+ 1)
                (visits[place], visits[other]) = (visits[other], visits[place])
                place &-= 1
            }
            return
        }
        let ranks = self.ranks + order.rawValue &* visitCount
        var gap = 1
        while gap < count / 3 { gap = 3 &* gap &+ 1 }
        while gap > 0 {
            var place = gap
            while place < count {
                let visit = visits[place]
                let rank = ranks[Int(visit)]
                var hole = place
                while hole >= gap, ranks[Int(visits[hole &- gap])] > rank {
                    visits[hole] = visits[hole &- gap]
                    hole &-= gap
                }
                visits[hole] = visit
                place &+= 1
            }
            gap /= 3
        }
    }
}
