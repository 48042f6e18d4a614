extension ProblemCheck {
    /// Names the locks that say nothing, say it of what does not exist, or contradict each other.
    ///
    /// A lock that is well-formed and breaks a rule is no fault: it stands, and the solution names it.
    mutating func locks() {
        var slots: [[Int]: Int] = [:]
        var days: [Int: Int] = [:]
        for (number, lock) in problem.locks.enumerated() {
            let place = "lock \(number)"
            let route = lock.route
            if !works(vehicle: route.vehicle, copy: route.copy, day: route.day) {
                report(.lockSlot, place, "vehicle \(route.vehicle) copy \(route.copy) does not exist or does not work on day \(route.day)")
            } else if let other = slots.updateValue(number, forKey: [route.vehicle, route.copy, route.day]) {
                report(.lockDuplicateSlot, place, "lock \(other) is on the same vehicle and day; make it one lock")
            }
            if route.trips.isEmpty || route.trips.contains(where: \.isEmpty) {
                report(.lockEmpty, place, "no visits, or a trip without any; give those that stand, or drop the lock")
            }
            for visit in route.trips.joined() {
                if !problem.visits.indices.contains(visit) {
                    report(.lockVisit, place, "visit at position \(visit) but there are \(problem.visits.count) from 0")
                } else if days.updateValue(route.day, forKey: visit) != nil {
                    report(.lockDuplicateVisit, place, "visit \(problem.visits[visit].id) is locked already; a visit is made once")
                }
            }
        }
        for (number, series) in problem.series.enumerated() {
            let locked = series.visits.enumerated().compactMap { entry in days[entry.element].map { (rank: entry.offset, day: $0) } }
            if !locked.isEmpty, !Self.allows(series, locked) {
                report(
                    .seriesLocks, "series \(number)",
                    "locked on \(locked.map { "day \($0.day) as number \($0.rank)" }.joined(separator: ", ")), which no pattern allows; drop a lock or the series"
                )
            }
        }
    }

    /// Whether some pattern has the visits of these ranks on these days; ranks ascend.
    private static func allows(_ series: VisitSeries, _ locked: [(rank: Int, day: Int)]) -> Bool {
        if !series.patterns.isEmpty {
            return series.patterns.contains { days in locked.allSatisfy { $0.rank < days.count && days[$0.rank] == $0.day } }
        }
        // Those of lower rank are on earlier days, one gap apart at least; days and ranks that are out of range have been named.
        let gap = min(max(1, series.leastGap), RoutingProblem.mostSeriesDays)
        var (rank, day) = (0, 0)
        for next in locked {
            guard (0...RoutingProblem.mostSeriesDays).contains(next.day) else { return true }
            if next.day - day < (next.rank - rank) * gap { return false }
            (rank, day) = next
        }
        return true
    }
}
