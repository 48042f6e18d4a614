/// An ISO 4217 currency code with the number of its decimals.
package struct Currency: Hashable, Sendable, CustomStringConvertible {
    /// Three capital letters: `EUR`.
    package let code: String

    /// Throws `malformed` unless it is three letters; lower case is raised.
    package init(_ code: String) throws(MeasureError) {
        let bytes = Array(code.utf8).map { (97...122).contains($0) ? $0 - 32 : $0 }
        guard bytes.count == 3, bytes.allSatisfy({ (65...90).contains($0) }) else {
            throw .malformed("a currency is three letters such as EUR; found «\(code)»")
        }
        self.code = String(decoding: bytes, as: UTF8.self)
    }

    /// Decimals of the minor unit (ISO 4217, table A.1); 2 for all but the listed ones.
    package var decimals: Int {
        switch code {
        case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF": 0
        case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND": 3
        default: 2
        }
    }

    package var description: String { code }
}

/// An amount of one currency in whole minor units (cents); sums are exact and never mix currencies.
package struct Money: Hashable, Sendable, CustomStringConvertible {
    /// Minor units: 12,000 is 120.00 EUR. Range ±10^15.
    package let minor: Int64
    /// The currency.
    package let currency: Currency

    /// Throws `outOfRange` beyond ±10^15 minor units.
    package init(minor: Int64, currency: Currency) throws(MeasureError) {
        guard minor.magnitude <= 1_000_000_000_000_000 else { throw .outOfRange("an amount of money is at most 10^15 minor units") }
        self.minor = minor
        self.currency = currency
    }

    /// The sum; `currencyMismatch` when the currencies differ.
    package static func + (left: Self, right: Self) throws(MeasureError) -> Money {
        guard left.currency == right.currency else { throw .currencyMismatch(left.currency.code, right.currency.code) }
        return try Money(minor: left.minor + right.minor, currency: left.currency)
    }

    /// Machine form, `120.00 EUR`: a dot and no grouping.
    package var description: String { "\(decimal) \(currency)" }

    /// The amount alone, `120.00`.
    package var decimal: String {
        let decimals = currency.decimals
        guard decimals > 0 else { return String(minor) }
        var scale: UInt64 = 1
        for _ in 0..<decimals { scale *= 10 }
        let fraction = String(minor.magnitude % scale)
        let padding = String(repeating: "0", count: decimals - fraction.utf8.count)
        return "\(minor < 0 ? "-" : "")\(minor.magnitude / scale).\(padding)\(fraction)"
    }
}
