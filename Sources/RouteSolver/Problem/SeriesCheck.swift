extension ProblemCheck {
    /// Names everything wrong with the series: their visits, their gaps, their patterns.
    mutating func series() {
        guard !problem.series.isEmpty else { return }
        if problem.dayCount > RoutingProblem.mostSeriesDays {
            report(
                .seriesDays, "problem",
                "\(problem.dayCount) days; with series give at most \(RoutingProblem.mostSeriesDays), or split the days")
        }
        var owners: [Int: Int] = [:]
        for (number, series) in problem.series.enumerated() {
            let place = "series \(number)"
            if !(1...RoutingProblem.mostSeriesVisits).contains(series.visits.count) {
                report(.seriesSize, place, "\(series.visits.count) visits; give 1 to \(RoutingProblem.mostSeriesVisits)")
            }
            for visit in series.visits {
                if !problem.visits.indices.contains(visit) {
                    report(.seriesVisit, place, "visit at position \(visit) but there are \(problem.visits.count) from 0")
                } else if let owner = owners.updateValue(number, forKey: visit) {
                    report(
                        .seriesDuplicateVisit, place,
                        "visit \(problem.visits[visit].id) is in series \(owner) already; a visit is in one series, once")
                }
            }
            if !Self.gaps.contains(series.leastGap) {
                report(.seriesGap, place, "a gap of \(series.leastGap) days; give 1 to \(RoutingProblem.mostSeriesDays)")
            }
            for (position, days) in series.patterns.enumerated() {
                check(days, of: series, place: "\(place) pattern \(position)")
            }
            checkPatternCount(of: series, place: place)
        }
    }

    /// The gaps that make sense: the following day up to the last of the most days.
    private static let gaps = 1...RoutingProblem.mostSeriesDays

    private mutating func check(_ days: [Int], of series: VisitSeries, place: String) {
        if days.count > series.visits.count {
            report(.patternDays, place, "\(days.count) days for \(series.visits.count) visits; give at most one day per visit")
        }
        if let day = days.first(where: { $0 < 0 || $0 >= problem.dayCount }) {
            report(.patternDays, place, "day \(day), but the problem has \(problem.dayCount) days from 0")
            return
        }
        let pairs = zip(days, days.dropFirst())
        if pairs.contains(where: { $0 >= $1 }) {
            report(.patternDays, place, "days \(days); give each once, ascending")
        } else if Self.gaps.contains(series.leastGap), pairs.contains(where: { $1 - $0 < series.leastGap }) {
            report(.patternGap, place, "days \(days) are closer than the gap of \(series.leastGap); take the pattern or the gap back")
        }
    }

    private mutating func checkPatternCount(of series: VisitSeries, place: String) {
        let most = RoutingProblem.mostPatterns
        if series.patterns.count > most {
            report(.tooManyPatterns, place, "\(series.patterns.count) patterns; give at most \(most)")
        } else if series.patterns.isEmpty, (1...RoutingProblem.mostSeriesDays).contains(problem.dayCount),
            (1...RoutingProblem.mostSeriesVisits).contains(series.visits.count), Self.gaps.contains(series.leastGap),
            Self.patternCount(days: problem.dayCount, visits: series.visits.count, gap: series.leastGap) > most
        {
            report(
                .tooManyPatterns, place,
                "its gap of \(series.leastGap) allows more than \(most) patterns over \(problem.dayCount) days; give those wanted, or a wider gap"
            )
        }
    }

    /// How many sets of one to `visits` days keep a gap, all three being within the limits of series.
    ///
    /// So many days that keep a gap are as many days chosen freely from a span shortened by what the gaps take.
    static func patternCount(days: Int, visits: Int, gap: Int) -> Int {
        var sum = 0
        for chosen in 1...visits {
            let free = days - (chosen - 1) * (gap - 1)
            guard free >= chosen else { break }
            // At most 62 over 16, times 62: far from overflowing.
            var ways = 1
            for step in 0..<min(chosen, free - chosen) { ways = ways * (free - step) / (step + 1) }
            sum += ways
        }
        return sum
    }
}
