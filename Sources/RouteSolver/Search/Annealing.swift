import Glibc

/// How much worse a plan may be and still be taken, falling from a high temperature to a low one as the search goes on.
///
/// Temperatures are in units of cost. The first is about the way to a visit from where vehicles start, so that opening or closing a route is
/// within reach at first; the last is a tenth of a typical leg. A search that begins from a plan begins at four times the last, not to lose it. The published 100 and 1 belong to instances of one size; on those these come to 20
/// and 1 for 100 visits and 130 and 2 for 1,000, which measured better than any fixed pair.
struct Annealing {
    let first: Double
    let last: Double

    /// `legCost` is a typical leg, `routeCost` the mean way from a start to a visit (`Neighbours`); `isWarm` says that a plan is begun from.
    init(legCost: Int, routeCost: Int, isWarm: Bool) {
        let leg = Double(max(1, legCost))
        last = leg / 10
        first = isWarm ? last * 4 : max(2 * leg, 0.7 * Double(routeCost))
    }

    /// The temperature at a share of 0 to 1 of the search.
    func temperature(at share: Double) -> Double { first * pow(last / first, min(1, max(0, share))) }

    /// How much worse than the present plan the next one may be; at least 1, so that equal ones pass.
    @inline(__always) static func slack(at temperature: Double, random: inout SplitMix64) -> Int {
        Int(min(-temperature * log(random.unit()), 1e15)) &+ 1
    }
}
