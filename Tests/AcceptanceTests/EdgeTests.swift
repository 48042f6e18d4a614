import Glibc
import TestSupport
import Testing

// What the daemon does at its edges: a role taken away while somebody is connected, and a table of descriptors that is full.

@Suite("Roles taken away and descriptors gone", .serialized, .timeLimit(.minutes(5)))
struct EdgeTests {
    @Test(
        "somebody whose role is taken away can do nothing any more in a session that is open",
        .enabled(if: geteuid() == 0, "only root can speak as another account"))
    func revoked() async throws {
        let daemon = try await DaemonProcess.start(
            DaemonProcess.Settings(
                yaml: """
                    socket: {mode: "0666"}
                    roles: {users: {nobody: [volunteer]}}
                    """))
        try await Catalogue.play(on: daemon.socket)
        let house = try await House("revoked", on: daemon, tents: 3)
        let account = try #require(getpwnam("nobody"))
        let somebody = try await AdminClient(daemon.socket, as: account.pointee.pw_uid)
        #expect(try await somebody.ask("transfer tent 1 from=revoked/a1 to=revoked/a2").isOK)
        try replace("volunteer", with: "viewer", in: "\(daemon.directory)/entrepotd.yaml")
        kill(daemon.pid, SIGHUP)
        // Until the daemon has read its file, the old role holds.
        #expect(try await first("PERM.ROLE", of: "transfer tent 1 from=revoked/a1 to=revoked/a2 again=yes key=late", somebody))
        #expect(try await somebody.ask("stock").isOK)
        try replace("nobody: [viewer]", with: "daemon: [viewer]", in: "\(daemon.directory)/entrepotd.yaml")
        kill(daemon.pid, SIGHUP)
        #expect(try await first("AUTH.UNKNOWN", of: "stock", somebody))
        #expect(try await somebody.ask("transfer tent 1 from=revoked/a1 to=revoked/a2 again=yes key=last").code == "AUTH.UNKNOWN")
        // What was booked while the role was there: once by its own words, once at most under the key.
        #expect(try await house.stock().contains { $0.hasPrefix("revoked/a1 ") })
    }

    @Test("near its limit of descriptors the daemon turns clients away and works on; at the limit it waits and takes them again later")
    func descriptors() async throws {
        let daemon = try await DaemonProcess.start()
        try await Catalogue.play(on: daemon.socket)
        let house = try await House("descriptors", on: daemon, tents: 9)
        let inside = try await house.session()
        let open = try descriptors(of: daemon.pid)
        let usual = try limit(of: daemon.pid)

        // Ten numbers from the first free one: less than the 32 that are kept for the rest of the daemon.
        let free = (0...).first { !open.contains($0) } ?? 0
        try setLimit(free + 10, of: daemon.pid, usual)
        let refusal = await #expect(throws: DaemonFault.self) { try await AdminClient(daemon.socket) }
        #expect(refusal.map { "\($0)" }?.contains("ERR BUSY.CLIENTS ") == true)
        #expect(try await inside.ask("transfer tent 1 from=descriptors/a1 to=descriptors/a2").isOK)

        // None left at all: the client waits in the queue of the kernel.
        try setLimit(free, of: daemon.pid, usual)
        let waiting = Task { try await AdminClient(daemon.socket).ask("ping").isOK }
        while !daemon.log.contains("no client can be taken") { try await Task.sleep(for: .milliseconds(10)) }
        for number in 0..<8 {
            #expect(
                try await inside.ask("transfer tent 1 from=descriptors/a2 to=descriptors/a1 key=n\(number) again=yes").code != "INTERNAL")
        }
        try setLimit(Int(usual.rlim_cur), of: daemon.pid, usual)
        #expect(try await waiting.value)
        let told = try #require(daemon.log.split(separator: "\n").last { $0.contains("clients are taken again") })
        let attempts = try #require(told.split(separator: "attempts=").last.flatMap { Int($0.prefix { $0.isNumber }) })
        // Pauses grow from 10 ms to a second; a loop without pauses makes as many attempts in a millisecond.
        #expect(attempts < 200)
    }

    private func first(_ code: String, of line: String, _ client: AdminClient) async throws -> Bool {
        for _ in 0..<1_000 {
            if try await client.ask(line).code == code { return true }
            try await Task.sleep(for: .milliseconds(20))
        }
        return false
    }

    private func replace(_ old: String, with new: String, in path: String) throws {
        guard let file = fopen(path, "r+") else { throw DaemonFault("\(path) does not open") }
        defer { fclose(file) }
        var octets = [UInt8](repeating: 0, count: 65_536)
        let count = fread(&octets, 1, octets.count, file)
        let text = String(decoding: octets[..<count], as: UTF8.self).replacing(old, with: new)
        rewind(file)
        ftruncate(fileno(file), 0)
        fputs(text, file)
    }

    private func descriptors(of pid: Int32) throws -> Set<Int> {
        guard let directory = opendir("/proc/\(pid)/fd") else { throw DaemonFault("no descriptors of \(pid)") }
        defer { closedir(directory) }
        var numbers: Set<Int> = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            if let number = Int(name) { numbers.insert(number) }
        }
        return numbers
    }

    private func limit(of pid: Int32) throws -> rlimit {
        var limit = rlimit()
        guard try prlimit(pid, CInt(RLIMIT_NOFILE.rawValue), nil, &limit) == 0 else { throw DaemonFault("prlimit: \(errno)") }
        return limit
    }

    private func setLimit(_ number: Int, of pid: Int32, _ usual: rlimit) throws {
        var limit = rlimit(rlim_cur: rlim_t(number), rlim_max: usual.rlim_max)
        guard try prlimit(pid, CInt(RLIMIT_NOFILE.rawValue), &limit, nil) == 0 else { throw DaemonFault("prlimit: \(errno)") }
    }

    private typealias ProcessLimit =
        @convention(c) (pid_t, CInt, UnsafePointer<rlimit>?, UnsafeMutablePointer<rlimit>?) -> CInt

    /// prlimit(2); Glibc's module leaves it out.
    private var prlimit: ProcessLimit {
        get throws {
            guard let call = dlsym(nil, "prlimit") else { throw DaemonFault("this system has no prlimit") }
            return unsafeBitCast(call, to: ProcessLimit.self)
        }
    }
}
