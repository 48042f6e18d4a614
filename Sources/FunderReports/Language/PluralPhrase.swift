package import Speech

/// Phrases that change with their number. French counts 0 and 1 as singular, English only 1.
package enum PluralPhrase: String, CaseIterable, Sendable {
    case low, out, itemsOut, eviction, unexplained, moreRows, day, late

    /// The singular and the plural in both languages; `{0}` is the number.
    package var words: (one: Wording, many: Wording) {
        switch self {
        case .low: (Wording("{0} low", "{0} stock bas"), Wording("{0} low", "{0} stocks bas"))
        case .out: (Wording("{0} stock-out", "{0} rupture"), Wording("{0} stock-outs", "{0} ruptures"))
        case .itemsOut:
            (Wording("{0} item out", "{0} pièce remise"), Wording("{0} items out", "{0} pièces remises"))
        case .eviction: (Wording("{0} eviction", "{0} expulsion"), Wording("{0} evictions", "{0} expulsions"))
        case .unexplained:
            (Wording("{0} unexplained", "{0} écart inexpliqué"), Wording("{0} unexplained", "{0} écarts inexpliqués"))
        case .moreRows:
            (
                Wording("… and {0} row in the full version.", "… et {0} ligne dans la version complète."),
                Wording("… and {0} rows in the full version.", "… et {0} lignes dans la version complète.")
            )
        case .day: (Wording("{0} day", "{0} jour"), Wording("{0} days", "{0} jours"))
        case .late: (Wording("{0} late entry", "{0} saisie tardive"), Wording("{0} late entries", "{0} saisies tardives"))
        }
    }

    /// The phrase for a number.
    package func text(_ number: Int64, _ language: Language) -> String {
        let isSingular =
            switch language {
            case .french: number.magnitude < 2
            case .english: number == 1
            }
        let pair = words
        return Phrase.fill((isSingular ? pair.one : pair.many)(language), [ReportFormat(language).number(number)])
    }
}
