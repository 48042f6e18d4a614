import PostgresClient
import TestSupport
import Testing

@Suite("Reporting errors")
struct PostgresErrorTests {
    @Test("A constraint error names constraint and table and keeps the row out of its description")
    func constraint() async throws {
        let connection = try await freshConnection()
        try await connection.execute(
            "create table line (id int constraint line_is_once primary key, quantity int constraint line_quantity_above_zero check (quantity > 0))"
        )
        let check = await #expect(throws: PostgresError.self) { try await connection.execute("insert into line values (77123, -5)") }
        #expect(check?.kind == .server)
        #expect(check?.sqlState == SQLState(rawValue: "23514"))
        #expect(check?.constraint == "line_quantity_above_zero")
        #expect(check?.table == "line")
        #expect(check?.detail?.contains("77123") == true)
        #expect(check?.description.contains("77123") == false)
        #expect(check?.isTransient == false)
        try await connection.execute("insert into line values (1, 1)")
        let unique = await #expect(throws: PostgresError.self) { try await connection.execute("insert into line values (1, 2)") }
        #expect(unique?.sqlState == SQLState(rawValue: "23505"))
        #expect(unique?.constraint == "line_is_once")
    }

    @Test("A rule raised under a constraint's name carries name and hint")
    func raised() async throws {
        let connection = try await freshConnection()
        let error = await #expect(throws: PostgresError.self) {
            try await connection.execute(
                """
                do $$ begin raise exception 'the period is closed'
                    using errcode = 'check_violation', constraint = 'period_is_open', hint = 'use concerns=DATE'; end $$
                """)
        }
        #expect(error?.constraint == "period_is_open")
        #expect(error?.hint == "use concerns=DATE")
        #expect(
            error?.description == "postgres-server 23514 constraint period_is_open: the period is closed (use concerns=DATE)")
    }

    @Test("An error that repeats what was typed keeps it out of its description")
    func typed() async throws {
        let connection = try await freshConnection()
        let error = await #expect(throws: PostgresError.self) {
            _ = try await connection.value("select \("yesterdayT10:00")::text::timestamptz", as: InstantMicroseconds.self)
        }
        #expect(error?.sqlState == SQLState(rawValue: "22007"))
        #expect(error?.message.contains("yesterdayT10:00") == true)
        #expect(error?.description == "postgres-server 22007: a value was refused by DateTimeParseError")
    }

    @Test("A damaged page is told apart from what may be tried again")
    func damage() async throws {
        let connection = try await freshConnection()
        for state in ["XX001", "XX002", "58030"] {
            let error = await #expect(throws: PostgresError.self) {
                try await connection.execute("do $$ begin raise exception 'invalid page' using errcode = '\(unsafe: state)'; end $$")
            }
            #expect(error?.isDamage == true && error?.isTransient == false)
        }
        let other = await #expect(throws: PostgresError.self) { try await connection.execute("select * from missing") }
        #expect(other?.isDamage == false)
    }

    @Test("A password does not appear when connection parameters are shown or refused")
    func passwords() throws {
        let parameters = try ConnectionParameters("host=/x password=secret1")
        #expect(!"\(parameters)".contains("secret1"))
        let error = #expect(throws: PostgresError.self) { try ConnectionParameters("host=/x secret2 secret3") }
        #expect(error?.kind == .badParameters)
        #expect(error?.description.contains("secret") == false)
    }
}
