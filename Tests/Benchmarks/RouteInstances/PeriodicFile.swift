import RouteSolver

/// What stands in a periodic file of Cordeau: some days, one depot, and for each client the patterns of days it may be visited on.
///
///     1 3 50 5                     type (1 = periodic), vehicles per day, clients n, days t
///     0 160                        t lines: longest duration of a route (0 = none), capacity
///     0 30 40 0 0 0 0              depot: number x y service demand frequency patterns
///     1 37 52 0 7 1 2 1 2          client: number x y service demand, visits f, patterns a, then a codes
///
/// A code is a string of one bit for each day, the first day leftmost, read as a number: in 5 days 10 = 01010 means the second and the
/// fourth. Some files count one client too few in their first line; one row more than it says is read like the others. A client with 0 visits
/// is never visited, whatever its patterns say.
///
/// Source of the form: J.-F. Cordeau, M. Gendreau, G. Laporte, "A tabu search heuristic for periodic and multi-depot vehicle routing
/// problems", Networks 30(2), 1997, and the description beside its files.
package struct PeriodicFile: Sendable, Hashable {
    /// The limits of one day's routes.
    package struct Day: Sendable, Hashable {
        /// The longest duration, driving and service together; `nil` for no limit.
        package var longestDuration: Double?
        /// What each vehicle carries that day.
        package var capacity: Int
    }

    /// A row of the file.
    package struct Client: Sendable, Hashable {
        /// Its number, unique in the file.
        package var number: Int
        /// First coordinate, of -35,000 to 35,000.
        package var x: Double
        /// Second coordinate, of -35,000 to 35,000.
        package var y: Double
        /// How long service takes, 0 or more.
        package var service: Double
        /// What each of its visits brings, 0 or more.
        package var demand: Int
        /// The sets of days it may be visited on, from day 0, ascending, all of one size; none for the depot and for who is never visited.
        package var patterns: [[Int]]

        /// How often it is visited.
        package var frequency: Int { patterns.first?.count ?? 0 }
    }

    /// How many vehicles may go out each day, at least one.
    package let vehicles: Int
    /// The days, at least one.
    package let days: [Day]
    /// The row numbered 0.
    package let depot: Client
    /// The other rows, in the order of the file; at least one.
    package let clients: [Client]

    private static let longest = Double(RoutingProblem.largestMeasure / PeriodicRule.scale)
    private static let coordinates = -35_000.0...35_000.0

    /// Reads the text of a file.
    ///
    /// - Throws: The first thing that is wrong, with its line.
    package init(_ text: String) throws(InstanceFault) {
        var lines = FileLines(text)
        let header = try lines.next(.header, "four numbers: type, vehicles per day, clients, days")
        guard header.fields.count == 4 else { throw header.fault(.header, "give four numbers: type, vehicles per day, clients, days") }
        let kind = try header.whole(0, "the type", 0...7)
        guard kind == 1 else { throw header.fault(.kind, found: "type \(kind)", "only type 1, the periodic problem, is read") }
        let dayCount = try header.whole(3, "the number of days", 1...RoutingProblem.mostSeriesDays)
        vehicles = try header.whole(1, "the number of vehicles", 1...RoutingProblem.mostSlots / dayCount)
        let clientCount = try header.whole(2, "the number of clients", 1...RoutingProblem.mostVisits)
        var days: [Day] = []
        for day in 1...dayCount {
            let line = try lines.next(.header, "longest duration and capacity of day \(day) of \(dayCount)")
            guard line.fields.count == 2 else { throw line.fault(.columns, "give two columns for day \(day): longest duration, capacity") }
            let duration = try line.decimal(0, "the longest duration", 0...Self.longest)
            days.append(
                Day(
                    longestDuration: duration == 0 ? nil : duration,
                    capacity: try line.whole(1, "the capacity", 1...RoutingProblem.largestLoad)))
        }
        self.days = days

        let depotLine = try lines.next(.customerCount, "the depot, a row with the number 0")
        depot = try Self.client(depotLine, days: dayCount, isDepot: true)
        guard depot.number == 0, depot.demand == 0, depot.service == 0, depot.patterns.isEmpty else {
            throw depotLine.fault(.depot, "the first row is the depot: number 0, service 0, demand 0, no visits, no patterns")
        }
        var clients: [Client] = []
        var lineOfNumber = [0: depotLine.number]
        var visits = 0
        while let line = lines.next() {
            let client = try Self.client(line, days: dayCount, isDepot: false)
            if let earlier = lineOfNumber.updateValue(line.number, forKey: client.number) {
                throw line.fault(
                    .duplicateCustomer, found: "the number \(client.number) again",
                    "it stands in line \(earlier) already; numbers are unique")
            }
            clients.append(client)
            visits += client.frequency
            guard visits <= RoutingProblem.mostVisits else {
                throw line.fault(.customerCount, found: "\(visits) visits so far", "give at most \(RoutingProblem.mostVisits)")
            }
        }
        guard (clientCount...clientCount + 1).contains(clients.count) else {
            throw InstanceFault(
                code: .customerCount, line: lines.lastNumber, found: "\(clients.count) clients",
                advice: "line \(header.number) says \(clientCount); give as many rows after the depot, or one more")
        }
        self.clients = clients
    }

    private static func client(_ line: FileLine, days: Int, isDepot: Bool) throws(InstanceFault) -> Client {
        guard line.fields.count >= 7 else {
            throw line.fault(
                .columns, found: "\(line.fields.count) columns in \(line.shown)",
                "give at least seven: number, x, y, service, demand, visits, patterns, then a code for each pattern")
        }
        let frequency = try line.whole(5, "the number of visits", isDepot ? 0...0 : 0...min(days, RoutingProblem.mostSeriesVisits))
        let patternCount = try line.whole(
            6, "the number of patterns", isDepot ? 0...0 : (frequency == 0 ? 0 : 1)...RoutingProblem.mostPatterns)
        guard line.fields.count == 7 + patternCount else {
            throw line.fault(
                .columns, found: "\(line.fields.count) columns in \(line.shown)",
                "\(patternCount) patterns make \(7 + patternCount) columns")
        }
        var patterns: [[Int]] = []
        for column in 7..<7 + patternCount {
            let code = try line.whole(column, "the code of a pattern", 1...(1 << days) - 1)
            let pattern = Self.days(of: code, in: days)
            guard frequency > 0 else { continue }
            guard pattern.count == frequency else {
                throw line.fault(
                    .pattern, found: "the code \(code), which is \(pattern.count) of \(days) days",
                    "each pattern has as many days as the client has visits, here \(frequency)")
            }
            if !patterns.contains(pattern) { patterns.append(pattern) }
        }
        return Client(
            number: try line.whole(0, "the number", 0...RoutingProblem.largestLoad), x: try line.decimal(1, "x", coordinates),
            y: try line.decimal(2, "y", coordinates), service: try line.decimal(3, "the service time", 0...longest),
            demand: try line.whole(4, "the demand", 0...RoutingProblem.largestLoad), patterns: patterns)
    }

    /// The days of a code, from 0: the leftmost of `days` bits is day 0.
    private static func days(of code: Int, in days: Int) -> [Int] { (0..<days).filter { code >> (days - 1 - $0) & 1 == 1 } }
}
