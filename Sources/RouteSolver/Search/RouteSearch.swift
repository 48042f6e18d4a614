/// The search: a first plan by insertion, then ruin and recreate under annealing.
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
    /// `progress` is called every 1,024 iterations and stops the search by returning false.
    ///
    /// - Throws: `ProblemFaults` when the problem itself is wrong, with all that is.
    package func solve(_ limit: SearchLimit, progress: (SearchProgress) -> Bool = { _ in true }) throws(ProblemFaults) -> Solution {
        let faults = ProblemCheck.faults(in: problem)
        guard faults.isEmpty else { throw ProblemFaults(faults: faults) }
        let network = RouteNetwork(problem)
        let iterations = improve(network, limit: limit, progress: progress)
        return SolutionWriter(problem, network: network, iterations: iterations).solution()
    }

    /// Leaves the best plan in the network and returns the iterations made.
    private func improve(_ network: RouteNetwork, limit: SearchLimit, progress: (SearchProgress) -> Bool) -> Int {
        let model = CostModel(problem)
        let neighbours = Neighbours(network, travel: problem.travel, most: 60)
        let keys = Recreate.Keys(problem)
        let undo = UndoLog(network)
        let ruin = Ruin()
        let recreate = Recreate()
        let annealing = Annealing(meanDistance: neighbours.meanDistance)
        var random = SplitMix64(seed: seed)
        var absent = AbsentList(network, model: model)
        defer { absent.deallocate() }
        for visit in 0..<network.visitCount { absent.append(Int32(visit)) }
        undo.begin(network)
        _ = Recreate(blink: 0).run(
            network, neighbours: neighbours, keys: keys, model: model, absent: &absent, undo: undo, random: &random, order: .far,
            limit: Int.max)

        var best = PlanValue(missed: absent.missed, cost: network.cost + absent.prizes)
        let bestPlan = BestPlan(network)
        bestPlan.keep(network)
        var made = 0
        var share = 0.0
        while made < limit.iterations, network.visitCount > 0 {
            if made & 63 == 0 {
                share = Double(made) / Double(limit.iterations)
                if let spent = limit.spentShare {
                    share = max(share, spent())
                    if share >= 1 { break }
                }
                if made & 1023 == 0, !progress(SearchProgress(iterations: made, best: best)) { break }
            }
            made += 1
            let cost = network.cost + absent.cost
            let bound = annealing.limit(above: cost, share: share, random: &random)
            undo.begin(network)
            absent.save()
            ruin.run(network, neighbours: neighbours, absent: &absent, undo: undo, random: &random)
            let whole = recreate.run(
                network, neighbours: neighbours, keys: keys, model: model, absent: &absent, undo: undo, random: &random,
                order: .drawn(&random), limit: bound)
            guard whole, network.cost + absent.cost < bound else {
                undo.restore(network)
                absent.restore()
                continue
            }
            let value = PlanValue(missed: absent.missed, cost: network.cost + absent.prizes)
            if value < best {
                best = value
                bestPlan.keep(network)
            }
        }
        bestPlan.restore(network)
        insertWhatFits(network, model: model, neighbours: neighbours, keys: keys, undo: undo, random: &random)
        return made
    }

    /// One last look without blinks, so that a visit that is left out really has no place worth taking in the final plan.
    private func insertWhatFits(
        _ network: RouteNetwork, model: CostModel, neighbours: Neighbours, keys: Recreate.Keys, undo: UndoLog, random: inout SplitMix64
    ) {
        var absent = AbsentList(network, model: model)
        defer { absent.deallocate() }
        for visit in 0..<network.visitCount where network.slot[visit] == RouteNetwork.nowhere { absent.append(Int32(visit)) }
        var before = absent.count + 1
        while absent.count > 0, absent.count < before {
            before = absent.count
            undo.begin(network)
            _ = Recreate(blink: 0, scansAll: true).run(
                network, neighbours: neighbours, keys: keys, model: model, absent: &absent, undo: undo, random: &random, order: .far,
                limit: Int.max)
        }
    }
}

/// All faults of a problem that was refused; sending the same problem again never helps.
package struct ProblemFaults: Error, Sendable, Hashable {
    /// Every fault, in the order of `ProblemCheck`.
    package var faults: [ProblemFault]
}
