/// Divides a whole number in proportion to weights, without loss: everybody gets the whole part, what is left goes one by one to the
/// largest remainders, equals by greater weight, then by place in the list.
package struct LargestRemainder {
    /// Parts that add up to `total`; all zero when no weight is above zero. Negative figures count as zero.
    package static func divide(_ total: Int64, by weights: [Int64]) -> [Int64] {
        let positive = weights.map { Int128(max(0, $0)) }
        let sum = positive.reduce(0, +)
        guard sum > 0, total > 0 else { return weights.map { _ in 0 } }
        var parts = positive.map { Int64(Int128(total) * $0 / sum) }
        let order = weights.indices.sorted { left, right in
            let one = Int128(total) * positive[left] % sum
            let other = Int128(total) * positive[right] % sum
            return (other, positive[right], left) < (one, positive[left], right)
        }
        let left = total - parts.reduce(0, +)
        for index in order.prefix(Int(clamping: left)) { parts[index] += 1 }
        return parts
    }
}
