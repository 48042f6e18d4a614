import Measures
import RouteSolver

/// Turns visits, vehicles and crews into a problem of the route solver.
///
/// Load dimensions are grams and millilitres. Costs are metres; the prize of a visit is above every detour, so that nobody is left out for
/// being far away, and grows with people and class, so that when not all fit the more important stay.
struct ProblemBuilder {
    let situation: PlanningSituation
    let calendar: SiteCalendar
    let crews: [CrewDay]
    private let travel: TravelMatrix
    private let longest: Int
    /// Seconds from and to each vehicle's own start.
    private let approach: [(out: Int, back: Int)?]
    private static let womenBit: UInt64 = 1
    private let skills: [String]

    init(_ situation: PlanningSituation, calendar: SiteCalendar, due: [DueNeed]) {
        self.situation = situation
        self.calendar = calendar
        crews = (0..<situation.days).map { day in
            let sites = due.filter { $0.day <= day && day <= $0.latestDay }.map { situation.sites[$0.site] }
            return CrewDay(
                situation, date: situation.date(day), teamSizes: sites.map(\.teamSize),
                womenTeamSizes: sites.filter(\.womenOnly).map(\.teamSize))
        }
        skills = Array(Array(Set(situation.sites.compactMap(\.requiredSkill))).sorted().prefix(60))
        let places: [(code: String, position: Coordinate?)] =
            [(situation.warehouse, situation.position)] + situation.sites.map { ($0.code, $0.position) }
        var seconds: [Int] = []
        var metres: [Int] = []
        for from in places {
            for to in places {
                let leg = situation.travel.leg(from: from, to: to)
                seconds.append(leg?.seconds ?? TravelMatrix.unreachable)
                metres.append(leg?.metres ?? TravelMatrix.unreachable)
            }
        }
        travel = TravelMatrix(count: places.count, seconds: seconds, metres: metres)
        longest = max(1_000, metres.max() ?? 0)
        approach = situation.vehicles.map { vehicle in
            guard let start = vehicle.start else { return (0, 0) }
            let own = (code: "vehicle:\(vehicle.code)", position: Optional(start))
            guard let out = situation.travel.leg(from: own, to: places[0]), let back = situation.travel.leg(from: places[0], to: own) else {
                return nil
            }
            return (out.seconds, back.seconds)
        }
    }

    /// The problem of making some visits with what is loaded for each.
    func problem(for visits: [SiteVisit], due: [DueNeed], measures: [GoodsMeasure]) -> RoutingProblem {
        let vehicles = situation.vehicles.indices.map { vehicle(at: $0) }
        let limits = crews.map { min($0.teams ?? situation.vehicles.count, situation.vehicles.count) }
        return RoutingProblem(
            dayCount: situation.days, dimensionCount: 2,
            visits: visits.enumerated().map { visit($1, id: $0, due: due, measures: measures) },
            vehicles: vehicles, travel: travel, routeLimits: limits)
    }

    /// Seconds and metres from a site back to the warehouse; zero where there is no way.
    func homeward(fromSite site: Int) -> (seconds: Int, metres: Int) {
        (travel.seconds(from: site + 1, to: 0) ?? 0, travel.metres(from: site + 1, to: 0) ?? 0)
    }

    /// Days on which a crew large enough for a visit is there.
    func crewedDays(for visit: SiteVisit) -> [Int] {
        (visit.day...visit.latestDay).filter { crews[$0].canServe(situation.sites[visit.site]) }
    }

    private func vehicle(at index: Int) -> VehicleType {
        let vehicle = situation.vehicles[index]
        let shifts = (0..<situation.days).map { day -> Shift? in
            let date = situation.date(day)
            if let until = vehicle.awayUntil, date <= until { return nil }
            if situation.committed.contains(where: { $0.vehicle == vehicle.code && $0.date == date }) { return nil }
            guard let approach = approach[index] else { return nil }
            let begins = Int(vehicle.shift.opens.seconds) + approach.out
            let ends = Int(vehicle.shift.closes.seconds) - approach.back
            return begins <= ends ? Shift(begins: begins, ends: ends, skills: skillBits(vehicle: index, day: day)) : nil
        }
        return VehicleType(
            id: index, capacity: [Self.load(vehicle.capacityGrams), Self.load(vehicle.capacityMillilitres)], shifts: shifts,
            startLocation: 0,
            endLocation: 0, reloads: min(50, max(0, vehicle.reloads)), reloadSeconds: min(86_400, max(0, vehicle.reloadSeconds)))
    }

    /// Women go with the first vehicles by code; named skills with the very first.
    private func skillBits(vehicle index: Int, day: Int) -> UInt64 {
        let crew = crews[day]
        let place = situation.vehicles.filter { $0.code < situation.vehicles[index].code }.count
        var bits: UInt64 = place < crew.womenTeams ? Self.womenBit : 0
        for (number, skill) in skills.enumerated() where crew.teams == nil || (place == 0 && crew.skills.contains(skill)) {
            bits |= 1 << UInt64(number + 1)
        }
        return bits
    }

    private func visit(_ visit: SiteVisit, id: Int, due: [DueNeed], measures: [GoodsMeasure]) -> Visit {
        let site = situation.sites[visit.site]
        let windows = (0..<situation.days).map { calendar.windows(of: site, on: $0).windows }
        let days = crewedDays(for: visit).filter { day in
            !visit.needs.contains { calendar.ban(on: due[$0].item, at: site, day: day) != nil }
        }
        let rank = visit.needs.map { due[$0].priority.rank }.min() ?? 0
        let weight = [500, 60, 8, 1][min(3, max(0, rank))] * max(1, longest / 100)
        let people = Int(min(site.people, 1_000_000))
        let prize = (4 + situation.days) * longest + 1 + people * weight
        var required: UInt64 = site.womenOnly ? Self.womenBit : 0
        if let skill = site.requiredSkill, let number = skills.firstIndex(of: skill) { required |= 1 << UInt64(number + 1) }
        return Visit(
            id: id, location: visit.site + 1, windows: windows, serviceSeconds: site.stopSeconds,
            demand: [Self.load(visit.grams(measures)), Self.load(visit.millilitres(measures))],
            prize: min(prize, RoutingProblem.largestCost),
            allowedDays: days, requiredSkills: required,
            dayCosts: (0..<situation.days).map { max(0, $0 - visit.day) * longest })
    }

    private static func load(_ amount: Int64) -> Int { Int(min(max(0, amount), Int64(RoutingProblem.largestLoad))) }
}
