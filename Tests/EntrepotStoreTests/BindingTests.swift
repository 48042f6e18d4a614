import EntrepotStore
import Measures
import PostgresClient
import RoundPlanning
import TestSupport
import Testing

@Suite("Values of the house as binds and columns", .timeLimit(.minutes(1)))
struct BindingTests {
    private func withConnection(_ body: (Connection) async throws -> Void) async throws {
        let connection = try await Connection.open(try await ScratchCluster.freshDatabase())
        do { try await body(connection) } catch {
            await connection.close()
            throw error
        }
        await connection.close()
    }

    @Test("a day, an instant and an identifier come back as they went, alone, absent and in lists")
    func roundTrip() async throws {
        try await withConnection { connection in
            let day = try CivilDate("2026-11-28")
            let instant = Timestamp(microseconds: 1_795_863_600_123_456)
            let item = Identifier<Warehouse>(7)
            #expect(try await connection.value("select \(day)", as: CivilDate.self) == day)
            #expect(try await connection.value("select \(day)::text", as: String.self) == "2026-11-28")
            #expect(try await connection.value("select \(instant)", as: Timestamp.self) == instant)
            #expect(try await connection.value("select \(item) + 1", as: Identifier<Warehouse>.self) == Identifier(8))
            #expect(try await connection.value("select \(nil as CivilDate?)", as: CivilDate?.self) == nil)
            #expect(
                try await connection.value("select \([item, Identifier(9)])", as: [Identifier<Warehouse>].self) == [item, Identifier(9)])
            #expect(try await connection.value("select \([day])", as: [CivilDate].self) == [day])
        }
    }

    @Test("a word binds as its text; one that is not known throws and names its column")
    func words() async throws {
        try await withConnection { connection in
            let known = try await connection.only("select \(RoundState.underway) as state, \(nil as RoundState?) as before") { row in
                [try row.word("state", as: RoundState.self), try row.word("before", as: RoundState?.self)]
            }
            #expect(known == [.underway, nil])
            #expect(
                try await connection.value("select 'closed' = any(\([RoundState.closed, .cancelled]))", as: Bool.self))
            let fault = await #expect(throws: PostgresError.self) {
                _ = try await connection.only("select 'resting'::text as state") { row in try row.word("state", as: RoundState.self) }
            }
            #expect(fault?.kind == .decoding)
            #expect(fault?.column == "state")
            await #expect(throws: PostgresError.self) {
                _ = try await connection.only("select null::text as state") { row in try row.word("state", as: RoundState.self) }
            }
        }
    }
}
