package import RouteSolver

/// Routes over several days in the form of Cordeau's solution files, measured in double precision from the coordinates of the file.
///
///     524.61
///     1 1 88.62 157 0 5 3 8 0
///     2 1 74.10 120 0 5 7 0
///
/// The first line is the total distance. Then one line for each route: day from 1, vehicle of that day from 1, duration (driving and
/// service), load, and the clients by number with the depot 0 at both ends.
package struct PeriodicRoutes: Sendable, Hashable {
    /// One route.
    package struct Line: Sendable, Hashable {
        /// Day from 0.
        package var day: Int
        /// Vehicle of that day from 0.
        package var vehicle: Int
        /// Positions of the clients in the file, in the order in which they are served.
        package var clients: [Int]
        /// Distance driven.
        package var distance: Double
        /// Distance driven and service.
        package var duration: Double
        /// What is on board at the start.
        package var load: Int
    }

    /// The routes, by day, then vehicle.
    package let lines: [Line]
    private let file: PeriodicFile

    /// The routes of a solution to the problem that a rule makes of a file.
    package init(_ solution: Solution, to rule: PeriodicRule, of file: PeriodicFile) {
        self.init(
            solution.routes.map { route in
                (
                    route.day, route.copy,
                    route.stops.compactMap { rule.clientOfVisit.indices.contains($0.visit) ? rule.clientOfVisit[$0.visit] : nil }
                )
            }, of: file)
    }

    /// Routes by day and vehicle from 0, with the positions of their clients; positions that the file does not have are passed over.
    package init(_ routes: [(day: Int, vehicle: Int, clients: [Int])], of file: PeriodicFile) {
        self.file = file
        lines = routes.map { route in
            let clients = route.clients.filter(file.clients.indices.contains)
            let places = [file.depot] + clients.map { file.clients[$0] } + [file.depot]
            let distance = zip(places, places.dropFirst()).reduce(0) { $0 + Self.distance($1.0, $1.1) }
            return Line(
                day: route.day, vehicle: route.vehicle, clients: clients, distance: distance,
                duration: places.reduce(distance) { $0 + $1.service }, load: places.reduce(0) { $0 + $1.demand })
        }.sorted { ($0.day, $0.vehicle) < ($1.day, $1.vehicle) }
    }

    /// Distance of all routes.
    package var distance: Double { lines.reduce(0) { $0 + $1.distance } }

    /// The most vehicles out on one day.
    package var vehicles: Int { file.days.indices.map { day in lines.count { $0.day == day } }.max() ?? 0 }

    /// The text of the file, ended by a line feed.
    package var text: String {
        lines.reduce(into: Decimals.hundredths(distance) + "\n") { text, line in
            let clients = line.clients.map { "\(file.clients[$0].number) " }.joined()
            text += "\(line.day + 1) \(line.vehicle + 1) \(Decimals.hundredths(line.duration)) \(line.load) 0 \(clients)0\n"
        }
    }

    /// Everything in which the routes do not keep to the file, one sentence each: days that are no pattern of a client, vehicles too many,
    /// loads too heavy, durations too long.
    package var faults: [String] {
        var faults: [String] = []
        var days = [[Int]](repeating: [], count: file.clients.count)
        for line in lines {
            let name = "day \(line.day + 1) vehicle \(line.vehicle + 1)"
            guard file.days.indices.contains(line.day), (0..<file.vehicles).contains(line.vehicle) else {
                faults.append("\(name): there are \(file.days.count) days and \(file.vehicles) vehicles")
                continue
            }
            let day = file.days[line.day]
            if line.load > day.capacity { faults.append("\(name): \(line.load) on board of at most \(day.capacity)") }
            if let longest = day.longestDuration, line.duration > longest + 1e-6 {
                faults.append("\(name): takes \(Decimals.hundredths(line.duration)) of at most \(Decimals.hundredths(longest))")
            }
            for client in line.clients { days[client].append(line.day) }
        }
        let vehicles = lines.map { [$0.day, $0.vehicle] }
        for (one, next) in zip(vehicles, vehicles.dropFirst()) where one == next {
            faults.append("day \(one[0] + 1) vehicle \(one[1] + 1): goes out twice")
        }
        for (client, days) in zip(file.clients, days) where client.frequency > 0 || !days.isEmpty {
            if client.patterns.contains(days) { continue }
            let found = days.map { String($0 + 1) }.joined(separator: " ")
            let patterns = client.patterns.map { $0.map { String($0 + 1) }.joined(separator: " ") }.joined(separator: ", ")
            faults.append("client \(client.number): visited on the days (\(found)), allowed are (\(patterns))")
        }
        return faults
    }

    /// The Euclidean distance of two rows.
    package static func distance(_ one: PeriodicFile.Client, _ other: PeriodicFile.Client) -> Double {
        let (x, y) = (one.x - other.x, one.y - other.y)
        return (x * x + y * y).squareRoot()
    }
}
