/// Whole units divided by weights, so that the parts add up exactly.
package enum Shares {
    /// Divides `total` by weights: whole units by the largest remainders, of equal ones the first. Without any weight everything goes to
    /// the first.
    ///
    /// - Parameter carried: what each part got too little (above zero) or too much of when something was divided by the same weights before,
    ///   in units over the sum of weights; it is paid back here, so that many small amounts are divided as fairly as their sum.
    package static func divide(_ total: Int64, by weights: [Int64], carrying carried: inout [Int128]) -> [Int64] {
        guard !weights.isEmpty else { return [] }
        let sum = weights.reduce(Int128(0)) { $0 + Int128($1) }
        guard sum > 0 else { return weights.indices.map { $0 == 0 ? total : 0 } }
        if carried.count != weights.count { carried = weights.map { _ in 0 } }
        let due = weights.indices.map { Int128(total) * Int128(weights[$0]) + carried[$0] }
        var parts = due.map { $0 > 0 ? $0 / sum : 0 }
        var missing = Int128(total) - parts.reduce(0, +)
        while missing != 0 {
            let step: Int128 = missing > 0 ? 1 : -1
            // Whoever is owed most gets one more; whoever has most too much gives one back.
            let order = parts.indices.filter { weights[$0] > 0 && parts[$0] + step >= 0 }.sorted { left, right in
                let (a, b) = (due[left] - parts[left] * sum, due[right] - parts[right] * sum)
                return a == b ? left < right : (step > 0 ? a > b : a < b)
            }
            guard let next = order.first else { break }
            parts[next] += step
            missing -= step
        }
        for index in due.indices { carried[index] = due[index] - parts[index] * sum }
        return parts.map { Int64($0) }
    }

    /// Divides once, with nothing carried.
    package static func divide(_ total: Int64, by weights: [Int64]) -> [Int64] {
        var carried: [Int128] = []
        return divide(total, by: weights, carrying: &carried)
    }
}
