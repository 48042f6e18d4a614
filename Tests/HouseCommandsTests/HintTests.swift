import AdminProtocol
import AdminSocket
import Glibc
import HouseCommands
import Speech
import Testing

// Hints that cannot be typed teach nothing: every command and every argument that a sentence of the sources names is looked up in the table,
// in the language of the sentence.

@Suite("What sentences say can be typed")
struct HintTests {
    private static let table = HouseCommands.table

    /// A sentence as it stands in the sources, in one language, with a mark for every hole.
    private struct Sentence {
        let file: String
        let isFrench: Bool
        let text: String
        /// The commands it names by `\(en: .x)` or `\(fr: .x)`.
        var commands: [String]
    }

    @Test("the words of every command that sentences name are the table's, in both languages")
    func words() {
        for named in CommandWords.allCases {
            let id = named.words.english.split(separator: " ").joined(separator: ".")
            #expect(Self.table.command(id: id)?.words == named.words, "\(named)")
        }
    }

    @Test("both languages of a sentence name the same commands, each by its own words")
    func sameCommands() throws {
        for pair in try Self.pairs() {
            #expect(pair.english.commands.sorted() == pair.french.commands.sorted(), "\(pair.english.file): \(pair.english.text)")
            #expect(
                !pair.english.text.contains("\u{1}fr") && !pair.french.text.contains("\u{1}en"),
                "\(pair.english.file): \(pair.english.text)")
        }
    }

    @Test("no sentence retypes the words of a command")
    func retyped() throws {
        let own = Set(Self.table.commands.flatMap { [$0.words.english, $0.words.french] })
        let phrases = Self.table.commands.flatMap(\.phrases).filter { $0.contains(" ") }
        var found: [String] = []
        for sentence in try Self.pairs().flatMap({ [$0.english, $0.french] }) where !own.contains(sentence.text) {
            for phrase in phrases where Self.holds(sentence.text, phrase) && !Self.allowed.contains(where: sentence.text.contains) {
                found.append("\(sentence.file): «\(phrase)» in \(sentence.text)")
            }
        }
        #expect(found == [])
    }

    /// Where these words stand, they name a thing and not what to type.
    private static let allowed = ["cursor of a", "on the review list has"]

    @Test("every argument that a sentence names by NAME= is one of the table's, in its language")
    func arguments() throws {
        var english: Set<String> = []
        var french: Set<String> = []
        for argument in Self.table.commands.flatMap(\.allArguments) {
            english.formUnion([argument.name] + argument.aliases)
            french.formUnion([argument.french ?? argument.name] + argument.aliases)
        }
        // What an answer says of itself, to be typed behind after=.
        let elsewhere: Set<String> = ["next"]
        var found: [String] = []
        for sentence in try Self.pairs().flatMap({ [$0.english, $0.french] }) {
            for name in Self.names(sentence.text) where !(sentence.isFrench ? french : english).union(elsewhere).contains(name) {
                found.append("\(sentence.file): \(name)= in \(sentence.text)")
            }
        }
        #expect(found == [])
    }

    @Test("a command and what stands behind it in a sentence are understood by the table")
    func played() throws {
        var found: [String] = []
        for sentence in try Self.pairs().flatMap({ [$0.english, $0.french] }) {
            for line in Self.lines(sentence) {
                guard case .command(let request)? = try? RequestParser.parse(Array(line.utf8)) else {
                    found.append("\(sentence.file): «\(line)» is no line")
                    continue
                }
                do {
                    _ = try Self.table.parse(request)
                } catch  where [ErrorCode.commandUnknown, .argumentUnknown].contains(error.code) {
                    found.append("\(sentence.file): «\(line)»: \(error.sentence.english)")
                } catch {
                    // Something is left out, as a hint may.
                }
            }
        }
        #expect(found == [])
    }

    // MARK: Reading sentences

    /// The lines a sentence tells to type: each command with the marks, capitals and `name=value` that follow it.
    private static func lines(_ sentence: Sentence) -> [String] {
        var lines: [String] = []
        for part in sentence.text.split(separator: "\u{1}", omittingEmptySubsequences: false).dropFirst() {
            guard let end = part.firstIndex(of: "\u{2}") else { continue }
            let name = String(part.prefix(upTo: end).dropFirst(2))
            guard let command = CommandWords(rawValue: name) else { continue }
            var line = sentence.isFrench ? command.words.french : command.words.english
            let behind: Substring = part[part.index(after: end)...]
            for word in behind.split(separator: " ", omittingEmptySubsequences: true) {
                let between: Substring = behind[behind.startIndex..<word.startIndex]
                let bare = String(word.filter { !"»«,;.:)".contains($0) })
                let isArgument = bare.contains("=") || bare == "\u{3}" || (bare.count > 1 && bare.allSatisfy { $0.isUppercase })
                guard isArgument, !between.contains(where: { ",;:)".contains($0) }) else { break }
                line += " " + bare.replacing("\u{3}", with: "1").replacing("…", with: "1")
            }
            lines.append(line)
        }
        return lines
    }

    /// Whether a phrase stands in a text as words of their own.
    private static func holds(_ text: String, _ phrase: String) -> Bool {
        func isWord(_ character: Character?) -> Bool { character.map { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "=" } ?? false }
        var rest = text[...]
        while let range = rest.firstRange(of: phrase) {
            let before = range.lowerBound == text.startIndex ? nil : text[text.index(before: range.lowerBound)]
            let after = range.upperBound == text.endIndex ? nil : text[range.upperBound]
            if !isWord(before), !isWord(after) { return true }
            rest = rest[range.upperBound...]
        }
        return false
    }

    /// Names in front of `=`.
    private static func names(_ text: String) -> [String] {
        var names: [String] = []
        for word in text.split(whereSeparator: { " ;,:(«»/".contains($0) }) {
            guard let equals = word.firstIndex(of: "="), equals != word.startIndex else { continue }
            let name = word[..<equals]
            if name.allSatisfy({ $0.isLetter || $0 == "-" || $0 == "_" || $0 == "'" }), name.contains(where: \.isLowercase) {
                names.append(String(name))
            }
        }
        return names
    }

    /// Every `Wording("…", "…")` of the sources.
    private static func pairs() throws -> [(english: Sentence, french: Sentence)] {
        let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/Sources"
        var pairs: [(english: Sentence, french: Sentence)] = []
        for path in SourceTexts.files(under: root) {
            guard let text = SourceTexts.read(path) else { continue }
            let file = String(path.dropFirst(root.count + 1))
            for call in SourceTexts.calls(of: "Wording", in: text) where call.count == 2 {
                func sentence(_ parts: [String], isFrench: Bool) -> Sentence {
                    let text = parts.joined()
                    let commands = text.split(separator: "\u{1}").compactMap { part in
                        part.firstIndex(of: "\u{2}").map { String(part.prefix(upTo: $0).dropFirst(2)) }
                    }
                    return Sentence(file: file, isFrench: isFrench, text: text, commands: commands)
                }
                pairs.append((sentence(call[0], isFrench: false), sentence(call[1], isFrench: true)))
            }
        }
        #expect(pairs.count > 500)
        return pairs
    }
}
