import AdminProtocol
import AdminSocket
import Glibc
import Measures
import PlainJSON
import Speech
import Synchronization
import Testing

/// A server that remembers the writes it was asked for, and can lose or refuse the first answers.
private final class Books: Sendable {
    private let notes = Mutex<[String]>([])

    var all: [String] { notes.withLock { $0 } }

    @discardableResult
    func note(_ text: String) -> Int {
        notes.withLock {
            $0.append(text)
            return $0.count
        }
    }

    func server() async throws -> (AdminListener, String) {
        var template = Array("/tmp/entrepot-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw RawClientFault(call: "mkdtemp", code: errno) }
        let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self) + "/admin.sock"
        let words = Wording("for tests", "pour les tests")
        let book = CommandSpec(
            "book", fr: "noter", words, roles: [.volunteer], effect: .write, arguments: [.positional("what", .text, example: "x", words)],
            examples: ["book x"]
        ) { invocation, _ throws(Refusal) in
            let count = self.note("\(try invocation.text("what")) \(invocation.note ?? "-") \(invocation.key ?? "no key")")
            if try invocation.text("what") == "flaky", count == 1 {
                throw Refusal(.databaseUnavailable, state: .unknown, Wording("lost", "perdu"))
            }
            if try invocation.text("what") == "none" {
                throw Refusal(
                    .stockInsufficient, ["have": 1], Wording("only 1", "seulement 1"))
            }
            return CommandReply(pairs: ["movement": .integer(Int64(count))], text: Wording("booked", "noté"))
        }
        let fetch = CommandSpec(
            "report fetch", fr: "rapport chercher", words, roles: Role.everybody, effect: .read, reply: ["chunk"],
            examples: ["report fetch"]
        ) {
            _, _ in
            // "hello " and "world\n" in Base 64.
            CommandReply(records: [["chunk": "aGVsbG8g"], ["chunk": "d29ybGQK"]])
        }
        let odd = CommandSpec("odd", fr: "bizarre", words, roles: Role.everybody, effect: .read, reply: ["text", "n"], examples: ["odd"]) {
            _, _ in
            CommandReply(records: [["text": "a\tb\nc", "n": 1], ["text": "é", "n": nil]])
        }
        let show = CommandSpec(
            "show", fr: "montrer", words, roles: Role.everybody, effect: .read, reply: ["movement", "lines"], examples: ["show"]
        ) { _, _ in
            CommandReply(
                records: [["movement": 7, "lines": [["item": "mat", "qty": 24]]]], pairs: ["rows": 1, "lines": 1, "movement": 7],
                text: Wording("movement 7 has a line", "le mouvement 7 a une ligne"))
        }
        let table = CommandTable([book, fetch, odd, show, SampleTable.load, SampleTable.issue])
        let hooks = ServerHooks(
            services: NoServices(), identify: { SessionActor(account: "house", uid: $0.uid, roles: [RoleGrant(.volunteer)]) },
            runBatch: { batch, context throws(Refusal) in
                for line in batch.lines {
                    self.note("\(line.id) rows=\(line.rows) dry=\(batch.isDry) key=\(batch.key != nil) \(context.repeats)")
                }
                if batch.lines.first?.rows.contains("bad") == true {
                    throw Refusal(
                        .argumentValue, rows: [["line": 1, "message": "no unit"]], Wording("1 bad row", "1 mauvaise rangée"))
                }
                return batch.lines.map { _ in CommandReply(pairs: ["donations": 2]) }
            })
        let listener = AdminListener(
            configuration: ListenerConfiguration(socketPath: path), table: table, hooks: hooks, logger: quietLogger)
        try await listener.start()
        return (listener, path)
    }
}

@Suite("The client", .timeLimit(.minutes(1)))
struct ClientTests {
    @Test("each shell word is one argument, a write gets a key by itself, and the sentence goes to standard error")
    func oneCommand() async throws {
        let books = Books()
        let (listener, path) = try await books.server()
        let run = try await ClientProcess.run(path, ["book", "two \"words\"", "note=l'abri = $HOME \\ *", "--lang", "fr"])
        #expect(run.status == 0)
        #expect(run.output == "")
        #expect(run.errors == "noté  movement=1\n")
        let words = books.all.first?.split(separator: " ").map(String.init) ?? []
        #expect(words.dropLast() == ["two", "\"words\"", "l'abri", "=", "$HOME", "\\", "*"])
        #expect(words.last?.hasPrefix("cli-") == true)
        await listener.shutdown(deadline: .seconds(1))
    }

    @Test("an answer that may be asked for again is, under the same key")
    func retry() async throws {
        let books = Books()
        let (listener, path) = try await books.server()
        let run = try await ClientProcess.run(path, ["book", "flaky", "--key", "k7"])
        #expect(run.status == 0)
        #expect(books.all == ["flaky - k7", "flaky - k7"])
        await listener.shutdown(deadline: .seconds(1))
    }

    @Test("records come as TSV away from a terminal, as JSON when asked, and a file's chunks as the file")
    func records() async throws {
        let (listener, path) = try await Books().server()
        #expect(try await ClientProcess.run(path, ["odd"]).output == "text\tn\na\\tb\\nc\t1\né\t\n")
        #expect(
            try await ClientProcess.run(path, ["--json", "odd"]).output == "{\"text\":\"a\\tb\\nc\",\"n\":1}\n{\"text\":\"é\",\"n\":null}\n"
        )
        #expect(try await ClientProcess.run(path, ["report", "fetch"]).output == "hello world\n")
        let file = path + ".report"
        #expect(try await ClientProcess.run(path, ["rapport", "chercher", "-o", file]).output == "")
        #expect(try await ClientProcess.run(path, ["-f", "-"], input: "odd columns=n\n").output == "n\n1\n\n")
        await listener.shutdown(deadline: .seconds(1))
    }

    @Test("at a terminal, lists inside a record are tables below it, and the last line tells nothing twice")
    func terminal() async throws {
        let (listener, path) = try await Books().server()
        #expect(
            try await ClientProcess.runAtTerminal(path, ["show"]) == """
                movement
                       7
                  lines:
                    item  qty
                    mat    24
                movement 7 has a line  1 row  lines=1

                """)
        // A program that reads the other end is told every fact, always alike.
        let piped = try await ClientProcess.run(path, ["show"])
        #expect(piped.output == "movement\tlines\n7\t[{\"item\":\"mat\",\"qty\":24}]\n")
        #expect(piped.errors == "movement 7 has a line  rows=1 lines=1 movement=7\n")
        await listener.shutdown(deadline: .seconds(1))
    }

    @Test("help is the server's own page for people, and its machine form only as JSON")
    func help() async throws {
        let (listener, path) = try await Books().server()
        let page = try await ClientProcess.run(path, ["help", "report", "fetch"])
        #expect(page.output.hasPrefix("report fetch\n  for tests\n  also: rapport chercher\n"))
        let machine = try await ClientProcess.run(path, ["--json", "help", "report", "fetch"])
        #expect(machine.output.hasPrefix(#"{"id":"report.fetch","words":["report fetch","rapport chercher"],"args":["#))
        let list = try await ClientProcess.run(path, [], input: "aide\n")
        #expect(list.output.contains("\n  book      for tests\n") && list.output.contains("\n  donation  import\n"))
        await listener.shutdown(deadline: .seconds(1))
    }

    @Test("the exit status says whose fault it was")
    func statuses() async throws {
        let (listener, path) = try await Books().server()
        #expect(try await ClientProcess.run(path, ["book", "none"]).status == 1)
        #expect(try await ClientProcess.run(path, ["bok"]).status == 64)
        #expect(try await ClientProcess.run(path, ["--nonsense"]).status == 64)
        #expect(try await ClientProcess.run(path, ["issue", "give=rice:1"]).status == 77)
        #expect(try await ClientProcess.run(path, ["end"]).status == 65)
        let refused = try await ClientProcess.run(path, ["book", "none"])
        #expect(refused.errors == "STOCK.INSUFFICIENT: only 1\n")
        await listener.shutdown(deadline: .seconds(1))
        let gone = try await ClientProcess.run(path, ["ping"])
        #expect(gone.status == 75)
        #expect(gone.errors.hasPrefix("entrepot: cannot reach the daemon at \(path): No such file or directory"))
    }

    @Test("an import sends the rows of a file, whatever a spreadsheet left in it, and bad rows refuse it as a batch")
    func importing() async throws {
        let books = Books()
        let (listener, path) = try await books.server()
        let file = path + ".csv"
        func run(_ octets: [UInt8], _ more: [String] = []) async throws -> ClientProcess {
            let descriptor = open(file, O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0o600)
            _ = octets.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            close(descriptor)
            return try await ClientProcess.run(path, ["donation", "import", file] + more)
        }
        #expect(try await run(Array("item;qty\r\nriz;\"5\nkg\"\r\n".utf8)).errors == "donations=2\n")
        // é in Windows-1252 and in UTF-16 with its mark.
        let foreign = try await run([0x74, 0x68, 0xE9, 0x0A], ["dry=yes"])
        #expect(foreign.status == 0)
        #expect(foreign.errors.contains(":1: the file is not UTF-8 here and was read as Windows-1252: check the accents"))
        #expect(try await run([0xFF, 0xFE, 0xE9, 0x00, 0x0A, 0x00]).status == 0)
        let bad = try await run(Array("bad".utf8))
        #expect(bad.status == 65)
        #expect(bad.output == "line\tmessage\n1\tno unit\n")
        #expect(try await run(Array("bad".utf8), ["columns=message,line"]).output == "message\tline\nno unit\t1\n")
        #expect(
            books.all == [
                #"donation.import rows=["item;qty", "riz;\"5", "kg\""] dry=false key=true allow"#,
                #"donation.import rows=["thé"] dry=true key=true allow"#, #"donation.import rows=["é"] dry=false key=true allow"#,
                #"donation.import rows=["bad"] dry=false key=true allow"#, #"donation.import rows=["bad"] dry=false key=true allow"#,
            ])
        let missing = try await ClientProcess.run(path, ["donation", "import", "/nonexistent.csv"])
        #expect(missing.status == 64)
        #expect(missing.errors == "entrepot: /nonexistent.csv: No such file or directory\n")
        await listener.shutdown(deadline: .seconds(1))
    }

    @Test("a script names file and line in front of errors, and stops or goes on as told")
    func scripts() async throws {
        let books = Books()
        let (listener, path) = try await books.server()
        let script = "# a day\nbook one\n\nbok two\nbook three\n"
        let stopped = try await ClientProcess.run(path, [], input: script)
        #expect(stopped.status == 64)
        #expect(stopped.errors.hasPrefix("stdin:2: booked  movement=1\nstdin:4: CMD.UNKNOWN: no command bok two; did you mean book?"))
        let continued = try await ClientProcess.run(path, ["--on-error", "continue"], input: script)
        #expect(continued.status == 64)
        #expect(books.all.map { $0.prefix { $0 != " " } } == ["one", "one", "three"])
        #expect(books.all.allSatisfy { $0.contains(" cli-") })
        await listener.shutdown(deadline: .seconds(1))
    }

    @Test("a batch in a script runs as one; one that is never ended is not sent")
    func batches() async throws {
        let books = Books()
        let (listener, path) = try await books.server()
        let whole = try await ClientProcess.run(path, ["--json"], input: "begin\nbook one\ndonation import\n< a\n< b\nend\n")
        #expect(whole.status == 0)
        #expect(books.all == ["book rows=[] dry=false key=true allow", #"donation.import rows=["a", "b"] dry=false key=true allow"#])
        let open = try await ClientProcess.run(path, [], input: "begin\nbook one\n")
        #expect(open.status == 65)
        #expect(books.all.count == 2)
        await listener.shutdown(deadline: .seconds(1))
    }
}
