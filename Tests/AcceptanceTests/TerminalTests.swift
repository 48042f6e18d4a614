import Glibc
import TestSupport
import Testing

// Somebody at a terminal, cold and tired: what is missing is asked for, what sticks is shown, Ctrl-C costs a line and not the session, and a
// daemon that was restarted is found again.

@Suite("A conversation at a terminal", .timeLimit(.minutes(5)))
struct TerminalTests {
    private static func file(_ name: String) -> String { "/tmp/entrepot-history-\(getpid())-\(name)" }

    private static func house(_ warehouse: String) async throws -> (DaemonProcess, House) {
        let daemon = try await SharedDaemon.shared.daemon()
        return (daemon, try await House(warehouse, on: daemon, tents: 12))
    }

    @Test("what is missing is asked one by one, with the last answer offered")
    func questions() async throws {
        let (daemon, _) = try await Self.house("avion")
        let terminal = try TerminalClient(daemon.socket, history: Self.file("questions"))
        try await terminal.wait(for: "quit leaves")
        try await terminal.wait(for: "entrepot> ")
        terminal.type("receive")
        try await terminal.wait(for: "item, the item: ")
        terminal.type("blanket")
        try await terminal.wait(for: "with its pack or unit: ")
        terminal.type("2carton")
        try await terminal.wait(for: "where it is put: ")
        terminal.type("avion/a1")
        // Several associations share the house: whose it is is asked with their names.
        try await terminal.wait(for: "say whose goods these are")
        try await terminal.wait(for: ": ")
        terminal.type("auberge")
        try await terminal.wait(for: "2 cartons × 24 = 48 pieces")
        terminal.type("receive 3 blanket")
        try await terminal.wait(for: "where it is put [avion/a1]: ")
        terminal.type("")
        try await terminal.wait(for: "[auberge]: ")
        terminal.type("")
        try await terminal.wait(for: "3 pieces")
        // Nothing is booked of a line whose question is not answered.
        terminal.type("loss 1 blanket")
        try await terminal.wait(for: "where they were [avion/a1]: ")
        terminal.press("\u{3}")
        try await terminal.wait(for: "ARG.MISSING")
        terminal.type("quit")
        #expect(await terminal.end() == 0)
    }

    @Test("the prompt shows what sticks, further lines are short, and what looks repeated is asked about")
    func sticky() async throws {
        let daemon = try await DaemonProcess.start()
        try await Catalogue.play(on: daemon.socket)
        let house = try await House("bruay", on: daemon, tents: 12)
        let terminal = try TerminalClient(daemon.socket, history: Self.file("sticky"))
        try await terminal.wait(for: "entrepot> ")
        terminal.type("hello place=bruay/a1 owner=auberge")
        try await terminal.wait(for: "bruay/a1 auberge> ")
        for line in ["receive 2carton blanket", "loss 1 blanket damaged", "transfer 5 blanket a2"] {
            #expect(line.count <= 25)
            terminal.type(line)
            try await terminal.wait(for: "piece")
            try await terminal.wait(for: "bruay/a1 auberge> ")
        }
        terminal.type("receive 2carton blanket")
        try await terminal.wait(for: "LOOKS-REPEATED")
        try await terminal.wait(for: "yes or no [no]: ")
        terminal.type("no")
        try await terminal.wait(for: "bruay/a1 auberge> ")
        terminal.press("\u{4}")
        #expect(await terminal.end() == 0)
        #expect(try await house.faults() == [])
        #expect(try await daemon.end(SIGTERM) == 0)
    }

    @Test("Tab completes by any name, ? tells what can come next, typographic quotes and the program's own name are understood")
    func keys() async throws {
        let (daemon, _) = try await Self.house("carvin")
        let terminal = try TerminalClient(daemon.socket, history: Self.file("keys"))
        try await terminal.wait(for: "entrepot> ")
        terminal.press("stock couvert\t")
        try await terminal.wait(for: "blanket ")
        terminal.press("pl\tcarvin\r")
        try await terminal.wait(for: "1 row")
        terminal.press("loss 1 tent carvin/a1 ?")
        try await terminal.wait(for: "stolen")
        terminal.press("\u{3}")
        terminal.type("entrepot transfer 1 tent carvin/a1 carvin/a2 note=“for the door”")
        try await terminal.wait(for: "1 piece")
        terminal.type("quit")
        #expect(await terminal.end() == 0)
    }

    @Test("Ctrl-C gives up the line, not the session; history lasts, and holds no secret")
    func history() async throws {
        let (daemon, _) = try await Self.house("douai")
        let path = Self.file("history")
        unlink(path)
        let terminal = try TerminalClient(daemon.socket, history: path)
        try await terminal.wait(for: "entrepot> ")
        terminal.press("receive 3000 blank\u{3}")
        try await terminal.wait(for: "^C")
        try await terminal.wait(for: "entrepot> ")
        terminal.type("stock tent place=douai")
        try await terminal.wait(for: "1 row")
        terminal.type("hello as=zoe pin=73917391")
        try await terminal.wait(for: "AUTH")
        terminal.type("quit")
        #expect(await terminal.end() == 0)
        #expect(DaemonProcess.text(of: path) == "stock tent place=douai\nquit\n")
        var facts = stat()
        #expect(stat(path, &facts) == 0 && facts.st_mode & 0o777 == 0o600)
        let again = try TerminalClient(daemon.socket, history: path)
        try await again.wait(for: "entrepot> ")
        again.press("\u{1B}[A\u{1B}[A\r")
        try await again.wait(for: "1 row")
        again.press("\u{12}tent")
        try await again.wait(for: "tent")
        again.press("\r")
        again.press("\u{3}")
        again.type("quit")
        #expect(await again.end() == 0)
        unlink(path)
    }

    @Test("a daemon that was restarted is found again, and what stuck still does")
    func restart() async throws {
        let daemon = try await DaemonProcess.start()
        try await Catalogue.play(on: daemon.socket)
        _ = try await House("escaudain", on: daemon, tents: 12)
        let terminal = try TerminalClient(daemon.socket, history: Self.file("restart"))
        try await terminal.wait(for: "entrepot> ")
        terminal.type("hello place=escaudain/a1 owner=auberge")
        try await terminal.wait(for: "escaudain/a1 auberge> ")
        #expect(try await daemon.end(SIGTERM) == 0)
        terminal.type("stock tent")
        try await terminal.wait(for: "cannot reach the daemon")
        try await terminal.wait(for: "escaudain/a1 auberge> ")
        try await daemon.begin()
        terminal.type("loss 2 tent lost")
        try await terminal.wait(for: "connected again")
        try await terminal.wait(for: "2 pieces")
        terminal.type("quit")
        #expect(await terminal.end() == 0)
        #expect(try await daemon.end(SIGTERM) == 0)
    }

    @Test(
        "a dumb terminal, 40 columns, no UTF-8: everything can be read",
        arguments: [("dumb", "C.UTF-8"), ("xterm", "C"), ("xterm", "C.UTF-8")])
    func poorTerminals(term: String, locale: String) async throws {
        let daemon = try await SharedDaemon.shared.daemon()
        let terminal = try TerminalClient(
            daemon.socket, columns: 40, term: term, locale: locale, history: Self.file("poor"), words: ["--lang", "fr"])
        try await terminal.wait(for: "entrepot> ")
        terminal.type("article lister")
        let shown = try await terminal.wait(for: "ligne")
        for line in shown.split(separator: "\n") { #expect(line.count <= 40, "\(line)") }
        if locale == "C" { #expect(shown.utf8.allSatisfy { $0 < 0x80 }) }
        terminal.type("xyzzy")
        try await terminal.wait(for: "pas de commande xyzzy")
        terminal.press("\u{3}")
        terminal.type("quitter")
        #expect(await terminal.end() == 0)
    }

    @Test("the first donation of a newcomer takes 5 commands and 130 characters, every further line at most 25")
    func measures() async throws {
        let daemon = try await DaemonProcess.start()
        let client = try await AdminClient(daemon.socket)
        let first = [
            "warehouse add calais", "item add blanket pack=bale:20", "place add a1", "organisation add abri", "receive 3bale blanket a1",
        ]
        #expect(first.count <= 5 && first.reduce(0) { $0 + $1.count + 1 } <= 130)
        for line in first { #expect(try await client.ask(line).isOK, "\(line)") }
        #expect(try await client.ask("hello place=a1 owner=abri").isOK)
        for line in ["receive 2bale blanket", "loss 3 blanket damaged", "rec 7 blanket"] {
            #expect(line.count <= 25)
            #expect(try await client.ask(line).isOK, "\(line)")
        }
        #expect(try await client.ask("stock blanket columns=on_hand format=tsv").lines.last == "| 104")
        #expect(try await daemon.end(SIGTERM) == 0)
    }
}
