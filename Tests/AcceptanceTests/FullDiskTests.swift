import Glibc
import TestSupport
import Testing

/// A file system of a few hundred megabytes, in memory.
private enum SmallDisk {
    /// Mounts one and returns its directory; nil where that is not allowed.
    static func make(megabytes: Int) async -> String? {
        let script = """
            directory=$(mktemp -d /tmp/entrepot-tests-XXXXXX) || exit
            if mount -t tmpfs -o size=\(megabytes)m,mode=755 entrepot-tests "$directory" 2>/dev/null; then echo "$directory"
            else rmdir "$directory"; fi
            """
        guard let shell = try? LineProcess(["/bin/sh", "-c", script]) else { return nil }
        return try? await shell.line(seconds: 30)
    }

    /// Whether this process may mount.
    static func isAllowed() async -> Bool {
        guard let directory = await make(megabytes: 1) else { return false }
        guard let shell = try? LineProcess(["/bin/sh", "-c", "umount \(directory) && rmdir \(directory) && echo gone"]) else {
            return false
        }
        return (try? await shell.line(seconds: 30)) == "gone"
    }

    /// Fills what is left with a file, to the last block.
    static func fill(_ path: String) -> Bool {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        for size in [1 << 20, 4_096] {
            let piece = [UInt8](repeating: 0, count: size)
            while write(descriptor, piece, size) > 0 {}
        }
        return errno == ENOSPC
    }
}

@Suite("The disk of the database is full", .timeLimit(.minutes(5)))
struct FullDiskTests {
    @Test(
        "writes are refused with a code and a remedy, reading goes on, and after space was made the same line is booked once",
        .enabled("mounting a small file system needs root and its leave") { await SmallDisk.isAllowed() })
    func full() async throws {
        let directory = try #require(await SmallDisk.make(megabytes: 192))
        let daemon = try await DaemonProcess.start(DaemonProcess.Settings(directory: directory))
        try await Catalogue.play(on: daemon.socket)
        let house = try await House("full", on: daemon, tents: 1_000_000)
        let filler = "\(directory)/filler"
        #expect(SmallDisk.fill(filler))

        // A long note soon takes another block.
        let session = try await house.session()
        var letters = SystemRandomNumberGenerator()
        var booked = 0
        var refused: (line: String, reply: AdminReply)?
        while refused == nil, booked < 2_000 {
            let note = String((0..<2_000).map { _ in Character(UnicodeScalar(UInt8.random(in: 97...122, using: &letters))) })
            let line = "\(house.carry("full-\(booked)")) note=\(note)"
            let reply = try await session.ask(line)
            if reply.isOK { booked += 1 } else { refused = (line, reply) }
        }
        let (line, reply) = try #require(refused)
        #expect(
            reply.final
                == "ERR DB.DISK-FULL state=unchanged retry=after:60000 ; the disk of the database is full: nothing was booked; "
                + "free space, then repeat the line")
        #expect(try await house.stock() == ["full/a1 \(1_000_000 - booked)"] + (booked == 0 ? [] : ["full/a2 \(booked)"]))
        #expect(try await session.ask("ping").isOK)
        #expect(kill(daemon.pid, 0) == 0)

        #expect(unlink(filler) == 0)
        #expect(try await session.insist(line).isOK)
        #expect(try await session.insist(line).final.contains(" replayed=yes "))
        #expect(try await house.stock() == ["full/a1 \(1_000_000 - booked - 1)", "full/a2 \(booked + 1)"])
        #expect(try await house.faults() == [])
        #expect(try await daemon.end(SIGTERM) == 0)
    }
}
