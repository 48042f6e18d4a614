/// Which visit of a plan would have to give way so that another could be made.
///
/// Only the routes that fail the other by least are looked into, and only visits that are free to go.
final class GivingWay {
    private let problem: RoutingProblem
    private let places: PlanPlaces
    private let series: SeriesDays
    private let largestCapacities: [Int]
    private var shorter: [Int: RoutePlaces?] = [:]
    private let mostRoutes = 8
    private let longestRoute = 60
    private let mostWrites = 60
    private var writesLeft = 100_000

    init(_ problem: RoutingProblem, places: PlanPlaces, series: SeriesDays) {
        self.problem = problem
        self.places = places
        self.series = series
        largestCapacities = (0..<problem.dimensionCount).map { dimension in problem.vehicles.map { $0.capacity[dimension] }.max() ?? 1 }
    }

    /// Someone who might leave, and what is lost by it.
    private struct Leaving {
        var isCompulsory: Bool
        var weight: Int
        var visit: Int
        var slot: Int
    }

    /// The visit worth least that would make room on one of some days by giving way; optional ones before compulsory ones.
    func cheapest(for visit: Int, days: Set<Int>) -> Int? {
        let routes = places.nearest(to: visit, days: days, most: mostRoutes)
        let demand = Load(problem.visits[visit].demand)
        var candidates: [Leaving] = []
        for (number, route) in routes.enumerated() where route.trips.reduce(0, { $0 + $1.count }) <= longestRoute {
            for leaving in route.trips.joined().dropFirst(route.standing) where series.allowsLeavingOut(leaving) {
                guard route.couldCarry(demand, instead: Load(problem.visits[leaving].demand)) else { continue }
                candidates.append(
                    Leaving(
                        isCompulsory: problem.visits[leaving].prize == nil, weight: weight(of: leaving), visit: leaving, slot: number))
            }
        }
        candidates.sort { ($0.isCompulsory ? 1 : 0, $0.weight, $0.visit) < ($1.isCompulsory ? 1 : 0, $1.weight, $1.visit) }
        var writes = writesLeft > 0 ? 0 : mostWrites - 2
        defer { writesLeft -= writes }
        for candidate in candidates {
            guard let slot = slot(routes[candidate.slot], without: candidate.visit) else { continue }
            let guest = RoutePlaces.Guest(problem.visits[visit], day: slot.schedule.day)
            var free: [RoutePlaces.Place] = []
            slot.forEachPlace(for: guest) { if $0.failsBy == 0 { free.append($0.place) } }
            if !slot.hasBreaks, !free.isEmpty { return candidate.visit }
            for place in free where writes < mostWrites {
                writes += 1
                if slot.schedule.write(slot.trips(with: visit, at: place)).obstacles.isEmpty { return candidate.visit }
            }
        }
        return nil
    }

    /// A route without one of its visits, `nil` when it could not be driven so: a detour may be shorter than the direct way.
    private func slot(_ route: RoutePlaces, without leaving: Int) -> RoutePlaces? {
        if let known = shorter[leaving] { return known }
        var found: RoutePlaces?
        if let shift = problem.vehicles[route.schedule.vehicle].shifts[route.schedule.day] {
            let trips = route.trips.map { $0.filter { $0 != leaving } }.filter { !$0.isEmpty }
            let slot = RoutePlaces(route.schedule, shift: shift, trips: trips, standing: route.standing)
            if slot.isSound { found = slot }
        }
        shorter[leaving] = .some(found)
        return found
    }

    /// What is lost when a visit gives way: its prize when it has one, else the largest share of a vehicle it takes, in millionths.
    private func weight(of visit: Int) -> Int {
        if let prize = problem.visits[visit].prize { return prize }
        return problem.visits[visit].demand.enumerated().reduce(0) { most, entry in
            max(most, entry.element * 1_000_000 / max(1, largestCapacities[entry.offset]))
        }
    }
}
