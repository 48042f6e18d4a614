package import Measures
package import Speech

/// Numbers, amounts and dates as people of a language write them. Digits are always Western.
///
/// French: groups parted by U+202F, decimal comma, 21/11/2026, the currency behind after U+00A0. British English: groups parted
/// by a comma, decimal point, 21 Nov 2026, the currency in front.
package struct ReportFormat: Sendable {
    /// The language.
    package let language: Language

    package init(_ language: Language) {
        self.language = language
    }

    /// A whole number, `1,234`.
    package func number(_ number: Int64) -> String {
        (number < 0 ? "−" : "") + grouped(String(number.magnitude))
    }

    /// A number of `1 / 10^places`, with the decimals it needs and no more: 12,500 with 3 places is `12.5`.
    package func decimal(_ scaled: Int64, places: Int, trimmed: Bool = true) -> String {
        let parts = Self.parts(scaled, places: places, trimmed: trimmed)
        let mark = language == .french ? "," : "."
        return (scaled < 0 ? "−" : "") + grouped(parts.whole) + (parts.fraction.isEmpty ? "" : mark + parts.fraction)
    }

    /// Goods in the unit people speak of, without the unit: pieces, kg, l; `0` for nothing.
    package func quantity(_ units: Int64, _ base: BaseUnit) -> String {
        decimal(units, places: base.shownPlaces)
    }

    /// Goods with their unit, `12.5 kg`; pieces need none.
    package func quantityWithUnit(_ units: Int64, _ base: BaseUnit) -> String {
        let figure = quantity(units, base)
        return base == .piece ? figure : "\(figure)\u{A0}\(unit(base))"
    }

    /// The unit people speak of.
    package func unit(_ base: BaseUnit) -> String {
        switch base {
        case .piece: Phrase.piece.text(language)
        case .gram: Phrase.kilogram.text(language)
        case .millilitre: Phrase.litre.text(language)
        }
    }

    /// Goods in main packs as people name them, `12 carton + 5`; empty without a pack or below one.
    package func packs(_ units: Int64, of item: ReportItem) -> String {
        guard let pack = item.mainPack, units >= pack.factor else { return "" }
        let rest = units % pack.factor
        let restText = rest == 0 ? "" : " + \(quantityWithUnit(rest, item.base))"
        return "\(number(units / pack.factor)) \(pack.name)\(restText)"
    }

    /// An amount of money, `€1,234.50` or `1 234,50 €`.
    package func money(_ money: Money) -> String {
        let figure = decimal(Int64(money.minor.magnitude), places: money.currency.decimals, trimmed: false)
        let sign = money.minor < 0 ? "−" : ""
        let symbol =
            switch money.currency.code {
            case "EUR": "€"
            case "GBP": "£"
            default: money.currency.code
            }
        switch language {
        case .french: return "\(sign)\(figure)\u{A0}\(symbol)"
        case .english: return symbol == money.currency.code ? "\(sign)\(symbol)\u{A0}\(figure)" : "\(sign)\(symbol)\(figure)"
        }
    }

    /// A share, `12.5%` or `12,5 %`, always with its decimal.
    package func share(perMille: Int64) -> String {
        decimal(perMille, places: 1, trimmed: false) + (language == .french ? "\u{A0}%" : "%")
    }

    /// A day: `21/11/2026` or `21 Nov 2026`.
    package func date(_ date: CivilDate) -> String {
        let (year, month, day) = date.parts
        switch language {
        case .french: return "\(Self.twoDigits(day))/\(Self.twoDigits(month))/\(year)"
        case .english: return "\(day) \(Self.englishMonths[month - 1].prefix(3)) \(year)"
        }
    }

    /// A day in full: `samedi 21 novembre 2026` or `Saturday 21 November 2026`.
    package func longDate(_ date: CivilDate) -> String {
        let (year, month, day) = date.parts
        switch language {
        case .french:
            let number = day == 1 ? "1er" : String(day)
            return "\(Self.frenchDays[date.weekday - 1]) \(number) \(Self.frenchMonths[month - 1]) \(year)"
        case .english: return "\(Self.englishDays[date.weekday - 1]) \(day) \(Self.englishMonths[month - 1]) \(year)"
        }
    }

    /// A day without its year, for a subject: `20 nov.` or `20 Nov`.
    package func shortDate(_ date: CivilDate) -> String {
        let (_, month, day) = date.parts
        switch language {
        case .french: return "\(day) \(Self.frenchShortMonths[month - 1])"
        case .english: return "\(day) \(Self.englishMonths[month - 1].prefix(3))"
        }
    }

    /// A month, `novembre 2026` or `November 2026`.
    package func month(of date: CivilDate) -> String {
        let (year, month, _) = date.parts
        return "\((language == .french ? Self.frenchMonths : Self.englishMonths)[month - 1]) \(year)"
    }

    /// What stands between a label and its value: French puts a space that does not break before the colon.
    package var colon: String { language == .french ? "\u{A0}: " : ": " }

    /// A time of day, 24 hours, `04:30`.
    package func time(_ time: ClockTime) -> String { time.description }

    /// A number of people as the audience may see it.
    package func people(_ count: DisclosedCount) -> String {
        switch count {
        case .exact(let people), .rounded(let people): number(people)
        case .fewerThanFive: Phrase.fewerThanFive.text(language)
        case .hidden: Phrase.hidden.text(language)
        }
    }

    /// A cell in words.
    package func text(_ cell: ReportCell) -> String {
        switch cell {
        case .text(let text): text
        case .quantity(let units, let base): quantity(units, base)
        case .count(let count): number(count)
        case .people(let count): people(count)
        case .money(let money): self.money(money)
        case .share(let perMille): share(perMille: perMille)
        case .days(.out): Phrase.daysOut.text(language)
        case .days(.days(let days)): number(days)
        case .days(.noDemand): Phrase.noDemand.text(language)
        case .mean(let tenths, _): decimal(tenths, places: 1)
        case .date(let date): self.date(date)
        case .blank: Phrase.notSaid.text(language)
        }
    }

    /// The whole and the decimals of a number of `1 / 10^places`.
    static func parts(_ scaled: Int64, places: Int, trimmed: Bool) -> (whole: String, fraction: String) {
        let digits = String(scaled.magnitude)
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.utf8.count)) + digits
        var fraction = String(padded.suffix(places))
        while trimmed, fraction.last == "0" { fraction.removeLast() }
        return (String(padded.dropLast(places)), fraction)
    }

    private func grouped(_ digits: String) -> String {
        let mark = language == .french ? "\u{202F}" : ","
        var result = ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.utf8.count - place) % 3 == 0 { result += mark }
            result.append(digit)
        }
        return result
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static let frenchDays = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
    private static let englishDays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    private static let frenchMonths = [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ]
    private static let frenchShortMonths = [
        "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.",
    ]
    private static let englishMonths = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ]
}

extension BaseUnit {
    /// Decimals between the base unit and the unit people speak of: 3 for g and ml.
    package var shownPlaces: Int { self == .piece ? 0 : 3 }
}
