package import Speech

/// Finds which of many phrases the first words of a line name: by the whole phrase, or by a beginning of each of its words that only one
/// of them has (`don rec` is `donation receive`). Shared by the daemon and its client, so that both understand alike.
///
/// Words are compared folded (`FoldedText`). A whole phrase comes before a beginning, the longer phrase before the shorter, and the
/// phrases of the reader's language before those of the other: `tr` of `transfer` and `travaux` is clear to who reads one language.
package struct PhraseFinder: Sendable {
    /// What words lead to.
    package enum Finding: Equatable, Sendable {
        /// One owner, and how many words name it.
        case one(Int, length: Int)
        /// Several owners have phrases that begin so, in the order of the table.
        case several([Int])
        case none
    }

    private struct Phrase {
        let owner: Int
        let words: [String]
        /// The language it belongs to; nil for both.
        let language: Language?
    }

    private let phrases: [Phrase]
    private let whole: [String: Int]
    /// Words of the longest phrase.
    package let longest: Int

    /// Phrases of owners that are known by a number; where two owners have one phrase, the first keeps it.
    package init(_ given: [(owner: Int, phrase: String, language: Language?)]) {
        var phrases: [Phrase] = []
        var whole: [String: Int] = [:]
        var longest = 1
        for one in given {
            let words = one.phrase.split(separator: " ").map { FoldedText(String($0)).text }
            longest = max(longest, words.count)
            let key = words.joined(separator: " ")
            if whole[key] == nil { whole[key] = one.owner }
            phrases.append(Phrase(owner: one.owner, words: words, language: one.language))
        }
        self.phrases = phrases
        self.whole = whole
        self.longest = longest
    }

    /// The owner whose whole phrase stands first in folded words; the longest counts.
    package func exact(_ words: [String]) -> (owner: Int, length: Int)? {
        for length in stride(from: min(words.count, longest), to: 0, by: -1) {
            if let owner = whole[words.prefix(length).joined(separator: " ")] { return (owner, length) }
        }
        return nil
    }

    /// The name of the program, which some type in front out of habit.
    private static let program = "entrepot"
    /// Letters that the first word has at least when it is cut short: a slip of one finger starts nothing.
    private static let fewest = 2

    /// What folded words lead to, for a reader of a language.
    package func find(_ words: [String], _ language: Language) -> Finding {
        let finding = findDirectly(words, language)
        if case .one(_, let length) = finding, length > 1 || words.first != Self.program { return finding }
        guard words.first == Self.program, words.count > 1,
            case .one(let owner, let length) = findDirectly(Array(words.dropFirst()), language)
        else { return finding }
        return .one(owner, length: length + 1)
    }

    private func findDirectly(_ words: [String], _ language: Language) -> Finding {
        if let (owner, length) = exact(words) { return .one(owner, length: length) }
        guard let first = words.first, first.unicodeScalars.count >= Self.fewest else { return .none }
        let begun = phrases.filter { phrase in
            phrase.words.count <= words.count && zip(phrase.words, words).allSatisfy { $0.hasPrefix($1) && !$1.isEmpty }
        }
        let own = begun.filter { $0.language == nil || $0.language == language }
        for group in [own, begun] where !group.isEmpty {
            let longest = group.reduce(0) { max($0, $1.words.count) }
            var owners: [Int] = []
            for phrase in group where phrase.words.count == longest && !owners.contains(phrase.owner) { owners.append(phrase.owner) }
            return owners.count == 1 ? .one(owners[0], length: longest) : .several(owners.sorted())
        }
        return .none
    }

    /// The owners of whose phrases the first words begin so, whole words or not, in the order of the table.
    package func owners(beginning words: [String]) -> [Int] {
        var owners: Set<Int> = []
        for phrase in phrases where phrase.words.count >= words.count {
            if zip(phrase.words, words).allSatisfy({ $0.hasPrefix($1) }) { owners.insert(phrase.owner) }
        }
        return owners.sorted()
    }
}
