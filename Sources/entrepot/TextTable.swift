import AdminProtocol
import PlainJSON
import Speech

/// Records as a person reads them: columns aligned as a whole and no wider than the terminal, and below a record what it holds a list of, as
/// a table of its own. Columns in which nothing stands are left out.
///
/// A column is such a list when every record has there a list of objects, or nothing, and one of them has some.
struct TextTable {
    let columns: [String]
    let rows: [[JSONValue]]
    /// Whether headers are bold and losses red.
    let usesColour: Bool
    /// Columns of the terminal; nil for as many as it takes.
    var width: Int?
    var reading = RecordReading.plain
    /// Whether somebody asked for these columns by name.
    var keepsColumns = false

    init(
        columns: [String], rows: [[JSONValue]], usesColour: Bool, width: Int? = nil, reading: RecordReading = .plain,
        keepsColumns: Bool = false
    ) {
        self.columns = columns
        self.rows = rows
        self.usesColour = usesColour
        self.width = width
        self.reading = reading
        self.keepsColumns = keepsColumns
    }

    /// Columns two levels further in, below the record they belong to.
    private static let indentation = "    "
    /// Columns for checking rather than for reading: the first to go where there is no room.
    private static let minor: Set<String> = [
        "sha256", "position", "epoch", "recorded_at", "reversed_by", "reverses", "corrects", "corrected_by", "files", "parent", "variants",
        "timezone", "lat", "lon", "volume_ml", "name_fr", "base", "detail", "lots", "movement",
    ]

    /// What tables are looked at for.
    private static let major: Set<String> = [
        "item", "qty", "on_hand", "available", "counted", "variance", "state", "status", "reason", "due", "people",
    ]

    /// The lines of the table, without their ends.
    var lines: [String] { laidOut.lines }

    /// The lines, and the columns there was no room for.
    var laidOut: (lines: [String], leftOut: [String]) {
        let records = rows.map { JSONObject(keys: columns, values: $0) }
        let isList = columns.indices.map { column in
            rows.allSatisfy { Self.objects($0[column]) != nil } && rows.contains { Self.objects($0[column])?.isEmpty == false }
        }
        let isFitted = width != nil && !keepsColumns
        let flat = columns.indices.filter { column in
            guard !isList[column] else { return false }
            guard isFitted, rows.count > 0 else { return true }
            let isEmpty = rows.allSatisfy { $0[column].plainText.isEmpty || Self.objects($0[column])?.isEmpty == true }
            return !isEmpty && !reading.isTold(columns[column], in: records)
        }
        let cells = zip(rows, records).map { row, record in flat.map { reading.cell(row[$0], columns[$0], of: record) } }
        let header = flat.map { reading.header(columns[$0]) }
        let isNumeric = flat.map { column in
            rows.allSatisfy { row in
                switch row[column] {
                case .integer, .decimal, .null: true
                default: false
                }
            }
        }
        let layout = TableLayout(
            flat.indices.map { place in
                TableLayout.Column(
                    natural: cells.reduce(DisplayWidth.of(header[place])) { max($0, DisplayWidth.of($1[place])) },
                    isText: !isNumeric[place],
                    isMinor: place > 0 && (Self.minor.contains(columns[flat[place]]) || rows.allSatisfy { $0[flat[place]] == 0 }),
                    isMajor: Self.major.contains(columns[flat[place]]))
            }, within: width ?? .max, keepsAll: keepsColumns)
        func aligned(_ row: [String], _ paint: (Int, String) -> String = { $1 }) -> String {
            var line = ""
            for (number, (place, width)) in layout.shown.enumerated() {
                let text = Self.cut(row[place], to: width)
                let padding = String(repeating: " ", count: max(0, width - DisplayWidth.of(text)))
                let isLast = number == layout.shown.count - 1 && flat[place] == columns.count - 1
                if number > 0 { line += String(repeating: " ", count: TableLayout.gap) }
                line +=
                    isNumeric[place]
                    ? padding + paint(place, text)
                    : isLast || (self.width != nil && number == layout.shown.count - 1) ? paint(place, text) : paint(place, text) + padding
            }
            return line
        }
        var lines: [String] = flat.isEmpty ? [] : [Ink.bold(aligned(header), usesColour)]
        for (row, cells) in zip(rows, cells) {
            if !flat.isEmpty {
                lines.append(
                    aligned(cells) { place, text in
                        guard case .integer(let number) = row[flat[place]], number < 0 else { return text }
                        return Ink.red(text, usesColour)
                    })
            }
            for column in columns.indices where isList[column] {
                lines += list(columns[column], Self.objects(row[column]) ?? [])
            }
        }
        return (lines, layout.leftOut.map { columns[flat[$0]] })
    }

    /// One field a line, for a record that is looked at alone; lists below it as tables.
    var fields: [String] {
        var lines: [String] = []
        for (number, row) in rows.enumerated() {
            if number > 0 { lines.append("") }
            let record = JSONObject(keys: columns, values: row)
            let told = columns.indices.filter { column in
                Self.objects(row[column]) == nil && !row[column].plainText.isEmpty && !reading.isTold(columns[column], in: [record])
            }
            let names = told.map { reading.header(columns[$0]) }
            let margin = min(24, names.reduce(0) { max($0, DisplayWidth.of($1)) }) + 2
            for (column, name) in zip(told, names) {
                let padding = String(repeating: " ", count: max(1, margin - DisplayWidth.of(name)))
                let text = reading.cell(row[column], columns[column], of: record)
                let pieces = Self.wrapped(text, within: width.map { max(12, $0 - margin) } ?? .max)
                lines.append(Ink.bold(name, usesColour) + padding + (pieces.first ?? ""))
                lines += pieces.dropFirst().map { String(repeating: " ", count: margin) + $0 }
            }
            for column in columns.indices {
                if let objects = Self.objects(row[column]), !objects.isEmpty { lines += list(columns[column], objects) }
            }
        }
        return lines
    }

    /// A list below its record: its name, then its own table further in.
    private func list(_ name: String, _ records: [JSONObject]) -> [String] {
        if records.isEmpty { return [] }
        var keys: [String] = []
        for key in records.flatMap(\.keys) where !keys.contains(key) { keys.append(key) }
        let table = TextTable(
            columns: keys, rows: records.map { record in keys.map { record[$0] ?? .null } }, usesColour: usesColour,
            width: width.map { max(20, $0 - Self.indentation.count) }, reading: reading)
        return ["  \(reading.header(name)):"] + table.lines.map { Self.indentation + $0 }
    }

    /// A text of at most so many columns; a longer one ends with a mark.
    static func cut(_ text: String, to width: Int) -> String {
        guard DisplayWidth.of(text) > width else { return text }
        var cut = ""
        var used = 0
        for character in text {
            let wide = DisplayWidth.of(String(character))
            if used + wide > width - 1 { break }
            cut.append(character)
            used += wide
        }
        return cut + "…"
    }

    /// A text in lines of at most so many columns, cut between words where it can be.
    static func wrapped(_ text: String, within width: Int) -> [String] {
        guard DisplayWidth.of(text) > width else { return [text] }
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ", omittingEmptySubsequences: false).map(String.init) {
            if !line.isEmpty, DisplayWidth.of(line) + 1 + DisplayWidth.of(word) > width {
                lines.append(line)
                line = ""
            }
            line += line.isEmpty ? word : " " + word
        }
        return lines + [line]
    }

    /// The objects of a list, none for null; nil when the value is something else.
    private static func objects(_ value: JSONValue) -> [JSONObject]? {
        switch value {
        case .null: return []
        case .array(let values):
            var objects: [JSONObject] = []
            for case .object(let object) in values { objects.append(object) }
            return objects.count == values.count ? objects : nil
        default: return nil
        }
    }
}

/// Colours of a terminal by what they mean (ECMA-48, SGR); nothing where there are none.
enum Ink {
    static func bold(_ text: String, _ isUsed: Bool) -> String { painted(text, "1", isUsed) }
    /// Refusals and what is missing.
    static func red(_ text: String, _ isUsed: Bool) -> String { painted(text, "31", isUsed) }
    /// What wants a second look.
    static func yellow(_ text: String, _ isUsed: Bool) -> String { painted(text, "33", isUsed) }
    /// What was said besides.
    static func dim(_ text: String, _ isUsed: Bool) -> String { painted(text, "2", isUsed) }

    private static func painted(_ text: String, _ code: String, _ isUsed: Bool) -> String {
        isUsed && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
