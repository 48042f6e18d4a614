import Glibc
import Testing

@testable import entrepot

/// What the client makes of a server that is lost, silent or wrong.
@Suite("The client and a server that fails it", .timeLimit(.minutes(2)))
struct ClientOutcomeTests {
    /// The client's two first lines (hello, and whether `book` writes), answered.
    private static let opening = opening(lines: 2)
    /// At a terminal it asks for the daemon's words in between.
    private static let terminalOpening = opening(lines: 3)

    private static func opening(lines: Int) -> [FakeServer.Step] {
        [
            .say("* ENTREPOT 1.0 timeout=1000ms\n"), .read(lines),
            .say(
                String(repeating: "OK\n", count: lines - 1)
                    + "| {\"words\":[\"book\"],\"effect\":\"write\",\"rows\":false}\n| {\"words\":[\"show\"],\"effect\":\"read\",\"rows\":false}\nOK\n"
            ),
        ]
    }

    private static func key(_ text: String) -> Substring {
        guard let start = text.firstRange(of: "key=") else { return "" }
        return text[start.upperBound...].prefix { $0.isLetter || $0.isNumber || $0 == "-" }
    }

    @Test("of a write whose answer never comes, the key that was made is said with the line to type, and the key is always the same")
    func lostAnswer() async throws {
        let server = try FakeServer([Self.opening + [.read(1)], [.say("* ENTREPOT 1.0\n"), .read(2)]])
        let run = try await ClientProcess.run(server.path, ["book", "two words"])
        let key = Self.key(run.errors)
        #expect(run.status == 75)
        #expect(key.hasPrefix("cli-"))
        #expect(
            run.errors == "entrepot: the connection was lost before the answer; the effect is unknown; repeat with the same key, "
                + "key=\(key), to learn it: entrepot --socket \(server.path) book 'two words' key=\(key)\n")
        let writes = server.heard.filter { $0.hasPrefix("book") }
        #expect(writes == Array(repeating: "book \"two words\" key=\(key)", count: writes.count) && writes.count > 1)
    }

    @Test("an answer that leaves the effect open is said with the key; so is one that may be tried again")
    func openAnswer() async throws {
        func errors(_ final: String, _ words: [String]) async throws -> (String, Int32) {
            let server = try FakeServer([Self.opening + [.read(1), .say(final + "\n"), .hold]])
            let run = try await ClientProcess.run(server.path, words)
            return (run.errors.replacing(server.path, with: "SOCKET"), run.status)
        }
        let unknown = try await errors("ERR DB.UNAVAILABLE state=unknown retry=never ; the database was lost", ["book", "x", "key=k1"])
        #expect(
            unknown
                == (
                    "DB.UNAVAILABLE: the database was lost\n"
                        + "the effect is unknown; repeat with the same key, key=k1, to learn it: entrepot --socket SOCKET book x key=k1\n",
                    75
                ))
        let french = try await errors("ERR DB.UNAVAILABLE state=unknown retry=never ; perdu", ["--key", "k2", "--lang", "fr", "book", "x"])
        #expect(
            french
                == (
                    "DB.UNAVAILABLE: perdu\nl'effet est inconnu ; répétez avec la même clé, key=k2, pour le savoir : "
                        + "entrepot --socket SOCKET --key k2 --lang fr book x\n", 75
                ))
        let refused = try await errors("ERR STOCK.INSUFFICIENT state=unchanged retry=never ; only 1", ["book", "x"])
        #expect(refused == ("STOCK.INSUFFICIENT: only 1\n", 1))
    }

    @Test("a batch of a script is repeated from its begin, a line of a script as it was sent")
    func scripts() async throws {
        let catalogue: [FakeServer.Step] = Self.opening
        let line = try FakeServer([catalogue + [.read(1), .say("ERR DB.UNAVAILABLE state=unknown retry=never ; lost\n"), .hold]])
        let one = try await ClientProcess.run(line.path, [], input: "book x\n")
        #expect(one.errors.contains("to learn it: book x key=\(Self.key(one.errors))\n"))
        let batch = try FakeServer([
            catalogue + [.read(3), .say("OK\nOK queued=1\nERR DB.UNAVAILABLE state=unknown retry=never ; lost\n"), .hold]
        ])
        let many = try await ClientProcess.run(batch.path, [], input: "begin\nbook x\nend\n")
        #expect(Self.key(many.errors).hasPrefix("cli-"))
        #expect(many.errors.hasSuffix("to learn it: begin key=\(Self.key(many.errors)) … end\n"))
        #expect(batch.heard.contains("begin key=\(Self.key(many.errors))"))
    }

    @Test("a silent server is not waited for without end: no greeting, or no word for longer than the command may take")
    func silence() async throws {
        let mute = try FakeServer([[.hold]])
        let noGreeting = try await ClientProcess.run(mute.path, ["--patience", "1", "show"])
        #expect(noGreeting.status == 75)
        #expect(noGreeting.errors == "entrepot: the server does not answer; --patience SECONDS waits longer\n")
        let asleep = try FakeServer([Self.opening + [.hold]])
        let noAnswer = try await ClientProcess.run(asleep.path, ["--patience", "1", "book", "x", "key=k1", "timeout=100ms"])
        #expect(noAnswer.status == 75)
        #expect(
            noAnswer.errors == "entrepot: the server does not answer; --patience SECONDS waits longer; the effect is unknown; "
                + "repeat with the same key, key=k1, to learn it: "
                + "entrepot --socket \(asleep.path) --patience 1 book x key=k1 timeout=100ms\n")
    }

    @Test("a server that turns its clients away at once is understood, whether it read what they sent or not")
    func turnedAway() async throws {
        let server = try FakeServer([[.say("ERR BUSY.CLIENTS state=unchanged retry=never ; too many\n")]])
        for _ in 0..<20 {
            let run = try await ClientProcess.run(server.path, ["book", "x"])
            #expect(run.status == 75)
            #expect(run.errors == "entrepot: BUSY.CLIENTS: too many\n")
        }
    }

    @Test("an answer to something that was not asked is refused as a fault of the protocol")
    func foreignTag() async throws {
        let final = try FakeServer([Self.opening + [.read(1), .say("@other OK state=changed\n"), .hold]])
        let write = try await ClientProcess.run(final.path, ["book", "x", "key=k1"])
        #expect(write.status == 76)
        #expect(write.errors.hasPrefix("entrepot: the server answered a request that was not made (@other); the effect is unknown;"))
        let record = try FakeServer([Self.opening + [.read(1), .say("@other | {\"a\":1}\nOK\n"), .hold]])
        let read = try await ClientProcess.run(record.path, ["show"])
        #expect(read.status == 76)
        #expect(read.output == "")
        // A tag of one's own comes back and is welcome.
        let own = try FakeServer([Self.opening + [.read(1), .say("@t1 | {\"a\":1}\n@t1 OK\n"), .hold]])
        #expect(try await ClientProcess.run(own.path, [], input: "@t1 show\n").output == "a\n1\n")
    }

    @Test("a fetched file is compared with size and checksum, and written whole or not at all")
    func fetching() async throws {
        // "hello world\n": 12 octets; sha256 of `printf 'hello world\n' | sha256sum`.
        let sum = "a948904f2f0f479b8f8197694b30184b0d2ed1c1cd2a1ec0fb85d299a192a447"
        func fetch(_ final: String, _ words: [String]) async throws -> (run: ClientProcess, path: String) {
            let chunks = "| {\"chunk\":\"aGVsbG8g\"}\n| {\"chunk\":\"d29ybGQK\"}\n"
            let server = try FakeServer([Self.opening + [.read(1), .say(chunks + final + "\n"), .hold]])
            let file = server.path + ".report"
            return (try await ClientProcess.run(server.path, words.map { $0 == "FILE" ? file : $0 }), file)
        }
        let good = try await fetch("OK file=r.csv size=12 sha256=\(sum)", ["-o", "FILE", "show"])
        #expect(good.run.status == 0)
        #expect(try text(good.path) == "hello world\n")
        for bad in [
            "OK size=12 sha256=\(String(repeating: "0", count: 64))", "OK size=13 sha256=\(sum)",
            "ERR INTERNAL state=unchanged retry=never",
        ] {
            let run = try await fetch(bad, ["-o", "FILE", "show"])
            #expect(run.run.status != 0, "\(bad)")
            #expect(names(beside: run.path) == ["admin.sock"], "\(bad)")
            // Nor is anything of it passed on to a pipe.
            #expect(try await fetch(bad, ["show"]).run.output == "", "\(bad)")
        }
        #expect(try await fetch("OK size=13 sha256=\(sum)", ["-o", "FILE", "show"]).run.status == 76)
    }

    @Test("whoever ends the client while a write is on its way is told its key")
    func interrupted() async throws {
        let server = try FakeServer([Self.opening + [.read(1), .interrupt]])
        let run = try await ClientProcess.run(server.path, ["book", "x", "key=k1"])
        #expect(run.status == 130)
        #expect(run.errors.contains("the effect is unknown; repeat with the same key, key=k1, to learn it: entrepot "))
    }

    @Test("nothing the server sends steers a terminal: not in rows, tables, sentences, notices or column names")
    func steering() async throws {
        let nasty = "a\u{1B}[2J\u{9B}31m\u{202E}b\u{2066}\u{200F}\u{061C}\tc"
        let seen = #"a\u001b[2J\u009b31m\u202eb\u2066\u200f\u061c\tc"#
        // As a broken server would send it, its controls raw where the grammar lets them pass and escaped where it does not.
        let json = #"a\u001b[2J\u009b31m\#u{202E}b\u2066\#u{200F}\u061c\tc"#
        let answer = "* WARN ; \(nasty)\n| {\"\(json)\":\"\(json)\"}\nOK ; \(nasty)\n"
        func run(_ words: [String]) async throws -> ClientProcess {
            try await ClientProcess.run(try FakeServer([Self.opening + [.read(1), .say(answer), .hold]]).path, words)
        }
        let rows = try await run(["--tsv", "show"])
        #expect(rows.output == seen + "\n" + seen + "\n")
        #expect(rows.errors == "! \(seen)\n\(seen)\n")
        #expect(try await run(["--json", "show"]).output == "{\"\(seen)\":\"\(seen)\"}\n")
        let server = try FakeServer([Self.terminalOpening + [.read(1), .say(answer), .hold]])
        let screen = try await ClientProcess.runAtTerminal(server.path, ["show"])
        #expect(screen == "! \(seen)\n\(seen)\n\(seen)\n\(seen)\n")
    }

    @Test("the checksum is that of FIPS 180-4")
    func checksum() {
        // The examples of the standard, and a length at which the padding takes a block of its own.
        #expect(SHA256.hexadecimal(of: []) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(SHA256.hexadecimal(of: Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(
            SHA256.hexadecimal(of: Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8))
                == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
    }

    private func text(_ path: String) throws -> String { String(decoding: try ImportFile.read(path), as: UTF8.self) }

    private func names(beside path: String) -> [String] {
        guard let directory = opendir(String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.endIndex))) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }
}
