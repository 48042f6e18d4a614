package import RouteSolver

/// Routes in the form of CVRPLIB: a line for each, then the cost.
///
///     Route #1: 5 3 8
///     Route #2: 1 2
///     Cost 827.3
///
/// Customers go by the numbers of the file; the depot is not written.
package struct CVRPLIBRoutes: Sendable, Hashable {
    /// Numbers of the customers of each route, in the order in which they are served.
    package var routes: [[Int]]
    /// Length of all routes in tenths.
    package var tenths: Int

    /// The routes of a solution to the problem that `DimacsRule` makes of a file.
    package init(_ solution: Solution, of file: SolomonFile) {
        routes = solution.routes.map { route in
            route.stops.compactMap { file.customers.indices.contains($0.visit) ? file.customers[$0.visit].number : nil }
        }
        tenths = solution.metres
    }

    /// The text of the file, ended by a line feed.
    package var text: String {
        var text = ""
        for (position, route) in routes.enumerated() {
            text += "Route #\(position + 1): \(route.map(String.init).joined(separator: " "))\n"
        }
        return text + "Cost \(Decimals.tenths(tenths))\n"
    }
}
