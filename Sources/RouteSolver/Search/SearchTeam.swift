import Synchronization

/// The workers on one problem, one per thread, and what they have found together.
///
/// One worker simply searches. Several take turns at the plan as it is: in each round the routes are cut into as many shares that lie together, each
/// worker searches its own share under the same temperature, and the shares are joined again. As a move touches a few neighbouring routes and
/// costs add up, this is much like one search that goes as many times as fast; only moves across the cut have to wait for another round. Where
/// there are too few routes to cut, or series that cross any cut, every worker searches the whole plan, and every few rounds all go on from that
/// of the one that is ahead.
final class SearchTeam {
    private let frame: SearchFrame
    private let workers: [SearchWorker]
    private let annealing: Annealing
    private var random: SplitMix64
    /// The best plan so far, and what it is worth.
    private(set) var best: [RouteOutline]
    private(set) var bestValue: PlanValue
    private(set) var iterations = 0
    /// How many times it cools down, as soon as there is a notion of how many iterations there will be.
    private var coolings = 1

    /// How many rounds a search has.
    private static let rounds = 240
    /// For how many rounds workers that have the whole plan go on by themselves.
    private static let roundsApart = 24
    /// When it is planned how many times to cool down: after this share, or this round.
    private static let shareToPlan = 1.0 / 60
    private static let roundToPlan = 3
    /// With fewer routes than this for each worker the plan is not cut.
    private static let leastRoutes = 8

    /// A team that begins from some routes and inserts what is missing.
    init(_ frame: SearchFrame, from routes: [RouteOutline], threads: Int, annealing: Annealing, seed: UInt64) {
        self.frame = frame
        self.annealing = annealing
        random = SplitMix64(seed: seed)
        workers = (0..<max(1, threads)).map { SearchWorker(frame, seed: seed &+ UInt64($0) &* 0x5851_F42D_4C95_7F2D) }
        workers[0].adopt(PlanShare(routes: routes, routeLimits: frame.routeLimits))
        workers[0].insertWhatFits()
        best = workers[0].best.outlines
        bestValue = workers[0].bestValue
    }

    /// Searches until the limit is reached or `progress` returns false.
    func run(_ limit: SearchLimit, progress: (SearchProgress) -> Bool) {
        guard workers.count > 1 else { return runAlone(limit, progress: progress) }
        var current = best
        var wasCut = true
        for round in 0..<Self.rounds {
            let isCut = !frame.tables.hasSeries && current.count >= Self.leastRoutes * workers.count
            if isCut {
                let shares = PlanShare.cut(current, into: workers.count, frame: frame, random: &random)
                for (worker, share) in zip(workers, shares) { worker.adopt(share) }
            } else if wasCut || round % Self.roundsApart == 0 {
                for worker in workers { worker.adopt(PlanShare(routes: current, routeLimits: frame.routeLimits)) }
            }
            wasCut = isCut
            guard search(round, limit) else { break }
            if round == Self.roundToPlan {
                planCoolings(at: Double(round + 1) / Double(Self.rounds), chains: isCut ? 1 : workers.count)
            }
            current = isCut ? join() : compare()
            guard progress(SearchProgress(iterations: iterations, best: bestValue, plan: { self.best })) else { break }
        }
    }

    private func runAlone(_ limit: SearchLimit, progress: (SearchProgress) -> Bool) {
        let worker = workers[0]
        var moment = annealing.moment(at: 0)
        var isPlanned = false
        while iterations < limit.iterations {
            if iterations & 63 == 0 {
                let share = limit.share(after: iterations, of: limit.iterations)
                if share >= 1 { break }
                if !isPlanned, share >= Self.shareToPlan {
                    planCoolings(at: share)
                    isPlanned = true
                }
                moment = annealing.moment(at: share, coolings: coolings)
                if iterations & 1023 == 0,
                    !progress(SearchProgress(iterations: iterations, best: worker.bestValue, plan: { worker.best.outlines }))
                {
                    break
                }
            }
            worker.iterate(at: moment)
            iterations += 1
        }
        best = worker.best.outlines
        bestValue = worker.bestValue
    }

    /// Plans how many times to cool down, by what so many chains on the whole plan did together in a share of the search; workers that
    /// share one plan are one chain.
    private func planCoolings(at share: Double, chains: Int = 1) {
        coolings = annealing.coolings(iterations: Double(iterations / chains) / share)
    }

    // MARK: Rounds

    /// Lets every worker search for one round; false when there was nothing left to spend.
    private func search(_ round: Int, _ limit: SearchLimit) -> Bool {
        let quota = limit.iterations / workers.count
        let first = Self.part(round, of: quota)
        let last = Self.part(round + 1, of: quota)
        let end = Double(round + 1) / Double(Self.rounds)
        let counts = Mutex(workers.map { _ in 0 })
        nonisolated(unsafe) let workers = self.workers
        let annealing = self.annealing
        let coolings = self.coolings
        ParallelWork.run(workers.count) { number in
            let worker = workers[number]
            var count = 0
            var moment = annealing.moment(at: 0)
            while first + count < last {
                if count & 63 == 0 {
                    let share = limit.share(after: first + count, of: quota)
                    if share >= end { break }
                    moment = annealing.moment(at: share, coolings: coolings)
                }
                worker.iterate(at: moment)
                count += 1
            }
            counts.withLock { $0[number] = count }
        }
        let total = counts.withLock { $0.reduce(0, +) }
        iterations += total
        return total > 0 || (limit.spentShare?() ?? 1) < 1
    }

    /// What so many rounds make of a number, without overflow.
    private static func part(_ round: Int, of whole: Int) -> Int { whole / rounds * round + whole % rounds * round / rounds }

    /// Joins the shares: the plan as it is, and the best of each share as one plan.
    private func join() -> [RouteOutline] {
        let standing = frame.tables.standing.whole
        var value = PlanValue(missed: 0, cost: 0)
        for worker in workers {
            value.missed += worker.bestValue.missed
            value.lostPrizes += worker.bestValue.lostPrizes
            value.changes += worker.bestValue.changes
            value.cost += worker.bestValue.cost
        }
        if frame.order.prefers(value, over: bestValue) {
            bestValue = value
            best = RouteOutline.inOrder(standing + workers.flatMap { $0.best.movable })
        }
        return RouteOutline.inOrder(standing + workers.flatMap { $0.present.movable })
    }

    /// Takes the best of all workers over, and returns the plan of the one that is ahead.
    private func compare() -> [RouteOutline] {
        for worker in workers where frame.order.prefers(worker.bestValue, over: bestValue) {
            bestValue = worker.bestValue
            best = worker.best.outlines
        }
        let ahead = workers.min { $0.network.scalar < $1.network.scalar } ?? workers[0]
        return ahead.present.outlines
    }
}
