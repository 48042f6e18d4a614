import AdminProtocol
import AdminSocket
import Glibc
import Logging
import Measures
import PlainJSON
import Speech
import Synchronization

/// A real listener on a socket in a directory of its own.
final class TestServer: Sendable {
    let path: String
    let listener: AdminListener
    /// Opened by the test; `hold` and `book` wait at it.
    let gate: Gate
    /// Passed by `book` behind the gate, and by `hold` when it is cancelled.
    let done: Gate
    /// How many pages `flood` was asked for.
    let pages: Pages

    final class Pages: Sendable {
        private let counter = Mutex(0)

        var count: Int { counter.withLock { $0 } }

        func add() { counter.withLock { $0 += 1 } }
    }

    init(roles: [RoleGrant] = [RoleGrant(.volunteer)], _ change: (inout ServerLimits) -> Void = { _ in }) async throws {
        var template = Array("/tmp/entrepot-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw RawClientFault(call: "mkdtemp", code: errno) }
        let directory = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        path = directory + "/admin.sock"
        var limits = ServerLimits()
        change(&limits)
        let (gate, done, pages) = (Gate(), Gate(), Pages())
        (self.gate, self.done, self.pages) = (gate, done, pages)
        let hooks = ServerHooks(services: NoServices()) { peer in
            SessionActor(account: "uid:\(peer.uid)", uid: peer.uid, roles: roles)
        }
        let configuration = ListenerConfiguration(socketPath: path, limits: limits, version: "test")
        listener = AdminListener(
            configuration: configuration, table: Self.table(gate, done, pages), hooks: hooks,
            logger: quietLogger)
        try await listener.start()
    }

    private static func table(_ gate: Gate, _ done: Gate, _ pages: Pages) -> CommandTable {
        let words = Wording("for tests", "pour les tests")
        let hold = CommandSpec("hold", fr: "tenir", words, roles: Role.everybody, effect: .read, examples: ["hold"]) { _, _ in
            await withTaskCancellationHandler {
                await gate.pass()
            } onCancel: {
                Task { await done.pass() }
            }
            return CommandReply()
        }
        let book = CommandSpec("book", fr: "noter", words, roles: Role.everybody, effect: .write, examples: ["book"]) { _, _ in
            await gate.pass()
            // A cancelled task would show here; a write that was handed over is never cancelled.
            if !Task.isCancelled { await done.pass() }
            return CommandReply(pairs: ["movement": 1])
        }
        let flood = CommandSpec("flood", fr: "inonder", words, roles: Role.everybody, effect: .read, reply: ["text"], examples: ["flood"]) {
            _, _ in
            let page = [JSONObject](repeating: ["text": .string(String(repeating: "x", count: 1000))], count: 100)
            return CommandReply(
                .pages { () throws(Refusal) in
                    pages.add()
                    return page
                })
        }
        let count = CommandSpec("count", fr: "compter", words, roles: Role.everybody, effect: .read, reply: ["n"], examples: ["count"]) {
            _, context in
            context.progress(CommandProgress(done: 5000, total: 5000, unit: "rows"))
            return CommandReply(records: (0..<5000).map { ["n": .integer($0)] })
        }
        let fail = CommandSpec(
            "fail", fr: "échouer", words, roles: Role.everybody, effect: .write, examples: ["fail"],
            handler: { invocation, context throws(Refusal) in
                throw context.unexpected(RawClientFault(call: "x", code: 1), invocation.id, .unknown)
            })
        return CommandTable([hold, book, flood, count, fail] + SampleTable.table.commands.filter { $0.handler != nil })
    }

    /// A client past its greeting.
    func client() async throws -> RawClient {
        let client = try await RawClient(path)
        let greeting = await client.lines(1)
        guard greeting.first?.hasPrefix("* ENTREPOT 1.0 ") == true else {
            throw RawClientFault(call: greeting.first ?? "no greeting", code: 0)
        }
        return client
    }

    /// What a fresh client reads until the server closes, when it sends `octets` and no more.
    func answer(to octets: [UInt8]) async throws -> [String] {
        let client = try await client()
        await client.send(octets)
        client.endInput()
        return await client.rest()
    }

    func answer(to text: String) async throws -> [String] { try await answer(to: Array(text.utf8)) }

    func stop() async {
        gate.open()
        done.open()
        await listener.shutdown(deadline: .seconds(5))
    }
}

/// A logger nobody reads.
let quietLogger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
