@testable import RouteSolver

/// Problems whose sums can be done by hand, and random ones that cannot.
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
}
