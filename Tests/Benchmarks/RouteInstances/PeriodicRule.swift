package import RouteSolver

/// How a periodic file is computed with: thousandths, distances to the nearest and times upwards.
///
/// The files ask for double precision. The cost of a leg is its distance times 1,000 rounded to the nearest, so that the sum is right to
/// about a thousandth per leg; times are times 1,000 rounded up, so that no route is longer than its day allows. Results are to be measured
/// again from the coordinates (`PeriodicRoutes`).
package struct PeriodicRule: Sendable, Hashable {
    /// What times and distances are multiplied with.
    package static let scale = 1_000

    /// The problem: one visit for each time a client is to be visited, all visits of a client as one series with its patterns; a client
    /// that is visited once has days instead. Location 0 is the depot, the others follow the clients' positions.
    package let problem: RoutingProblem
    /// For each visit of the problem, the position of its client in the file.
    package let clientOfVisit: [Int]

    /// The problem of a file.
    package init(_ file: PeriodicFile) {
        let ends = file.days.map { day in
            day.longestDuration.map { Int(($0 * Double(Self.scale)).rounded(.down)) } ?? RoutingProblem.largestMeasure
        }
        let windows = ends.map { [ServiceWindow(opens: 0, closes: $0)] }
        var visits: [Visit] = []
        var series: [VisitSeries] = []
        var clientOfVisit: [Int] = []
        for (position, client) in file.clients.enumerated() {
            let first = visits.count
            let once = client.frequency == 1
            for _ in 0..<client.frequency {
                clientOfVisit.append(position)
                visits.append(
                    Visit(
                        id: visits.count, location: position + 1, windows: windows, serviceSeconds: Self.roundedUp(client.service),
                        demand: [client.demand], allowedDays: once ? client.patterns.flatMap { $0 }.sorted() : nil))
            }
            if client.frequency > 1 { series.append(VisitSeries(visits: Array(first..<visits.count), patterns: client.patterns)) }
        }
        self.clientOfVisit = clientOfVisit
        problem = RoutingProblem(
            dayCount: file.days.count, visits: visits, vehicles: Self.vehicles(file, ends: ends), travel: Self.travel(file), series: series)
    }

    /// One vehicle type for each capacity there is; it works on the days that have it.
    private static func vehicles(_ file: PeriodicFile, ends: [Int]) -> [VehicleType] {
        var capacities: [Int] = []
        for day in file.days where !capacities.contains(day.capacity) { capacities.append(day.capacity) }
        return capacities.enumerated().map { position, capacity in
            VehicleType(
                id: position + 1, count: file.vehicles, capacity: [capacity],
                shifts: zip(file.days, ends).map { $0.capacity == capacity ? Shift(begins: 0, ends: $1) : nil }, startLocation: 0,
                endLocation: 0)
        }
    }

    private static func travel(_ file: PeriodicFile) -> TravelMatrix {
        let places = [file.depot] + file.clients
        var seconds = [Int](repeating: 0, count: places.count * places.count)
        var metres = seconds
        for (row, one) in places.enumerated() {
            for column in 0..<row {
                let distance = PeriodicRoutes.distance(one, places[column])
                let cells = [row * places.count + column, column * places.count + row]
                for cell in cells {
                    seconds[cell] = roundedUp(distance)
                    metres[cell] = Int((distance * Double(scale)).rounded())
                }
            }
        }
        return TravelMatrix(count: places.count, seconds: seconds, metres: metres)
    }

    private static func roundedUp(_ value: Double) -> Int { Int((value * Double(scale)).rounded(.up)) }
}
