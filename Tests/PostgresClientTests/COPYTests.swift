import PostgresClient
import TestSupport
import Testing

@Suite("Moving many rows at once")
struct COPYTests {
    @Test("Rows go in by COPY and come out by COPY as they went in")
    func inAndOut() async throws {
        let connection = try await freshConnection()
        try await connection.execute("create table item (number int primary key, name text)")
        let rows = (1...20_000).map { number in COPY.line(["\(number)", number % 2 == 0 ? nil : "tab\t back\\slash\n\r \(number)"]) }
        #expect(try await connection.copyIn("copy item from stdin", rows: rows) == 20_000)
        let odd = try await connection.value("select name from item where number = 7", as: String.self)
        #expect(odd == "tab\t back\\slash\n\r 7")
        let out = try await connection.copyOut("copy (select * from item order by number) to stdout") { row in row }
        #expect(out == rows)
    }

    @Test("A bad row refuses all of them and leaves the connection in order")
    func badRow() async throws {
        let connection = try await freshConnection()
        try await connection.execute("create table item (number int constraint number_above_zero check (number > 0))")
        let error = await #expect(throws: PostgresError.self) {
            try await connection.copyIn("copy item from stdin", rows: [COPY.line(["1"]), COPY.line(["0"])])
        }
        #expect(error?.constraint == "number_above_zero")
        #expect(try await connection.value("select count(*) from item", as: Int.self) == 0)
    }

    @Test("A statement that is no COPY, and a COPY sent as a query, are refused")
    func misuse() async throws {
        let pool = ConnectionPool(try await ScratchCluster.freshDatabase())
        let first = await #expect(throws: PostgresError.self) {
            try await pool.withConnection { try await $0.copyIn("select 1", rows: [[UInt8]]()) }
        }
        #expect(first?.kind == .misuse)
        let second = await #expect(throws: PostgresError.self) { try await pool.execute("copy (select 1) to stdout") }
        #expect(second?.kind == .misuse || second?.kind == .server)
        #expect(try await pool.value("select 1", as: Int.self) == 1)
    }
}

@Suite("Sending several statements in one round trip")
struct PipelineTests {
    @Test("Each statement's rows come back under its number")
    func rows() async throws {
        let connection = try await freshConnection()
        let found = try await connection.pipeline(
            ["select \(1)", "select n from generate_series(1, 3) as n", "select \(5) where false"], writes: false
        ) {
            index, row in "\(index): \(try row.get(0, as: Int.self))"
        }
        #expect(found == [["0: 1"], ["1: 1", "1: 2", "1: 3"], []])
        #expect(try await connection.value("select 1", as: Int.self) == 1)
    }

    @Test("The failed statement is named and none of them has happened")
    func failure() async throws {
        let connection = try await freshConnection()
        try await connection.execute("create table a (n int constraint n_is_once unique)")
        #expect(try await connection.pipeline(["insert into a values (1)", "insert into a values (2), (3)"]) == [1, 2])
        let error = await #expect(throws: PostgresError.self) {
            try await connection.pipeline(["insert into a values (4)", "insert into a values (2)", "insert into a values (5)"])
        }
        #expect(error?.statementIndex == 1)
        #expect(error?.constraint == "n_is_once")
        #expect(try await connection.column("select n from a order by n", as: Int.self) == [1, 2, 3])
    }
}
