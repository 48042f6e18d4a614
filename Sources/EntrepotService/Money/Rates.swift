import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// Rates between currencies: only ever added, each from a day on.
package struct Rates: Sendable {
    /// The keys of a rate's record, in order.
    package static let keys = ["currency", "rate", "in_currency", "on", "by"]

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Says what one of a currency is worth: `GBP`, `1,1650EUR`. The last one said of a day counts.
    package func set(_ currency: String, per text: String, on written: String?) async throws -> Answer {
        if let kept = try await desk.replay(in: RequestQueries.catalogueScope) { return kept }
        try desk.requireEverything()
        guard let from = try? Currency(currency) else {
            throw Refusal(
                .argumentUnit, [.init("currency", currency)],
                Wording(
                    "«\(currency)» is not a currency: write three letters, such as GBP",
                    "« \(currency) » n'est pas une monnaie : trois lettres, comme GBP"))
        }
        let (millionths, per) = try Self.read(text)
        guard from != per else {
            throw Refusal(
                .argumentValue, [.init("currency", from.code), .init("per", per.code)],
                Wording(
                    "a rate is between two currencies: name another in per=", "un taux relie deux monnaies : en nommer une autre dans pour="
                ))
        }
        let today = CivilDate(dayNumber: Int32(clamping: desk.now.microseconds / 86_400_000_000))
        let day = if let written { try await Moments(desk).day(written, .happened, figure: "on", warehouse: nil) } else { today }
        return try await desk.once(in: RequestQueries.catalogueScope) { desk in
            let number = try await RateQueries.set(
                from, per: per, millionths: millionths, from: day, by: desk.actor, in: desk.requireTransaction)
            let row = RateRow(id: number, currency: from.code, per: per.code, from: day, millionths: millionths, actor: desk.actor)
            return Answer(
                records: [Self.record(row)], pairs: ["currency": .string(from.code)],
                Wording(
                    "1 \(from) is \(Self.decimal(millionths)) \(per) from \(day.words.english) on",
                    "1 \(from) vaut \(Self.decimal(millionths)) \(per) à partir du \(day.words.french)"))
        }
    }

    /// Every rate, the latest first.
    package func list(_ page: Page) async throws -> Answer {
        let rows = try await RateQueries.all(from: desk.source)
        return try page.cut(rows, list: "rate list", cursor: { String($0.id) }) { Self.record($0) }
    }

    /// `1,1650EUR` as millionths and the currency behind it; at most six decimals.
    static func read(_ text: String) throws(Refusal) -> (millionths: Int64, per: Currency) {
        let lesson = Wording("write what one is worth, such as per=1,1650EUR", "écrire ce que vaut une unité, par exemple pour=1,1650EUR")
        let folded = FoldedText(text).text
        let number = folded.prefix { $0.isNumber || $0 == "," || $0 == "." || $0 == " " }
        let word = FoldedText(String(folded.dropFirst(number.count))).text
        let name = word == "€" || word == "euro" || word == "euros" ? "EUR" : word == "£" ? "GBP" : word
        guard let per = try? Currency(name) else {
            throw Refusal(
                .argumentUnit, [.init("per", text)], found: Wording("«\(text)» has no currency", "« \(text) » n'a pas de monnaie"),
                remedy: lesson)
        }
        switch WrittenNumber.read(FoldedText(String(number)).text, mark: .either) {
        case .number(let value):
            guard let (millionths, isExact) = value.times(1_000_000), isExact, (1...1_000_000_000_000).contains(millionths) else { break }
            return (millionths, per)
        case .ambiguous(let decimal, let grouped):
            throw Refusal(
                .argumentAmbiguous, [.init("per", text), .init("readings", "\(decimal.words.english),\(grouped.words.english)")],
                found: Wording(
                    "«\(text)» may be \(decimal.words.english) or \(grouped.words.english) \(per)",
                    "« \(text) » peut être \(decimal.words.french) ou \(grouped.words.french) \(per)"),
                remedy: Wording("write four decimals, such as 1,1650EUR", "écrire quatre décimales, par exemple 1,1650EUR"))
        case .malformed, .tooLong: break
        }
        throw Refusal(
            .argumentValue, [.init("per", text)],
            found: Wording(
                "«\(text)» is not a rate above zero of at most six decimals",
                "« \(text) » n'est pas un taux au-dessus de zéro d'au plus six décimales"),
            remedy: lesson)
    }

    /// Millionths as a decimal without ending zeros: `1.165`.
    static func decimal(_ millionths: Int64) -> String {
        let fraction = String(String(1_000_000 + millionths % 1_000_000).dropFirst())
        let kept = String(fraction.reversed().drop { $0 == "0" }.reversed())
        return kept.isEmpty ? String(millionths / 1_000_000) : "\(millionths / 1_000_000).\(kept)"
    }

    private static func record(_ row: RateRow) -> JSONObject {
        JSONObject(
            keys: keys,
            values: [
                .string(row.currency), .decimal(decimal(row.millionths)), .string(row.per), .string(row.from.description),
                .string(row.actor),
            ])
    }
}
