/// A refusal that a person can act on: a stable code, the figures, what was found and what to do, whether repeating helps, and what
/// became of the books.
///
/// It is the one error of the house that people read: rules of the ledger, the parser of the socket, constraints of the database and use
/// cases all throw it, and nobody on its way rewords it.
package struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
    package typealias Figure = Figures.Figure

    /// The stable code, such as `STOCK.INSUFFICIENT`.
    package var code: ErrorCode
    /// What was found, in the order in which it is shown.
    package var figures: Figures
    /// What was found and what to do.
    package var sentence: Wording
    /// Whether repeating helps, when it differs from what the table of codes says.
    package var retry: Retry?
    /// What happened to the books; `unchanged` unless it is not known.
    package var state: BookState
    /// Rows that explain it, one for each bad row of a file; shown in front of the refusal.
    package var rows: [Figures]

    package init(
        _ code: ErrorCode, _ figures: Figures, state: BookState = .unchanged, retry: Retry? = nil, rows: [Figures] = [],
        _ sentence: Wording
    ) {
        self.code = code
        self.figures = figures
        self.sentence = sentence
        self.retry = retry
        self.state = state
        self.rows = rows
    }

    /// A refusal without figures.
    package init(
        _ code: ErrorCode, state: BookState = .unchanged, retry: Retry? = nil, rows: [Figures] = [], _ sentence: Wording
    ) {
        self.init(code, [], state: state, retry: retry, rows: rows, sentence)
    }

    /// A refusal by a rule: what was found, then what to do.
    package init(_ code: ErrorCode, _ figures: Figures = [], found: Wording, remedy: Wording) {
        self.init(code, figures, Wording("\(found.english); \(remedy.english)", "\(found.french) ; \(remedy.french)"))
    }

    /// Something that is not there, with the nearest names there are.
    package static func notFound(_ code: ErrorCode, _ kind: Wording, _ typed: String, nearest: [String], figure: String) -> Refusal {
        let list = nearest.joined(separator: ", ")
        return Refusal(
            code, [.init(figure, typed), .init("nearest", nearest.isEmpty ? .null : .string(nearest.joined(separator: ",")))],
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
        "\(code)\(figures.all.map { " \($0.name)=\($0.value.text)" }.joined()) ; \(sentence.english)"
    }
}
