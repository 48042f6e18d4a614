import AdminProtocol
import Speech
import Testing

private func events(_ chunks: [UInt8]...) -> [String] {
    var reader = RequestReader()
    var found: [String] = []
    for chunk in chunks {
        reader.append(chunk)
        while let event = reader.next() {
            switch event {
            case .command(let line): found.append(line.text)
            case .data(let row): found.append("<" + row)
            case .refuse(let refusal): found.append(refusal.code.rawValue)
            case .close(let refusal): found.append("close " + refusal.code.rawValue)
            }
        }
    }
    if let refusal = reader.finish() { found.append("end " + refusal.code.rawValue) }
    return found
}

@Suite("Cutting a stream into requests")
struct RequestReaderTests {
    @Test("lines come out whole however the octets arrive")
    func anyCut() {
        let stream = Array("ping\r\n# c\n\nstock item=riz\n< é;1\n".utf8)
        let whole = events(stream)
        #expect(whole == ["ping", "stock item=riz", "<é;1"])
        for cut in stream.indices { #expect(events(Array(stream[..<cut]), Array(stream[cut...])) == whole) }
    }

    @Test("a last line without its line end is refused and never comes out")
    func unterminated() {
        #expect(events(Array("ping\nloss rice qty=10".utf8)) == ["ping", "end PROTO.UNTERMINATED"])
    }

    @Test("a line may have 65536 octets with its LF, one more is refused and the next line is read")
    func lineLimit() {
        let longest = Array(repeating: UInt8(ascii: "a"), count: 65_535) + [0x0A]
        #expect(events(longest).map(\.utf8.count) == [65_535])
        let over = Array(repeating: UInt8(ascii: "a"), count: 65_536) + [0x0A]
        #expect(events(over + Array("ping\n".utf8)) == ["LINE.TOO-LONG", "ping"])
        #expect(events(Array(over.prefix(40_000)), Array(over.dropFirst(40_000)) + Array("ping\n".utf8)) == ["LINE.TOO-LONG", "ping"])
    }

    @Test("ten million octets without LF are let go as they come")
    func endlessLine() {
        var splitter = LineSplitter()
        let chunk = Array(repeating: UInt8(ascii: "x"), count: 50_000)
        for _ in 0..<200 {
            splitter.append(chunk)
            #expect(splitter.next() == nil)
        }
        splitter.append([0x0A])
        // 200 × 50 000 octets and one LF.
        #expect(splitter.next() == .tooLong(octets: 10_000_001))
        #expect(!splitter.hasUnterminatedLine)
    }

    @Test("three unreadable lines in a row close, a readable one between them starts the count again")
    func strikes() {
        let bad: [UInt8] = [0xFF, 0x0A]
        let good = Array("ping\n".utf8)
        #expect(events(bad + bad + good + bad + bad) == ["SYNTAX.UTF8", "SYNTAX.UTF8", "ping", "SYNTAX.UTF8", "SYNTAX.UTF8"])
        #expect(events(bad + [0x00, 0x0A] + bad + good) == ["SYNTAX.UTF8", "SYNTAX.CONTROL", "close PROTO.NOISE"])
    }

    @Test("a tabulator inside quotation marks and an escaped NUL are somebody's typing, no noise: they never close")
    func typedControls() {
        let tab = Array("loss rice note=\"a\tb\"\n".utf8)
        let nul = Array("loss rice note=\"\\u0000\"\n".utf8)
        #expect(events(tab + tab + nul + tab + Array("ping\n".utf8)) == Array(repeating: "SYNTAX.CONTROL", count: 4) + ["ping"])
    }

    @Test("the verbs of HTTP and SMTP close at once and nothing behind them is read")
    func foreignProtocols() {
        #expect(events(Array("GET / HTTP/1.1\r\nHost: x\r\nstock\r\n".utf8)) == ["close PROTO.FOREIGN"])
        #expect(events(Array("ping\nEHLO mail\nstock\n".utf8)) == ["ping", "close PROTO.FOREIGN"])
        #expect(events(Array("hello lang=fr\n".utf8)) == ["hello lang=fr"])
    }
}
