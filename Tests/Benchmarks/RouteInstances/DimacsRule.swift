package import RouteSolver

/// How the 12th DIMACS challenge computes with Solomon's form: whole tenths, and the total distance is all that counts.
///
/// Every distance is Euclidean, times 10, cut down to a whole number; a unit of distance takes a unit of time; windows and services are
/// times 10. The number of vehicles is free up to that of the file. A result is divided by 10 again.
///
/// Source: the rule of the 12th DIMACS Implementation Challenge on vehicle routing (2021-2022), track with time windows.
package enum DimacsRule {
    /// What times and distances are multiplied with.
    package static let scale = 10

    /// The problem of a file: location 0 is the depot, location and visit of a customer follow its position in the file.
    package static func problem(of file: SolomonFile) -> RoutingProblem {
        let places = [file.depot] + file.customers
        var distances = [Int](repeating: 0, count: places.count * places.count)
        for (row, one) in places.enumerated() {
            for column in 0..<row {
                let distance = distance(one, places[column])
                distances[row * places.count + column] = distance
                distances[column * places.count + row] = distance
            }
        }
        return RoutingProblem(
            visits: file.customers.enumerated().map { position, customer in
                Visit(
                    id: customer.number, location: position + 1,
                    windows: [[ServiceWindow(opens: customer.ready * scale, closes: customer.due * scale)]],
                    serviceSeconds: customer.service * scale, demand: [customer.demand])
            },
            vehicles: [
                VehicleType(
                    id: 1, count: file.vehicles, capacity: [file.capacity],
                    shifts: [Shift(begins: file.depot.ready * scale, ends: file.depot.due * scale)], startLocation: 0, endLocation: 0)
            ],
            travel: TravelMatrix(count: places.count, seconds: distances, metres: distances))
    }

    /// Tenths from one place to another, cut down.
    package static func distance(_ one: SolomonFile.Customer, _ other: SolomonFile.Customer) -> Int {
        let (x, y) = (one.x - other.x, one.y - other.y)
        return Int(((x * x + y * y).squareRoot() * Double(scale)).rounded(.down))
    }
}
