package import Measures
package import Speech

/// How the sum of an invoice is shared over the goods it is for.
///
/// Each line carries its own total; what the invoice has beyond them (transport, tax) is shared in proportion, so that the goods together are
/// worth what was paid. One line may leave its total out and carries the rest. Nothing is guessed beyond that.
package enum InvoiceShares {
    /// The share of each line, minor units; they add up to the invoice.
    ///
    /// Throws `ARG.MISSING` when more than one line has no total, `ARG.VALUE` when a currency differs or the lines are more than the invoice.
    package static func shares(of total: Money, lines: [(sku: String, total: Money?)]) throws(Refusal) -> [Int64] {
        for line in lines {
            guard let own = line.total, own.currency != total.currency else { continue }
            throw Refusal(
                .argumentValue, [.init("item", line.sku), .init("total", own.description)],
                Wording(
                    "the invoice is in \(total.currency) and \(line.sku) in \(own.currency): write both in the currency of the invoice",
                    "la facture est en \(total.currency) et \(line.sku) en \(own.currency) : écrire les deux dans la monnaie de la facture")
            )
        }
        let silent = lines.filter { $0.total == nil }
        guard silent.count < 2 else {
            let list = silent.map(\.sku).joined(separator: ", ")
            throw Refusal(
                .argumentMissing, [.init("arg", "item"), .init("items", list)],
                Wording(
                    "say what each of \(list) cost, as item=SKU:QTY:TOTAL, such as logs:20t:7000,00\(total.currency)",
                    "dire ce qu'a coûté chacun de \(list), sous la forme article=ARTICLE:QTÉ:TOTAL, par exemple bois:20t:7000,00\(total.currency)"
                ))
        }
        let named = lines.reduce(Int128(0)) { $0 + Int128($1.total?.minor ?? 0) }
        guard named <= Int128(total.minor), silent.isEmpty || named < Int128(total.minor) else {
            let sum = (try? Money(minor: Int64(clamping: named), currency: total.currency))?.description ?? ""
            throw Refusal(
                .argumentValue, [.init("total", total.description), .init("lines", sum)],
                Wording(
                    "the lines cost \(sum) together and the invoice is \(total): check them",
                    "les lignes font \(sum) ensemble et la facture \(total) : les vérifier"))
        }
        let rest = Int64(clamping: Int128(total.minor) - named)
        guard silent.isEmpty else { return lines.map { $0.total?.minor ?? rest } }
        guard named > 0 else { return lines.indices.map { $0 == 0 ? total.minor : 0 } }
        var before = Int128(0)
        return lines.map { line in
            let after = before + Int128(line.total?.minor ?? 0)
            // The difference of two floored shares, so that nothing is lost to rounding.
            let share = Int128(total.minor) * after / named - Int128(total.minor) * before / named
            before = after
            return Int64(clamping: share)
        }
    }

    /// The value of a part delivery: its part of the line by quantity, and the whole rest with the last of it.
    ///
    /// - Parameters:
    ///   - value: the line's share of the invoice, minor units.
    ///   - ordered: base units bought, above zero.
    ///   - before: base units and minor units that came before and stand.
    ///   - now: base units that come.
    package static func value(_ value: Int64, of ordered: Int64, before: (units: Int64, value: Int64), now: Int64) -> Int64 {
        let rest = max(0, value - before.value)
        if before.units + now >= ordered { return rest }
        return min(rest, Int64(clamping: Int128(value) * Int128(now) / Int128(ordered)))
    }
}
