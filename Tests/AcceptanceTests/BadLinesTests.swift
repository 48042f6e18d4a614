import TestSupport
import Testing

@Suite("Clients that break off, stay silent or speak another language", .timeLimit(.minutes(3)))
struct BadLinesTests {
    @Test("a line cut off before its end is not executed: 100 cut to 10 books nothing", arguments: [true, false])
    func cutOff(_ halfClose: Bool) async throws {
        let house = try await House(halfClose ? "cut-off" : "cut-off-hard", on: SharedDaemon.shared.daemon(), tents: 100)
        let client = try await house.session()
        await client.send("transfer tent 10 from=\(house.warehouse)/a1 to=\(house.warehouse)/a2")
        if halfClose {
            client.endInput()
            let answers = await client.rest()
            #expect(answers.count { $0.hasPrefix("ERR PROTO.UNTERMINATED ") } == 1)
            #expect(!answers.contains { $0.hasPrefix("OK") })
        } else {
            client.hangUp()
        }
        #expect(try await house.stock() == ["\(house.warehouse)/a1 100"])
        #expect(try await house.movements() == 1)
    }

    @Test("a client gone right after its line leaves it booked once, and its key tells")
    func goneAfterTheLine() async throws {
        let house = try await House("gone-after", on: SharedDaemon.shared.daemon(), tents: 5)
        for number in 1...5 {
            let client = try await house.session()
            await client.send(house.carry("gone-\(number)") + "\n")
            client.hangUp()
        }
        let client = try await house.session()
        for number in 1...5 { #expect(try await client.ask(house.carry("gone-\(number)")).isOK) }
        #expect(try await house.stock() == ["gone-after/a2 5"])
        // The donation and five transfers.
        #expect(try await house.movements() == 6)
    }

    @Test("a client that never reads keeps nobody else waiting")
    func neverReads() async throws {
        let house = try await House("never-reads", on: SharedDaemon.shared.daemon(), tents: 20)
        let deaf = try await AdminClient(house.socket)
        // Help as JSON is some 90 kB: a hundred times that fits no socket's buffer.
        let sent = Task { await deaf.send(String(repeating: "help format=json\n", count: 100)) }
        let others = try await house.session()
        for number in 1...20 { #expect(try await others.ask(house.carry("beside-\(number)")).isOK) }
        #expect(try await house.stock() == ["never-reads/a2 20"])
        deaf.hangUp()
        _ = await sent.value
        #expect(try await house.faults() == [])
    }

    @Test("ten megabytes without a line feed are refused once, and the session stays in step")
    func endlessLine() async throws {
        let house = try await House("endless", on: SharedDaemon.shared.daemon(), tents: 1)
        let client = try await house.session()
        let flood = Task { await client.send([UInt8](repeating: UInt8(ascii: "x"), count: 10_000_000) + Array("\n".utf8)) }
        let refusal = try await client.reply()
        #expect(refusal.code == "LINE.TOO-LONG")
        #expect(await flood.value)
        #expect(try await client.ask(house.carry("after-the-flood")).isOK)
    }

    @Test(
        "what is not text is refused by its name, and the line with it",
        arguments: [
            ("NUL", [0x00], "SYNTAX.CONTROL"), ("a bare carriage return", [0x0D], "SYNTAX.CONTROL"),
            ("an escape", [0x1B], "SYNTAX.CONTROL"),
            ("Latin-1", [0xE9], "SYNTAX.UTF8"), ("an overlong slash", [0xC0, 0xAF], "SYNTAX.UTF8"),
            ("half a surrogate", [0xED, 0xA0, 0x80], "SYNTAX.UTF8"),
        ] as [(String, [UInt8], String)])
    func notText(_ name: String, _ octets: [UInt8], _ code: String) async throws {
        let daemon = try await SharedDaemon.shared.daemon()
        let client = try await AdminClient(daemon.socket)
        await client.send(Array("item add not-text name=a".utf8) + octets + Array("b\n".utf8))
        #expect(try await client.reply().code == code)
        #expect(try await client.ask("item show not-text").code == "NOTFOUND.ITEM")
        // Three in a row close.
        for _ in 1...3 { await client.send(octets + [0x78, 0x0A]) }
        let rest = await client.rest()
        #expect(
            rest.map { $0.split(separator: " ").prefix(2).joined(separator: " ") } == [
                "ERR \(code)", "ERR \(code)", "ERR PROTO.NOISE", "* BYE",
            ])
        #expect(try await AdminClient(daemon.socket).ask("ping").isOK)
    }

    @Test("a browser and a mail server are shown the door", arguments: ["GET / HTTP/1.1", "POST /item HTTP/1.0", "EHLO mail.example.org"])
    func otherProtocols(_ line: String) async throws {
        let daemon = try await SharedDaemon.shared.daemon()
        let client = try await AdminClient(daemon.socket)
        await client.send("\(line)\r\nHost: localhost\r\nitem add from-a-browser\r\n\r\n")
        let rest = await client.rest()
        #expect(!rest.contains { $0.hasPrefix("OK") })
        #expect(rest.contains { $0.hasPrefix("ERR PROTO.") || $0.hasPrefix("* BYE") })
        #expect(try await AdminClient(daemon.socket).ask("item show from-a-browser").code == "NOTFOUND.ITEM")
    }
}
