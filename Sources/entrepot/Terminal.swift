import Glibc
import Speech

/// What the terminal of standard output is like: its size, and whether it shows letters beyond ASCII.
struct Terminal {
    /// Columns of a line.
    let columns: Int
    /// Lines of the screen.
    let rows: Int
    /// Whether it shows UTF-8; else letters lose their accents.
    let showsUTF8: Bool

    /// What a window of our own would have when nobody says its size.
    static let usual = Terminal(columns: 80, rows: 24, showsUTF8: true)

    init(columns: Int, rows: Int, showsUTF8: Bool) {
        self.columns = columns
        self.rows = rows
        self.showsUTF8 = showsUTF8
    }

    /// The terminal as it is now: `COLUMNS` and `LINES` come before what it says of itself. ioctl_tty(2), TIOCGWINSZ
    static var current: Terminal {
        var size = winsize()
        let isKnown = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0
        func number(_ name: String, _ told: UInt16, _ usual: Int) -> Int {
            if let typed = Settings.environment(name).flatMap({ Int($0) }), typed > 0 { return typed }
            return isKnown && told > 0 ? Int(told) : usual
        }
        let locale = Settings.environment("LC_ALL") ?? Settings.environment("LC_CTYPE") ?? Settings.environment("LANG") ?? ""
        let charset = locale.lowercased()
        return Terminal(
            columns: max(20, number("COLUMNS", size.ws_col, usual.columns)), rows: number("LINES", size.ws_row, usual.rows),
            showsUTF8: charset.contains("utf-8") || charset.contains("utf8"))
    }

    /// A text as it can be shown: without UTF-8, letters without their marks, and the nearest there is for signs.
    func shown(_ text: String) -> String { showsUTF8 ? text : Self.plain(text) }

    static func plain(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
        var plain = ""
        for scalar in text.unicodeScalars {
            if scalar.isASCII {
                plain.unicodeScalars.append(scalar)
                continue
            }
            switch scalar {
            case "«", "»", "“", "”", "„": plain += "\""
            case "‘", "’": plain += "'"
            case "→": plain += "->"
            case "–", "—", "\u{2212}": plain += "-"
            case "×": plain += "x"
            case "…": plain += "~"
            case "·", "•": plain += "*"
            case "\u{A0}", "\u{202F}": plain += " "
            case "€": plain += "EUR"
            case "°": plain += "o"
            default:
                let folded = FoldedText(String(scalar)).text
                let isLetter = !folded.isEmpty && folded.utf8.allSatisfy { $0 < 0x80 }
                plain +=
                    isLetter
                    ? (scalar.properties.isUppercase ? folded.uppercased() : folded)
                    : scalar.properties.canonicalCombiningClass == .notReordered ? "?" : ""
            }
        }
        return plain
    }
}
