/// The language of a report, chosen per recipient.
package enum ReportLanguage: String, CaseIterable, Sendable {
    /// French as written in France: 1 234,5 and 21/11/2026.
    case french = "fr"
    /// British English: 1,234.5 and 21 Nov 2026.
    case english = "en"
}

/// The same words in each language of the reports.
package struct Words: Hashable, Sendable {
    /// French.
    package let french: String
    /// English.
    package let english: String

    package init(fr french: String, en english: String) {
        self.french = french
        self.english = english
    }

    /// One text for both languages: names of people's own making, such as a place or an association.
    package init(same text: String) {
        self.init(fr: text, en: text)
    }

    /// The words in a language.
    package func text(_ language: ReportLanguage) -> String {
        switch language {
        case .french: french
        case .english: english
        }
    }
}
