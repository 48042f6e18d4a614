import AdminProtocol
import PlainJSON
import Speech

/// The last line of an answer as a person reads it: the sentence, and the facts it does not tell already.
enum FinalSentence {
    /// Sentence and facts with two spaces between them; empty when there is nothing to say.
    ///
    /// `state` and `retry` are for programs, and the number of records is said in words.
    static func text(_ final: ReceivedFinal, _ language: Language) -> String {
        let sentence = final.text ?? ""
        let words = Set(sentence.split { $0 == " " || $0 == "\u{A0}" || $0 == "\u{202F}" }.map(bare))
        var facts: [String] = []
        var count: String?
        for (key, value) in zip(final.pairs.keys, final.pairs.values) {
            let text = value.plainText
            switch key {
            case "state", "retry": continue
            case "rows": count = rows(text, language)
            default: if !isTold(text, words, sentence) { facts.append("\(key)=\(text)") }
            }
        }
        return ([sentence, count ?? "", facts.joined(separator: " ")].filter { !$0.isEmpty }).joined(separator: "  ")
    }

    /// `4 rows`; French counts none and one alike.
    private static func rows(_ number: String, _ language: Language) -> String {
        switch language {
        case .english: number == "1" ? "1 row" : "\(number) rows"
        case .french: number == "0" || number == "1" ? "\(number) ligne" : "\(number) lignes"
        }
    }

    /// Whether the sentence holds the value as a word, or as several where the value is several.
    private static func isTold(_ value: String, _ words: Set<String>, _ sentence: String) -> Bool {
        value.isEmpty || (value.contains(" ") ? sentence.contains(value) : words.contains(value))
    }

    /// A word without the marks around it.
    private static func bare(_ word: Substring) -> String {
        let marks: Set<Character> = [",", ".", ";", ":", "?", "!", "(", ")", "«", "»", "\""]
        var word = word
        while let first = word.first, marks.contains(first) { word.removeFirst() }
        while let last = word.last, marks.contains(last) { word.removeLast() }
        return String(word)
    }
}
