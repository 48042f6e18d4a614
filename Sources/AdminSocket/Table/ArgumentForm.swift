import AdminProtocol
import Measures
import Speech

/// Checks the form of a value and brings it to its canonical writing.
enum ArgumentForm {
    /// The canonical value, or ARG.VALUE.
    static func canonical(_ value: String, of argument: ArgumentSpec) throws(Refusal) -> String {
        switch argument.type {
        case .code, .sku, .place:
            guard !value.isEmpty else { throw refusal(argument, value, Wording("a code", "un code")) }
            return asciiLowercased(value)
        case .quantity, .goods, .money, .identifier, .decimal, .list:
            guard !value.isEmpty else { throw refusal(argument, value, Wording("a value", "une valeur")) }
            return value
        case .text, .pin: return value
        case .date(let words): return try date(value, of: argument, words: words)
        case .instant: return try date(value, of: argument, words: [])
        case .choice(let choices): return try choice(value, of: argument, choices)
        case .flag:
            switch FoldedText(value).text {
            case "yes", "oui", "y", "o", "true", "1": return "yes"
            case "no", "non", "n", "false", "0": return "no"
            default: throw refusal(argument, value, Wording("yes or no", "oui ou non"))
            }
        case .integer(let range):
            guard let number = Int64(value), range.contains(number) else {
                let limits = "\(range.lowerBound)…\(range.upperBound)"
                throw refusal(argument, value, Wording("a whole number within \(limits)", "un nombre entier entre \(limits)"))
            }
            return String(number)
        case .key:
            let isKey =
                (1...64).contains(value.utf8.count)
                && value.utf8.allSatisfy { octet in
                    switch octet {
                    case 0x30...0x3A, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"): true
                    default: false
                    }
                }
            guard isKey else {
                throw refusal(
                    argument, value, Wording("1 to 64 of A-Z a-z 0-9 . _ : -", "1 à 64 signes parmi A-Z a-z 0-9 . _ : -"))
            }
            return value
        case .duration:
            guard TypedDuration.milliseconds(value) != nil else {
                throw refusal(argument, value, Wording("a length of time such as 30s, 5m or 2h", "une durée comme 30s, 5m ou 2h"))
            }
            return value
        }
    }

    private static func refusal(_ argument: ArgumentSpec, _ value: String, _ hint: Wording) -> Refusal {
        ArgumentRefusal.value(argument.name, argument.isSecret ? "***" : value, hint: hint)
    }

    private static func asciiLowercased(_ value: String) -> String {
        guard value.utf8.contains(where: { (0x41...0x5A).contains($0) }) else { return value }
        return String(decoding: value.utf8.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }, as: UTF8.self)
    }

    private static func choice(_ value: String, of argument: ArgumentSpec, _ choices: [Choice]) throws(Refusal) -> String {
        let folded = FoldedText(value).text
        for choice in choices {
            if FoldedText(choice.name).text == folded { return choice.name }
            if let french = choice.french, FoldedText(french).text == folded { return choice.name }
            if choice.others.contains(where: { FoldedText($0).text == folded }) { return choice.name }
        }
        let words = choices.map(\.name)
        let frenchWords = choices.map { $0.french ?? $0.name }
        throw ArgumentRefusal.value(
            argument.name, value,
            hint: Wording("one of \(words.joined(separator: ", "))", "un de \(frenchWords.joined(separator: ", "))"),
            nearest: NearestWords.nearest(to: value, among: words + choices.compactMap(\.french)))
    }

    /// A day or moment: its form is read as the use case will read it, which alone knows what day it is.
    private static func date(_ value: String, of argument: ArgumentSpec, words: [Choice]) throws(Refusal) -> String {
        if !words.isEmpty, let word = try? choice(value, of: argument, words) { return word }
        do throws(DateFault) {
            _ = try WrittenDate(value)
            return value
        } catch {
            let others = Wording(
                words.map { ", \($0.name)" }.joined(), words.map { ", \($0.french ?? $0.name)" }.joined())
            throw error.refusal(value, figure: argument.name, shows: others)
        }
    }
}
