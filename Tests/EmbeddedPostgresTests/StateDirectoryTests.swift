import EmbeddedPostgres
import Glibc
import Testing

@Suite("The state directory", .serialized)
struct StateDirectoryTests {
    @Test("is refused to a second daemon, with the pid of the first")
    func locked() async throws {
        try await Scratch.with { scratch in
            let first = try StateLock(directory: scratch.state)
            #expect(first.directory == scratch.state)
            #expect(StateLock.runningHolder(of: scratch.state) == getpid())
            do throws(EmbeddedPostgresError) {
                _ = try StateLock(directory: scratch.state)
                Issue.record("locked twice")
            } catch {
                #expect(
                    error
                        == EmbeddedPostgresError(
                            .stateLocked, found: "another daemon (pid \(getpid())) runs on \(scratch.state)",
                            remedy: "Stop it first, or give this one another --state directory", retryHelps: true))
            }
            first.release()
            #expect(StateLock.runningHolder(of: scratch.state) == nil)
            _ = try StateLock(directory: scratch.state)
        }
    }

    @Test("whose socket path would exceed 107 bytes is refused with the longest that fits")
    func tooLongPath() async throws {
        // "/run/.s.PGSQL.5432" is 18 bytes, so 89 remain for the state directory.
        let fits = "/" + String(repeating: "a", count: 88)
        #expect(await refusal { try ClusterLayout(state: fits).checkSocketPath() } == nil)
        do {
            try ClusterLayout(state: fits + "b").checkSocketPath()
            Issue.record("accepted")
        } catch {
            #expect(error.code == .pathTooLong)
            #expect(error.found.contains("108 bytes"))
            #expect(error.remedy.contains("at most 89 bytes"))
        }
        try await Scratch.with { scratch in
            let long = scratch.directory + "/" + String(repeating: "d", count: 100)
            let cluster = EmbeddedCluster(lock: try StateLock(directory: long), log: scratch.log)
            #expect(await refusal { try await cluster.start() } == .pathTooLong)
        }
    }

    @Test("below a directory closed to the server's account is refused, naming the closed one", .enabled(if: geteuid() == 0))
    func hidden() async throws {
        try await Scratch.with { scratch in
            let closed = "\(scratch.directory)/closed"
            try Files.makeDirectory(closed, mode: 0o700)
            let cluster = EmbeddedCluster(lock: try StateLock(directory: "\(closed)/state"), log: scratch.log)
            do {
                try await cluster.start()
                Issue.record("started")
            } catch let error as EmbeddedPostgresError {
                #expect(error.code == .stateHidden)
                #expect(error.found.hasSuffix("may not pass through \(closed)"))
            }
        }
    }

    @Test("that holds something else where the cluster should be is left alone")
    func foreignData() async throws {
        try await Scratch.with { scratch in
            try Files.makeDirectory(scratch.layout.data, mode: 0o700)
            let cluster = try scratch.cluster()
            #expect(await refusal { try await cluster.start() } == .stateUnusable)
            try Files.write("9.6\n", to: "\(scratch.layout.data)/PG_VERSION", mode: 0o600)
            #expect(await refusal { try await cluster.start() } == .versionUnsupported)
        }
    }
}

@Suite("Files")
struct FilesTests {
    @Test("are written whole, and removed with all below them without following links")
    func writeAndRemove() async throws {
        try await Scratch.with { scratch in
            let inner = "\(scratch.state)/a/b"
            #expect(try Files.makeDirectory(inner, mode: 0o700))
            #expect(try !Files.makeDirectory(inner, mode: 0o700))
            try Files.write("one\ntwo\n", to: "\(inner)/text", mode: 0o640)
            #expect(try Files.text(of: "\(inner)/text") == "one\ntwo\n")
            #expect(Files.tail(of: "\(inner)/text", limit: 5) == "two\n")
            // Eight bytes are read whole by a limit of eight, and refused by one of seven; `text` takes what it is asked for.
            #expect(try Files.wholeText(of: "\(inner)/text", limit: 8) == "one\ntwo\n")
            #expect(throws: SystemCallError.self) { try Files.wholeText(of: "\(inner)/text", limit: 7) }
            #expect(try Files.text(of: "\(inner)/text", limit: 3) == "one")
            #expect(Files.facts(of: "\(inner)/text").map { $0.st_mode & 0o777 } == 0o640)
            #expect(Files.names(in: inner) == ["text"])
            #expect(try Files.text(of: "\(inner)/nothing") == nil)
            try Files.makeDirectory("\(scratch.directory)/outside", mode: 0o700)
            try Files.write("kept", to: "\(scratch.directory)/outside/kept", mode: 0o600)
            symlink("\(scratch.directory)/outside", "\(inner)/link")
            try Files.removeTree(scratch.state)
            #expect(Files.names(in: scratch.directory) == ["outside"])
            #expect(try Files.text(of: "\(scratch.directory)/outside/kept") == "kept")
        }
    }

    @Test("have parents and absolute names")
    func names() {
        #expect(["/a/b", "/a", "a", "/a/b/"].map(Files.parent(of:)) == ["/a", "/", ".", "/a"])
        #expect(["/a//b/./c/", "/"].map(Files.absolute) == ["/a/b/c", "/"])
    }
}
