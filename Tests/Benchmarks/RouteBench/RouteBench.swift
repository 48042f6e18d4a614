// route-bench: how good the routes of one day are after how long, on the public instances of Solomon and of Gehring and Homberger.
//
//     swift run -c release route-bench FILE… --seconds 5 --seed 1

import ArgumentParser
import InstanceRuns
import RouteInstances

@main
struct RouteBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "route-bench",
        abstract: "Solves vehicle routing instances with time windows under the DIMACS rule.",
        discussion: """
            Reads files in the form of Solomon and of Gehring and Homberger. Distances are Euclidean, times 10, cut down to whole numbers; the \
            total distance counts, whatever the number of vehicles.

            Prints a line for each file: name vehicles distance seconds iterations. Every solution is checked by a second opinion before it is \
            printed. --output takes the routes in the form of CVRPLIB: 'Route #1: 5 3 8' for each, then 'Cost 827.3'.

            Exits with 1 when a file could not be read or a solution did not stand; the other files still run.
            """)

    @OptionGroup var options: RunOptions

    func run() throws {
        let run = InstanceRun(options) { _, text in
            Result { () throws(InstanceFault) in
                let file = try SolomonFile(text)
                return PreparedInstance(name: file.name, problem: DimacsRule.problem(of: file)) { solution in
                    let routes = CVRPLIBRoutes(solution, of: file)
                    return InstanceResult(vehicles: routes.routes.count, distance: Decimals.tenths(routes.tenths), routes: routes.text)
                }
            }
        }
        if !run.all() { throw ExitCode(1) }
    }
}
