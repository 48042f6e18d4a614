import TabularText
import Testing

@Suite("Reading tables")
struct TabularReaderTests {
    private func cells(_ file: TabularFile) -> [[String]] { file.records.map { $0.fields.map(\.text) } }

    @Test("quotes, doubled quotes and line ends inside a cell, with physical lines and columns")
    func quoted() {
        let file = TabularReader.read(Array("sku,note\r\nsoap,\"say \"\"hi\"\"\r\ntwice\"\r\nétui,x\r\n".utf8))
        #expect(
            file.records == [
                TabularRecord(
                    line: 1, fields: [TabularField(text: "sku", line: 1, column: 1), TabularField(text: "note", line: 1, column: 5)]),
                TabularRecord(
                    line: 2,
                    fields: [
                        TabularField(text: "soap", line: 2, column: 1),
                        TabularField(text: "say \"hi\"\ntwice", line: 2, column: 6, isQuoted: true),
                    ]),
                // The quoted cell covered lines 2 and 3.
                TabularRecord(
                    line: 4, fields: [TabularField(text: "étui", line: 4, column: 1), TabularField(text: "x", line: 4, column: 6)]),
            ])
        #expect(file.faults.isEmpty)
        #expect(file.notes.isEmpty)
    }

    @Test("LF, CRLF and CR end lines, the last one may lack its end", arguments: ["\n", "\r\n", "\r"])
    func lineEnds(end: String) {
        let file = TabularReader.read(Array("a,b\(end)1,2\(end)\(end)3,4".utf8))
        #expect(cells(file) == [["a", "b"], ["1", "2"], ["3", "4"]])
        #expect(file.records.map(\.line) == [1, 2, 4])
    }

    @Test("an open quote is named with its line and the lines after it are still read")
    func openQuote() {
        let file = TabularReader.read(Array("sku,note\nsoap,\"never closed\nrice,ok\ntea,fine\n".utf8))
        #expect(cells(file) == [["sku", "note"], ["soap", "\"never closed"], ["rice", "ok"], ["tea", "fine"]])
        #expect(file.faults == [.openQuote(line: 2, column: 6)])
    }

    @Test("an open quote does not swallow quoted cells further down")
    func openQuoteBeforeQuoted() {
        let file = TabularReader.read(Array("a,b\nx,\"open\ny,\"closed\"\nz,1\n".utf8))
        #expect(cells(file) == [["a", "b"], ["x", "\"open"], ["y", "closed"], ["z", "1"]])
        #expect(file.faults == [.openQuote(line: 2, column: 3)])
    }

    @Test("text after a closing quote is kept and reported")
    func afterQuote() {
        let file = TabularReader.read(Array("a,b\n\"x\"y,2\n".utf8))
        #expect(cells(file) == [["a", "b"], ["xy", "2"]])
        #expect(file.faults == [.textAfterQuote(line: 2, column: 4)])
    }

    @Test("a control character is reported and left out")
    func control() {
        let file = TabularReader.read([97, 44, 98, 10, 120, 0, 44, 49, 10])
        #expect(cells(file) == [["a", "b"], ["x", "1"]])
        #expect(file.faults == [.controlCharacter(line: 2, column: 1)])
    }

    @Test("a French Excel's bytes are read as Windows-1252 and a note says so")
    func windows1252() {
        // "é" is E9 and "€" is 80 in Windows-1252; neither is UTF-8.
        let file = TabularReader.read([115, 107, 117, 59, 112, 114, 105, 120, 13, 10, 116, 104, 0xE9, 59, 53, 0x80, 13, 10])
        #expect(cells(file) == [["sku", "prix"], ["thé", "5€"]])
        #expect(file.encoding == .windows1252)
        #expect(file.separator == .semicolon)
        #expect(file.notes == [.readAsWindows1252(line: 2)])
    }

    @Test("the byte-order mark is no part of the first label")
    func mark() {
        let file = TabularReader.read([0xEF, 0xBB, 0xBF] + Array("article;qté\nthé;3\n".utf8))
        #expect(cells(file) == [["article", "qté"], ["thé", "3"]])
        #expect(file.encoding == .utf8)
        #expect(file.records[0].fields[0].column == 1)
    }

    @Test("UTF-16 with its mark is read")
    func utf16() {
        let units = Array("a;é\n1;2\n".utf16)
        let bytes: [UInt8] = [0xFF, 0xFE] + units.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
        let file = TabularReader.read(bytes)
        #expect(cells(file) == [["a", "é"], ["1", "2"]])
        #expect(file.notes == [.readAsUTF16])
    }

    @Test(
        "bytes that only look like UTF-8 are not taken for it",
        arguments: [[0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82]] as [[UInt8]])
    func notUTF8(bytes: [UInt8]) {
        #expect(TabularReader.read(bytes).encoding == .windows1252)
    }

    @Test(
        "the separator is found from the header and the rows",
        arguments: [
            ("a,b,c\n1,2,3\n", Separator.comma), ("a;b\n1,5;2\n2,5;3\n", .semicolon), ("a\tb\n1,5\t2\n", .tab), ("only\nvalues\n", .comma),
            ("Dons, novembre 2026\n\nsku;qty;place\nsoap;12,5;a\nrice;3;b\n", .semicolon), ("\"a;b\",c\n\"d;e\",f\n", .comma), ("", .comma),
        ])
    func sniffed(text: String, separator: Separator) {
        #expect(TabularReader.read(Array(text.utf8)).separator == separator)
    }

    @Test("rows sent in pieces keep the numbers of their lines")
    func firstLine() {
        #expect(TabularReader.read(Array("a,b\n".utf8), separator: .comma, firstLine: 40).records.map(\.line) == [40])
    }

    @Test("an empty file has no records")
    func empty() {
        #expect(TabularReader.read([]) == TabularFile(encoding: .utf8, separator: .comma, records: [], faults: [], notes: []))
    }
}
