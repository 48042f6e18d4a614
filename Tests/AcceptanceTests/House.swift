import TestSupport
import Testing

/// A warehouse of a test's own on a daemon: shelves `a1` and `a2`, and so many tents of one lot on `a1`.
struct House: Sendable {
    let socket: String
    let warehouse: String

    init(_ warehouse: String, on daemon: DaemonProcess, tents: Int) async throws {
        socket = daemon.socket
        self.warehouse = warehouse
        let client = try await AdminClient(daemon.socket)
        for line in [
            "warehouse add \(warehouse) timezone=Europe/Paris", "place add \(warehouse)/a1 kind=bin", "place add \(warehouse)/a2 kind=bin",
            "donation receive item=tent qty=\(tents) place=\(warehouse)/a1 owner=auberge lot=pile",
        ] {
            let reply = try await client.ask(line)
            guard reply.isOK else { throw DaemonFault("\(line): \(reply.final)") }
        }
    }

    /// A session in which what looks repeated is booked.
    func session() async throws -> AdminClient {
        let client = try await AdminClient(socket)
        _ = try await client.ask("hello repeats=allow")
        return client
    }

    /// One tent from the first shelf to the second, under a key.
    func carry(_ key: String) -> String { "transfer tent 1 from=\(warehouse)/a1 to=\(warehouse)/a2 key=\(key)" }

    /// What is on the shelves: `place on_hand`, in order.
    func stock() async throws -> [String] {
        let reply = try await AdminClient(socket).ask("stock place=\(warehouse) lots=yes columns=place,on_hand format=tsv")
        return reply.lines.dropFirst().map { String($0.dropFirst(2)).replacing("\t", with: " ") }
    }

    /// How many movements the books hold.
    func movements() async throws -> Int {
        try await AdminClient(socket).ask("movement list warehouse=\(warehouse) limit=all columns=movement format=tsv").lines.count - 1
    }

    /// What `verify` answers, the faults it found first.
    func faults() async throws -> [String] {
        let reply = try await AdminClient(socket).ask("verify warehouse=\(warehouse)")
        return reply.lines + (reply.pair("faults") == "0" ? [] : [reply.final])
    }
}

extension AdminClient {
    /// Says a line until it is answered OK, as its answers advise: a daemon that says `retry=after:MS` is asked again then.
    ///
    /// Any other refusal is returned.
    func insist(_ line: String) async throws -> AdminReply {
        while true {
            let reply = try await ask(line)
            guard let advice = reply.pair("retry"), !reply.isOK, advice != "never" else { return reply }
            if let milliseconds = advice.split(separator: ":").dropFirst().first.flatMap({ Int($0) }) {
                try await Task.sleep(for: .milliseconds(milliseconds))
            }
        }
    }
}

/// Counts what many do, for one who waits for so much.
actor Progress {
    private var count = 0
    private var waiting: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []

    func add() {
        count += 1
        for waiter in waiting where waiter.count <= count { waiter.continuation.resume() }
        waiting.removeAll { $0.count <= count }
    }

    /// Returns when so many were counted.
    func reach(_ wanted: Int) async {
        if count >= wanted { return }
        await withCheckedContinuation { waiting.append((wanted, $0)) }
    }
}
