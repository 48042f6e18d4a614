import PostgresClient
import Testing

// A thread was named by whoever had started it, after it had been started. A detached thread that ended at once was gone by then, and
// the daemon with it: cancelling a read starts such a thread. A thread now names itself.
@Suite("Threads that end at once", .timeLimit(.minutes(1)))
struct ShortThreadTests {
    @Test("thousands of them are started and none takes the program along")
    func shortLived() async {
        var ended = 0
        for _ in 0..<3_000 {
            await withCheckedContinuation { waiting in
                if !SystemThread.detach(named: "short", { waiting.resume() }) { waiting.resume() }
            }
            ended += 1
        }
        #expect(ended == 3_000)
    }
}
