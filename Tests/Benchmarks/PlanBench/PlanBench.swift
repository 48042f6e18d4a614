// plan-bench: how good the routes of several days are after how long, on the public periodic instances of Cordeau.
//
//     swift run -c release plan-bench FILE… --seconds 60 --seed 1

import ArgumentParser
import InstanceRuns
import RouteInstances

@main
struct PlanBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan-bench",
        abstract: "Solves periodic vehicle routing instances: which pattern of days for each client, and the routes of each day.",
        discussion: """
            Reads files in the form of Cordeau, type 1. The total distance over all days counts, with at most so many vehicles a day.

            Prints a line for each file: name vehicles distance seconds iterations. The name is that of the file, vehicles are the most on one \
            day, the distance is measured again in double precision. Every solution is checked against the problem and against the file before \
            it is printed. --output takes the routes in the form of Cordeau's solutions: the distance, then 'day vehicle duration load 0 5 3 8 0' \
            for each route.

            Exits with 1 when a file could not be read or a solution did not stand; the other files still run.
            """)

    @OptionGroup var options: RunOptions

    func run() throws {
        let run = InstanceRun(options) { name, text in
            Result { () throws(InstanceFault) in
                let file = try PeriodicFile(text)
                let rule = PeriodicRule(file)
                return PreparedInstance(name: name, problem: rule.problem) { solution in
                    let routes = PeriodicRoutes(solution, to: rule, of: file)
                    return InstanceResult(
                        vehicles: routes.vehicles, distance: Decimals.hundredths(routes.distance), routes: routes.text,
                        faults: routes.faults)
                }
            }
        }
        if !run.all() { throw ExitCode(1) }
    }
}
