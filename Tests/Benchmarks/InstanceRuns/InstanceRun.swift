package import RouteInstances
package import RouteSolver

/// An instance ready to be solved, and how its solutions are read.
package struct PreparedInstance {
    /// Its name, one column.
    package var name: String
    /// What the solver is given.
    package var problem: RoutingProblem
    /// What a solution comes to, in the instance's own measure.
    package var result: (Solution) -> InstanceResult

    /// An instance out of its parts.
    package init(name: String, problem: RoutingProblem, result: @escaping (Solution) -> InstanceResult) {
        self.name = name
        self.problem = problem
        self.result = result
    }
}

/// What a solution comes to.
package struct InstanceResult: Sendable, Hashable {
    /// Vehicles used.
    package var vehicles: Int
    /// Total distance, as it is printed.
    package var distance: String
    /// The routes, in the form of the instance's owners.
    package var routes: String
    /// What the solution breaks of the file itself, one sentence each.
    package var faults: [String]

    /// A result out of its parts.
    package init(vehicles: Int, distance: String, routes: String, faults: [String] = []) {
        self.vehicles = vehicles
        self.distance = distance
        self.routes = routes
        self.faults = faults
    }
}

/// Solves some files one after the other and prints a line for each: name, vehicles, distance, seconds, iterations.
///
/// A solution is printed and written only when a second opinion finds it sound and it serves everybody. What goes wrong with one file is told
/// in one line, and the others still run.
package struct InstanceRun {
    private let options: RunOptions
    private let reader: (_ name: String, _ text: String) -> Result<PreparedInstance, InstanceFault>
    private let print: (String) -> Void
    private let complain: (String) -> Void

    /// A run that prints to standard output and complains to standard error unless told otherwise; the reader turns the text of a file, whose
    /// name without directories and extension comes first, into a problem.
    package init(
        _ options: RunOptions, print: @escaping (String) -> Void = { TextFile.line($0, to: 1) },
        complain: @escaping (String) -> Void = { TextFile.line($0, to: 2) },
        reader: @escaping (_ name: String, _ text: String) -> Result<PreparedInstance, InstanceFault>
    ) {
        self.options = options
        self.reader = reader
        self.print = print
        self.complain = complain
    }

    /// Runs every file; true when all went well.
    package func all() -> Bool {
        var sound = true
        for (position, file) in options.files.enumerated() {
            do throws(RunFault) {
                try run(file, clock: RunClock(threads: options.threads, isFirst: position == 0))
            } catch {
                complain(error.description)
                sound = false
            }
        }
        return sound
    }

    private func run(_ file: String, clock: RunClock) throws(RunFault) {
        let instance = try prepare(file)
        let solution = try solve(instance.problem, file: file, clock: clock)
        let seconds = clock.seconds
        let result = try check(solution, of: instance, file: file)
        if let path = options.outputPath(for: file) { try TextFile.write(result.routes, to: path) }
        print("\(instance.name) \(result.vehicles) \(result.distance) \(Decimals.hundredths(seconds)) \(solution.iterations)")
    }

    private func prepare(_ file: String) throws(RunFault) -> PreparedInstance {
        let text = try TextFile.read(file)
        do throws(InstanceFault) {
            return try reader(RunOptions.name(of: file), text).get()
        } catch {
            throw RunFault(error, in: file)
        }
    }

    private func solve(_ problem: RoutingProblem, file: String, clock: RunClock) throws(RunFault) -> Solution {
        let limit =
            if let budget = options.budget {
                SearchLimit(iterations: options.iterations ?? Int.max, spentShare: { clock.seconds / budget })
            } else {
                SearchLimit(iterations: options.iterations ?? 0)
            }
        do throws(ProblemFaults) {
            return try RouteSearch(problem, seed: options.seed).solve(limit, threads: options.threads)
        } catch {
            throw RunFault(Self.line(file, error.faults.map { "\($0.code.rawValue): \($0.place): \($0.advice)" }))
        }
    }

    private func check(_ solution: Solution, of instance: PreparedInstance, file: String) throws(RunFault) -> InstanceResult {
        let faults = SolutionChecker.faults(in: solution, to: instance.problem)
        guard faults.isEmpty else { throw RunFault(Self.line(file, faults.map { "\($0.code.rawValue): \($0.text)" })) }
        guard solution.unserved.isEmpty else {
            throw RunFault(
                "\(file): RUN.UNSERVED: \(solution.unserved.count) of \(instance.problem.visits.count) visits are in no route; "
                    + "give more seconds, or the instance has no solution")
        }
        let result = instance.result(solution)
        guard result.faults.isEmpty else { throw RunFault(Self.line(file, result.faults.map { "RUN.RULE-BROKEN: \($0)" })) }
        return result
    }

    /// The first of some faults, and how many more there are.
    private static func line(_ file: String, _ faults: [String]) -> String {
        "\(file): \(faults.first ?? "")\(faults.count > 1 ? " (and \(faults.count - 1) more)" : "")"
    }
}
