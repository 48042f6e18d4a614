import Glibc
import TestSupport
import Testing

// Issue: a revoked person keeps working. Roles are looked up for each request: what SIGHUP takes away is gone for sessions that are open.

@Suite(
    "Roles that change while a session is open", .enabled(if: geteuid() == 0, "only root can speak as another account"),
    .timeLimit(.minutes(3)))
struct RevokedTests {
    private static func yaml(_ roles: String) -> String {
        """
        socket: {mode: "0666"}
        roles: {users: {daemon: \(roles), bin: [viewer]}}
        """
    }

    /// Writes the roles anew and waits until the daemon has read them: until somebody else's change is felt.
    private func change(_ daemon: DaemonProcess, _ roles: String, watch: AdminClient, until felt: (AdminReply) -> Bool) async throws {
        let path = "\(daemon.directory)/entrepotd.yaml"
        let before = DaemonProcess.text(of: path) ?? ""
        let kept = before.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("roles:") }.joined(
            separator: "\n")
        guard let file = fopen(path, "w") else { throw DaemonFault("\(path) takes no text") }
        fputs(kept + "\n\(roles)\n", file)
        fclose(file)
        kill(daemon.pid, SIGHUP)
        for _ in 0..<600 {
            if felt(try await watch.ask("hello")) { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw DaemonFault("the daemon did not read its roles again: \(daemon.log.suffix(500))")
    }

    @Test("an open session of a revoked person can do nothing, its batch neither; a changed limit holds at once")
    func revoked() async throws {
        let daemon = try await DaemonProcess.start(DaemonProcess.Settings(yaml: Self.yaml("[manager]")))
        let root = try await AdminClient(daemon.socket)
        for line in [
            "organisation add abri", "organisation add brasero", "item add tent", "warehouse add calais timezone=Europe/Paris",
            "place add calais/a1 kind=bin",
        ] { #expect(try await root.ask(line).isOK) }
        let manager = try await Caller.limited.session(on: daemon.socket)
        let other = try await Caller.volunteer.session(on: daemon.socket)
        func receive(_ owner: String) -> String { "donation receive item=tent qty=1 place=calais/a1 owner=\(owner)" }
        #expect(try await manager.ask(receive("brasero")).isOK)

        // Limited to one organisation: others' goods are out of reach in the session that was open.
        try await change(
            daemon, "roles: {users: {daemon: {roles: [manager], organisations: [abri], warehouses: [calais]}, bin: [viewer, volunteer]}}",
            watch: other, until: { $0.pair("roles")?.contains("volunteer") == true })
        #expect(try await manager.ask(receive("brasero")).code == "PERM.SCOPE")
        #expect(try await manager.ask(receive("abri")).isOK)
        #expect(try await manager.ask("stock lots=yes columns=owner format=tsv").lines == ["| owner", "| abri"])

        // A second role lifts nothing: a viewer of everything who may write for abri alone writes for abri alone.
        try await change(
            daemon,
            "roles: {users: {daemon: {roles: [manager], organisations: [abri], warehouses: [calais]}, bin: [viewer]}, "
                + "groups: {root: [viewer]}}",
            watch: other, until: { $0.pair("roles")?.contains("volunteer") == false })
        #expect(try await manager.ask(receive("brasero")).code == "PERM.SCOPE")
        #expect(try await manager.ask("stock lots=yes columns=owner format=tsv").lines.count == 3)

        // Gone: what was typed into a batch before is not run either.
        #expect(try await manager.ask("begin").isOK)
        #expect(try await manager.ask(receive("abri")).isOK)
        try await change(
            daemon, "roles: {users: {bin: [viewer, volunteer]}}", watch: other,
            until: { $0.pair("roles")?.contains("volunteer") == true })
        let before = try await root.ask("movement list limit=all columns=movement format=tsv").lines.count
        for line in ["end", receive("abri"), "stock", "movement list", "help item add"] {
            let reply: AdminReply
            do { reply = try await manager.ask(line) } catch is AdminClient.Lost { continue }
            #expect(!reply.isOK, "\(line)\n\(reply.all)")
        }
        #expect(try await root.ask("movement list limit=all columns=movement format=tsv").lines.count == before)
    }
}
