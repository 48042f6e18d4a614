/// What currencies were worth in each other, by day. A sum over currencies is made here or not at all.
package struct ExchangeRates: Sendable {
    /// What one of a currency is worth in another from a day on.
    package struct Rate: Sendable, Hashable {
        package let currency: Currency
        package let per: Currency
        package let from: CivilDate
        /// Millionths of `per` for one of `currency`, above zero.
        package let millionths: Int64

        package init(_ currency: Currency, per: Currency, from: CivilDate, millionths: Int64) {
            (self.currency, self.per, self.from, self.millionths) = (currency, per, from, millionths)
        }
    }

    private let rates: [Rate]

    /// Of two rates of one day the first given counts: give the last one said first.
    package init(_ rates: [Rate]) {
        self.rates = rates
    }

    /// The amount in another currency at the rate of a day, rounded half away from zero; nil when no rate was known by then, or when it
    /// is more than an amount can be.
    ///
    /// The latest rate between the two counts, whichever way round it was said.
    package func convert(_ money: Money, to wanted: Currency, on day: CivilDate) -> Money? {
        if money.currency == wanted { return money }
        var found: Rate?
        for rate in rates where rate.from <= day {
            let isOfBoth =
                rate.currency == money.currency && rate.per == wanted || rate.currency == wanted && rate.per == money.currency
            if isOfBoth, found.map({ $0.from < rate.from }) ?? true { found = rate }
        }
        guard let found else { return nil }
        let isDirect = found.currency == money.currency
        // Minor units of both: 100 pence a pound, 1 yen a yen.
        let up = Int128(isDirect ? found.millionths : 1_000_000) * Self.power(wanted.decimals)
        let down = Int128(isDirect ? 1_000_000 : found.millionths) * Self.power(money.currency.decimals)
        let magnitude = (Int128(money.minor.magnitude) * up * 2 + down) / (down * 2)
        guard let minor = Int64(exactly: money.minor < 0 ? -magnitude : magnitude) else { return nil }
        return try? Money(minor: minor, currency: wanted)
    }

    private static func power(_ decimals: Int) -> Int128 {
        var power: Int128 = 1
        for _ in 0..<decimals { power *= 10 }
        return power
    }
}
