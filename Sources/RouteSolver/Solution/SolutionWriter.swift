/// Turns the outline of a plan into a `Solution`.
struct SolutionWriter {
    private let problem: RoutingProblem
    private let frame: SearchFrame
    private let start: PlanStart?

    init(_ problem: RoutingProblem, frame: SearchFrame, start: PlanStart?) {
        self.problem = problem
        self.frame = frame
        self.start = start
    }

    /// The solution that consists of some routes.
    func solution(of outlines: [RouteOutline], iterations: Int, startFaults: [ProblemFault]) -> Solution {
        let routes = outlines.map { outline in
            RouteSchedule(problem: problem, vehicle: outline.vehicle, copy: outline.copy, day: outline.day).write(outline.trips).route
        }
        var value = PlanValue(missed: 0, cost: 0)
        var isMade = Array(repeating: false, count: problem.visits.count)
        for (outline, route) in zip(outlines, routes) {
            value.cost += route.cost
            let slot = frame.tables.slot(of: outline)
            for visit in outline.visits {
                isMade[visit] = true
                value.cost += problem.visits[visit].dayCosts.isEmpty ? 0 : problem.visits[visit].dayCosts[outline.day]
                if frame.tables.hasPrices, slot.map(Int32.init) != frame.tables.home[visit] {
                    value.changes += frame.tables.pricedChanges(frame.tables.changePrice[visit])
                }
            }
        }
        let absent = problem.visits.indices.filter { !isMade[$0] }
        for visit in absent {
            if let prize = problem.visits[visit].prize { value.lostPrizes += prize } else { value.missed += 1 }
            if frame.tables.hasPrices { value.changes += frame.tables.pricedChanges(frame.tables.changePrice[visit]) }
        }
        return Solution(
            routes: routes, unserved: AbsenceReasons(problem, routes: routes, start: start).reasons(for: absent), value: value,
            iterations: iterations,
            brokenLocks: frame.tables.standing.broken, startFaults: startFaults)
    }
}
