import Testing

@testable import PostgresClient

@Suite("Deciding who gets a connection")
struct PoolStateTests {
    private typealias Number = PoolState.ConnectionNumber

    @Test("Connections are opened up to the limit, then callers wait in order")
    func order() {
        var state = PoolState(limit: 2)
        #expect(state.acquire() == .open(Number(value: 1)))
        #expect(state.acquire() == .open(Number(value: 2)))
        #expect(state.acquire() == .wait(.init(value: 3)))
        #expect(state.acquire() == .wait(.init(value: 4)))
        #expect(state.giveBack(Number(value: 2)) == .grant(.init(waiter: .init(value: 3), connection: Number(value: 2), mustOpen: false)))
        #expect(state.giveBack(Number(value: 1)) == .grant(.init(waiter: .init(value: 4), connection: Number(value: 1), mustOpen: false)))
        #expect(state.giveBack(Number(value: 1)) == .keep)
        #expect(state.lentCount == 1 && state.idleCount == 1 && state.waitingCount == 0)
    }

    @Test("The connection used last is used next")
    func warmth() {
        var state = PoolState(limit: 2)
        _ = state.acquire()
        _ = state.acquire()
        #expect(state.giveBack(Number(value: 1)) == .keep)
        #expect(state.giveBack(Number(value: 2)) == .keep)
        #expect(state.acquire() == .use(Number(value: 2)))
        #expect(state.acquire() == .use(Number(value: 1)))
    }

    @Test("A broken connection gives the first who waits the right to open another")
    func broken() {
        var state = PoolState(limit: 1)
        _ = state.acquire()
        #expect(state.acquire() == .wait(.init(value: 2)))
        #expect(state.discard(Number(value: 1)) == .init(waiter: .init(value: 2), connection: Number(value: 3), mustOpen: true))
        #expect(state.discard(Number(value: 3)) == nil)
        #expect(state.acquire() == .open(Number(value: 4)))
    }

    @Test("Who gave up waiting is passed over")
    func abandoned() {
        var state = PoolState(limit: 1)
        _ = state.acquire()
        #expect(state.acquire() == .wait(.init(value: 2)))
        #expect(state.acquire() == .wait(.init(value: 3)))
        let answers = [state.abandon(.init(value: 2)), state.abandon(.init(value: 2))]
        #expect(answers == [true, false])
        #expect(state.giveBack(Number(value: 1)) == .grant(.init(waiter: .init(value: 3), connection: Number(value: 1), mustOpen: false)))
    }

    @Test("A connection returned twice is not lent twice")
    func returnedTwice() {
        var state = PoolState(limit: 1)
        _ = state.acquire()
        #expect(state.giveBack(Number(value: 1)) == .keep)
        #expect(state.giveBack(Number(value: 1)) == .close)
        #expect(state.idleCount == 1)
    }

    @Test("A closed pool refuses, empties its queue, and is drained when the last connection came back")
    func closing() {
        var state = PoolState(limit: 2)
        _ = state.acquire()
        _ = state.acquire()
        _ = state.acquire()
        let leaving = state.close()
        #expect(leaving.connections == [] && leaving.waiters == [.init(value: 3)])
        #expect(state.acquire() == .refuse)
        #expect(!state.isDrained)
        #expect(state.giveBack(Number(value: 1)) == .close)
        #expect(state.discard(Number(value: 2)) == nil)
        #expect(state.isDrained)
    }
}

@Suite("Waiting before a transaction is run again")
struct TransactionRetryTests {
    @Test("The longest wait doubles up to its bound, and the draw spreads it from nothing to all of it")
    func waits() {
        let retry = TransactionRetry(attempts: 5, firstWait: .milliseconds(2), longestWait: .milliseconds(10))
        // The largest draw keeps its upper 20 bits: (2^20 - 1) / 2^20 of the bound; half the range gives half the bound.
        let half = UInt64(1) << 63
        #expect(
            (1...4).map { retry.wait(after: $0, random: half) } == [.milliseconds(1), .milliseconds(2), .milliseconds(4), .milliseconds(5)])
        #expect(retry.wait(after: 1, random: 0) == .zero)
        #expect(retry.wait(after: 400, random: .max) < .milliseconds(10))
    }

    @Test("Only errors that leave nothing behind are repeated, and not for ever")
    func mayRepeat() {
        let retry = TransactionRetry(attempts: 3)
        #expect(retry.mayRepeat(PostgresError(.connectionLost, ""), attempt: 2))
        #expect(!retry.mayRepeat(PostgresError(.connectionLost, ""), attempt: 3))
        #expect(!retry.mayRepeat(PostgresError(.outcomeUnknown, ""), attempt: 1))
        #expect(!retry.mayRepeat(CancellationError(), attempt: 1))
    }
}

@Suite("Keeping prepared statements")
struct StatementCacheTests {
    @Test("The statement not used for longest leaves first, and types tell statements apart")
    func eviction() {
        var cache = StatementCache(capacity: 2)
        let first = StatementCache.Key(text: "a", types: [.int8])
        let second = StatementCache.Key(text: "a", types: [.int4])
        let third = StatementCache.Key(text: "b", types: [])
        #expect(cache.use(first) == .prepare(name: "s1", evict: nil))
        #expect(cache.use(second) == .prepare(name: "s2", evict: nil))
        #expect(cache.use(first) == .ready(name: "s1"))
        #expect(cache.use(third) == .prepare(name: "s3", evict: "s2"))
        cache.forget(first)
        #expect(cache.use(first) == .prepare(name: "s4", evict: nil))
    }

    @Test("The SQLSTATE of a refused connection is found in libpq's text")
    func verboseState() {
        #expect(
            sqlStateInVerboseMessage("connection to server failed: FATAL:  3D000: database \"x\" does not exist")
                == SQLState(rawValue: "3D000"))
        #expect(sqlStateInVerboseMessage("connection to server on socket \"/x\" failed: No such file or directory") == nil)
    }
}
