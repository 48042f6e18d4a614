import PostgresClient
import TestSupport
import Testing

@Suite("Writing SQL")
struct SQLTests {
    @Test("Values become numbered binds")
    func binds() {
        let code = "'; drop table item; --"
        let sql: SQL = "select * from item where code = \(code) and grams > \(5 as Int64)"
        #expect(sql.text == "select * from item where code = $1 and grams > $2")
        #expect(sql.bindCount == 2)
    }

    @Test("A fragment is spliced and its binds are renumbered")
    func fragments() {
        let inner: SQL = "b = \(2) and c in (\(3), \(4))"
        let sql: SQL = "select \(1), x where \(inner) or d = \(5)"
        #expect(sql.text == "select $1, x where b = $2 and c in ($3, $4) or d = $5")
        #expect(sql.bindCount == 5)
    }

    @Test("Twelve fragments are joined with numbers of two digits")
    func joined() {
        let conditions = (1...12).map { number -> SQL in "c = \(number)" }
        let sql: SQL = "where \(.joined(conditions, separator: " and ")) limit \(13)"
        #expect(
            sql.text
                == "where c = $1 and c = $2 and c = $3 and c = $4 and c = $5 and c = $6 and c = $7 and c = $8 and c = $9 and c = $10"
                + " and c = $11 and c = $12 limit $13")
        #expect((sql + " offset \(14)").text.hasSuffix("limit $13 offset $14"))
    }

    @Test("A dollar sign in a value or a literal is not a bind")
    func dollars() {
        let inner: SQL = "price = '$1' and name = \("$2")"
        let sql: SQL = "\(1) \(inner)"
        #expect(sql.text == "$1 price = '$1' and name = $2")
    }

    @Test("Only text known in code can be spliced raw")
    func raw() {
        let column = "grams"
        #expect(("select \(unsafe: column) from item" as SQL).text == "select grams from item")
    }

    @Test("A spliced statement sends the values where they belong")
    func sent() async throws {
        let connection = try await freshConnection()
        let inner: SQL = "\("b") || \("c")"
        let text = try await connection.value("select \("a") || \(inner) || \("d") || \(nil as String? ?? "-")", as: String.self)
        #expect(text == "abcd-")
    }

    @Test("What looks like SQL in a value stays a value")
    func injection() async throws {
        let connection = try await freshConnection()
        try await connection.execute("create table item (code text)")
        let attacks = ["'; drop table item; --", "\\'; drop table item; --", "$1", "' or '1'='1", "\u{2019}; drop table item"]
        for attack in attacks {
            try await connection.execute("insert into item values (\(attack))")
            #expect(try await connection.column("select code from item where code = \(attack)", as: String.self) == [attack])
        }
        #expect(try await connection.value("select count(*) from item", as: Int.self) == attacks.count)
    }
}
