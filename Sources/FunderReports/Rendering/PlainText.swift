/// The report as text for a mail or a terminal: at most 78 columns, figures under each other, nothing cut off a figure.
package enum PlainText {
    /// The widest line, in columns (RFC 5322, section 2.1.1, recommends 78 characters).
    package static let width = 78

    /// The report in UTF-8 lines that end with LF.
    package static func render(_ document: ReportDocument) -> String {
        let format = ReportFormat(document.language)
        let heading = SafeText.oneLine(([document.title] + document.scope).joined(separator: " · "))
        var lines = heading.count <= width ? [heading] : ([document.title] + document.scope).flatMap { wrapped($0) }
        lines.append(String(repeating: "=", count: width))
        lines += headline(document.headline, format)
        for section in document.sections {
            lines.append("")
            lines.append(rule(section.title))
            for block in section.blocks {
                switch block {
                case .note(let note): lines += wrapped(note)
                case .lines(let entries): lines += list(entries, format)
                case .table(let table): lines += PlainTable(table, format).lines
                }
            }
        }
        lines.append("")
        lines.append(String(repeating: "-", count: width))
        for footer in document.footers { lines += wrapped(footer) }
        return lines.map(trimmedEnd).joined(separator: "\n") + "\n"
    }

    private static func rule(_ title: String) -> String {
        let text = "-- \(SafeText.oneLine(title)) "
        return text + String(repeating: "-", count: max(2, width - text.count))
    }

    /// The figures side by side: label, value, comparison.
    private static func headline(_ cells: [HeadlineCell], _ format: ReportFormat) -> [String] {
        guard !cells.isEmpty else { return [] }
        let rows = [
            cells.map { SafeText.oneLine($0.label) }, cells.map { format.text($0.cell) }, cells.map { SafeText.oneLine($0.comparison) },
        ]
        let widths = cells.indices.map { place in rows.map { $0[place].count }.max() ?? 0 }
        // Whatever room is left stands between the figures, at least two columns.
        let gap = cells.count > 1 ? (width - widths.reduce(0, +)) / (cells.count - 1) : 0
        guard cells.count == 1 || gap >= 2 else {
            return cells.flatMap { wrapped("\($0.label)\(format.colon)\(format.text($0.cell)) (\($0.comparison))") }
        }
        let space = String(repeating: " ", count: gap)
        return rows.map { row in zip(row, widths).map { pad($0, to: $1, right: true) }.joined(separator: space) }
    }

    /// Things to look at, one below the other; plain records run on in one paragraph.
    private static func list(_ entries: [ReportLine], _ format: ReportFormat) -> [String] {
        if entries.allSatisfy({ $0.weight == .plain && $0.details.isEmpty }) {
            return wrapped(entries.map { "\($0.label)\u{A0}\(format.text($0.count))" }.joined(separator: " · "))
        }
        return entries.flatMap { entry in
            let mark = entry.weight == .alert ? "!" : "-"
            let shown = entry.details.prefix(4).joined(separator: "; ")
            let rest = entry.details.count - 4
            let more = rest > 0 ? "; " + Phrase.andMore.filled(format.language, format.number(Int64(rest))) : ""
            return wrapped("\(mark) \(entry.label) (\(format.text(entry.count)))\(format.colon)\(shown)\(more)", indent: 2)
        }
    }

    /// The text in lines of at most `width` columns, broken at spaces; the second and later lines are indented. A word that is
    /// longer than a line is broken.
    static func wrapped(_ text: String, to width: Int = width, indent: Int = 0) -> [String] {
        let margin = String(repeating: " ", count: indent)
        var lines: [String] = []
        var line = ""
        for word in SafeText.oneLine(text).split(separator: " ") {
            var word = String(word)
            if !line.isEmpty, line != margin, line.count + 1 + word.count > width {
                lines.append(line)
                line = margin
            }
            while (line.count + word.count) > width, line.isEmpty || line == margin {
                let room = max(1, width - line.count)
                lines.append(line + word.prefix(room))
                word = String(word.dropFirst(room))
                line = margin
            }
            line += line.isEmpty || line == margin ? word : " " + word
        }
        if !line.isEmpty || lines.isEmpty { lines.append(line) }
        return lines
    }

    /// The text padded with spaces to a number of columns.
    static func pad(_ text: String, to width: Int, right: Bool) -> String {
        let spaces = String(repeating: " ", count: max(0, width - text.count))
        return right ? spaces + text : text + spaces
    }

    private static func trimmedEnd(_ line: String) -> String {
        var line = line[...]
        while line.last == " " { line.removeLast() }
        return String(line)
    }
}
