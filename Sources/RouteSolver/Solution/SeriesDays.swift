/// Which days the visits of a series may still fall on, beside the days of those that are made.
struct SeriesDays {
    /// A visit of a series on a day.
    struct Place: Hashable {
        var visit: Int
        var day: Int
    }

    private let problem: RoutingProblem
    private var membership: [Int: Int] = [:]
    private var dayMade: [Int: Int] = [:]

    init(_ problem: RoutingProblem, routes: [Route]) {
        self.problem = problem
        for (number, series) in problem.series.enumerated() {
            for visit in series.visits { membership[visit] = number }
        }
        for route in routes {
            for visit in route.stops.map(\.visit) where membership[visit] != nil { dayMade[visit] = route.day }
        }
    }

    /// Whether a visit belongs to a series.
    func isMember(_ visit: Int) -> Bool { membership[visit] != nil }

    /// Whether no visit of the series is made.
    func isWhollyAbsent(_ visit: Int) -> Bool {
        guard let number = membership[visit] else { return false }
        return problem.series[number].visits.allSatisfy { dayMade[$0] == nil }
    }

    /// Whether a visit may be made on a day beside those made; the first visits of the series have to be made, on allowed days.
    func allows(_ visit: Int, on day: Int) -> Bool {
        stands(after: visit) { days in days[visit] = day }
    }

    /// Whether the series stays allowed without a visit that is made.
    func allowsLeavingOut(_ visit: Int) -> Bool {
        stands(after: visit) { days in days[visit] = nil }
    }

    private func stands(after visit: Int, _ change: (inout [Int: Int]) -> Void) -> Bool {
        guard let number = membership[visit] else { return true }
        var days = dayMade
        change(&days)
        let series = problem.series[number]
        let made = series.visits.prefix { days[$0] != nil }
        return series.visits.dropFirst(made.count).allSatisfy { days[$0] == nil } && series.allows(made.compactMap { days[$0] })
    }

    /// The ways to make an absent visit: the day for each visit that has to be added with it, itself among them.
    ///
    /// Empty when no pattern goes on from the days of the visits made.
    func ways(toMake visit: Int) -> [[Place]] {
        guard let number = membership[visit] else { return [] }
        let series = problem.series[number]
        guard let position = series.visits.firstIndex(of: visit) else { return [] }
        let made = series.visits.prefix { dayMade[$0] != nil }.compactMap { dayMade[$0] }
        guard made.count <= position, series.visits.dropFirst(made.count).allSatisfy({ dayMade[$0] == nil }) else {
            // The first visits are not the ones made: only this one can mend that.
            return (0..<problem.dayCount).filter { allows(visit, on: $0) }.map { [Place(visit: visit, day: $0)] }
        }
        var found: [[Int]] = []
        if series.patterns.isEmpty {
            goOn(made, to: position + 1, gap: max(1, series.leastGap), found: &found)
        } else {
            let gap = max(1, series.leastGap)
            found = series.patterns.filter { days in
                days.count > position && days.count <= series.visits.count && days.starts(with: made)
                    && zip(days, days.dropFirst()).allSatisfy { $1 - $0 >= gap }
            }
        }
        return found.map { days in (made.count..<days.count).map { Place(visit: series.visits[$0], day: days[$0]) } }
    }

    /// Lists the days that keep the gap, until there are as many as wanted or more patterns than a problem may have.
    private func goOn(_ days: [Int], to count: Int, gap: Int, found: inout [[Int]]) {
        guard found.count < RoutingProblem.mostPatterns else { return }
        guard days.count < count else { return found.append(days) }
        var day = days.last.map { $0 + gap } ?? 0
        while day < problem.dayCount {
            goOn(days + [day], to: count, gap: gap, found: &found)
            day += 1
        }
    }

    /// The days on which some ways make a visit.
    func days(of ways: [[Place]], for visit: Int) -> Set<Int> {
        Set(ways.joined().filter { $0.visit == visit }.map(\.day))
    }
}
