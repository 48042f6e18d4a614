import AdminProtocol
import Speech

/// A write under its key, and what to type to send it once more: whoever is told that an effect is unknown needs both.
struct KeyedRequest: Equatable {
    let key: String
    /// What to type; it holds the key.
    let line: String

    /// A command of the shell, from the words the client was started with.
    init(key: String, words: [String], isKeyTyped: Bool) {
        self.key = key
        line = (["entrepot"] + words + (isKeyTyped ? [] : ["key=\(key)"])).map(Self.quoted).joined(separator: " ")
    }

    /// A line of a script or of a prompt.
    init(key: String, line: String) {
        self.key = key
        self.line = line
    }

    /// What is said when nobody knows whether it was booked.
    func unknown(_ language: Language) -> String {
        language == .french
            ? "l'effet est inconnu ; répétez avec la même clé, key=\(key), pour le savoir : \(line)"
            : "the effect is unknown; repeat with the same key, key=\(key), to learn it: \(line)"
    }

    /// What is said when nothing was booked and trying again may help.
    func again(_ language: Language) -> String {
        language == .french
            ? "rien n'est enregistré ; pour réessayer avec la même clé, key=\(key) : \(line)"
            : "nothing was booked; to try again with the same key, key=\(key): \(line)"
    }

    /// A word as a shell takes it back unchanged.
    private static func quoted(_ word: String) -> String {
        let isPlain =
            !word.isEmpty
            && word.utf8.allSatisfy { octet in
                switch octet {
                case 0x30...0x3A, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "/"),
                    UInt8(ascii: "="), UInt8(ascii: ","), UInt8(ascii: "@"), UInt8(ascii: "+"), UInt8(ascii: "%"), 0x80...0xFF:
                    true
                default: false
                }
            }
        return isPlain ? word : "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}

/// Makes keys and finds them.
enum RetryKey {
    /// A key nobody else makes: 96 random bits.
    static func make() -> String {
        let words = (0..<3).map { _ in String(UInt32.random(in: 0...UInt32.max), radix: 36) }
        return "cli-" + words.joined(separator: "-")
    }

    /// The key a request has already, under its name in either language.
    static func typed(in tokens: [RequestToken]) -> String? {
        tokens.first { token in token.name.map { ["key", "cle"].contains(FoldedText($0).text) } ?? false }?.value
    }
}
