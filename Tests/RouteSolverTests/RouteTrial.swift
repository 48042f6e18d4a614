@testable import RouteSolver

/// Puts one visit after the other into one slot, keeping all that decides whether a further one fits.
///
/// Breaks are placed by trying: at every moment of standing the next break is taken or not, and for each number of breaks taken the earliest
/// moment is kept, since an earlier one is never worse.
struct RouteTrial {
    /// What has been driven so far.
    struct State {
        /// The earliest moment for each number of breaks taken; `Int.max` where there is none.
        var clocks: [Int]
        var place: Int
        /// What the visits of the trip under way need.
        var aboard: [Int]
        /// Legs and day costs.
        var cost: Int
        /// The visits, trip by trip.
        var trips: [[Int]]
    }

    let problem: RoutingProblem
    let vehicle: Int
    let day: Int
    private let type: VehicleType
    private let shift: Shift
    /// Seconds and cost of each leg at this vehicle's speed, -1 where there is no way.
    private var legs: [(seconds: Int, cost: Int)] = []

    /// `nil` when the vehicle does not work that day.
    init?(_ problem: RoutingProblem, vehicle: Int, day: Int) {
        guard let shift = problem.vehicles[vehicle].shifts[day] else { return nil }
        self.problem = problem
        self.vehicle = vehicle
        self.day = day
        self.shift = shift
        type = problem.vehicles[vehicle]
        for from in 0..<problem.travel.count {
            for to in 0..<problem.travel.count {
                guard let seconds = problem.travel.seconds(from: from, to: to), let metres = problem.travel.metres(from: from, to: to)
                else {
                    legs.append((-1, 0))
                    continue
                }
                let own = (seconds * 100 + type.speedPercent - 1) / type.speedPercent
                legs.append((own, metres * type.costPerMetre + own * type.costPerDrivingSecond))
            }
        }
    }

    /// At the start, a break perhaps taken before leaving.
    var begin: State {
        var clocks = [shift.begins] + Array(repeating: Int.max, count: shift.breaks.count)
        rest(&clocks)
        return State(clocks: clocks, place: type.startLocation, aboard: type.capacity.map { _ in 0 }, cost: 0, trips: [[]])
    }

    /// The visits of a state as bits.
    static func mask(_ trips: [[Int]]) -> Int { trips.joined().reduce(0) { $0 | 1 << $1 } }

    private func leg(_ from: Int, _ to: Int) -> (seconds: Int, cost: Int)? {
        let leg = legs[from * problem.travel.count + to]
        return leg.seconds < 0 ? nil : leg
    }

    /// Back at the start and loaded again; `nil` when that is not possible.
    func reloaded(_ state: State) -> State? {
        guard state.trips.count <= type.reloads, state.trips.last?.isEmpty == false, let back = leg(state.place, type.startLocation) else {
            return nil
        }
        var next = state
        next.place = type.startLocation
        next.cost += back.cost
        next.trips.append([])
        for dimension in next.aboard.indices { next.aboard[dimension] = 0 }
        advance(&next.clocks, by: back.seconds)
        rest(&next.clocks)
        advance(&next.clocks, by: type.reloadSeconds)
        rest(&next.clocks)
        return next
    }

    /// With one more visit; `nil` when that is not possible.
    func visited(_ index: Int, _ state: State) -> State? {
        let visit = problem.visits[index]
        guard visit.requiredSkills & ~shift.skills == 0, visit.allowedDays?.contains(day) ?? true,
            visit.allowedVehicles?.contains(vehicle) ?? true, let way = leg(state.place, visit.location)
        else { return nil }
        var next = state
        for dimension in next.aboard.indices {
            next.aboard[dimension] += visit.demand[dimension]
            if next.aboard[dimension] > type.capacity[dimension] { return nil }
        }
        next.place = visit.location
        next.cost += way.cost + (visit.dayCosts.isEmpty ? 0 : visit.dayCosts[day])
        next.trips[next.trips.count - 1].append(index)
        advance(&next.clocks, by: way.seconds)
        rest(&next.clocks)
        for taken in next.clocks.indices where next.clocks[taken] != Int.max {
            let arrives = next.clocks[taken]
            guard let window = visit.windows[day].first(where: { arrives <= $0.closes }) else {
                next.clocks[taken] = Int.max
                continue
            }
            next.clocks[taken] = max(arrives, window.opens) + visit.serviceSeconds
        }
        rest(&next.clocks)
        return next.clocks.contains { $0 <= shift.ends } ? next : nil
    }

    /// What the route costs when it ends here; `nil` when it cannot.
    func closed(_ state: State) -> Int? {
        guard state.trips.last?.isEmpty == false, let home = leg(state.place, type.endLocation) else { return nil }
        for (taken, clock) in state.clocks.enumerated() where clock != Int.max {
            let returns = clock + home.seconds
            if returns <= shift.ends, taken == shift.breaks.count || returns <= shift.breaks[taken].closes {
                return state.cost + home.cost + type.fixedCost
            }
        }
        return nil
    }

    /// The state after these trips; `nil` when they break a rule, the way home apart.
    func state(after trips: [[Int]]) -> State? {
        var state = begin
        for (number, trip) in trips.enumerated() {
            if number > 0 {
                guard let next = reloaded(state) else { return nil }
                state = next
            }
            for visit in trip {
                guard let next = visited(visit, state) else { return nil }
                state = next
            }
        }
        return state
    }

    /// What these trips cost whatever rules they break; where there is no way it costs nothing.
    func regardless(_ trips: [[Int]]) -> Int {
        var places = [type.startLocation]
        for trip in trips {
            if places.count > 1 { places.append(type.startLocation) }
            places += trip.map { problem.visits[$0].location }
        }
        places.append(type.endLocation)
        let driven = zip(places, places.dropFirst()).reduce(0) { $0 + (leg($1.0, $1.1)?.cost ?? 0) }
        return trips.joined().map { problem.visits[$0].dayCosts }.reduce(driven + type.fixedCost) { $0 + ($1.isEmpty ? 0 : $1[day]) }
    }

    private func advance(_ clocks: inout [Int], by seconds: Int) {
        for taken in clocks.indices where clocks[taken] != Int.max { clocks[taken] += seconds }
    }

    private func rest(_ clocks: inout [Int]) {
        for (taken, rule) in shift.breaks.enumerated() where clocks[taken] <= rule.closes {
            clocks[taken + 1] = min(clocks[taken + 1], max(clocks[taken], rule.opens) + rule.seconds)
        }
    }
}
