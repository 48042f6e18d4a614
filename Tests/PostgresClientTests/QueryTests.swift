import PostgresClient
import TestSupport
import Testing

/// A connection to a new database of the shared cluster.
func freshConnection() async throws -> Connection {
    try await Connection.open(ScratchCluster.freshDatabase())
}

@Suite("Sending statements")
struct QueryTests {
    @Test("A row is read by name and by position")
    func rowByNameAndPosition() async throws {
        let connection = try await freshConnection()
        let code = "RICE"
        let rows = try await connection.query("select \(code) as code, \(7 as Int64) as on_hand union all select 'BEANS', 9") { row in
            "\(try row.get("code", as: String.self)) \(try row.get("on_hand", as: Int64.self)) \(try row[1, Int.self])"
        }
        #expect(rows == ["RICE 7 7", "BEANS 9 9"])
    }

    @Test("A statement that writes gives the number of rows it touched")
    func countOfRows() async throws {
        let connection = try await freshConnection()
        #expect(try await connection.execute("create table item (code text primary key, grams bigint)") == 0)
        #expect(try await connection.execute("insert into item values ('A', 1), ('B', 2), ('C', 3)") == 3)
        #expect(try await connection.execute("update item set grams = grams + 1 where grams > \(1 as Int64)") == 2)
        #expect(try await connection.value("select sum(grams)::int8 from item", as: Int64.self) == 8)  // 1 + 3 + 4
    }

    @Test("A script of several statements runs as one")
    func script() async throws {
        let connection = try await freshConnection()
        try await connection.executeScript("create table a (n int); insert into a values (1); insert into a values (2);")
        #expect(try await connection.column("select n from a order by n", as: Int.self) == [1, 2])
        await #expect(throws: PostgresError.self) {
            try await connection.executeScript("insert into a values (3); insert into missing values (1);")
        }
        #expect(try await connection.column("select n from a order by n", as: Int.self) == [1, 2])
    }

    @Test("Settings and role are applied when the session begins")
    func settings() async throws {
        let administrator = try await freshConnection()
        try await administrator.execute(
            "do $$ begin if not exists (select from pg_roles where rolname = 'scratch_reader') then create role scratch_reader; end if; end $$"
        )
        var parameters = try await ScratchCluster.freshDatabase()
        parameters.settings = [.init("statement_timeout", "1234ms"), .init("search_path", "a, b")]
        parameters.role = "scratch_reader"
        parameters.applicationName = "a test"
        let connection = try await Connection.open(parameters)
        let found = try await connection.only(
            "select current_setting('statement_timeout'), current_setting('search_path'), current_user::text, current_setting('application_name')"
        ) { row in [try row[0, String.self], try row[1, String.self], try row[2, String.self], try row[3, String.self]] }
        #expect(found == ["1234ms", "a, b", "scratch_reader", "a test"])
    }

    @Test("A statement whose table changed is prepared again")
    func changedTable() async throws {
        let connection = try await freshConnection()
        try await connection.executeScript("create table a (n int); insert into a values (1)")
        #expect(try await connection.query("select * from a") { row in row.columnCount } == [1])
        try await connection.execute("alter table a add m int")
        #expect(try await connection.query("select * from a") { row in row.columnCount } == [2])
    }

    @Test("More statements than the cache holds still run")
    func manyStatements() async throws {
        let connection = try await Connection.open(ScratchCluster.freshDatabase(), statementCapacity: 4)
        for round in 0..<3 {
            for number in 0..<6 {
                let found = try await connection.value("select \(unsafe: "\(number)") + \(round)", as: Int.self)
                #expect(found == number + round)
            }
        }
        let prepared = try await connection.value("select count(*) from pg_prepared_statements", as: Int.self)
        #expect(prepared == 4)
    }

    @Test("A refused connection says why")
    func refused() async throws {
        var parameters = try await ScratchCluster.freshDatabase()
        parameters.database = "no_such_database"
        let error = await #expect(throws: PostgresError.self) { try await Connection.open(parameters) }
        #expect(error?.kind == .cannotConnect)
        #expect(error?.sqlState == SQLState(rawValue: "3D000"))
        #expect(error?.isTransient == false)
    }

    @Test("A server that is not there is worth another try")
    func noServer() async throws {
        let parameters = try ConnectionParameters(keywords: [("host", "/nonexistent"), ("dbname", "x"), ("user", "o'b\\c")])
        let error = await #expect(throws: PostgresError.self) { try await Connection.open(parameters) }
        #expect(error?.kind == .cannotConnect)
        #expect(error?.isTransient == true)
    }
}
