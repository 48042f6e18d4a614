/// Lines as hands and word processors type them, made into lines of the protocol.
enum TypedLine {
    /// Typographic quotation marks, and an apostrophe that opens a word and closes one, become the protocol's.
    ///
    /// An apostrophe inside a word is a letter: `l'abri`. A mark is a quotation mark only where a word or a value begins.
    static func mended(_ line: String) -> String {
        let pairs: [Character: Character] = ["“": "”", "„": "“", "«": "»", "‘": "’", "'": "'", "’": "’"]
        let letters = Array(line)
        var mended = ""
        var place = 0
        var isQuoted = false
        while place < letters.count {
            let letter = letters[place]
            if letter == "\"" { isQuoted.toggle() }
            let before = place == 0 ? " " : letters[place - 1]
            if !isQuoted, let close = pairs[letter], before == " " || before == "=" || before == "\t",
                let end = closing(close, letter, in: letters, behind: place)
            {
                let inside = String(letters[(place + 1)..<end]).drop { $0 == " " || $0 == "\u{A0}" || $0 == "\u{202F}" }
                let text = String(inside.reversed().drop { $0 == " " || $0 == "\u{A0}" || $0 == "\u{202F}" }.reversed())
                mended += "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
                place = end + 1
                continue
            }
            mended.append(letter)
            place += 1
        }
        return mended
    }

    /// Where the text ends: the mark with the end of the line or a blank behind it.
    private static func closing(_ close: Character, _ open: Character, in letters: [Character], behind start: Int) -> Int? {
        letters.indices.first { index in
            guard index > start + 1,
                letters[index] == close || (open == "“" && letters[index] == "\"") || (open == "„" && letters[index] == "”")
            else { return false }
            return index == letters.count - 1 || letters[index + 1] == " " || letters[index + 1] == "\t"
        }
    }
}
