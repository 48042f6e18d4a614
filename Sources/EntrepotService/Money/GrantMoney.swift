import EntrepotStore
import Measures

/// What is known of a grant's money: what was spent of it line by line, what cannot be summed for want of a rate, and gifts in kind, which
/// are no spending.
struct GrantMoney: Sendable, Equatable {
    /// Minor units of the grant's currency by line; nil is what was charged to no line.
    var spent: [String?: Int64] = [:]
    /// Spent in currencies that no rate of their day converts, minor units by currency.
    var unconverted: [String: Int64] = [:]
    /// The value of goods given under it, minor units by currency.
    var inKind: [String: Int64] = [:]

    /// Spent in all, in the grant's currency.
    var total: Int64 { spent.values.reduce(0, Quantity.clampedSum) }

    /// What a grant was used for in its currency: spent, and given under it. For questions back, never for a sum that is told.
    func used(in currency: Currency) -> Int64 { Quantity.clampedSum(total, inKind[currency.code] ?? 0) }

    /// Adds sums to what was spent, each at the rate of its day.
    mutating func add(_ sums: [SpentSum], in currency: Currency, at rates: ExchangeRates) {
        for sum in sums {
            guard let own = try? Currency(sum.currency), let money = try? Money(minor: sum.minor, currency: own),
                let converted = rates.convert(money, to: currency, on: sum.rateOn)
            else {
                unconverted[sum.currency] = Quantity.clampedSum(unconverted[sum.currency] ?? 0, sum.minor)
                continue
            }
            spent[sum.line] = Quantity.clampedSum(spent[sum.line] ?? 0, converted.minor)
        }
        unconverted = unconverted.filter { $0.value != 0 }
    }
}

extension ExchangeRates {
    /// The rates as they were said.
    init(_ rows: [RateRow]) {
        self.init(
            rows.compactMap { row in
                guard let currency = try? Currency(row.currency), let per = try? Currency(row.per) else { return nil }
                return Rate(currency, per: per, from: row.from, millionths: row.millionths)
            })
    }
}
