/// Phrases that change with their number. French counts 0 and 1 as singular, English only 1.
package enum PluralPhrase: String, CaseIterable, Sendable {
    case low, out, itemsOut, eviction, unexplained, moreRows, day, late

    /// The singular and the plural in both languages; `{0}` is the number.
    package var words: (one: Words, many: Words) {
        switch self {
        case .low: (Words(fr: "{0} stock bas", en: "{0} low"), Words(fr: "{0} stocks bas", en: "{0} low"))
        case .out: (Words(fr: "{0} rupture", en: "{0} stock-out"), Words(fr: "{0} ruptures", en: "{0} stock-outs"))
        case .itemsOut:
            (Words(fr: "{0} pièce remise", en: "{0} item out"), Words(fr: "{0} pièces remises", en: "{0} items out"))
        case .eviction: (Words(fr: "{0} expulsion", en: "{0} eviction"), Words(fr: "{0} expulsions", en: "{0} evictions"))
        case .unexplained:
            (Words(fr: "{0} écart inexpliqué", en: "{0} unexplained"), Words(fr: "{0} écarts inexpliqués", en: "{0} unexplained"))
        case .moreRows:
            (
                Words(fr: "… et {0} ligne dans la version complète.", en: "… and {0} row in the full version."),
                Words(fr: "… et {0} lignes dans la version complète.", en: "… and {0} rows in the full version.")
            )
        case .day: (Words(fr: "{0} jour", en: "{0} day"), Words(fr: "{0} jours", en: "{0} days"))
        case .late: (Words(fr: "{0} saisie tardive", en: "{0} late entry"), Words(fr: "{0} saisies tardives", en: "{0} late entries"))
        }
    }

    /// The phrase for a number.
    package func text(_ number: Int64, _ language: ReportLanguage) -> String {
        let isSingular =
            switch language {
            case .french: number.magnitude < 2
            case .english: number == 1
            }
        let pair = words
        return Phrase.fill((isSingular ? pair.one : pair.many).text(language), [ReportFormat(language).number(number)])
    }
}
