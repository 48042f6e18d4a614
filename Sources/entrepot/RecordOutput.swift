import AdminProtocol
import Glibc
import PlainJSON

/// Writes the records of one reply to standard output: a table aligned as a whole, TSV with a header, JSON, or the octets of a
/// file that came in chunks.
final class RecordOutput {
    private let format: Settings.OutputFormat
    private let usesColour: Bool
    private let isTerminal: Bool
    private let path: String?
    private var file = FetchedFile()
    private var columns: [String]?
    private var rows: [[JSONValue]] = []
    private var pending: [UInt8] = []

    init(format: Settings.OutputFormat, usesColour: Bool, isTerminal: Bool, path: String?) {
        self.format = format
        self.usesColour = usesColour
        self.isTerminal = isTerminal
        self.path = path
    }

    /// Takes the octets of a record.
    func add(_ payload: [UInt8]) throws(ClientFault) {
        guard case .object(let record)? = try? JSONParser.parse(payload) else {
            // The server was asked for another form by the request itself.
            return put(Array((VisibleText.ofLines(String(decoding: payload, as: UTF8.self)) + "\n").utf8))
        }
        if let chunk = record.text("chunk") {
            guard let octets = Base64Text.decode(chunk) else { throw .grammar("chunk") }
            return file.add(octets)
        }
        switch format {
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
            if let path {
                try file.write(to: path)
            } else if isTerminal {
                put(Array(VisibleText.ofLines(String(decoding: file.octets, as: UTF8.self)).utf8))
            } else {
                put(file.octets)
            }
        }
        Output.write(pending, to: STDOUT_FILENO)
        pending = []
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
        for line in TextTable(columns: columns, rows: rows, usesColour: usesColour).lines { put(Array((line + "\n").utf8)) }
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
