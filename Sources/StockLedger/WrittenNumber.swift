package import Speech

/// Which mark separates decimals in what is read.
package enum DecimalMark: String, CaseIterable, Sendable {
    /// People type either; one separator followed by exactly three digits is ambiguous.
    case either
    /// `1.234,5`: the files of a French spreadsheet.
    case comma
    /// `1,234.5`: the files of an English spreadsheet.
    case dot
}

/// A decimal number as people write it, read exactly: `digits` divided by ten to the power of `decimals`.
///
/// Grouping by comma, dot, apostrophe or space is taken only when every group has three digits. No exponent, no floating point.
package struct WrittenNumber: Hashable, Sendable {
    /// All digits as one whole number, 0...10^18 − 1.
    package let digits: Int64
    /// How many of them stand after the decimal mark, 0...18.
    package let decimals: Int

    package init(digits: Int64, decimals: Int) {
        self.digits = digits
        self.decimals = decimals
    }

    /// What reading a number can find.
    package enum Reading: Hashable, Sendable {
        /// One reading.
        case number(WrittenNumber)
        /// `1,200`: with a decimal mark, or with a mark of thousands.
        case ambiguous(decimal: WrittenNumber, grouped: WrittenNumber)
        /// More digits than any quantity has.
        case tooLong
        /// Not a number.
        case malformed
    }

    /// Reads digits with separators; no sign, no unit.
    package static func read(_ text: some StringProtocol, mark: DecimalMark = .either) -> Reading {
        // Spaces of every width and apostrophes only ever group.
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            switch scalar {
            case "0"..."9", ",", ".": bytes.append(UInt8(scalar.value))
            case " ", "\u{A0}", "\u{202F}", "\u{2009}", "'", "\u{2019}": bytes.append(32)
            default: return .malformed
            }
        }
        let comma = UInt8(ascii: ",")
        let dot = UInt8(ascii: ".")
        let commas = bytes.count { $0 == comma }
        let dots = bytes.count { $0 == dot }
        let spaced = bytes.contains(32)
        switch mark {
        case .comma: return make(bytes, decimal: commas > 0 ? comma : nil)
        case .dot: return make(bytes, decimal: dots > 0 ? dot : nil)
        case .either:
            if commas == 0, dots == 0 { return make(bytes, decimal: nil) }
            if commas > 0, dots > 0 {
                // The last of the two is the decimal mark: 1.234,50 and 1,234.50.
                let last = bytes.last { $0 == comma || $0 == dot }
                return make(bytes, decimal: last)
            }
            let only = commas > 0 ? comma : dot
            if commas + dots > 1 { return make(bytes, decimal: nil) }
            let decimal = make(bytes, decimal: only)
            guard !spaced, case .number(let asDecimal) = decimal, asDecimal.decimals == 3,
                case .number(let asGrouped) = make(bytes, decimal: nil)
            else { return decimal }
            return .ambiguous(decimal: asDecimal, grouped: asGrouped)
        }
    }

    /// The number with `decimal` as its decimal mark (at most one of it) and every other separator as a mark of thousands.
    private static func make(_ bytes: [UInt8], decimal: UInt8?) -> Reading {
        let parts = decimal.map { mark in bytes.split(separator: mark, omittingEmptySubsequences: false) } ?? [bytes[...]]
        guard parts.count <= 2 else { return .malformed }
        let fraction = parts.count == 2 ? parts[1] : []
        if parts.count == 2, fraction.isEmpty { return .malformed }
        guard fraction.allSatisfy({ (48...57).contains($0) }) else { return .malformed }
        let groups = parts[0].split(omittingEmptySubsequences: false) { !(48...57).contains($0) }
        guard let first = groups.first, !first.isEmpty else { return .malformed }
        if groups.count > 1 {
            // One kind of separator, groups of three, and no leading zero: 0,500 can only be a half.
            let kinds = Set(parts[0].filter { !(48...57).contains($0) })
            guard kinds.count == 1, first.count <= 3, first.first != 48, groups.dropFirst().allSatisfy({ $0.count == 3 }) else {
                return .malformed
            }
        }
        var digits = groups.flatMap { $0 } + fraction
        var decimals = fraction.count
        while decimals > 0, digits.last == 48 {
            // Zeros at the end say nothing, but three of them may be thousands: the caller compares before they go.
            if fraction.count == 3 { break }
            digits.removeLast()
            decimals -= 1
        }
        let significant = digits.drop { $0 == 48 }
        guard significant.count <= 18, decimals <= 18 else { return .tooLong }
        return .number(WrittenNumber(digits: significant.reduce(0) { $0 * 10 + Int64($1 - 48) }, decimals: decimals))
    }

    /// The number times `factor`: whole, or the whole numbers on either side, or nil when more than `Int64` holds.
    package func times(_ factor: Int64) -> (whole: Int64, isExact: Bool)? {
        var scale: Int128 = 1
        for _ in 0..<decimals { scale *= 10 }
        let product = Int128(digits) * Int128(factor)
        guard let whole = Int64(exactly: product / scale), whole < Int64.max else { return nil }
        return (whole, product % scale == 0)
    }

    /// Whether it is exactly one, for the grammar of a sentence.
    package var isOne: Bool { times(1).map { $0.whole == 1 && $0.isExact } ?? false }

    /// Written with the mark of each language: `12.5`, `12,5`; thousands apart by spaces.
    package var words: Wording {
        guard decimals > 0 else { return Wording(both: Wording.grouped(digits)) }
        var scale: Int64 = 1
        for _ in 0..<decimals { scale *= 10 }
        var fraction = String(digits % scale)
        fraction = String(repeating: "0", count: decimals - fraction.utf8.count) + fraction
        while fraction.last == "0" { fraction.removeLast() }
        let whole = Wording.grouped(digits / scale)
        return fraction.isEmpty ? Wording(both: whole) : Wording("\(whole).\(fraction)", "\(whole),\(fraction)")
    }
}
