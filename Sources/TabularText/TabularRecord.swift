package import Speech

/// One cell and where it stands in the file.
package struct TabularField: Hashable, Sendable {
    /// The cell's text without its quotes; line ends inside are LF.
    package let text: String
    /// The physical line on which it begins, from 1.
    package let line: Int
    /// The column of its first character on that line, from 1, in Unicode scalars.
    package let column: Int
    /// Whether it stood in quotes.
    package let isQuoted: Bool

    package init(text: String, line: Int, column: Int, isQuoted: Bool = false) {
        self.text = text
        self.line = line
        self.column = column
        self.isQuoted = isQuoted
    }
}

/// One row of cells.
package struct TabularRecord: Hashable, Sendable {
    /// The physical line on which it begins, from 1.
    package let line: Int
    /// Its cells, at least one.
    package let fields: [TabularField]

    package init(line: Int, fields: [TabularField]) {
        self.line = line
        self.fields = fields
    }

    /// Whether no cell holds more than spaces: the rows of separators that spreadsheets leave below the last one.
    package var isBlank: Bool { fields.allSatisfy { $0.text.utf8.allSatisfy { $0 == 32 || $0 == 9 || $0 == 10 } } }
}

/// Something wrong in a file, with its place; reading went on after it.
package enum TabularFault: Hashable, Sendable {
    /// A quote was opened here and never closed; its line was read as plain text.
    case openQuote(line: Int, column: Int)
    /// Text follows the closing quote of a cell; it was kept.
    case textAfterQuote(line: Int, column: Int)
    /// A cell holds a character that no text has (NUL and the like); it was left out.
    case controlCharacter(line: Int, column: Int)
    /// A row has not as many cells as the header.
    case ragged(line: Int, found: Int, expected: Int)

    /// The physical line, from 1.
    package var line: Int {
        switch self {
        case .openQuote(let line, _), .textAfterQuote(let line, _), .controlCharacter(let line, _), .ragged(let line, _, _): line
        }
    }

    /// What is wrong and what to do.
    package var wording: Wording {
        switch self {
        case .openQuote(let line, let column):
            Wording(
                "line \(line), column \(column): a quote is opened and never closed; close it or double it",
                "ligne \(line), colonne \(column) : un guillemet est ouvert et jamais fermé ; le fermer ou le doubler")
        case .textAfterQuote(let line, let column):
            Wording(
                "line \(line), column \(column): text after the closing quote; a quote inside a quoted cell is doubled",
                "ligne \(line), colonne \(column) : du texte suit le guillemet fermant ; un guillemet dans une cellule se double")
        case .controlCharacter(let line, let column):
            Wording(
                "line \(line), column \(column): a control character; remove it",
                "ligne \(line), colonne \(column) : un caractère de contrôle ; l'enlever")
        case .ragged(let line, let found, let expected):
            Wording(
                "line \(line): \(found) cells where the header has \(expected)",
                "ligne \(line) : \(found) cellules alors que l'en-tête en a \(expected)")
        }
    }
}

/// Something about a file that its sender should know though it is not wrong.
package enum TabularNote: Hashable, Sendable {
    /// The bytes were not UTF-8 (first on this line) and were read as Windows-1252.
    case readAsWindows1252(line: Int)
    /// The file was UTF-16.
    case readAsUTF16

    /// What it is.
    package var wording: Wording {
        switch self {
        case .readAsWindows1252(let line):
            Wording(
                "the file is not UTF-8 (line \(line)); read as Windows-1252, check the accents",
                "le fichier n'est pas en UTF-8 (ligne \(line)) ; lu en Windows-1252, vérifier les accents")
        case .readAsUTF16: Wording("the file was read as UTF-16", "le fichier a été lu en UTF-16")
        }
    }
}

/// A file cut into records, with everything that was found on the way.
package struct TabularFile: Hashable, Sendable {
    /// How its bytes were read.
    package let encoding: TextEncoding
    /// What separates its cells.
    package let separator: Separator
    /// Its records in order, empty lines left out.
    package let records: [TabularRecord]
    /// What is wrong, in order of lines.
    package let faults: [TabularFault]
    /// What its sender should know.
    package let notes: [TabularNote]

    package init(encoding: TextEncoding, separator: Separator, records: [TabularRecord], faults: [TabularFault], notes: [TabularNote]) {
        self.encoding = encoding
        self.separator = separator
        self.records = records
        self.faults = faults
        self.notes = notes
    }
}
