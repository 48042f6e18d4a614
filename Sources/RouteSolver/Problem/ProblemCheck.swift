/// Names everything wrong with a problem at once.
///
/// A demand above every vehicle, a closed day or a location that cannot be reached are not faults: they are reasons for a visit to
/// be left out, and the solution says so. Nor is a lock whose route breaks a rule: it stands, and the solution says so.
///
/// No figure traps, however large: sums and products are only made of figures that were found to be in range.
package struct ProblemCheck {
    let problem: RoutingProblem
    /// The longest leg in seconds and in metres, once the matrix is known to be sound.
    var longestLeg: (seconds: Int, metres: Int)?
    private var faults: [ProblemFault] = []

    /// All faults of a problem, in the order general, matrix, visits, vehicles, series, locks; empty when it can be solved.
    package static func faults(in problem: RoutingProblem) -> [ProblemFault] {
        var check = ProblemCheck(problem)
        check.general()
        check.matrix()
        check.visits()
        check.vehicles()
        check.series()
        check.locks()
        return check.faults
    }

    /// All faults of a plan to begin from, in the order price, slots, visits; empty when all of it can be looked at.
    ///
    /// That its routes break capacities, windows or shifts is no fault here: what cannot be taken over is placed anew.
    package static func faults(in start: PlanStart, for problem: RoutingProblem) -> [ProblemFault] {
        var check = ProblemCheck(problem)
        check.start(start)
        return check.faults
    }

    private init(_ problem: RoutingProblem) { self.problem = problem }

    mutating func report(_ code: ProblemFault.Code, _ place: String, _ advice: String) {
        faults.append(ProblemFault(code: code, place: place, advice: advice))
    }

    static let measures = 0...RoutingProblem.largestMeasure
    static let loads = 0...RoutingProblem.largestLoad
    static let costs = 0...RoutingProblem.largestCost
    /// So many wrong entries of a table are named one by one.
    private static let mostNamedEntries = 100

    /// Whether a vehicle type has this copy and works that day; false for anything that does not exist.
    func works(vehicle: Int, copy: Int, day: Int) -> Bool {
        guard problem.vehicles.indices.contains(vehicle) else { return false }
        let type = problem.vehicles[vehicle]
        guard copy >= 0, copy < type.count, day >= 0, day < problem.dayCount, day < type.shifts.count else { return false }
        return type.shifts[day] != nil
    }

    private mutating func general() {
        if problem.dayCount < 1 { report(.noDays, "problem", "\(problem.dayCount) days; at least one day is needed") }
        if !(1...4).contains(problem.dimensionCount) {
            report(.dimensions, "problem", "\(problem.dimensionCount) load dimensions; give 1 to 4")
        }
        if problem.dayCount > RoutingProblem.mostSlots {
            report(.tooLarge, "problem", "\(problem.dayCount) days; split them into problems of at most \(RoutingProblem.mostSlots)")
        } else if problem.dayCount > 0, problem.visits.count <= RoutingProblem.mostVisits,
            problem.visits.count > RoutingProblem.mostPairs / problem.dayCount
        {
            report(
                .tooLarge, "problem",
                "\(problem.visits.count) visits times \(problem.dayCount) days exceed \(RoutingProblem.mostPairs); split the days")
        }
        if problem.visits.count > RoutingProblem.mostVisits {
            report(.tooLarge, "problem", "\(problem.visits.count) visits; split them into problems of at most \(RoutingProblem.mostVisits)")
        }
        var slots = 0
        for vehicle in problem.vehicles where vehicle.count > 0 && problem.dayCount > 0 {
            let (more, overflow) = vehicle.count.multipliedReportingOverflow(by: problem.dayCount)
            slots = overflow || more > RoutingProblem.mostSlots ? RoutingProblem.mostSlots + 1 : slots + more
            if slots > RoutingProblem.mostSlots { break }
        }
        if slots > RoutingProblem.mostSlots {
            report(.tooLarge, "problem", "vehicles times days exceed \(RoutingProblem.mostSlots); give fewer copies or fewer days")
        } else {
            tables()
        }
        if !problem.routeLimits.isEmpty, problem.routeLimits.count != problem.dayCount || problem.routeLimits.contains(where: { $0 < 0 }) {
            report(
                .routeLimits, "problem", "give one limit of zero or more routes for each of the \(problem.dayCount) days, or none at all")
        }
    }

    /// Whether the tables of visits, types and stops stay of a size that fits into memory; the slots are known to be few enough.
    private mutating func tables() {
        let kinds = problem.vehicles.reduce(0) { $0 + $1.shifts.filter { $0 != nil }.count }
        let visits = problem.visits.count
        if visits <= RoutingProblem.mostVisits, kinds > 0, visits > RoutingProblem.mostPairs / kinds {
            report(
                .tooLarge, "problem",
                "\(visits) visits times \(kinds) shifts of vehicle types exceed \(RoutingProblem.mostPairs); make alike vehicles one type with copies"
            )
        }
        if kinds > Int(UInt16.max) {
            report(
                .tooLarge, "problem", "\(kinds) shifts of vehicle types; give at most \(UInt16.max), alike vehicles as copies of one type")
        }
        var stops = visits
        for vehicle in problem.vehicles where vehicle.count > 0 && problem.dayCount > 0 {
            stops += vehicle.count * problem.dayCount * (2 + min(50, max(0, vehicle.reloads)))
        }
        if stops > RoutingProblem.mostStops {
            report(
                .tooLarge, "problem",
                "visits, starts, ends and reloads exceed \(RoutingProblem.mostStops); give fewer copies, days or reloads")
        }
    }

    private mutating func matrix() {
        let travel = problem.travel
        guard (0...RoutingProblem.mostVisits * 2).contains(travel.count), travel.seconds.count == travel.count * travel.count,
            travel.metres.count == travel.seconds.count
        else {
            report(
                .matrixSize, "matrix",
                "\(travel.count) locations with \(travel.seconds.count) times and \(travel.metres.count) distances; each list needs count * count"
            )
            return
        }
        let seconds = Self.survey(travel.seconds)
        let metres = Self.survey(travel.metres)
        for (name, table, survey) in [("seconds", travel.seconds, seconds), ("metres", travel.metres, metres)] {
            for index in survey.wrong {
                report(
                    .matrixValue, "matrix from \(index / travel.count) to \(index % travel.count)",
                    "\(name) \(table[index]); give 0 to \(RoutingProblem.largestMeasure), or -1 where there is no way")
            }
            if survey.wrongCount > survey.wrong.count {
                report(
                    .matrixValue, "matrix",
                    "\(survey.wrongCount - survey.wrong.count) further \(name); give 0 to \(RoutingProblem.largestMeasure), or -1 where there is no way"
                )
            }
        }
        if seconds.wrongCount == 0, metres.wrongCount == 0 { longestLeg = (seconds.largest, metres.largest) }
    }

    /// The largest entry of a table, how many are out of range, and where the first of these are; a plain loop, since a table may have a
    /// hundred million entries.
    private static func survey(_ table: [Int]) -> (largest: Int, wrong: [Int], wrongCount: Int) {
        table.withUnsafeBufferPointer { entries in
            var largest = 0
            var wrong: [Int] = []
            var wrongCount = 0
            guard var entry = entries.baseAddress else { return (0, [], 0) }
            let limit = RoutingProblem.largestMeasure
            var index = 0
            let count = entries.count
            while index < count {
                let value = entry.pointee
                if value > largest { largest = value }
                if value > limit || value < TravelMatrix.unreachable {
                    wrongCount += 1
                    if wrongCount <= mostNamedEntries { wrong.append(index) }
                }
                entry += 1
                index += 1
            }
            return (largest, wrong, wrongCount)
        }
    }
}
