@testable import RouteSolver

/// Tries every way to put visits into slots and trips, for problems of a handful of visits.
///
/// Every sequence of every subset is costed once per slot, then the slots are combined.
struct BruteForce {
    private let problem: RoutingProblem

    init(_ problem: RoutingProblem) { self.problem = problem }

    func bestValue() -> PlanValue {
        var slots: [(day: Int, cost: [Int: Int])] = []
        for (vehicle, type) in problem.vehicles.enumerated() {
            for (day, shift) in type.shifts.enumerated() where shift != nil {
                for _ in 0..<type.count { slots.append((day, costs(vehicle: vehicle, day: day))) }
            }
        }
        var best = PlanValue(missed: Int.max, cost: Int.max)
        func combine(_ slot: Int, used: Int, cost: Int, routes: [Int]) {
            guard slot < slots.count else {
                var value = PlanValue(missed: 0, cost: cost)
                for (index, visit) in problem.visits.enumerated() where used & (1 << index) == 0 {
                    if let prize = visit.prize { value.cost += prize } else { value.missed += 1 }
                }
                best = min(best, value)
                return
            }
            combine(slot + 1, used: used, cost: cost, routes: routes)
            var more = routes
            more[slots[slot].day] += 1
            guard problem.routeLimits.isEmpty || more[slots[slot].day] <= problem.routeLimits[slots[slot].day] else { return }
            for (subset, price) in slots[slot].cost where subset & used == 0 {
                combine(slot + 1, used: used | subset, cost: cost + price, routes: more)
            }
        }
        combine(0, used: 0, cost: 0, routes: Array(repeating: 0, count: problem.dayCount))
        return best
    }

    /// The least cost of every subset that one slot can serve.
    private func costs(vehicle: Int, day: Int) -> [Int: Int] {
        let type = problem.vehicles[vehicle]
        guard let shift = type.shifts[day] else { return [:] }
        var found: [Int: Int] = [:]
        func leg(_ from: Int, _ to: Int) -> (Int, Int)? {
            if from == to { return (0, 0) }
            let cell = from * problem.travel.count + to
            guard problem.travel.seconds[cell] >= 0, problem.travel.metres[cell] >= 0 else { return nil }
            return ((problem.travel.seconds[cell] * 100 + type.speedPercent - 1) / type.speedPercent, problem.travel.metres[cell])
        }
        func extend(subset: Int, place: Int, clock: Int, metres: Int, load: [Int], trips: Int, extra: Int) {
            if subset != 0, let home = leg(place, type.endLocation), clock + home.0 <= shift.ends {
                found[subset] = min(found[subset] ?? Int.max, metres + home.1 + extra + type.fixedCost)
            }
            for (index, visit) in problem.visits.enumerated() where subset & (1 << index) == 0 {
                guard visit.requiredSkills & ~shift.skills == 0, visit.allowedDays?.contains(day) ?? true,
                    visit.allowedVehicles?.contains(vehicle) ?? true
                else { continue }
                for reloading in subset != 0 && trips <= type.reloads ? [false, true] : [false] {
                    var (from, now, driven, aboard, count) = (place, clock, metres, load, trips)
                    if reloading {
                        guard let back = leg(place, type.startLocation) else { continue }
                        (from, now, driven, count) = (type.startLocation, clock + back.0 + type.reloadSeconds, metres + back.1, trips + 1)
                        aboard = load.map { _ in 0 }
                    }
                    aboard = zip(aboard, visit.demand).map { $0 + $1 }
                    guard zip(aboard, type.capacity).allSatisfy({ $0 <= $1 }), let way = leg(from, visit.location) else { continue }
                    now += way.0
                    guard let window = visit.windows[day].first(where: { now <= $0.closes }) else { continue }
                    extend(
                        subset: subset | (1 << index), place: visit.location, clock: max(now, window.opens) + visit.serviceSeconds,
                        metres: driven + way.1, load: aboard, trips: count,
                        extra: extra + (visit.dayCosts.isEmpty ? 0 : visit.dayCosts[day]))
                }
            }
        }
        extend(
            subset: 0, place: type.startLocation, clock: shift.begins, metres: 0, load: Array(repeating: 0, count: problem.dimensionCount),
            trips: 1, extra: 0)
        return found
    }
}
