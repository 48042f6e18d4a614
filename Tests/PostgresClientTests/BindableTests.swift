import PostgresClient
import TestSupport
import Testing

/// A value sent as a bind and read back, as the server's text and as itself.
private func sentAndRead<Value: Bindable & ColumnDecodable & Equatable>(_ value: Value, _ connection: Connection) async throws -> Value {
    try await connection.value("select \(value)")
}

@Suite("Binding and reading values")
struct BindableTests {
    @Test("Whole numbers, texts, truth values and bytes come back as they went")
    func scalars() async throws {
        let connection = try await freshConnection()
        for number in [Int64.min, -1, 0, 1, .max] { #expect(try await sentAndRead(number, connection) == number) }
        #expect(try await sentAndRead(Int32.min, connection) == .min)
        #expect(try await sentAndRead(Int16.max, connection) == .max)
        #expect(try await sentAndRead(42, connection) == 42)
        #expect(try await sentAndRead(true, connection) == true)
        #expect(try await sentAndRead(false, connection) == false)
        #expect(try await sentAndRead(-0.5, connection) == -0.5)
        for text in ["", "é'\"; drop table item; --\\", "\u{1F35A}\r\n\t"] { #expect(try await sentAndRead(text, connection) == text) }
        #expect(try await sentAndRead([0, 255, 92] as [UInt8], connection) == [0, 255, 92])
        #expect(try await sentAndRead([UInt8](), connection) == [])
        #expect(try await sentAndRead(JSONColumn(#"{"a": [1, null]}"#), connection) == JSONColumn(#"{"a": [1, null]}"#))
    }

    @Test("NULL comes back as nil")
    func nulls() async throws {
        let connection = try await freshConnection()
        #expect(try await sentAndRead(nil as Int64?, connection) == nil)
        #expect(try await sentAndRead("x" as String?, connection) == "x")
        #expect(try await sentAndRead(nil as [String]?, connection) == nil)
        #expect(try await sentAndRead(nil as [UInt8]?, connection) == nil)
        #expect(try await sentAndRead(nil as InstantMicroseconds?, connection) == nil)
    }

    @Test("Arrays come back as they went, NULL elements among them")
    func arrays() async throws {
        let connection = try await freshConnection()
        let thousand = (0..<1_000).map { Int64($0) * 1_000_003 }
        #expect(try await sentAndRead(thousand, connection) == thousand)
        #expect(try await sentAndRead([Int64](), connection) == [])
        #expect(try await sentAndRead([1, nil, 3] as [Int64?], connection) == [1, nil, 3])
        #expect(try await sentAndRead(["a", "", "NULL", "{,}\""], connection) == ["a", "", "NULL", "{,}\""])
        #expect(try await sentAndRead(["a", nil, ""] as [String?], connection) == ["a", nil, ""])
        #expect(try await sentAndRead([true, false], connection) == [true, false])
        #expect(try await sentAndRead([true, nil] as [Bool?], connection) == [true, nil])
        #expect(try await sentAndRead([DayNumber(0), DayNumber(-1)], connection) == [DayNumber(0), DayNumber(-1)])
        #expect(try await sentAndRead([DayNumber(20_000), nil] as [DayNumber?], connection) == [DayNumber(20_000), nil])
        #expect(
            try await sentAndRead([InstantMicroseconds(1), nil] as [InstantMicroseconds?], connection) == [InstantMicroseconds(1), nil])
        #expect(try await sentAndRead([Int32(5), 6], connection) == [5, 6])
        #expect(try await sentAndRead([1.5, -2], connection) == [1.5, -2])
    }

    @Test("An array with a NULL is refused where no optional was asked for")
    func arrayWithUnexpectedNull() async throws {
        let connection = try await freshConnection()
        let error = await #expect(throws: PostgresError.self) {
            try await connection.value("select array[1, null]::int8[] as amounts", as: [Int64].self)
        }
        #expect(error?.kind == .decoding)
        #expect(error?.column == "amounts")
    }

    @Test("The server reads days and instants as they were meant")
    func daysAndInstants() async throws {
        let connection = try await freshConnection()
        // 2026-11-21 is 20,778 days after 1970-01-01: 56 years of 365 days and 14 leap days make 20,454; 324 days lie before it in 2026.
        #expect(try await connection.value("select to_char(\(DayNumber(20_778)), 'YYYY-MM-DD')", as: String.self) == "2026-11-21")
        let noon = InstantMicroseconds(20_778 * 86_400_000_000 + 43_200_000_001)
        let shown = try await connection.value("select to_char(\(noon) at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')", as: String.self)
        #expect(shown == "2026-11-21 12:00:00.000001")
        #expect(try await connection.value("select date '1969-12-31'", as: DayNumber.self) == DayNumber(-1))
        #expect(try await connection.value("select timestamptz '1970-01-01 00:00:01Z'", as: InstantMicroseconds.self).value == 1_000_000)
        #expect(try await connection.value("select timestamptz 'infinity'", as: InstantMicroseconds.self).value == .max)
        #expect(try await connection.value("select date '-infinity'", as: DayNumber.self).value == .min)
    }

    @Test("JSON, names and enumerations are read as text")
    func texts() async throws {
        let connection = try await freshConnection()
        try await connection.execute("create type condition as enum ('new', 'worn')")
        let others = try await connection.only(
            "select '{\"b\": 1}'::jsonb, 'worn'::condition, 'n'::name, 'v'::varchar(3), 'c'::\"char\""
        ) { row in try (0..<5).map { try row.get($0, as: String.self) } }
        #expect(others == ["{\"b\": 1}", "worn", "n", "v", "c"])
    }

    @Test("A value of another type, too large, NULL or missing is refused with column and type")
    func decodingErrors() async throws {
        let connection = try await freshConnection()
        func message<Value: ColumnDecodable & Sendable>(_ sql: SQL, _ type: Value.Type) async -> String {
            let error = await #expect(throws: PostgresError.self) {
                try await connection.query(sql) { row in try row.get("amount", as: type) }
            }
            #expect(error?.kind == .decoding)
            return error?.message ?? ""
        }
        #expect(
            await message("select 'x' as amount", Int64.self)
                == "column amount of type text cannot be read as Int64: no such reading; cast it in the query")
        #expect(
            await message("select 5000000000 as amount", Int32.self)
                == "column amount of type int8 cannot be read as Int32: the number does not fit")
        #expect(
            await message("select null::int8 as amount", Int64.self)
                == "column amount of type int8 cannot be read as Int64: it is NULL; ask for an optional")
        #expect(await message("select 1 as quantity, 2 as price", Int64.self) == "the result has no column amount; it has quantity, price")
    }

    @Test("Text with U+0000 is refused before it is sent")
    func nul() async throws {
        let connection = try await freshConnection()
        let error = await #expect(throws: PostgresError.self) {
            try await connection.value("select \(1) + length(\("a\0b"))", as: Int.self)
        }
        #expect(error == PostgresError(.nulInText, "parameter 2 holds the character U+0000, which text cannot hold; remove it"))
        let inArray = await #expect(throws: PostgresError.self) { try await connection.execute("select \(["a", "\0"])") }
        #expect(inArray?.kind == .nulInText)
        #expect(try await connection.value("select 1", as: Int.self) == 1)
    }

    @Test("Ten thousand rows of ten columns are read")
    func manyRows() async throws {
        let connection = try await freshConnection()
        let sums = try await connection.query(
            """
            select n as a, n * 2 as b, n::int4 as c, n % 2 = 0 as d, 'text ' || n as e, now() as f, current_date as g, null::int8 as h,
                   n::text as i, n as j
            from generate_series(1, 10000) as n
            """
        ) { row in
            let text: String = try row.get("e")
            let even: Bool = try row.get("d")
            let missing: Int64? = try row.get("h")
            var sum: Int64 = even ? 1 : 0
            sum += try row.get("a", as: Int64.self)
            sum += try row.get("b", as: Int64.self)
            sum += try row.get("c", as: Int64.self)
            sum += try row.get("j", as: Int64.self)
            if missing != nil || text.utf8.count <= 5 { sum += 1 }
            return sum
        }
        // Five times the sum of 1 to 10,000 (50,005,000), and 5,000 even numbers.
        let expected: Int64 = 5 * 50_005_000 + 5_000
        #expect(sums.reduce(0, +) == expected)
    }
}
