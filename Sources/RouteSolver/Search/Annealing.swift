import Glibc

/// How much worse a plan may be and still be taken, falling from a high temperature to a low one as the search goes on.
///
/// Temperatures are in units of cost. The published 100 and 1 belong to instances whose legs are 10 to 50 long; three mean legs and a tenth
/// of a leg do the same at any scale.
struct Annealing {
    let first: Double
    let last: Double

    init(meanDistance: Int) {
        first = 3 * Double(max(1, meanDistance))
        last = first / 30
    }

    /// The cost below which a new plan is taken, at a share of 0 to 1 of the search.
    func limit(above cost: Int, share: Double, random: inout SplitMix64) -> Int {
        let temperature = first * pow(last / first, min(1, max(0, share)))
        let slack = -temperature * log(random.unit())
        return cost + Int(min(slack, 1e15)) + 1
    }
}
