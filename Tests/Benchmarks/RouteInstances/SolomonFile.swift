import RouteSolver

/// What stands in a file of Solomon or of Gehring and Homberger: one day, one depot, one kind of vehicle, customers with a time window.
///
///     C101
///     VEHICLE
///     NUMBER     CAPACITY
///       25         200
///     CUSTOMER
///     CUST NO. XCOORD. YCOORD. DEMAND READY TIME DUE DATE SERVICE TIME
///         0      40     50      0       0      1236      0
///         1      45     68     10     912       967     90
///
/// The first row is the depot with its opening hours. Blank lines may stand anywhere.
///
/// Source of the form: M. M. Solomon, "Algorithms for the vehicle routing and scheduling problems with time window constraints",
/// Operations Research 35(2), 1987.
package struct SolomonFile: Sendable, Hashable {
    /// A row of the file: a place, what it wants and when.
    package struct Customer: Sendable, Hashable {
        /// Its number, unique in the file.
        package var number: Int
        /// First coordinate, of -1,000,000 to 1,000,000.
        package var x: Double
        /// Second coordinate, of -1,000,000 to 1,000,000.
        package var y: Double
        /// What it wants, 0 or more.
        package var demand: Int
        /// When service may begin at the earliest, 0 or more.
        package var ready: Int
        /// When service may begin at the latest, not before `ready`; for the depot, when everybody is back.
        package var due: Int
        /// How long service takes, 0 or more.
        package var service: Int
    }

    /// Its first line; words are joined by underscores so that it stays one column.
    package let name: String
    /// How many vehicles there are, at least one.
    package let vehicles: Int
    /// What each of them carries, at least one.
    package let capacity: Int
    /// The row numbered 0.
    package let depot: Customer
    /// The other rows, in the order of the file; at least one.
    package let customers: [Customer]

    private static let times = 0...RoutingProblem.largestMeasure / DimacsRule.scale
    private static let loads = 0...RoutingProblem.largestLoad
    private static let coordinates = -1_000_000.0...1_000_000.0

    /// Reads the text of a file.
    ///
    /// - Throws: The first thing that is wrong, with its line.
    package init(_ text: String) throws(InstanceFault) {
        var lines = FileLines(text)
        let first = try lines.next(.header, "the name of the instance")
        guard !first.begins(with: "VEHICLE") else { throw first.fault(.header, "the first line is the name of the instance") }
        name = first.fields.joined(separator: "_")
        try Self.expect("VEHICLE", in: &lines)
        try Self.expect("NUMBER", in: &lines)
        let fleet = try lines.next(.header, "the number of vehicles and their capacity")
        guard fleet.fields.count == 2 else { throw fleet.fault(.columns, "give two columns: the number of vehicles and their capacity") }
        vehicles = try fleet.whole(0, "the number of vehicles", 1...RoutingProblem.mostSlots)
        capacity = try fleet.whole(1, "the capacity", 1...RoutingProblem.largestLoad)
        try Self.expect("CUSTOMER", in: &lines)
        try Self.expect("CUST", in: &lines)

        let depotLine = try lines.next(.customerCount, "the depot, a row with the number 0")
        depot = try Self.customer(depotLine)
        guard depot.number == 0, depot.demand == 0, depot.service == 0 else {
            throw depotLine.fault(.depot, "the first row is the depot: number 0, demand 0, service 0")
        }
        var customers: [Customer] = []
        var lineOfNumber = [0: depotLine.number]
        while let line = lines.next() {
            let customer = try Self.customer(line)
            if let earlier = lineOfNumber.updateValue(line.number, forKey: customer.number) {
                throw line.fault(
                    .duplicateCustomer, found: "the number \(customer.number) again",
                    "it stands in line \(earlier) already; numbers are unique")
            }
            customers.append(customer)
            guard customers.count <= RoutingProblem.mostVisits else {
                throw line.fault(.customerCount, found: "more customers", "give at most \(RoutingProblem.mostVisits)")
            }
        }
        guard !customers.isEmpty else {
            throw InstanceFault(
                code: .customerCount, line: lines.lastNumber, found: "no customers", advice: "give at least one after the depot")
        }
        self.customers = customers
    }

    private static func expect(_ word: String, in lines: inout FileLines) throws(InstanceFault) {
        let line = try lines.next(.header, "a line that begins with \(word)")
        guard line.begins(with: word) else { throw line.fault(.header, "expected a line that begins with \(word)") }
    }

    private static func customer(_ line: FileLine) throws(InstanceFault) -> Customer {
        guard line.fields.count == 7 else {
            throw line.fault(
                .columns, found: "\(line.fields.count) columns in \(line.shown)", "give seven: number, x, y, demand, ready, due, service")
        }
        let customer = Customer(
            number: try line.whole(0, "the number", 0...RoutingProblem.largestLoad),
            x: try line.decimal(1, "x", coordinates), y: try line.decimal(2, "y", coordinates),
            demand: try line.whole(3, "the demand", loads), ready: try line.whole(4, "the ready time", times),
            due: try line.whole(5, "the due date", times), service: try line.whole(6, "the service time", times))
        guard customer.ready <= customer.due else {
            throw line.fault(
                .windowReversed, found: "ready at \(customer.ready), due at \(customer.due)", "the due date is not before the ready time")
        }
        return customer
    }
}
