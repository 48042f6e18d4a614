import Logging
import Measures
import Synchronization
import Testing

@testable import EntrepotService

@Suite("The jobs of the house")
struct HousekeepingTests {
    private struct Broken: Error, CustomStringConvertible { let description = "the shelf fell" }

    /// Runs until a job waits for its third run; the rows then.
    private func rows(after runs: Int = 2, _ jobs: [Job]) async throws -> [JobRow] {
        let pauses = Mutex<[Duration: Int]>([:])
        let (finished, signal) = AsyncStream<Void>.makeStream()
        let clock = HeldClock()
        clock.set(Timestamp(microseconds: 1_000_000_000))
        let housekeeping = Housekeeping(
            jobs, now: { clock.value }, logger: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() },
            pause: { every in
                let all = pauses.withLock { pauses in
                    pauses[every, default: 0] += 1
                    return pauses.count == jobs.count && pauses.values.allSatisfy { $0 >= runs }
                }
                if all { signal.yield() }
                if pauses.withLock({ $0[every] ?? 0 }) >= runs { try await Task.sleep(for: .seconds(3_600)) }
            })
        let running = Task { try await housekeeping.run() }
        for await _ in finished { break }
        let rows = housekeeping.list
        running.cancel()
        await #expect(throws: CancellationError.self) { try await running.value }
        return rows
    }

    @Test("each runs again after its pause; the list says what it did last, and when it runs next")
    func list() async throws {
        let deeds = Mutex(["swept", nil])
        let rows = try await rows([
            Job(name: "sweep", every: .seconds(5)) { deeds.withLock { $0.removeFirst() } },
            Job(name: "lift", every: .seconds(60)) { throw Broken() },
        ])
        #expect(rows.map(\.name) == ["sweep", "lift"])
        #expect(rows.map(\.result) == [.done(nil), .failed("the shelf fell")])
        #expect(rows.map(\.failures) == [0, 2])
        // The second run had nothing to do and hides nothing.
        #expect(rows[0].lastDeed == "swept" && rows[1].lastDeed == nil)
        #expect(rows.map { $0.next?.microseconds } == [1_005_000_000, 1_060_000_000])
    }

    @Test("a job that fails again and again is told at once, and then once a minute")
    func told() {
        func told(_ seconds: Int64, of runs: Int) -> [Int] {
            (0..<runs).filter { Housekeeping.isTold(failure: $0, every: .seconds(seconds)) }
        }
        // Every 5 s: 12 runs a minute. Every 30 s: each second one. Every 90 s: each.
        #expect(told(5, of: 30) == [0, 12, 24])
        #expect(told(30, of: 5) == [0, 2, 4])
        #expect(told(90, of: 3) == [0, 1, 2])
    }

    @Test("a job that hangs keeps no other waiting")
    func hanging() async throws {
        let (held, release) = AsyncStream<Void>.makeStream()
        let (ran, signal) = AsyncStream<Void>.makeStream()
        let housekeeping = Housekeeping(
            [
                Job(name: "hang", every: .seconds(1)) {
                    for await _ in held { break }
                    return nil
                },
                Job(name: "quick", every: .seconds(2)) {
                    signal.yield()
                    return nil
                },
            ], now: { Timestamp(microseconds: 0) }, logger: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() },
            pause: { _ in await Task.yield() })
        let running = Task { try await housekeeping.run() }
        var runs = 0
        for await _ in ran {
            runs += 1
            if runs == 3 { break }
        }
        running.cancel()
        release.finish()
        _ = try? await running.value
        #expect(runs == 3)
    }
}
