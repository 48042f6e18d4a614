import EntrepotStore
import Measures
import PlainJSON
import Speech

/// What came in is worth: one sum a currency, never one over several, and how much came without a value.
struct ReceivedValue: Sendable {
    private let byCurrency: [(currency: String, minor: Int64)]
    private let lines: Int64
    private let withoutValue: Int64

    init(_ sums: [ReceiptSum]) {
        var minors: [String: Int64] = [:]
        for sum in sums { if let currency = sum.currency { minors[currency] = Quantity.clampedSum(minors[currency] ?? 0, sum.value) } }
        byCurrency = minors.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        lines = sums.reduce(0) { $0 + $1.lines }
        withoutValue = sums.reduce(0) { $1.currency == nil ? $0 + $1.lines : $0 }
    }

    /// `480.00 EUR, 20.00 GBP`; empty when nothing has a value.
    var text: String { byCurrency.map { Self.text($0.minor, $0.currency) }.joined(separator: ", ") }

    /// How many lines, what they are worth, how many have no value.
    var words: Wording {
        let count = Wording(
            lines == 1 ? "1 line stands" : "\(lines) lines stand", lines == 1 ? "1 ligne compte" : "\(lines) lignes comptent")
        let worth = byCurrency.isEmpty ? Wording(both: "") : Wording(": \(text)", " : \(text)")
        let rest = withoutValue == 0 ? Wording(both: "") : Wording("; \(withoutValue) without a value", " ; \(withoutValue) sans valeur")
        return count + worth + rest
    }

    /// An amount with its currency, `480.00 EUR`.
    static func text(_ minor: Int64, _ currency: String) -> String {
        guard let known = try? Currency(currency), let money = try? Money(minor: minor, currency: known) else {
            return "\(minor) \(currency)"
        }
        return money.description
    }

    /// The amount as a number of a record; null without one.
    static func decimal(_ minor: Int64?, _ currency: String?) -> JSONValue {
        guard let minor, let currency, let known = try? Currency(currency), let money = try? Money(minor: minor, currency: known) else {
            return .null
        }
        return .decimal(money.decimal)
    }
}
