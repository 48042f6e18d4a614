import AdminProtocol
import PlainJSON
import Speech
import Testing

private func text(_ value: JSONValue) -> String { String(decoding: JSONText.encode(value), as: UTF8.self) }

private func faultKind(_ text: String) -> JSONFault.Kind? {
    do {
        _ = try JSONParser.parse(Array(text.utf8))
        return nil
    } catch {
        return error.kind
    }
}

@Suite("JSON values")
struct JSONTests {
    @Test("objects keep the order of their keys, whole numbers are exact to 64 bits, other numbers keep their text")
    func roundTrip() throws {
        let source = #"{"z":9223372036854775807,"a":[-9223372036854775808,12.50,1e3,true,null],"k":{"é":"a\"\\\n\u0001\u007f"}}"#
        let value = try JSONParser.parse(Array(source.utf8))
        #expect(
            value
                == [
                    "z": .integer(.max), "a": [.integer(.min), .decimal("12.50"), .decimal("1e3"), true, nil],
                    "k": ["é": "a\"\\\n\u{1}\u{7F}"],
                ])
        #expect(text(value) == source)
        #expect(try JSONParser.parse(Array("9223372036854775808".utf8)) == .decimal("9223372036854775808"))
    }

    @Test(
        "what is no JSON is refused",
        arguments: [
            ("", JSONFault.Kind.unexpectedEnd), ("{", .unexpectedEnd), ("[1,]", .unexpectedOctet), ("01", .number), ("-", .number),
            ("1.", .number), ("1 2", .trailing), ("nul", .unexpectedEnd), (#"{"a" 1}"#, .unexpectedOctet), (#""\u0000""#, .nul),
            (#""\ud800x""#, .surrogate), (#""\x""#, .escape), ("\"\u{1}\"", .control),
        ])
    func refusals(source: String, kind: JSONFault.Kind) {
        #expect(faultKind(source) == kind)
    }

    @Test("nesting beyond 64 levels is refused instead of exhausting the stack")
    func deep() {
        #expect(faultKind(String(repeating: "[", count: 100_000)) == .tooDeep)
    }

    @Test("a record is brought to its declared keys in their order, absent ones null")
    func projection() {
        let record: JSONObject = ["b": 2, "a": 1]
        #expect(record.projected(to: ["a", "c", "b"]) == ["a": 1, "c": nil, "b": 2])
    }

    @Test("plain text of a value is what a cell shows")
    func plainText() {
        let values: [JSONValue] = [nil, true, 12, .decimal("1.5"), "a b", ["x", 2], ["k": 1]]
        #expect(values.map(\.plainText) == ["", "yes", "12", "1.5", "a b", "x, 2", #"{"k":1}"#])
    }
}

@Suite("The table of codes")
struct CodeTableTests {
    @Test("every code is written as the grammar says, has both meanings, and begins with a known first word")
    func wellFormed() {
        let families: Set = [
            "PROTO", "LINE", "SYNTAX", "CMD", "ARG", "AUTH", "PERM", "NOTFOUND", "AMBIGUOUS", "STOCK", "PLAN", "ROUND", "RULE", "CONFLICT",
            "BATCH", "BUSY", "DB", "TIMEOUT", "SHUTDOWN", "INTERNAL",
        ]
        let table = CodeTable.standard
        for row in table.rows {
            #expect(families.contains(row.code.family), "\(row.code)")
            #expect(row.code.rawValue.allSatisfy { ("A"..."Z").contains($0) || ("0"..."9").contains($0) || $0 == "." || $0 == "-" })
            #expect(!row.meaning.english.isEmpty && !row.meaning.french.isEmpty && row.meaning.english != row.meaning.french)
        }
        #expect(Set(table.rows.map(\.code)).count == table.rows.count)
    }

    @Test("another module's rows come behind, and cannot change a row that stands")
    func adding() {
        let table = CodeTable.standard.adding([
            CodeRow("ROUND.UNBALANCED", .never, en: "loaded is not accounted for", fr: "le chargé n'est pas justifié"),
            CodeRow(.busyClients, .never, en: "x", fr: "y"),
        ])
        #expect(table.rows.count == CodeTable.standard.rows.count + 1)
        #expect(table.rows.last?.code == "ROUND.UNBALANCED")
        #expect(table.retry(for: .busyClients) == .after(milliseconds: 1000))
        #expect(table.faults() == ["the code BUSY.CLIENTS stands twice"])
        #expect(CodeTable.standard.faults() == [])
        let twice = CodeTable([CodeRow("A.B", .never, en: "one", fr: "un")]).adding([CodeRow("A.B", .sameKey, en: "two", fr: "deux")])
        #expect(twice.faults() == ["the code A.B stands twice"])
        #expect(twice["A.B"]?.meaning.english == "one")
        #expect(table.retry(for: "NO.SUCH") == .never)
    }

    @Test("retry advice reads back from its text")
    func retryText() {
        for advice in [Retry.never, .sameKey, .after(milliseconds: 250)] { #expect(Retry(text: advice.text) == advice) }
        #expect(Retry(text: "after:-1") == nil)
    }
}
