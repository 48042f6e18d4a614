@testable import RouteSolver

/// Tries every way to put visits into slots and trips, for problems of up to seven visits.
///
/// Every sequence of every subset is costed once per vehicle and day; then the slots of a day are combined, then the days, and the series are asked
/// at the end. Under either order cost and changes of a subset in a slot add up to one figure that decides between ways to do the same, so one
/// way per subset is kept. Under `.prices` plans of the same total may differ in what it is made of: compare `missed` and `total`.
struct BruteForce {
    /// A way to make some visits: what it changes and costs, and how.
    private struct Way {
        var changes: Int
        var cost: Int
        var routes: [RouteOutline]
    }

    private let problem: RoutingProblem
    private let price: Int
    /// The slot in which the plan begun from has each visit.
    private var homes: [Int: RouteOutline] = [:]

    init(_ problem: RoutingProblem, start: PlanStart? = nil) {
        self.problem = problem
        price = start.map { (0...RoutingProblem.largestCost).contains($0.pricePerChange) ? $0.pricePerChange : 0 } ?? 0
        for route in start?.routes ?? [] {
            for visit in route.visits where problem.visits.indices.contains(visit) && homes[visit] == nil { homes[visit] = route }
        }
    }

    /// The value of the best plan; more missed visits than there are when locks and series leave none.
    func bestValue() -> PlanValue { best().value }

    /// The best plan and its value; of equally good ones the first found.
    func best() -> (value: PlanValue, routes: [RouteOutline]) {
        let days = (0..<problem.dayCount).map { ways(on: $0) }
        var best = (value: PlanValue(missed: problem.visits.count + 1, cost: 0), routes: [RouteOutline]())
        var dayOf = problem.visits.map { _ in -1 }
        let all = (1 << problem.visits.count) - 1
        func combine(_ day: Int, used: Int, sum: Way) {
            guard day < days.count else {
                guard problem.series.allSatisfy({ isAllowed($0, dayOf) }) else { return }
                let value = value(made: used, sum)
                if problem.order.prefers(value, over: best.value) { best = (value, sum.routes) }
                return
            }
            // Every subset of what is left, the empty one last.
            let left = all & ~used
            var subset = left
            while true {
                if let way = days[day][subset] {
                    for visit in dayOf.indices where subset & (1 << visit) != 0 { dayOf[visit] = day }
                    combine(
                        day + 1, used: used | subset,
                        sum: Way(changes: sum.changes + way.changes, cost: sum.cost + way.cost, routes: sum.routes + way.routes))
                    for visit in dayOf.indices where subset & (1 << visit) != 0 { dayOf[visit] = -1 }
                }
                if subset == 0 { break }
                subset = (subset - 1) & left
            }
        }
        combine(0, used: 0, sum: Way(changes: 0, cost: 0, routes: []))
        return best
    }

    private func isAllowed(_ series: VisitSeries, _ dayOf: [Int]) -> Bool {
        let made = series.visits.map { dayOf[$0] }
        let first = Array(made.prefix { $0 >= 0 })
        return made.dropFirst(first.count).allSatisfy { $0 < 0 } && series.allows(first)
    }

    private func value(made: Int, _ sum: Way) -> PlanValue {
        var value = PlanValue(missed: 0, changes: sum.changes, cost: sum.cost)
        for (index, visit) in problem.visits.enumerated() where made & (1 << index) == 0 {
            if let prize = visit.prize { value.lostPrizes += prize } else { value.missed += 1 }
            if homes[index] != nil { value.changes += price }
        }
        return value
    }

    private func isBetter(_ one: Way, _ other: Way?) -> Bool {
        guard let other else { return true }
        switch problem.order {
        case .levels: return (one.changes, one.cost) < (other.changes, other.cost)
        case .prices: return one.changes + one.cost < other.changes + other.cost
        }
    }

    // MARK: One day

    /// The best way for every subset that the slots of one day can make together.
    private func ways(on day: Int) -> [Int: Way] {
        let locks = problem.locks.filter { $0.route.day == day }
        let limit = problem.routeLimits.isEmpty ? Int.max : max(problem.routeLimits[day], locks.count)
        // By the subset made, and the number of routes above it.
        var sums: [Int: Way] = [0: Way(changes: 0, cost: 0, routes: [])]
        let all = (1 << problem.visits.count) - 1
        let oneRoute = all + 1
        for vehicle in problem.vehicles.indices {
            guard let trial = RouteTrial(problem, vehicle: vehicle, day: day) else { continue }
            let free =
                problem.vehicles[vehicle].count > locks.filter { $0.route.vehicle == vehicle }.count ? every(trial, from: trial.begin) : [:]
            for copy in 0..<problem.vehicles[vehicle].count {
                let lock = locks.first { $0.route.vehicle == vehicle && $0.route.copy == copy }
                let routes = lock.map { locked($0, trial) } ?? free
                var next = lock == nil ? sums : [:]
                for (key, sum) in sums.sorted(by: { $0.key < $1.key }) where key / oneRoute < limit {
                    for (subset, route) in routes where subset & key == 0 {
                        let outline = RouteOutline(vehicle: vehicle, copy: copy, day: day, trips: route.trips)
                        let way = Way(
                            changes: sum.changes + changes(outline), cost: sum.cost + route.cost, routes: sum.routes + [outline])
                        let both = (key | subset) + oneRoute
                        if isBetter(way, next[both]) { next[both] = way }
                    }
                }
                sums = next
            }
        }
        var ways: [Int: Way] = [:]
        for (key, sum) in sums.sorted(by: { $0.key < $1.key }) where isBetter(sum, ways[key & all]) { ways[key & all] = sum }
        return ways
    }

    private func changes(_ route: RouteOutline) -> Int {
        price
            * route.visits.filter { visit in
                guard let home = homes[visit] else { return false }
                return (home.vehicle, home.copy, home.day) != (route.vehicle, route.copy, route.day)
            }.count
    }

    /// What may be in a locked slot: the lock alone when it is whole or breaks a rule, else it and anything behind it.
    private func locked(_ lock: RouteLock, _ trial: RouteTrial) -> [Int: (cost: Int, trips: [[Int]])] {
        let trips = lock.route.trips
        let alone = RouteTrial.mask(trips)
        let onDay = problem.locks.filter { $0.route.day == trial.day }.count
        let isCrowded = !problem.routeLimits.isEmpty && onDay > problem.routeLimits[trial.day]
        guard !isCrowded, let state = trial.state(after: trips), let cost = trial.closed(state) else {
            return [alone: (trial.regardless(trips), trips)]
        }
        return lock.extent == .whole ? [alone: (cost, trips)] : every(trial, from: state)
    }

    // MARK: One slot

    /// The cheapest route for every subset that one slot can make, going on from a state.
    private func every(_ trial: RouteTrial, from state: RouteTrial.State) -> [Int: (cost: Int, trips: [[Int]])] {
        var found: [Int: (cost: Int, trips: [[Int]])] = [:]
        func extend(_ state: RouteTrial.State, subset: Int) {
            if let cost = trial.closed(state), cost < found[subset]?.cost ?? Int.max { found[subset] = (cost, state.trips) }
            let reloaded = subset == 0 ? nil : trial.reloaded(state)
            for visit in problem.visits.indices where subset & (1 << visit) == 0 {
                if let next = trial.visited(visit, state) { extend(next, subset: subset | 1 << visit) }
                if let reloaded, let next = trial.visited(visit, reloaded) { extend(next, subset: subset | 1 << visit) }
            }
        }
        extend(state, subset: RouteTrial.mask(state.trips))
        return found
    }
}
