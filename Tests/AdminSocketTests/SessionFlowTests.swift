import AdminProtocol
import Measures
import PlainJSON
import Speech
import Testing

@testable import AdminSocket

/// A flow, the clock it is told, and what it asked for, in words.
private struct Talk {
    var flow: SessionFlow
    var now = ContinuousClock.now
    let allowance: BatchAllowance
    private static let clerk = SessionActor(account: "house", uid: 1000, roles: [RoleGrant(.volunteer)])
    static let stranger = SessionActor(account: "nobody", uid: 65534, roles: [])

    /// A session past its greeting.
    init(_ actor: SessionActor = clerk, _ change: (inout ServerLimits) -> Void = { _ in }) {
        var limits = ServerLimits()
        change(&limits)
        allowance = BatchAllowance(ceiling: limits.batchesOctets)
        flow = SessionFlow(
            table: SampleTable.table, limits: limits, version: "test", language: .english, allowance: allowance, at: now)
        _ = flow.identified(actor, isAdmitted: true, isStopping: false, at: now)
        _ = flow.said(at: now)
    }

    /// A session that was only just connected.
    static func fresh() -> Talk {
        var talk = Talk()
        talk.flow = SessionFlow(
            table: SampleTable.table, limits: ServerLimits(), version: "test", language: .english, allowance: talk.allowance, at: talk.now)
        return talk
    }

    mutating func type(_ text: String) -> [String] { Self.words(flow.received(Array(text.utf8), at: now)) }
    mutating func recalled(_ number: UInt64, _ actor: SessionActor = clerk) -> [String] {
        Self.words(flow.recalled(number, actor, at: now))
    }
    mutating func delivered(_ number: UInt64) -> [String] { Self.words(flow.delivered(number, at: now)) }
    mutating func done(_ number: UInt64) -> [String] {
        let answer = SessionAnswer(
            body: .reply(CommandReply()), command: nil, style: ReplyStyle(language: .english, format: .table))
        return Self.words(flow.worked(number, .answer(answer), at: now))
    }

    /// One line from typing to its answer taken: what the answer was.
    mutating func ask(_ line: String, as actor: SessionActor = clerk) -> [String] {
        var found: [String] = []
        var todo = flow.received(Array((line + "\n").utf8), at: now)
        while !todo.isEmpty {
            var next: [SessionAction] = []
            for action in todo {
                switch action {
                case .recall(let number, _, _): next += flow.recalled(number, actor, at: now)
                case .work(let work):
                    guard case .check(let invocation, let style) = work.step else {
                        found += Self.words([action])
                        continue
                    }
                    next += flow.worked(work.number, .settle(invocation, style, nil), at: now)
                case .deliver(let number, _):
                    found += Self.words([action])
                    next += flow.delivered(number, at: now)
                case .say:
                    found += Self.words([action])
                    next += flow.said(at: now)
                case .read, .wake: break
                default: found += Self.words([action])
                }
            }
            todo = next
        }
        return found
    }

    static func words(_ actions: [SessionAction]) -> [String] {
        actions.compactMap { action in
            switch action {
            case .watch(let id, _, _): "watch \(id)"
            case .tell(let id, let octets): "tell \(id) " + String(decoding: octets, as: UTF8.self)
            case .endWatch(let id): "end watch \(id)"
            case .say(let octets): "say " + String(decoding: octets.dropLast(), as: UTF8.self)
            case .recall(let number, let actor, _): "recall \(number) \(actor.name)"
            case .work(let work):
                switch work.step {
                case .run(let invocation, _): "work \(work.number) \(invocation.id)"
                case .batch(let batch, _, _): "work \(work.number) \(batch.lines.count) lines"
                case .refused(let refusal, _, _): "work \(work.number) \(refusal.code)"
                default: "work \(work.number)"
                }
            case .stop(let number): "stop \(number)"
            case .deliver(let number, let answer):
                "answer \(number) " + (answer.final(codes: .standard).code?.rawValue ?? "OK") + (answer.closing.map { " bye \($0)" } ?? "")
            case .countStranger(let account): "count \(account)"
            case .end: "end"
            case .closeSoon: "close soon"
            case .close: "close"
            // Where they matter, tests ask for them.
            case .read, .wake: nil
            }
        }
    }
}

@Suite("A session's flow")
struct SessionFlowTests {
    @Test("who is let in is greeted and read; who is not is told why and closed as soon as the reason is written")
    func coming() {
        var talk = Talk.fresh()
        #expect(!talk.flow.mayRead)
        let greeting = talk.flow.identified(
            SessionActor(account: "house", uid: 1, roles: [RoleGrant(.volunteer)]), isAdmitted: true, isStopping: false, at: talk.now)
        #expect(Talk.words(greeting) == ["say * ENTREPOT 1.0 version=test as=house lang=en timeout=30000ms"])
        #expect(talk.flow.mayRead)
        var full = Talk.fresh()
        let refusal = full.flow.identified(Talk.stranger, isAdmitted: false, isStopping: false, at: full.now)
        #expect(
            Talk.words(refusal) == [
                "say ERR BUSY.CLIENTS state=unchanged retry=after:1000 ; too many clients are connected; try again shortly"
            ])
        #expect(Talk.words(full.flow.said(at: full.now)) == ["close"])
    }

    @Test("one request at a time, in order: who speaks is asked, the work is done, and the next begins when the answer was taken")
    func order() {
        var talk = Talk()
        #expect(talk.type("stock\nping\n") == ["recall 1 house"])
        #expect(talk.recalled(1) == ["work 1 stock"])
        // Who comes with another request's number is not heard.
        #expect(talk.done(2) == [])
        #expect(talk.done(1) == ["answer 1 OK"])
        #expect(talk.done(1) == [])
        #expect(talk.delivered(1) == ["recall 2 house"])
        #expect(talk.recalled(2) == ["answer 2 OK"])
        #expect(talk.delivered(2) == [])
    }

    @Test("a read out of time is stopped and unchanged; a write is waited for a grace longer, not stopped, and unknown")
    func deadlines() throws {
        var talk = Talk { $0.writeGrace = .seconds(5) }
        _ = talk.type("stock timeout=2s\ntransfer rice 1 from=a to=b timeout=2s\n")
        func work(_ number: UInt64) throws -> SessionWork {
            let actions = talk.flow.recalled(number, SessionActor(account: "house", uid: 1, roles: [RoleGrant(.volunteer)]), at: talk.now)
            guard case .work(let work)? = actions.first else { throw RawClientFault(call: "no work", code: 0) }
            return work
        }
        let read = try work(1)
        #expect([read.allowed, read.patience] == [.seconds(2), .seconds(2)])
        #expect(Talk.words(talk.flow.timedOut(1)) == ["stop 1", "answer 1 TIMEOUT.COMMAND"])
        _ = talk.delivered(1)
        let write = try work(2)
        // 2 seconds it may take, and 5 more in which it may still say `unchanged` itself.
        #expect([write.allowed, write.patience] == [.seconds(2), .seconds(7)])
        guard case .deliver(_, let answer)? = talk.flow.timedOut(2).first else {
            Issue.record("a write out of time is answered")
            return
        }
        #expect(answer.final(codes: .standard).state == .unknown)
    }

    @Test("cancel stops a read at work and marks a request that waits; a write goes on")
    func cancelling() {
        var talk = Talk()
        _ = talk.type("@r stock\n@q ping\n")
        _ = talk.recalled(1)
        #expect(talk.type("cancel @q\ncancel @r\n") == ["stop 1", "answer 1 CMD.CANCELLED"])
        #expect(talk.delivered(1) == ["answer 2 CMD.CANCELLED"])
        #expect(talk.delivered(2) == ["answer 3 OK"])
        #expect(talk.delivered(3) == ["answer 4 OK"])
        _ = talk.delivered(4)
        _ = talk.type("@w transfer rice 1 from=a to=b\n")
        _ = talk.recalled(5)
        #expect(talk.type("cancel @w\n") == [])
        #expect(talk.done(5) == ["answer 5 OK"])
    }

    @Test("half-closed: what was sent is answered, a line without its end is refused, then the connection closes")
    func halfClose() {
        var talk = Talk()
        _ = talk.type("stock\nbook")
        #expect(Talk.words(talk.flow.inputClosed(at: talk.now)) == [])
        _ = talk.recalled(1)
        #expect(talk.done(1) == ["answer 1 OK"])
        #expect(talk.delivered(1) == ["answer 2 PROTO.UNTERMINATED"])
        #expect(talk.delivered(2) == ["close"])
        #expect(talk.flow.stage == .lastWord)
    }

    @Test("a shutdown says goodbye, answers what waits, lets the peer finish; past its deadline a write is unknown")
    func shutdown() {
        var talk = Talk()
        _ = talk.type("transfer rice 1 from=a to=b\nping\n")
        _ = talk.recalled(1)
        #expect(Talk.words(talk.flow.drain(at: talk.now)) == ["say * BYE reason=shutdown"])
        #expect(Talk.words(talk.flow.said(at: talk.now)) == [])
        var late = talk
        #expect(talk.done(1) == ["answer 1 OK"])
        #expect(talk.delivered(1) == ["answer 2 SHUTDOWN.DRAINING"])
        #expect(talk.delivered(2) == ["end"])
        #expect(Talk.words(talk.flow.inputClosed(at: talk.now)) == ["close"])
        #expect(Talk.words(late.flow.leave(at: late.now)) == ["answer 1 SHUTDOWN.DRAINING", "close soon"])
    }

    @Test("a client that leaves stops its read and not its write, and its batch gives its memory back")
    func leaving() {
        var reader = Talk()
        _ = reader.type("stock\n")
        _ = reader.recalled(1)
        #expect(Talk.words(reader.flow.closed()) == ["stop 1"])
        var writer = Talk()
        _ = writer.type("transfer rice 1 from=a to=b\n")
        _ = writer.recalled(1)
        #expect(Talk.words(writer.flow.closed()) == [])
        var batch = Talk()
        _ = batch.ask("begin")
        _ = batch.ask("donation import")
        _ = batch.type("< 0123456789\n")
        // The line: twice its 15 octets and 512 around them; the row: its 10 octets and 64.
        #expect(batch.allowance.held == 15 * 2 + 512 + 10 + 64)
        _ = batch.flow.closed()
        #expect(batch.allowance.held == 0)
    }

    @Test("a client silent for too long is told so; one at work is not idle")
    func idleness() {
        var talk = Talk { $0.idle = .seconds(60) }
        talk.now += .seconds(59)
        #expect(Talk.words(talk.flow.wake(at: talk.now)) == [])
        _ = talk.type("stock\n")
        _ = talk.recalled(1)
        talk.now += .seconds(600)
        #expect(Talk.words(talk.flow.wake(at: talk.now)) == [])
        _ = talk.done(1)
        _ = talk.delivered(1)
        talk.now += .seconds(60)
        #expect(Talk.words(talk.flow.wake(at: talk.now)) == ["say * BYE reason=idle"])
        #expect(Talk.words(talk.flow.said(at: talk.now)) == ["end"])
    }

    @Test("a role taken away is gone with the next request, and the lines of a batch are looked at again at its end")
    func revoked() {
        let viewer = SessionActor(account: "house", uid: 1000, roles: [RoleGrant(.viewer)])
        var talk = Talk()
        #expect(talk.ask("stock") == ["work 1 stock"])
        _ = talk.done(1)
        _ = talk.delivered(1)
        #expect(talk.ask("begin") == ["answer 2 OK"])
        #expect(talk.ask("transfer rice 1 from=a to=b") == ["answer 3 OK"])
        #expect(talk.ask("end", as: viewer) == ["work 4 PERM.ROLE"])
        _ = talk.done(4)
        _ = talk.delivered(4)
        #expect(talk.ask("stock", as: Talk.stranger) == ["count nobody", "answer 5 AUTH.UNKNOWN"])
        #expect(talk.ask("stock") == ["work 6 stock"])
    }

    @Test("an account without any role may say who it is; little else is even looked at, and it is closed soon")
    func strangers() {
        var talk = Talk(Talk.stranger) { $0.strangerLines = 4 }
        #expect(talk.ask("ping", as: Talk.stranger) == ["answer 1 OK"])
        // No suggestion, no batch, no help.
        let word = String(repeating: "x", count: 60_000)
        #expect(talk.ask(word, as: Talk.stranger) == ["count nobody", "answer 2 AUTH.UNKNOWN"])
        #expect(talk.ask("begin", as: Talk.stranger) == ["count nobody", "answer 3 AUTH.UNKNOWN"])
        // The fourth line is the last, and nothing is waited for behind it.
        #expect(talk.ask("stock", as: Talk.stranger) == ["count nobody", "answer 4 AUTH.UNKNOWN bye stranger", "close"])
        var silent = Talk(Talk.stranger) { $0.strangerTime = .seconds(8) }
        silent.now += .seconds(8)
        #expect(Talk.words(silent.flow.wake(at: silent.now)) == ["say * BYE reason=stranger"])
        #expect(Talk.words(silent.flow.said(at: silent.now)) == ["close"])
        var rows = Talk(Talk.stranger) { $0.strangerLines = 3 }
        #expect(rows.ask("< a\n< b\n< c\n< d").last == "close")
    }

    @Test("all open batches together have a ceiling: who reaches it is told to come back, and nothing is run")
    func batchCeiling() {
        // Two lines of 27 octets: 27 × 2 + 512 = 566 each.
        var talk = Talk { $0.batchesOctets = 1_000 }
        _ = talk.ask("begin")
        #expect(talk.ask("transfer rice 1 from=a to=b") == ["answer 2 OK"])
        #expect(talk.allowance.held == 566)
        #expect(talk.ask("transfer rice 2 from=a to=b") == ["answer 3 BUSY.BATCHES"])
        // A batch that will not run holds nothing.
        #expect(talk.allowance.held == 0)
        #expect(talk.ask("end") == ["answer 4 BUSY.BATCHES"])
        _ = talk.ask("begin")
        _ = talk.ask("transfer rice 1 from=a to=b")
        #expect(talk.ask("end") == ["work 7 1 lines"])
        _ = talk.done(7)
        _ = talk.delivered(7)
        #expect(talk.allowance.held == 0)
    }

    @Test("a begin that is refused opens a batch that does not run: lines sent along with it are not booked one by one")
    func refusedBegin() {
        var talk = Talk()
        #expect(talk.ask("begin kee=k1") == ["answer 1 ARG.UNKNOWN"])
        #expect(talk.ask("transfer rice 1 from=a to=b") == ["answer 2 OK"])
        #expect(talk.ask("end") == ["answer 3 BATCH.POISONED"])
        #expect(talk.ask("transfer rice 1 from=a to=b") == ["work 4 transfer"])
    }

    @Test("progress is passed on ten times a second at most, the end always")
    func progress() {
        var talk = Talk()
        _ = talk.type("@t stock\n")
        _ = talk.recalled(1)
        func told(_ done: Int64) -> [String] {
            let words = Talk.words(talk.flow.progressed(1, CommandProgress(done: done, total: 9, unit: "rows"), at: talk.now))
            if !words.isEmpty { _ = talk.flow.said(at: talk.now) }
            return words
        }
        #expect(told(1) == ["say * PROGRESS tag=t done=1 total=9 unit=rows"])
        #expect(told(2) == [])
        talk.now += .milliseconds(100)
        #expect(told(3) == ["say * PROGRESS tag=t done=3 total=9 unit=rows"])
        #expect(told(9) == ["say * PROGRESS tag=t done=9 total=9 unit=rows"])
    }
}

@Suite("Small decisions at the edge")
struct EdgeDecisionTests {
    @Test("pauses before the next attempt to take a client grow to a second and begin anew when one was taken")
    func acceptPauses() {
        var pauses = AcceptPauses()
        let nine = (0..<9).map { _ in pauses.failed() }
        #expect(nine == [10, 20, 40, 80, 160, 320, 640, 1000, 1000].map { .milliseconds($0) })
        let failures = [pauses.taken(), pauses.taken()]
        #expect(failures == [9, 0])
        let anew = pauses.failed()
        #expect(anew == .milliseconds(10))
    }

    @Test("refusals of strangers are counted by account; the first opens a count, telling it closes it")
    func tally() {
        var tally = StrangerTally()
        let isFirst = [tally.note("a"), tally.note("a"), tally.note("b")]
        #expect(isFirst == [true, false, true])
        #expect(tally.accounts == ["a", "b"])
        let counts = [tally.take("a"), tally.take("a")]
        #expect(counts == [2, 0])
        let isAnew = tally.note("a")
        #expect(isAnew)
    }
}
