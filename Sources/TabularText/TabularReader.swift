/// Cuts the bytes of a file into records (RFC 4180), keeping physical lines and columns. Time is linear in the size of the file.
package struct TabularReader {
    private let bytes: [UInt8]
    private let separator: UInt8
    /// The next byte.
    private var index = 0
    /// The physical line of `index`, from 1.
    private var line: Int
    /// The column of `index`, from 1, in Unicode scalars.
    private var column = 1
    private var records: [TabularRecord] = []
    private var faults: [TabularFault] = []

    /// Reads a whole file.
    ///
    /// - Parameters:
    ///   - bytes: the file as it is.
    ///   - separator: nil to find it out.
    ///   - firstLine: the number of the first physical line, for rows that were sent in pieces.
    package static func read(_ bytes: [UInt8], separator: Separator? = nil, firstLine: Int = 1) -> TabularFile {
        let (text, encoding, foreignLine) = TextEncoding.decode(bytes)
        let chosen = separator ?? Separator.sniff(text)
        var notes: [TabularNote] = []
        if let foreignLine { notes.append(.readAsWindows1252(line: foreignLine + firstLine - 1)) }
        if encoding == .utf16 { notes.append(.readAsUTF16) }
        var reader = TabularReader(bytes: text, separator: chosen.rawValue, line: firstLine)
        reader.readRecords()
        return TabularFile(encoding: encoding, separator: chosen, records: reader.records, faults: reader.faults, notes: notes)
    }

    private init(bytes: [UInt8], separator: UInt8, line: Int) {
        self.bytes = bytes
        self.separator = separator
        self.line = line
    }

    private static let quote: UInt8 = 34
    private static let carriageReturn: UInt8 = 13
    private static let lineFeed: UInt8 = 10

    private mutating func readRecords() {
        while index < bytes.count {
            let recordLine = line
            var fields: [TabularField] = []
            var ended = false
            while !ended {
                fields.append(readField())
                if index < bytes.count, bytes[index] == separator {
                    index += 1
                    column += 1
                } else {
                    ended = true
                }
            }
            skipLineEnd()
            if fields.count > 1 || !fields[0].text.isEmpty || fields[0].isQuoted {
                records.append(TabularRecord(line: recordLine, fields: fields))
            }
        }
    }

    /// Passes CRLF, LF or CR.
    private mutating func skipLineEnd() {
        guard index < bytes.count else { return }
        index += bytes[index] == Self.carriageReturn && index + 1 < bytes.count && bytes[index + 1] == Self.lineFeed ? 2 : 1
        line += 1
        column = 1
    }

    private func endsField(_ offset: Int) -> Bool {
        offset >= bytes.count || bytes[offset] == separator || bytes[offset] == Self.lineFeed || bytes[offset] == Self.carriageReturn
    }

    private mutating func readField() -> TabularField {
        if index < bytes.count, bytes[index] == Self.quote {
            if let field = readQuoted() { return field }
            faults.append(.openQuote(line: line, column: column))
        }
        let start = index
        let (startLine, startColumn) = (line, column)
        while !endsField(index) {
            column += bytes[index] & 0xC0 == 0x80 ? 0 : 1
            index += 1
        }
        return TabularField(text: text(bytes[start..<index], startLine, startColumn), line: startLine, column: startColumn)
    }

    /// The quoted field that begins here, or nil, with nothing consumed, when its quote never closes.
    ///
    /// A quote inside that is neither doubled nor followed by the end of a cell, on a later line, means that the first one was never closed:
    /// the later one opens a cell of its own. On the same line it is text after a closing quote.
    private mutating func readQuoted() -> TabularField? {
        var content: [UInt8] = []
        var offset = index + 1
        var currentLine = line
        var currentColumn = column + 1
        var runStart = offset
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte == Self.quote {
                if offset + 1 < bytes.count, bytes[offset + 1] == Self.quote {
                    content.append(contentsOf: bytes[runStart...offset])
                    offset += 2
                    runStart = offset
                    currentColumn += 2
                    continue
                }
                content.append(contentsOf: bytes[runStart..<offset])
                let afterQuote = offset + 1
                if !endsField(afterQuote) {
                    guard currentLine == line else { return nil }
                    faults.append(.textAfterQuote(line: currentLine, column: currentColumn + 1))
                    offset = afterQuote
                    while !endsField(offset) {
                        currentColumn += bytes[offset] & 0xC0 == 0x80 ? 0 : 1
                        offset += 1
                    }
                    content.append(contentsOf: bytes[afterQuote..<offset])
                }
                let (startLine, startColumn) = (line, column)
                index = max(afterQuote, offset)
                line = currentLine
                column = currentColumn + 1
                return TabularField(text: text(content[...], startLine, startColumn), line: startLine, column: startColumn, isQuoted: true)
            }
            if byte == Self.lineFeed || byte == Self.carriageReturn {
                content.append(contentsOf: bytes[runStart..<offset])
                content.append(Self.lineFeed)
                offset += byte == Self.carriageReturn && offset + 1 < bytes.count && bytes[offset + 1] == Self.lineFeed ? 2 : 1
                runStart = offset
                currentLine += 1
                currentColumn = 1
                continue
            }
            currentColumn += byte & 0xC0 == 0x80 ? 0 : 1
            offset += 1
        }
        return nil
    }

    /// The text of a cell without control characters other than tab and line feed, which are reported.
    private mutating func text(_ content: ArraySlice<UInt8>, _ line: Int, _ column: Int) -> String {
        func isControl(_ byte: UInt8) -> Bool { (byte < 32 && byte != 9 && byte != 10) || byte == 127 }
        guard content.contains(where: isControl) else { return String(decoding: content, as: UTF8.self) }
        faults.append(.controlCharacter(line: line, column: column))
        return String(decoding: content.filter { !isControl($0) }, as: UTF8.self)
    }
}
