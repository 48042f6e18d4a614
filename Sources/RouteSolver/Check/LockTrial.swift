/// Drives the route of a lock as early as it goes and says whether that breaks a rule.
///
/// Earlier is never worse, so for each number of breaks taken only the earliest moment needs to be known.
struct LockTrial {
    private let problem: RoutingProblem

    init(_ problem: RoutingProblem) { self.problem = problem }

    /// Whether a route keeps every rule of the problem, the order of its visits being given.
    func isDrivable(_ outline: RouteOutline) -> Bool {
        let type = problem.vehicles[outline.vehicle]
        guard let shift = type.shifts[outline.day], outline.trips.count <= type.reloads + 1, isWithinRouteLimit(outline.day),
            outline.visits.allSatisfy({ suits(problem.visits[$0], outline, shift) }), outline.trips.allSatisfy({ fits($0, type) })
        else { return false }
        var clocks: [Int?] = [shift.begins] + shift.breaks.map { _ in nil }
        var place = type.startLocation
        rest(&clocks, shift)
        for (number, trip) in outline.trips.enumerated() {
            if number > 0 {
                guard let back = seconds(place, type.startLocation, type) else { return false }
                place = type.startLocation
                clocks = clocks.map { $0.map { $0 + back } }
                rest(&clocks, shift)
                clocks = clocks.map { $0.map { $0 + type.reloadSeconds } }
                rest(&clocks, shift)
            }
            for visit in trip.map({ problem.visits[$0] }) {
                guard let way = seconds(place, visit.location, type) else { return false }
                place = visit.location
                clocks = clocks.map { $0.map { $0 + way } }
                rest(&clocks, shift)
                clocks = clocks.map { arrival in
                    guard let arrival, let window = visit.windows[outline.day].first(where: { $0.closes >= arrival }) else { return nil }
                    return max(arrival, window.opens) + visit.serviceSeconds
                }
                rest(&clocks, shift)
            }
        }
        guard let home = seconds(place, type.endLocation, type) else { return false }
        return clocks.enumerated().contains { entry in
            guard let back = entry.element.map({ $0 + home }) else { return false }
            return back <= shift.ends && shift.breaks.dropFirst(entry.offset).allSatisfy { back <= $0.closes }
        }
    }

    /// Whether no more routes are locked on a day than may go out.
    private func isWithinRouteLimit(_ day: Int) -> Bool {
        problem.routeLimits.isEmpty || problem.locks.filter { $0.route.day == day }.count <= problem.routeLimits[day]
    }

    private func suits(_ visit: Visit, _ outline: RouteOutline, _ shift: Shift) -> Bool {
        visit.requiredSkills & shift.skills == visit.requiredSkills && visit.allowedVehicles?.contains(outline.vehicle) != false
            && visit.allowedDays?.contains(outline.day) != false
    }

    private func fits(_ trip: [Int], _ type: VehicleType) -> Bool {
        type.capacity.indices.allSatisfy { dimension in
            trip.reduce(0) { $0 + problem.visits[$1].demand[dimension] } <= type.capacity[dimension]
        }
    }

    private func seconds(_ from: Int, _ to: Int, _ type: VehicleType) -> Int? {
        if from == to { return 0 }
        let cell = from * problem.travel.count + to
        guard problem.travel.seconds[cell] >= 0, problem.travel.metres[cell] >= 0 else { return nil }
        return (problem.travel.seconds[cell] * 100 + type.speedPercent - 1) / type.speedPercent
    }

    /// Takes the next break, and those after it, where that is possible and earlier than known.
    private func rest(_ clocks: inout [Int?], _ shift: Shift) {
        for (taken, rule) in shift.breaks.enumerated() {
            guard let begins = clocks[taken].map({ max($0, rule.opens) }), begins <= rule.closes else { continue }
            clocks[taken + 1] = min(clocks[taken + 1] ?? Int.max, begins + rule.seconds)
        }
    }
}
