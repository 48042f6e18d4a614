package import RouteSolver

/// Makes a plan out of a situation.
package struct PlanMaker {
    private let situation: PlanningSituation
    private let items: [String: PlannedItem]

    /// A maker for one situation.
    package init(_ situation: PlanningSituation) {
        self.situation = situation
        items = Dictionary(situation.items.map { ($0.sku, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The plan. `progress` is called now and then while routes are searched and ends the search by returning false; the plan so far stands.
    /// `spentShare` says how much of a budget of time is spent: with it the routes are searched on until it comes to 1.
    ///
    /// - Throws: `PlanningErrors` with everything wrong with the situation at once.
    package func make(
        spentShare: (@Sendable () -> Double)? = nil, progress: (SearchProgress) -> Bool = { _ in true }
    ) throws(PlanningErrors) -> RoundPlan {
        let errors = SituationCheck.errors(in: situation)
        guard errors.isEmpty else { throw PlanningErrors(errors: errors) }
        let calendar = SiteCalendar(situation)
        let schedule = VisitSchedule(situation, calendar: calendar)
        let due = schedule.due
        let stocked = Array(Set(situation.stock.map(\.item))).sorted()
        let measures = due.map { GoodsMeasure($0, items: items, stocked: stocked) }
        let shared = StockSharing(situation, due: due, among: Array(due.indices)).units
        let builder = ProblemBuilder(situation, calendar: calendar, due: due)

        var routed = try route(
            SiteVisit.visits(for: due, units: shared), due: due, measures: measures, builder: builder, spentShare: spentShare,
            progress: progress)
        let served = routed.solution.routes.flatMap { $0.stops.flatMap { routed.visits[$0.visit].needs } }.sorted()
        let targets = StockSharing(situation, due: due, among: served).units
        let topUp = LoadTopUp(due: due, measures: measures, targets: targets)
        for route in routed.solution.routes {
            let vehicle = situation.vehicles[route.vehicle]
            for trip in route.trips {
                topUp.fill(
                    &routed.visits, members: trip.stops.map(\.visit), grams: vehicle.capacityGrams, millilitres: vehicle.capacityMillilitres
                )
            }
        }
        return PlanWriter(
            situation: situation, items: items, schedule: schedule, calendar: calendar, builder: builder, measures: measures,

            targets: targets, visits: routed.visits, wished: routed.wished, solution: routed.solution
        ).plan()
    }

    private struct Routed {
        var visits: [SiteVisit]
        var solution: Solution
        /// The visits before anything was lowered to what vehicles carry.
        var wished: [SiteVisit]
    }

    /// Shares of the wished loads that are tried when vehicles cannot carry everything, in permille.
    private static let shares: [Int64] = [1_000, 800, 640, 500, 400, 320, 250, 200, 150, 100, 50]

    /// Routes for the visits, with all loads lowered together until nobody is left out for want of room, as far as that helps.
    private func route(
        _ wished: [SiteVisit], due: [DueNeed], measures: [GoodsMeasure], builder: ProblemBuilder,
        spentShare: (@Sendable () -> Double)?, progress: (SearchProgress) -> Bool
    ) throws(PlanningErrors) -> Routed {
        func search(_ problem: RoutingProblem, _ limit: SearchLimit) throws(PlanningErrors) -> Solution {
            do {
                return try RouteSearch(problem, seed: situation.seed).solve(limit, progress: progress)
            } catch {
                throw PlanningErrors(
                    errors: error.faults.map {
                        PlanningError(code: .routing, subject: $0.place, advice: "\($0.code.rawValue): \($0.advice)")
                    })
            }
        }
        var best: (routed: Routed, problem: RoutingProblem, missing: [Int64])?
        var attemptsInVain = 0
        for share in Self.shares {
            var visits = wished
            for index in visits.indices { lower(&visits[index], to: share, due: due, measures: measures) }
            let kept = visits.indices.filter { !visits[$0].units.allSatisfy { $0 == 0 } || share == Self.shares[0] }
            guard kept.count == visits.count || best == nil else { break }
            let problem = builder.problem(for: visits, due: due, measures: measures)
            let solution = try search(problem, SearchLimit(iterations: situation.iterations, spentShare: spentShare))
            let missing = self.missing(solution, visits, due: due)
            if best.map({ missing.lexicographicallyPrecedes($0.missing) }) ?? true {
                best = (Routed(visits: visits, solution: solution, wished: wished), problem, missing)
                attemptsInVain = 0
            } else {
                attemptsInVain += 1
            }
            if attemptsInVain == 4 { break }
            if !solution.unserved.contains(where: { Self.mightFitLighter($0) }) { break }
        }
        guard let (routed, problem, _) = best else { throw PlanningErrors(errors: []) }
        guard let spentShare else { return routed }
        // What may be loaded is settled; the rest of the time goes into the routes.
        let before = spentShare()
        guard before < 1 else { return routed }
        let longer = try search(problem, SearchLimit(iterations: Int.max, spentShare: { (spentShare() - before) / (1 - before) }))
        guard problem.order.prefers(longer.value, over: routed.solution.value) else { return routed }
        return Routed(visits: routed.visits, solution: longer, wished: wished)
    }

    /// Whether a visit that was left out might be made with less on board.
    private static func mightFitLighter(_ visit: UnservedVisit) -> Bool {
        switch visit.reason {
        case .notWorthIt: return false
        case .noRoom(let obstacles, _), .impossibleAlone(let obstacles):
            return obstacles.contains { if case .capacity = $0.constraint { true } else { false } }
                || {
                    if case .noRoom = visit.reason { true } else { false }
                }()
        }
    }

    /// People left out per class, the most important first.
    private func missing(_ solution: Solution, _ visits: [SiteVisit], due: [DueNeed]) -> [Int64] {
        var people = PriorityClass.allCases.map { _ in Int64(0) }
        for absent in solution.unserved {
            let visit = visits[absent.visit]
            let rank = visit.needs.map { due[$0].priority.rank }.min() ?? 0
            people[rank] += situation.sites[visit.site].people
        }
        return people
    }

    /// Lowers one visit's load to a share of itself, and to what the vehicle that suits it best can carry.
    private func lower(_ visit: inout SiteVisit, to share: Int64, due: [DueNeed], measures: [GoodsMeasure]) {
        let grams = visit.grams(measures)
        let millilitres = visit.millilitres(measures)
        var room = (
            grams: Int64(clamping: Int128(grams) * Int128(share) / 1_000),
            millilitres: Int64(clamping: Int128(millilitres) * Int128(share) / 1_000)
        )
        if let vehicle = largestVehicle(for: grams, millilitres) {
            room = (min(room.grams, vehicle.capacityGrams), min(room.millilitres, vehicle.capacityMillilitres))
        }
        if grams > room.grams || millilitres > room.millilitres {
            visit.fit(grams: room.grams, millilitres: room.millilitres, due: due, measures: measures)
        }
    }

    /// The vehicle that carries the greatest part of a load.
    private func largestVehicle(for grams: Int64, _ millilitres: Int64) -> Vehicle? {
        func part(_ vehicle: Vehicle) -> Int128 {
            min(
                Int128(vehicle.capacityGrams) * 1_000_000 / Int128(max(1, grams)),
                Int128(vehicle.capacityMillilitres) * 1_000_000 / Int128(max(1, millilitres)))
        }
        return situation.vehicles.filter { !isAway($0) }.max { (part($0), $1.code) < (part($1), $0.code) }
    }

    private func isAway(_ vehicle: Vehicle) -> Bool {
        vehicle.awayUntil.map { $0 >= situation.date(situation.days - 1) } ?? false
    }
}
