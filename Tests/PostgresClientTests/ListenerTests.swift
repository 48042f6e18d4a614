import PostgresClient
import TestSupport
import Testing

@Suite("Listening")
struct ListenerTests {
    @Test("A listener hears notifications, says when it listens, and listens again after its session was ended", .timeLimit(.minutes(1)))
    func listening() async throws {
        let parameters = try await ScratchCluster.freshDatabase()
        let sender = try await Connection.open(parameters)
        var iterator = Listener(parameters, channels: ["Stock \"moved\""]).makeAsyncIterator()
        #expect(try await iterator.next() == .listening)
        try await sender.notify("Stock \"moved\"", "place 7")
        let number = await sender.processNumber
        let expected = Notification(channel: "Stock \"moved\"", payload: "place 7", processNumber: number)
        #expect(try await iterator.next() == .notification(expected))
        let ended = try await sender.column(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
            as: Bool.self)
        #expect(ended == [true])
        #expect(try await iterator.next() == .listening)
    }

    @Test("Cancelling the task ends the listening", .timeLimit(.minutes(1)))
    func cancelled() async throws {
        let parameters = try await ScratchCluster.freshDatabase()
        let (started, signal) = AsyncStream<Void>.makeStream()
        let task = Task {
            var heard = 0
            for try await _ in Listener(parameters, channels: ["quiet"]) {
                heard += 1
                signal.yield()
            }
            return heard
        }
        for await _ in started { break }
        task.cancel()
        #expect(try await task.value == 1)
    }
}
