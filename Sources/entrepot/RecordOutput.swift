import Glibc
import PlainJSON

/// Writes the records of one reply to standard output: a table aligned as a whole, TSV with a header, JSON as it came, or the octets
/// of a file that came in chunks.
final class RecordOutput {
    private let format: Settings.OutputFormat
    private let usesColour: Bool
    private let path: String?
    private var file: Int32?
    private var columns: [String]?
    private var rows: [[JSONValue]] = []
    private var pending: [UInt8] = []

    init(format: Settings.OutputFormat, usesColour: Bool, path: String?) throws(ClientFault) {
        self.format = format
        self.usesColour = usesColour
        self.path = path
    }

    /// Takes the octets of a record.
    func add(_ payload: [UInt8]) throws(ClientFault) {
        guard case .object(let record)? = try? JSONParser.parse(payload) else {
            // The server was asked for another form by the request itself.
            put(payload + [0x0A])
            return
        }
        if let chunk = record.text("chunk") {
            guard let octets = Base64.decode(chunk) else { throw .grammar("chunk") }
            return try add(chunk: octets)
        }
        switch format {
        case .json: put(payload + [0x0A])
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

    /// Writes what is left.
    func finish() throws(ClientFault) {
        flushTable()
        Output.write(pending, to: STDOUT_FILENO)
        pending = []
        if let file, close(file) != 0 {
            let code = errno
            throw .file(path: path ?? "", code: code)
        }
        file = nil
    }

    private func add(chunk octets: [UInt8]) throws(ClientFault) {
        guard let path else { return put(octets) }
        if file == nil {
            let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
            guard descriptor >= 0 else {
                let code = errno
                throw .file(path: path, code: code)
            }
            file = descriptor
        }
        guard let file else { return }
        var rest = octets[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let code = errno
                throw .file(path: path, code: code)
            }
            rest = rest.dropFirst(count)
        }
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
        for (index, cell) in cells.enumerated() {
            if index > 0 { octets.append(0x09) }
            for octet in cell.utf8 {
                switch octet {
                case 0x09: octets += Array("\\t".utf8)
                case 0x0A: octets += Array("\\n".utf8)
                case 0x0D: octets += Array("\\r".utf8)
                case UInt8(ascii: "\\"): octets += Array("\\\\".utf8)
                default: octets.append(octet)
                }
            }
        }
        return octets + [0x0A]
    }

    private func flushTable() {
        guard let columns, !rows.isEmpty else { return }
        for line in TextTable(columns: columns, rows: rows, usesColour: usesColour).lines { put(Array((line + "\n").utf8)) }
        rows = []
    }
}

/// Base 64 as JSON carries files (RFC 4648, section 4).
enum Base64 {
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
