package import PostgresClient

// Words are enumerations written as text: the state of a round, the reason of a movement. They bind as their raw value; a word that the
// program does not know is an error, because anything it were taken for would be a guess.

extension SQL.StringInterpolation {
    /// A word: its raw value becomes the next bind.
    package mutating func appendInterpolation<Word: RawRepresentable>(_ word: Word) where Word.RawValue == String {
        appendInterpolation(word.rawValue)
    }

    /// A word or NULL.
    package mutating func appendInterpolation<Word: RawRepresentable>(_ word: Word?) where Word.RawValue == String {
        appendInterpolation(word?.rawValue)
    }

    /// Words, as an array of text.
    package mutating func appendInterpolation<Word: RawRepresentable>(_ words: [Word]) where Word.RawValue == String {
        appendInterpolation(words.map(\.rawValue))
    }
}

extension Row {
    /// Reads a word; throws `decoding` when it is none of the known ones, or NULL.
    package func word<Word: RawRepresentable>(_ name: StaticString, as type: Word.Type = Word.self) throws(PostgresError) -> Word
    where Word.RawValue == String {
        guard let word = Word(rawValue: try get(name)) else { throw unknownWord(name, Word.self) }
        return word
    }

    /// Reads a word or NULL; throws `decoding` when it is none of the known ones.
    package func word<Word: RawRepresentable>(_ name: StaticString, as type: Word?.Type = Word?.self) throws(PostgresError) -> Word?
    where Word.RawValue == String {
        guard let text: String = try get(name) else { return nil }
        guard let word = Word(rawValue: text) else { throw unknownWord(name, Word.self) }
        return word
    }

    private func unknownWord<Word>(_ name: StaticString, _ type: Word.Type) -> PostgresError {
        var fault = PostgresError(
            .decoding, "column \(name.description) holds a word that is no \(type): a newer program wrote it, or somebody by hand")
        fault.column = name.description
        return fault
    }
}
