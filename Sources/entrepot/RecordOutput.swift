import AdminProtocol
import Glibc
import PlainJSON
import Speech

/// How the records of one reply are shown to people.
struct RecordStyle {
    /// One field a line: for a command that shows one thing.
    var isOne = false
    /// Whether the columns were asked for by name.
    var keepsColumns = false

    /// The style of a request, by the command it leads to.
    init(_ entry: CommandCatalogue.Entry? = nil, _ tokens: [RequestToken] = []) {
        isOne = entry?.id.hasSuffix(".show") ?? false
        keepsColumns = tokens.contains { token in
            token.name.map { name in
                ["columns", "colonnes"].contains { FoldedText(name).text.count > 2 && $0.hasPrefix(FoldedText(name).text) }
            } ?? false
        }
    }
}

/// Writes the records of one reply to standard output: a table that fits the terminal, TSV with a header, JSON, or the octets of a
/// file that came in chunks.
final class RecordOutput {
    private let settings: Settings
    private let reading: RecordReading
    private let style: RecordStyle
    private var file = FetchedFile()
    private var columns: [String]?
    private var rows: [[JSONValue]] = []
    private var pending: [UInt8] = []
    /// Lines for a person, held until all are there: they may be more than a screen.
    private var page: [String] = []
    private var leftOut: [String] = []

    init(settings: Settings, reading: RecordReading, style: RecordStyle) {
        self.settings = settings
        self.reading = reading
        self.style = style
    }

    /// Takes the octets of a record.
    func add(_ payload: [UInt8]) throws(ClientFault) {
        guard case .object(let record)? = try? JSONParser.parse(payload) else {
            // The server was asked for another form by the request itself.
            return say(VisibleText.ofLines(String(decoding: payload, as: UTF8.self)))
        }
        if let chunk = record.text("chunk") {
            guard let octets = Base64Text.decode(chunk) else { throw .grammar("chunk") }
            return file.add(octets)
        }
        switch settings.format {
        // Written anew rather than passed on: what steers is an escape then, whoever the server is.
        case .json: put(JSONText.encode(.object(record)) + [0x0A])
        case .tsv:
            if columns != record.keys {
                columns = record.keys
                put(line(record.keys))
            }
            put(line(record.values.map(\.plainText)))
        case .table:
            if columns != record.keys {
                flushTable()
                columns = record.keys
            }
            rows.append(record.values)
        }
    }

    /// Writes what is left, now that the final is known: a file only when it came whole.
    func finish(_ final: ReceivedFinal) throws(ClientFault) {
        flushTable()
        if final.code == nil, file.hasBegun {
            try file.check(final)
            if let path = settings.outputPath {
                try file.write(to: path)
            } else if settings.isTerminal {
                page += VisibleText.ofLines(String(decoding: file.octets, as: UTF8.self)).split(
                    separator: "\n", omittingEmptySubsequences: false
                ).map(String.init)
                if page.last == "" { page.removeLast() }
            } else {
                put(file.octets)
            }
        }
        showPage()
        Output.write(pending, to: STDOUT_FILENO)
        pending = []
    }

    /// A line for people: to a terminal with the rest of its page, elsewhere at once.
    private func say(_ line: String) {
        if settings.isTerminal { page.append(line) } else { put(Array((line + "\n").utf8)) }
    }

    private func showPage() {
        guard !page.isEmpty else { return }
        let terminal = Terminal.current
        if !leftOut.isEmpty {
            let names = leftOut.map(reading.header).joined(separator: ", ")
            page += TextTable.wrapped(
                reading.language == .french
                    ? "(sans place pour : \(names) ; colonnes= les montre)" : "(no room for: \(names); columns= shows them)",
                within: terminal.columns
            ).map { Ink.dim($0, settings.usesColour) }
        }
        let octets = Array(terminal.shown(page.joined(separator: "\n") + "\n").utf8)
        let isLong = page.count >= terminal.rows
        page = []
        leftOut = []
        if isLong, settings.pages, Pager.show(octets) { return }
        put(octets)
    }

    private func put(_ octets: [UInt8]) {
        pending += octets
        if pending.count > 65_536 {
            Output.write(pending, to: STDOUT_FILENO)
            pending.removeAll(keepingCapacity: true)
        }
    }

    private func line(_ cells: [String]) -> [UInt8] {
        var octets: [UInt8] = []
        VisibleText.appendRow(cells, to: &octets)
        return octets + [0x0A]
    }

    private func flushTable() {
        guard let columns, !rows.isEmpty else { return }
        let table = TextTable(
            columns: columns, rows: rows, usesColour: settings.usesColour, width: Terminal.current.columns, reading: reading,
            keepsColumns: style.keepsColumns)
        if style.isOne, rows.count == 1, !style.keepsColumns {
            for line in table.fields { say(line) }
        } else {
            let laidOut = table.laidOut
            for line in laidOut.lines { say(line) }
            leftOut += laidOut.leftOut.filter { !leftOut.contains($0) }
        }
        rows = []
    }
}

/// Base 64 as JSON carries files (RFC 4648, section 4).
enum Base64Text {
    /// The octets of a text; nil when it is no Base 64.
    static func decode(_ text: String) -> [UInt8]? {
        let digits = Array(text.utf8)
        guard digits.count % 4 == 0 else { return nil }
        let body = digits.prefix { $0 != UInt8(ascii: "=") }
        guard digits.count - body.count <= 2, digits[body.count...].allSatisfy({ $0 == UInt8(ascii: "=") }) else { return nil }
        var octets: [UInt8] = []
        octets.reserveCapacity(digits.count / 4 * 3)
        var bits: UInt32 = 0
        var count = 0
        for digit in body {
            let value: UInt8
            switch digit {
            case 0x41...0x5A: value = digit - 0x41
            case 0x61...0x7A: value = digit - 0x61 + 26
            case 0x30...0x39: value = digit - 0x30 + 52
            case UInt8(ascii: "+"): value = 62
            case UInt8(ascii: "/"): value = 63
            default: return nil
            }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                octets.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return octets
    }
}
