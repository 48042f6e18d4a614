/// The languages the words and sentences of the protocol exist in.
package enum Language: String, Sendable, Hashable, CaseIterable {
    case english = "en"
    case french = "fr"
}

/// A text in every language of the protocol.
///
/// Both are always written side by side, so that a sentence cannot exist in one language only.
package struct Bilingual: Sendable, Hashable {
    package var english: String
    package var french: String

    /// A text with its two wordings.
    package init(en english: String, fr french: String) {
        self.english = english
        self.french = french
    }

    /// A text that reads the same in both languages (codes, figures).
    package init(same text: String) {
        english = text
        french = text
    }

    /// The wording in `language`.
    package func callAsFunction(_ language: Language) -> String {
        switch language {
        case .english: english
        case .french: french
        }
    }
}
