package import Measures
package import Speech

/// Reads amounts of money as people write them: `480,00EUR`, `480 EUR`, `1 234,50 €`.
///
/// The currency is never assumed. One separator followed by exactly three digits is ambiguous, as for quantities.
package enum WrittenMoney {
    /// Reads one amount. Throws `ARG.MISSING`, `ARG.VALUE` (negative, too many decimals, too large), `ARG.AMBIGUOUS` or `ARG.UNIT` (currency).
    package static func read(_ text: String, mark: DecimalMark = .either, allowsZero: Bool = true) throws(Refusal) -> Money {
        func refusal(_ code: ErrorCode, _ found: Wording, _ remedy: Wording, _ more: Figures = []) -> Refusal {
            Refusal(code, [.init("value", text)] + more, found: found, remedy: remedy)
        }
        let lesson = Wording("write it with its currency, such as 480,00EUR", "l'écrire avec sa monnaie, par exemple 480,00EUR")
        let folded = FoldedText(text).text
        guard !folded.isEmpty else { throw refusal(.argumentMissing, Wording("no amount", "pas de montant"), lesson) }
        if let sign = folded.unicodeScalars.first, ["-", "\u{2212}", "+"].contains(sign) {
            throw refusal(
                .argumentValue, Wording("an amount has no sign", "un montant n'a pas de signe"),
                Wording("write it without", "l'écrire sans"))
        }
        let numberScalars = folded.unicodeScalars.prefix { ("0"..."9").contains($0) || [",", ".", " ", "'"].contains($0) }
        let word = FoldedText(String(folded.unicodeScalars.dropFirst(numberScalars.count))).text
        guard !numberScalars.isEmpty else {
            throw refusal(.argumentValue, Wording("«\(text)» is not an amount", "«\(text)» n'est pas un montant"), lesson)
        }
        guard !word.isEmpty else {
            throw refusal(.argumentUnit, Wording("the amount has no currency", "le montant n'a pas de monnaie"), lesson)
        }
        let name =
            switch word {
            case "€", "euro", "euros": "EUR"
            case "£": "GBP"
            default: word
            }
        guard let currency = try? Currency(name) else {
            throw refusal(.argumentUnit, Wording("«\(word)» is not a currency", "«\(word)» n'est pas une monnaie"), lesson)
        }
        switch WrittenNumber.read(FoldedText(String(numberScalars)).text, mark: mark) {
        case .number(let number):
            var scale: Int64 = 1
            for _ in 0..<currency.decimals { scale *= 10 }
            guard let (minor, isExact) = number.times(scale), let money = try? Money(minor: minor, currency: currency) else {
                throw refusal(
                    .argumentValue, Wording("more than the books can hold", "plus que les livres ne peuvent contenir"),
                    Wording("check the amount", "vérifier le montant"))
            }
            guard isExact else {
                throw refusal(
                    .argumentValue,
                    Wording("\(currency) has \(currency.decimals) decimals", "\(currency) a \(currency.decimals) décimales"),
                    Wording("round it to them", "arrondir à celles-ci"))
            }
            guard allowsZero || minor > 0 else {
                throw refusal(
                    .argumentValue, Wording("an amount is above zero", "un montant est supérieur à zéro"),
                    Wording("write how much was paid", "écrire combien a été payé"))
            }
            return money
        case .ambiguous(let decimal, let grouped):
            // Each reading as it can be typed without doubt, with the decimals of its currency.
            func typed(_ number: WrittenNumber) -> String {
                let parts = number.words.english.filter { $0 != " " }.split(separator: ".")
                let fraction = parts.count == 2 ? String(parts[1]) : ""
                let padding = String(repeating: "0", count: max(0, currency.decimals - fraction.utf8.count))
                return fraction.isEmpty && padding.isEmpty ? "\(parts[0])\(currency)" : "\(parts[0]).\(fraction)\(padding)\(currency)"
            }
            let first = typed(decimal)
            let second = typed(grouped)
            throw refusal(
                .argumentAmbiguous, Wording("«\(text)» may be \(first) or \(second)", "«\(text)» peut être \(first) ou \(second)"),
                Wording(
                    "write it with two decimals and no mark of thousands", "l'écrire avec deux décimales et sans séparateur de milliers"),
                [.init("readings", "\(first),\(second)")])
        case .tooLong:
            throw refusal(
                .argumentValue, Wording("more than the books can hold", "plus que les livres ne peuvent contenir"),
                Wording("check the amount", "vérifier le montant"))
        case .malformed:
            throw refusal(.argumentValue, Wording("«\(text)» is not an amount", "«\(text)» n'est pas un montant"), lesson)
        }
    }
}
