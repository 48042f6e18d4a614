package import StockLedger

/// A refusal that a person can act on: stable code, figures, what was found, what to do, whether repeating helps.
package struct Refusal: Error, Sendable, CustomStringConvertible {
    /// Whether the same words can succeed later.
    package enum Retry: Sendable, Equatable {
        /// Never: the words have to change.
        case never
        /// At once, under the same key.
        case sameKey
        /// After so many milliseconds.
        case after(milliseconds: Int)
    }

    /// Whether the books changed.
    package enum State: String, Sendable {
        case unchanged
        case unknown
    }

    /// One figure or name, `have=120`.
    package typealias Figure = LedgerError.Figure

    /// The stable code, such as `STOCK.INSUFFICIENT`.
    package let code: String
    /// What was found, in the order in which it is shown.
    package var figures: [Figure]
    /// What was found and what to do, in both languages.
    package let sentence: Wording
    /// Whether repeating helps.
    package let retry: Retry
    /// Whether the books changed.
    package let state: State

    package init(_ code: String, _ figures: [Figure] = [], _ sentence: Wording, retry: Retry = .never, state: State = .unchanged) {
        self.code = code
        self.figures = figures
        self.sentence = sentence
        self.retry = retry
        self.state = state
    }

    /// The ledger's own refusals carry over as they are.
    package init(_ error: LedgerError) {
        self.init(error.code.rawValue, error.figures, error.sentence)
    }

    /// Something that is not there, with the nearest names there are.
    package static func notFound(_ code: String, _ kind: Wording, _ typed: String, nearest: [String], figure: String) -> Refusal {
        let list = nearest.joined(separator: ", ")
        return Refusal(
            code, [Figure(figure, typed)] + (nearest.isEmpty ? [] : [Figure("nearest", nearest.joined(separator: ","))]),
            Wording(
                "no \(kind.english) «\(typed)»" + (nearest.isEmpty ? ": see the list" : ": did you mean \(list)?"),
                "pas \(elided(kind.french)) « \(typed) »" + (nearest.isEmpty ? " : voir la liste" : " : vouliez-vous dire \(list) ?")))
    }

    /// A French noun behind `pas`: `de lot`, `d'article`.
    private static func elided(_ noun: String) -> String {
        let vowels: [Character] = ["a", "e", "é", "è", "ê", "i", "o", "u"]
        return noun.first.map(vowels.contains) == true ? "d'\(noun)" : "de \(noun)"
    }

    package var description: String {
        "\(code)\(figures.map { " \($0.name)=\($0.value)" }.joined()) ; \(sentence.english)"
    }
}
