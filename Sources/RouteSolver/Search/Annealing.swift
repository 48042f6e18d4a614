import Glibc

/// How much worse a plan may be and still be taken, falling from a high temperature to a low one as the search goes on.
///
/// Temperatures are in units of cost. The first is about the way to a visit from where vehicles start, so that opening or closing a route is
/// within reach at first; the last is a twentieth of a typical leg. A search that begins from a plan begins at eight times the last, not to
/// lose it. The published 100 and 1 belong to instances of one size; on those these come to 20 and 0.5 for 100 visits and 130 and 1 for
/// 1,000, which measured better than any fixed pair.
struct Annealing {
    let first: Double
    let last: Double
    private let visits: Int
    private let isWarm: Bool

    /// What holds for some iterations.
    struct Moment {
        var temperature: Double
        /// Whether routes exchange their tails.
        var exchangesTails: Bool
    }

    /// `visits` is how many there are, `legCost` a typical leg, `routeCost` the mean way from a start to a visit (`Neighbours`); `isWarm` says
    /// that a plan is begun from.
    init(visits: Int, legCost: Int, routeCost: Int, isWarm: Bool) {
        self.visits = visits
        self.isWarm = isWarm
        let leg = Double(max(1, legCost))
        last = leg / 20
        first = isWarm ? last * 8 : max(2 * leg, 0.7 * Double(routeCost))
    }

    /// What holds at a share of 0 to 1 of a search that cools down so many times.
    ///
    /// Among few visits tails are exchanged in every second cooling only: an exchange may join routes and never parts one, and where a plan of
    /// more routes is the better one, it is found without them.
    func moment(at share: Double, coolings: Int = 1) -> Moment {
        let spent = min(1, max(0, share)) * Double(coolings)
        let cooling = min(Double(coolings - 1), spent.rounded(.down))
        return Moment(
            temperature: first * pow(last / first, min(1, spent - cooling)),
            exchangesTails: visits > Self.fewVisits || Int(cooling) & 1 == 0)
    }

    /// How many times it is worth to cool down in a search of so many iterations.
    ///
    /// What a plan comes to depends on luck early on as well as on patience. In a small problem more patience is soon of no use, and the best
    /// of several plans is better than one long search; in a large one luck evens out. A search that begins from a plan stays near it.
    func coolings(iterations: Double) -> Int {
        guard !isWarm else { return 1 }
        let patience = max(400_000, 37.5 * Double(visits) * Double(visits))
        return max(1, Int(min(Self.mostCoolings, iterations / patience)))
    }

    private static let mostCoolings = 20.0
    private static let fewVisits = 150

    /// How much worse than the present plan the next one may be; at least 1, so that equal ones pass.
    @inline(__always) static func slack(at temperature: Double, random: inout SplitMix64) -> Int {
        Int(min(-temperature * log(random.unit()), 1e15)) &+ 1
    }
}
