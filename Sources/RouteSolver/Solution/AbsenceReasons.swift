/// Why visits are left out, read from the final plan and nothing else.
///
/// Asked in this order: could an empty vehicle make it at all; is there a place for it beside the plan; is that place worth its prize. Counts kept
/// during a search would say what the search tried, not what stands in the way. A visit of a series is asked about on the days its pattern
/// leaves to it; when nothing of the series is made, with all visits of a pattern.
struct AbsenceReasons {
    private let problem: RoutingProblem
    private let places: PlanPlaces
    private let series: SeriesDays
    private let givingWay: GivingWay

    /// Reasons from a plan; `start` is the plan it was begun from, when changes to that have a price.
    init(_ problem: RoutingProblem, routes: [Route], start: PlanStart? = nil) {
        self.problem = problem
        places = PlanPlaces(problem, routes: routes, start: start)
        series = SeriesDays(problem, routes: routes)
        givingWay = GivingWay(problem, places: places, series: series)
    }

    /// The reasons for some visits, in their order.
    func reasons(for absent: [Int]) -> [UnservedVisit] {
        var asked = Questions()
        return absent.map { UnservedVisit(visit: $0, reason: reason(for: $0, asked: &asked)) }
    }

    /// What has been asked already: visits of one series are asked about on the same days.
    private struct Questions {
        struct Key: Hashable {
            var visit: Int
            var day: Int
        }

        var alone: [Key: PlanPlaces.Outlook] = [:]
        var beside: [Key: PlanPlaces.Outlook] = [:]

        mutating func alone(_ visit: Int, _ day: Int, _ places: PlanPlaces) -> PlanPlaces.Outlook {
            let key = Key(visit: visit, day: day)
            let answer = alone[key] ?? places.alone(visit, day: day)
            alone[key] = answer
            return answer
        }

        mutating func beside(_ visit: Int, _ day: Int, _ places: PlanPlaces) -> PlanPlaces.Outlook {
            let key = Key(visit: visit, day: day)
            let answer = beside[key] ?? places.beside(visit, day: day)
            beside[key] = answer
            return answer
        }
    }

    private func reason(for visit: Int, asked: inout Questions) -> UnservedVisit.Reason {
        var alone = PlanPlaces.Outlook()
        for day in 0..<problem.dayCount {
            alone.offer(series.isMember(visit) ? asked.alone(visit, day, places) : places.alone(visit, day: day))
            if alone.cost != nil { break }
        }
        let isPossible = alone.cost != nil
        let impossible = UnservedVisit.Reason.impossibleAlone(alone.nearest.obstacles ?? [Obstacle(.noVehicle)])
        if series.isMember(visit) { return isPossible ? reasonInSeries(for: visit, asked: &asked) : impossible }
        var beside = PlanPlaces.Outlook()
        for day in 0..<problem.dayCount { beside.offer(places.beside(visit, day: day)) }
        // A place beside the plan comes first even so: a detour may be shorter than the direct way, and a route that has begun is not empty.
        if let cost = beside.cost { return .notWorthIt(cost: cost, prize: problem.visits[visit].prize ?? 0) }
        guard isPossible else { return impossible }
        return .noRoom(
            beside.nearest.obstacles ?? [Obstacle(.noVehicle)], displaces: givingWay.cheapest(for: visit, days: Set(0..<problem.dayCount)))
    }

    // MARK: Visits of a series

    private func reasonInSeries(for visit: Int, asked: inout Questions) -> UnservedVisit.Reason {
        let ways = series.ways(toMake: visit)
        if series.isWhollyAbsent(visit) {
            guard !ways.isEmpty else { return .impossibleAlone([Obstacle(.pattern)]) }
            var nearest = NearestObstacles()
            var canBeMade = false
            for way in ways where !canBeMade {
                let found = fit(way, for: visit) { asked.alone($0, $1, places) }
                canBeMade = found.cost != nil
                nearest.offer(found.nearest)
            }
            guard canBeMade else { return .impossibleAlone(nearest.obstacles ?? [Obstacle(.noVehicle)]) }
        }
        var best = PlanPlaces.Outlook()
        var prize = 0
        for way in ways {
            let found = fit(way, for: visit) { asked.beside($0, $1, places) }
            if let cost = found.cost {
                let worth = way.reduce(0) { $0 + (problem.visits[$1.visit].prize ?? 0) }
                if let known = best.cost, cost - worth >= known - prize { continue }
                best.cost = cost
                prize = worth
            } else {
                best.nearest.offer(found.nearest)
            }
        }
        if let cost = best.cost { return .notWorthIt(cost: cost, prize: prize) }
        for day in 0..<problem.dayCount where !series.days(of: ways, for: visit).contains(day) {
            let found = asked.beside(visit, day, places)
            let others = found.cost == nil ? found.nearest.obstacles ?? [Obstacle(.noVehicle, day: day)] : []
            best.nearest.offer(others + [Obstacle(.pattern, day: day)], in: problem)
        }
        // Another visit that gives way only helps when this one is all that is missing.
        let alone = Set(ways.filter { $0.count == 1 }.flatMap { $0.map(\.day) })
        return .noRoom(best.nearest.obstacles ?? [Obstacle(.pattern)], displaces: givingWay.cheapest(for: visit, days: alone))
    }

    /// How a way to make several visits of a series suits, all of them together: they are on different days, so none is in another's way.
    ///
    /// When some fail, the obstacles are those of the visit asked about, or of the others when it is not among them.
    private func fit(_ way: [SeriesDays.Place], for visit: Int, _ ask: (Int, Int) -> PlanPlaces.Outlook) -> PlanPlaces.Outlook {
        var sum = PlanPlaces.Outlook(cost: 0)
        var obstacles: [Obstacle] = []
        var own: [Obstacle] = []
        for place in way {
            let found = ask(place.visit, place.day)
            if let cost = found.cost {
                sum.cost = sum.cost.map { $0 + cost }
            } else {
                sum.cost = nil
                let these = found.nearest.obstacles ?? [Obstacle(.noVehicle, day: place.day)]
                obstacles += these
                if place.visit == visit { own = these }
            }
        }
        sum.nearest = NearestObstacles(own.isEmpty ? obstacles : own, severityOf: obstacles, in: problem)
        return sum
    }
}
