/// The search: a first plan by insertion or from a given one, then ruin and recreate under annealing.
///
/// Every plan on the way is feasible, so it can be stopped at any moment.
package struct RouteSearch {
    private let problem: RoutingProblem
    private let seed: UInt64

    /// A search over a problem; the seed chooses among equally good ways.
    package init(_ problem: RoutingProblem, seed: UInt64 = 1) {
        self.problem = problem
        self.seed = seed
    }

    /// The best plan found within a limit, with every visit left out explained.
    ///
    /// With a `start` the plan is never worse than what of that start keeps the rules; what does not is named in `Solution.startFaults`.
    /// `progress` is called every 1,024 iterations, with several threads at the end of each of 240 rounds, and stops the search by returning
    /// false; the plan so far stands. The call blocks its own thread and begins further ones itself, 64 in all at most; by iterations it is
    /// reproducible for each number of threads.
    ///
    /// - Throws: `ProblemFaults` when the problem itself is wrong, with all that is.
    package func solve(
        _ limit: SearchLimit, from start: PlanStart? = nil, threads: Int = 1, progress: (SearchProgress) -> Bool = { _ in true }
    ) throws(ProblemFaults) -> Solution {
        let faults = ProblemCheck.faults(in: problem)
        guard faults.isEmpty else { throw ProblemFaults(faults: faults) }
        let frame = SearchFrame(problem, start: start)
        var reader = StartReader(problem, frame: frame)
        reader.read(start)
        let annealing = Annealing(
            visits: frame.tables.visitCount, legCost: frame.neighbours.legCost, routeCost: frame.neighbours.routeCost,
            isWarm: start != nil)
        let team = SearchTeam(frame, from: reader.routes, threads: min(64, threads), annealing: annealing, seed: seed)
        if !problem.visits.isEmpty { team.run(limit, progress: progress) }
        let finisher = SearchWorker(frame, seed: seed)
        finisher.adopt(PlanShare(routes: team.best, routeLimits: frame.routeLimits))
        finisher.insertWhatFits()
        return SolutionWriter(problem, frame: frame, start: start).solution(
            of: finisher.best.outlines, iterations: team.iterations, startFaults: reader.faults)
    }
}

/// All faults of a problem that was refused; sending the same problem again never helps.
package struct ProblemFaults: Error, Sendable, Hashable {
    /// Every fault, in the order of `ProblemCheck`.
    package var faults: [ProblemFault]
}
