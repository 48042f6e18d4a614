import TabularText
import Testing

@Suite("Writing tables")
struct TabularWriterTests {
    @Test("the plain form has commas, a tag row and CRLF; what needs quotes has them")
    func plain() {
        let bytes = TabularWriter.write(
            .comma, header: ["sku", "note"], tags: ["#item+code", "#description"],
            rows: [["soap", "say \"hi\", twice"], ["tea", "two\nlines"]])
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == "sku,note\r\n#item+code,#description\r\nsoap,\"say \"\"hi\"\", twice\"\r\ntea,\"two\nlines\"\r\n")
    }

    @Test("the form for a French Excel has a mark and semicolons")
    func french() {
        let bytes = TabularWriter.write(.frenchExcel, header: ["article", "qté"], rows: [["thé", "12,5"]])
        #expect(bytes.prefix(3) == [0xEF, 0xBB, 0xBF])
        #expect(String(decoding: bytes.dropFirst(3), as: UTF8.self) == "article;qté\r\nthé;\"12,5\"\r\n")
    }

    @Test(
        "cells that would run as formulas are defused, plain numbers are not",
        arguments: [
            ("=1+1", "'=1+1"), ("+33612345678x", "'+33612345678x"), ("-cmd", "'-cmd"), ("@sum", "'@sum"), ("\tx", "'\tx"), ("\rx", "'\rx"),
            ("-12", "-12"), ("+3.5", "+3.5"), ("-0,25", "-0,25"), ("--1", "'--1"), ("-", "'-"), ("-1+2", "'-1+2"), ("x=1", "x=1"),
            ("'=1", "''=1"), ("'t Hof", "'t Hof"), ("", ""),
        ])
    func defused(text: String, written: String) {
        #expect(FormulaGuard.defuse(text) == written)
        #expect(FormulaGuard.restore(written) == text)
    }

    @Test("what is written is read again without loss", arguments: [TabularWriter.Style.comma, .frenchExcel])
    func roundTrip(style: TabularWriter.Style) {
        let rows = [
            ["=1", "a,b;c\td", "\"q\""], ["line\nbreak", " spaced ", ""], ["'=x", "-12", "é€"], ["", "", "x"],
        ]
        let file = TabularReader.read(TabularWriter.write(style, header: ["a", "b", "c"], rows: rows))
        #expect(file.faults.isEmpty)
        #expect(file.records.dropFirst().map { $0.fields.map { FormulaGuard.restore($0.text) } } == rows)
    }

    @Test("a single empty cell is not an empty line")
    func singleEmpty() {
        #expect(TabularReader.read(TabularWriter.write(.comma, header: ["a"], rows: [[""], ["x"]])).records.count == 3)
    }
}
