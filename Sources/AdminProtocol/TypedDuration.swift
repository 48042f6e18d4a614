/// A length of time as it is typed: `30s`, `5m`, `2h`, `500ms`, or seconds.
package enum TypedDuration {
    /// Its milliseconds, above zero and at most a day; nil when it is none.
    package static func milliseconds(_ text: String) -> Int64? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int64(digits), number > 0, number <= 86_400_000 else { return nil }
        let factor: Int64
        switch text.dropFirst(digits.count) {
        case "ms": factor = 1
        case "s", "": factor = 1000
        case "m", "min": factor = 60_000
        case "h": factor = 3_600_000
        default: return nil
        }
        let product = number.multipliedReportingOverflow(by: factor)
        return product.overflow || product.partialValue > 86_400_000 ? nil : product.partialValue
    }
}
