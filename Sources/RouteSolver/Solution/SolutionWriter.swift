/// Turns what the network holds into a `Solution`.
struct SolutionWriter {
    private let problem: RoutingProblem
    private let network: RouteNetwork
    private let iterations: Int

    init(_ problem: RoutingProblem, network: RouteNetwork, iterations: Int) {
        self.problem = problem
        self.network = network
        self.iterations = iterations
    }

    func solution() -> Solution {
        var routes: [Route] = []
        for (index, slot) in network.slots.enumerated() where network.size[index] > 0 {
            routes.append(
                RouteSchedule(problem: problem, vehicle: slot.vehicle, copy: slot.copy, day: slot.day).write(trips(of: index)).route)
        }
        routes.sort { ($0.day, $0.vehicle, $0.copy) < ($1.day, $1.vehicle, $1.copy) }
        let absent = problem.visits.indices.filter { network.slot[$0] == RouteNetwork.nowhere }
        let missed = absent.filter { problem.visits[$0].prize == nil }.count
        let lost = absent.reduce(0) { $0 + (problem.visits[$1].prize ?? 0) }
        return Solution(
            routes: routes, unserved: AbsenceReasons(problem, routes: routes).reasons(for: absent),
            value: PlanValue(missed: missed, cost: network.cost + lost), iterations: iterations)
    }

    /// The visits of a slot, trip by trip, without empty trips.
    private func trips(of slot: Int) -> [[Int]] {
        var trips: [[Int]] = []
        for node in network.chain(ofSlot: slot) {
            if Int(node) < network.visitCount {
                if trips.isEmpty { trips.append([]) }
                trips[trips.count - 1].append(Int(node))
            } else if trips.last?.isEmpty != true {
                trips.append([])
            }
        }
        if trips.last?.isEmpty == true { trips.removeLast() }
        return trips
    }
}
