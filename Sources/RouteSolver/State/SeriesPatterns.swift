/// The patterns of one series, as lists of days that can be gone through without a thought.
struct SeriesPatterns {
    /// Positions of its visits, in order.
    let visits: [Int]
    /// Its patterns, one behind the other: for each, the number of days and then the days.
    let table: [Int32]
    /// Where each pattern begins in `table`.
    let begins: [Int]
    /// Whether its visits are alike in all but their id, so that one look serves for all.
    let isUniform: Bool

    init(_ series: VisitSeries, in problem: RoutingProblem) {
        visits = series.visits
        var patterns = series.patterns.filter { series.allows($0) }
        if series.patterns.isEmpty { patterns = Self.days(upTo: series.visits.count, of: problem.dayCount, gap: max(1, series.leastGap)) }
        var table: [Int32] = []
        var begins: [Int] = []
        for pattern in patterns where !pattern.isEmpty {
            begins.append(table.count)
            table.append(Int32(pattern.count))
            table += pattern.map(Int32.init)
        }
        self.table = table
        self.begins = begins
        let first = series.visits.first.map { problem.visits[$0] }
        isUniform = series.visits.allSatisfy { index in
            var visit = problem.visits[index]
            visit.id = first?.id ?? 0
            visit.prize = first?.prize
            return visit == first
        }
    }

    /// All ascending sets of 1 to `most` days that keep a gap.
    private static func days(upTo most: Int, of count: Int, gap: Int) -> [[Int]] {
        var found: [[Int]] = []
        func extend(_ days: [Int], from first: Int) {
            guard days.count < most, first < count else { return }
            for day in first..<count {
                found.append(days + [day])
                extend(days + [day], from: day + gap)
            }
        }
        extend([], from: 0)
        return found
    }
}
