@testable import RouteSolver

/// Problems whose sums can be done by hand, and random ones that can not.
enum Instances {
    /// The depot at 0 and places on a line, a metre and a second per unit.
    static func line(_ positions: [Int]) -> TravelMatrix {
        let places = [0] + positions
        return TravelMatrix(distances: places.map { from in places.map { abs(from - $0) } })
    }

    /// A visit at a location of its own, open all day unless said otherwise.
    static func visit(
        _ index: Int, demand: [Int] = [1], service: Int = 0, windows: [(Int, Int)] = [(0, 10_000)], days: Int = 1, prize: Int? = nil
    ) -> Visit {
        Visit(
            id: index, location: index + 1,
            windows: Array(repeating: windows.map { ServiceWindow(opens: $0.0, closes: $0.1) }, count: days), serviceSeconds: service,
            demand: demand, prize: prize)
    }

    /// One kind of van at location 0.
    static func van(
        _ id: Int = 0, count: Int = 1, capacity: [Int] = [10], days: Int = 1, ends: Int = 10_000, reloads: Int = 0, reloadSeconds: Int = 0
    )
        -> VehicleType
    {
        VehicleType(
            id: id, count: count, capacity: capacity, shifts: Array(repeating: Shift(begins: 0, ends: ends), count: days), startLocation: 0,
            endLocation: 0, reloads: reloads, reloadSeconds: reloadSeconds)
    }

    /// A small problem with everything in it: two days, two dimensions, several windows, skills, prizes, reloads, an asymmetric matrix.
    static func random(visits count: Int, seed: UInt64) -> RoutingProblem {
        var random = SplitMix64(seed: seed)
        let places = count + 2
        let points = (0..<places).map { _ in (random.below(1000), random.below(1000)) }
        var seconds: [Int] = []
        var metres: [Int] = []
        for from in 0..<places {
            for to in 0..<places {
                let way = abs(points[from].0 - points[to].0) + abs(points[from].1 - points[to].1)
                metres.append(from != to && random.below(40) == 0 ? TravelMatrix.unreachable : way + random.below(60))
                seconds.append(way + random.below(200))
            }
        }
        let visits = (0..<count).map { index in
            Visit(
                id: 100 + index, location: index + 2,
                windows: (0..<2).map { _ in
                    if random.below(5) == 0 { return [] }
                    let opens = random.below(3000)
                    let closes = opens + random.below(2000)
                    let first = ServiceWindow(opens: opens, closes: closes)
                    return random.below(2) == 0 ? [first] : [first, ServiceWindow(opens: closes + 500, closes: closes + 900)]
                }, serviceSeconds: random.below(300), demand: [1 + random.below(6), random.below(4)],
                prize: random.below(3) == 0 ? random.below(3000) : nil, allowedVehicles: random.below(6) == 0 ? [0] : nil,
                allowedDays: random.below(6) == 0 ? [1] : nil, requiredSkills: random.below(6) == 0 ? 1 : 0,
                dayCosts: random.below(2) == 0 ? [0, random.below(200)] : [])
        }
        let vehicles = [
            VehicleType(
                id: 1, count: 1, capacity: [9, 8], shifts: [Shift(begins: 0, ends: 5000, skills: 1), Shift(begins: 500, ends: 4500)],
                startLocation: 0, endLocation: 1, reloads: 1, reloadSeconds: 200, fixedCost: 100),
            VehicleType(
                id: 2, count: 1, capacity: [14, 6], shifts: [nil, Shift(begins: 0, ends: 6000, skills: 1)], startLocation: 1,
                endLocation: 1,
                speedPercent: 70, reloads: 0, fixedCost: 300),
        ]
        return RoutingProblem(
            dayCount: 2, dimensionCount: 2, visits: visits, vehicles: vehicles,
            travel: TravelMatrix(count: places, seconds: seconds, metres: metres), routeLimits: [1, 1 + random.below(2)])
    }
}
