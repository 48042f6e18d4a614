/// What leaving a visit out, and what a change to the plan begun from, weigh in the one scalar by which annealing goes.
///
/// A compulsory visit weighs more than any place for it could cost. An optional one weighs its prize, a change its price. Where levels come first
/// (`PlanOrder.levels`) both are raised: a change outweighs every detour, and a prize outweighs every detour and a change, or annealing would give
/// up what the order wants. The weights stay moderate on purpose: one unit of a high level against several of a lower one is left to the exact
/// comparison of the best plan, or nothing would move any more.
struct AbsenceWeights {
    /// Of one change; 0 where changes cost nothing.
    let change: Int
    /// Of a compulsory visit.
    private let missed: Int
    /// What every prize is raised by.
    private let detour: Int
    /// What every prize is multiplied with.
    private let scale: Int
    /// So many other visits may have to move, each at the price of a whole detour, for the one that matters most to come in.
    private static let places = 4

    /// The weights for a problem, with the price of a change to the plan begun from.
    init(_ problem: RoutingProblem, pricePerChange: Int) {
        var (metres, seconds) = (0, 0)
        for value in problem.travel.metres { metres = max(metres, value) }
        for value in problem.travel.seconds { seconds = max(seconds, value) }
        let longest = problem.vehicles.reduce(metres) { most, vehicle in
            let driven = (seconds * 100 + vehicle.speedPercent - 1) / vehicle.speedPercent
            return max(most, metres * vehicle.costPerMetre + driven * vehicle.costPerDrivingSecond)
        }
        let fixed = problem.vehicles.reduce(0) { max($0, $1.fixedCost) }
        let extra = problem.visits.reduce(0) { max($0, $1.dayCosts.max() ?? 0) }
        let highest = problem.visits.reduce(0) { max($0, $1.prize ?? 0) }
        // A place adds two legs, a trip of its own behind the others three; one more to be safe.
        let most = 4 * longest + fixed + extra + 1
        switch problem.order {
        case .levels:
            change = pricePerChange > 0 ? most : 0
            detour = most + change
            scale = max(1, Self.places * most / max(1, highest))
        case .prices:
            change = pricePerChange
            detour = 0
            scale = 1
        }
        missed = Self.places * (most + change) + detour + highest * scale + 1
    }

    /// Of one visit.
    func absence(of visit: Visit) -> Absence {
        guard let prize = visit.prize else { return Absence(weight: missed, prizes: 0, missed: 1) }
        return Absence(weight: detour + prize * scale, prizes: prize, missed: 0)
    }
}
