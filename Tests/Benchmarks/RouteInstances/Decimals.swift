/// Figures with a fixed number of decimals, as results print them.
package enum Decimals {
    /// A figure with two decimals, rounded to the nearest; `-` when it is no number or beyond a thousand million million.
    package static func hundredths(_ value: Double) -> String {
        guard value.magnitude < 1e15 else { return "-" }
        let rounded = Int((value * 100).rounded())
        let (whole, part) = rounded.magnitude.quotientAndRemainder(dividingBy: 100)
        return "\(rounded < 0 ? "-" : "")\(whole).\(part < 10 ? "0" : "")\(part)"
    }

    /// A count of tenths with one decimal.
    package static func tenths(_ count: Int) -> String {
        let (whole, part) = count.magnitude.quotientAndRemainder(dividingBy: 10)
        return "\(count < 0 ? "-" : "")\(whole).\(part)"
    }
}
