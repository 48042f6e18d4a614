import AdminProtocol
import Speech
import Testing

private func parsed(_ text: String) -> ClientLine? { try? RequestParser.parse(Array(text.utf8)) }

private func refusal(_ octets: [UInt8]) -> LineRefusal? {
    do {
        _ = try RequestParser.parse(octets)
        return nil
    } catch {
        return error
    }
}

private func refusedCode(_ text: String) -> ErrorCode? { refusal(Array(text.utf8))?.code }

@Suite("Reading a request line")
struct RequestParserTests {
    @Test("a tag, verbs, named and quoted values are told apart")
    func everyPart() {
        #expect(
            parsed(#"@a-1 don recevoir article=riz qté=10carton donateur="Croix \"Rouge\"" "two words" l'abri"#)
                == .command(
                    RequestLine(
                        tag: "a-1",
                        tokens: [
                            RequestToken(value: "don"), RequestToken(value: "recevoir"), RequestToken(name: "article", value: "riz"),
                            RequestToken(name: "qté", value: "10carton"),
                            RequestToken(name: "donateur", value: "Croix \"Rouge\"", isQuoted: true),
                            RequestToken(value: "two words", isQuoted: true), RequestToken(value: "l'abri"),
                        ])))
    }

    @Test("blank lines, comments and rows of data are no commands")
    func otherLines() {
        #expect(parsed("") == .blank)
        #expect(parsed(" \t\r") == .blank)
        #expect(parsed("  # stock=nothing \"") == .comment)
        #expect(parsed("< riz;10\t\"kg") == .data("riz;10\t\"kg"))
        #expect(parsed("<") == .data(""))
        #expect(parsed("< ") == .data(""))
    }

    @Test("only the first = splits, and what is no name stays a value")
    func equalsSigns() {
        #expect(
            parsed("x note=a=b =5 2+2=4 name.fr=riz")
                == .command(
                    RequestLine(tokens: [
                        RequestToken(value: "x"), RequestToken(name: "note", value: "a=b"), RequestToken(value: "=5"),
                        RequestToken(value: "2+2=4"), RequestToken(name: "name.fr", value: "riz"),
                    ])))
    }

    @Test("one CR before the line end is part of it, any other is refused")
    func carriageReturns() {
        #expect(parsed("ping\r") == .command(RequestLine(tokens: [RequestToken(value: "ping")])))
        #expect(refusal(Array("pi\rng".utf8)).map { [$0.code.rawValue, "\($0.column ?? 0)"] } == ["SYNTAX.CONTROL", "3"])
        #expect(refusedCode("ping\r\r") == .syntaxControl)
    }

    @Test(
        "JSON escapes are read, surrogate pairs included",
        arguments: [
            (#"x "a\nb\t\/\\""#, "a\nb\t/\\"), (#"x "\u00e9\ud83d\ude9a""#, "é🚚"), (#"x """#, ""),
        ])
    func escapes(line: String, value: String) {
        #expect(
            parsed(line)
                == .command(RequestLine(tokens: [RequestToken(value: "x"), RequestToken(value: value, isQuoted: true)])))
    }

    @Test(
        "what cannot be read is refused with its code",
        arguments: [
            (#"x "\u0000""#, ErrorCode.syntaxControl), ("x \u{0}", .syntaxControl), ("x \u{7F}", .syntaxControl),
            ("x \u{85}", .syntaxControl), ("x \"a\tb\"", .syntaxControl), (#"x "\ud83d""#, .syntaxEscape),
            (#"x "\ude9a\ud83d""#, .syntaxEscape), (#"x "\q""#, .syntaxEscape), (#"x "open"#, .syntaxQuote),
            (#"x a"b"#, .syntaxQuote), (#"x "a"b"#, .syntaxQuote), (#"x a\b"#, .syntaxQuote), ("x note=", .syntaxEmpty),
            ("@ ping", .syntaxTag), ("@a", .syntaxTag), ("@é ping", .syntaxTag),
            ("@123456789012345678901234567890123 ping", .syntaxTag), ("< a\u{0}", .syntaxControl),
        ])
    func refusals(line: String, code: ErrorCode) {
        #expect(refusedCode(line) == code)
    }

    @Test("octets that are not UTF-8 are refused at their column")
    func invalidUTF8() {
        #expect(refusal([0x78, 0x20, 0xC3, 0x28]).map { [$0.code.rawValue, "\($0.column ?? 0)"] } == ["SYNTAX.UTF8", "3"])
        // An overlong encoding of "/" and a lone surrogate are no UTF-8 either (RFC 3629, section 3).
        #expect(refusal([0x78, 0x20, 0xC0, 0xAF])?.code == .syntaxUTF8)
        #expect(refusal([0x78, 0x20, 0xED, 0xA0, 0x80])?.code == .syntaxUTF8)
    }

    @Test("a fault behind the tag is answered under the tag")
    func taggedRefusal() {
        #expect(refusal(Array(#"@t7 x "open"#.utf8))?.tag == "t7")
    }

    @Test("what a request renders to reads back as the same request")
    func roundTrip() {
        let values = ["plain", "two words", "", "a=b", "@x", "#x", "<", "l'abri", "a\"b", "a\\b", "a\nb", "é🚚", "\u{85}", "name=", "5=5"]
        for value in values {
            for name in [nil, "note", "qté"] {
                let line = RequestLine(tag: "t", tokens: [RequestToken(value: "x"), RequestToken(name: name, value: value)])
                guard case .command(let back)? = parsed(line.text) else {
                    Issue.record("\(line.text) does not read back")
                    continue
                }
                #expect(back.tag == "t")
                #expect(back.tokens.map(\.name) == [nil, name])
                #expect(back.tokens.map(\.value) == ["x", value])
            }
        }
    }
}
