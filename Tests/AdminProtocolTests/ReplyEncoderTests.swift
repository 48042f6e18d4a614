import AdminProtocol
import PlainJSON
import Speech
import Testing

private func line(_ write: (inout [UInt8]) -> Void) -> String {
    var octets: [UInt8] = []
    write(&octets)
    return String(decoding: octets, as: UTF8.self)
}

@Suite("Writing the server's lines")
struct ReplyEncoderTests {
    @Test("a refusal reads as the contract shows it")
    func insufficientStock() {
        let final = ReplyFinal(
            code: .stockInsufficient,
            pairs: ["item": "blanket", "place": "calais/a1", "have": 120, "want": 200], state: .unchanged, retry: .never,
            text: Wording("120 available, 200 asked for", "stock insuffisant : 120 disponibles, 200 demandées"))
        #expect(
            line { ReplyEncoder.append(final, tag: nil, language: .french, to: &$0) }
                == "ERR STOCK.INSUFFICIENT item=blanket place=calais/a1 have=120 want=200 state=unchanged retry=never "
                + "; stock insuffisant : 120 disponibles, 200 demandées\n")
    }

    @Test("no text can put a CR or an LF inside a line")
    func oneLineEnd() {
        let nasty = "a\r\nOK state=changed\n\u{0}\u{85}\u{2028}"
        let lines = [
            line {
                ReplyEncoder.append(
                    ReplyFinal(pairs: ["k": .string(nasty)], text: Wording(both: nasty)), tag: nasty, language: .english, to: &$0)
            },
            line {
                ReplyEncoder.append(Notice(.warn, pairs: [nasty: .string(nasty)], text: Wording(both: nasty)), language: .french, to: &$0)
            },
            line { ReplyEncoder.append(ReplyFinal(code: ErrorCode(rawValue: nasty)), tag: nil, language: .english, to: &$0) },
            line { ReplyEncoder.appendRecord([nasty: .array([.string(nasty), .decimal(nasty)])], tag: nil, to: &$0) },
            line { ReplyEncoder.appendRow([nasty, nasty], tag: nil, to: &$0) },
            line { ReplyEncoder.appendTextRow(nasty, tag: nil, to: &$0) },
            line { ReplyEncoder.appendGreeting(["k": .string(nasty)], to: &$0) },
        ]
        for text in lines {
            #expect(text.utf8.filter { $0 == 0x0A }.count == 1)
            #expect(text.utf8.last == 0x0A)
            #expect(!text.utf8.contains(0x0D))
        }
    }

    @Test("what steers a terminal or turns the reading order is a visible escape everywhere, and a tabulator ends no cell but its own")
    func steering() {
        let nasty = "a\tb\\\u{1B}\u{9B}\u{202E}\u{2066}\u{200E}\u{061C}é\u{200B}"
        #expect(
            line { ReplyEncoder.appendRow([nasty, "c"], tag: nil, to: &$0) }
                == "| a\\tb\\\\\\u001b\\u009b\\u202e\\u2066\\u200e\\u061cé\u{200B}\tc\n")
        #expect(
            line { ReplyEncoder.appendTextRow(nasty, tag: nil, to: &$0) }
                == "| a\\tb\\\\u001b\\u009b\\u202e\\u2066\\u200e\\u061cé\u{200B}\n")
        #expect(
            line { ReplyEncoder.appendRecord(["k": .string(nasty)], tag: nil, to: &$0) }
                == "| {\"k\":\"a\\tb\\\\\\u001b\\u009b\\u202e\\u2066\\u200e\\u061cé\u{200B}\"}\n")
        #expect(
            line {
                ReplyEncoder.append(
                    ReplyFinal(pairs: ["k": "\u{202E}x"], text: Wording(both: "\u{202E}x\ny")), tag: nil, language: .english, to: &$0)
            }
                == "OK k=\"\\u202ex\" ; \\u202ex\\ny\n")
    }

    @Test("what the server writes, the client reads")
    func readBack() throws {
        let final = ReplyFinal(
            pairs: ["movement": 12, "by": "Zoé B", "none": .null, "ok": true], state: .changed, text: Wording(both: "10 cartons"))
        let octets = Array(line { ReplyEncoder.append(final, tag: "t1", language: .english, to: &$0) }.utf8.dropLast())
        #expect(
            try ResponseReader.read(octets)
                == .final(
                    tag: "t1",
                    ReceivedFinal(pairs: ["movement": "12", "by": "Zoé B", "ok": "yes", "state": "changed"], text: "10 cartons")))
        let record = Array(line { ReplyEncoder.appendRecord(["a": 1], tag: "t1", to: &$0) }.utf8.dropLast())
        #expect(try ResponseReader.read(record) == .record(tag: "t1", payload: Array(#"{"a":1}"#.utf8)))
        #expect(
            try ResponseReader.read(Array("ERR TIMEOUT.COMMAND state=unknown retry=same-key".utf8))
                == .final(tag: nil, ReceivedFinal(code: .timeoutCommand, pairs: ["state": "unknown", "retry": "same-key"])))
        #expect(
            try ResponseReader.read(Array("* BYE reason=idle ; au revoir".utf8))
                == .notice(word: "BYE", pairs: ["reason": "idle"], text: "au revoir"))
        #expect(try ResponseReader.read(Array("* ENTREPOT 1.0 lang=fr".utf8)) == .greeting(version: "1.0", pairs: ["lang": "fr"]))
        #expect(throws: ResponseFault.self) { try ResponseReader.read(Array("HTTP/1.1 400".utf8)) }
        #expect(throws: ResponseFault.self) { try ResponseReader.read(Array(#"OK k="open"#.utf8)) }
    }
}
