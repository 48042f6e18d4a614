import EntrepotStore
import PostgresClient
import Speech
import StockLedger
import TestSupport
import Testing

// Every rule of the schema is tried on a copy of a full row, in a transaction that is rolled back. What else would speak first is taken
// away there: for a key the other keys, for a reference the keys and the other references, for a CHECK the keys and all references.

@Suite("Rules of the schema", .timeLimit(.minutes(2)))
struct ConstraintTests {
    /// A constraint or a unique index.
    struct Rule: Sendable {
        let name: String
        let table: String
        /// `p`, `u`, `f`, `c`, `x`, or `i` for a unique index.
        let kind: String
        /// Columns with their types, in the order of the constraint.
        let columns: [String]
        let types: [String]
        /// A reference into its own table.
        let isInward: Bool
    }

    private struct RollBack: Error {}

    private func rules(_ connection: Connection) async throws -> [Rule] {
        try await connection.query(
            """
            select conname as name, conrelid::regclass::text as table, contype::text as kind, confrelid = conrelid as inward
            from pg_constraint where connamespace = 'entrepot'::regnamespace and contype in ('p', 'u', 'f', 'c', 'x')
                and conrelid <> 'entrepot.at'::regclass
            union all
            select c.relname, i.indrelid::regclass::text, 'i', false from pg_index i join pg_class c on c.oid = i.indexrelid
            where i.indisunique and c.relnamespace = 'entrepot'::regnamespace and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
            order by 1
            """
        ) { row in
            (
                try row.get("name", as: String.self), try row.get("table", as: String.self), try row.get("kind", as: String.self),
                try row.get("inward", as: Bool.self)
            )
        }.asyncMap { name, table, kind, isInward in
            let columns = try await connection.query(
                """
                select a.attname::text, format_type(a.atttypid, null) from pg_attribute a
                cross join lateral (select array_position(coalesce(
                    (select conkey from pg_constraint where conname = \(name) and conrelid = a.attrelid),
                    (select indkey::int2[] from pg_index where indexrelid = to_regclass(\(name)))), a.attnum) as place) p
                where a.attrelid = to_regclass(\(table)) and p.place is not null order by p.place
                """
            ) { row in (try row.get(0, as: String.self), try row.get(1, as: String.self)) }
            return Rule(name: name, table: table, kind: kind, columns: columns.map(\.0), types: columns.map(\.1), isInward: isInward)
        }
    }

    private func withScene(_ body: (Connection) async throws -> Void) async throws {
        let connection = try await Connection.open(try await StoreScene.emptyDatabase())
        try await connection.executeScript(constraintScene)
        try await body(connection)
        await connection.close()
    }

    /// Copies the fullest row of a table with changes; the name of the rule that refuses it, nil when none does.
    private func copy(_ rule: Rule, dropping rest: [Rule], _ changes: [String: String], _ connection: Connection) async throws -> String? {
        let columns: [String] = try await connection.column(
            """
            select attname::text from pg_attribute where attrelid = to_regclass(\(rule.table)) and attnum > 0 and not attisdropped and attgenerated = ''
            order by attnum
            """)
        var script = rest.map { other in
            other.kind == "i" ? "drop index \(other.name);" : "alter table \(other.table) drop constraint if exists \(other.name) cascade;"
        }.joined()
        script += "insert into \(rule.table) (\(columns.joined(separator: ", "))) overriding system value select "
        script += columns.map { changes[$0] ?? $0 }.joined(separator: ", ")
        script += " from (select * from \(rule.table) order by num_nonnulls(\(columns.joined(separator: ", "))) desc limit 1) as full_row;"
        return try await refusing(script, connection)
    }

    /// Runs a script and rolls it back; the name of the rule that refused it.
    private func refusing(_ script: String, _ connection: Connection) async throws -> String? {
        do {
            return try await connection.transaction { transaction -> String? in
                try await transaction.executeScript(script)
                throw RollBack()
            }
        } catch is RollBack {
            return nil
        } catch let error as PostgresError {
            guard error.kind == .server, let constraint = error.constraint else { throw error }
            let refusal = ConstraintErrors.refusal(error)
            return refusal?.figures.all.first?.value.text == constraint ? constraint : "\(constraint), unknown to the table of rules"
        }
    }

    private func changes(_ text: Substring) -> [String: String] {
        var changes: [String: String] = [:]
        for assignment in text.split(separator: ";") {
            let parts = assignment.split(separator: "=", maxSplits: 1).map { part in
                String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
            }
            if parts.count == 2 { changes[parts[0]] = parts[1] }
        }
        return changes
    }

    private func cases(_ text: String) -> [(name: String, passes: Substring, fails: Substring)] {
        text.split(separator: "\n").map { line in
            let parts = line.split(separator: "|", maxSplits: 2)
            return (String(parts[0].filter { $0 != " " }), parts[1], parts[2])
        }
    }

    @Test("every rule of the schema and of its routines has its row in the table, and every row its rule")
    func complete() async throws {
        try await withScene { connection in
            var names = Set(try await rules(connection).map(\.name))
            let schema = try SchemaDirectory(path: StoreScene.schemaPath)
            for file in schema.migrations + schema.applied {
                let parts = file.text.split(separator: "'", omittingEmptySubsequences: false)
                for (before, name) in zip(parts, parts.dropFirst()) where before.hasSuffix("CONSTRAINT = ") { names.insert(String(name)) }
            }
            let known = ConstraintErrors.rules.map(\.name)
            #expect(names.subtracting(known).sorted() == [])
            #expect(Set(known).subtracting(names).sorted() == [])
            #expect(known.count == Set(known).count)
        }
    }

    @Test("every rule speaks both languages and says what to do")
    func worded() {
        let silent = ConstraintErrors.rules.filter { rule in
            let words = [rule.found.english, rule.found.french, rule.remedy.english, rule.remedy.french]
            return words.contains { $0.isEmpty } || rule.found.english == rule.found.french
        }
        #expect(silent.map(\.name) == [])
    }

    @Test("every CHECK takes a good row and refuses a bad one")
    func checks() async throws {
        try await withScene { connection in
            let all = try await rules(connection)
            let cases = cases(checkCases)
            #expect(cases.map(\.name) == all.filter { $0.kind == "c" }.map(\.name).sorted())
            for one in cases {
                guard let rule = all.first(where: { $0.name == one.name }) else { continue }
                let rest = all.filter { $0.table == rule.table && $0.kind != "c" }
                #expect(try await copy(rule, dropping: rest, changes(one.passes), connection) == nil, "\(one.name)")
                #expect(try await copy(rule, dropping: rest, changes(one.fails), connection) == one.name)
            }
        }
    }

    @Test("every key takes a row once, and every reference only what is there")
    func keysAndReferences() async throws {
        try await withScene { connection in
            let all = try await rules(connection)
            for rule in all where rule.kind != "c" {
                let keys = all.filter { $0.table == rule.table && ["p", "u", "i", "x"].contains($0.kind) }
                let others = all.filter { $0.table == rule.table && $0.kind != "c" && $0.name != rule.name }
                if rule.kind == "f" {
                    let index = rule.columns.firstIndex { $0 != "warehouse_id" } ?? 0
                    let nowhere = rule.types[index] == "text" ? "'nowhere'" : "987654321"
                    let isFull = try await refusing(
                        "do $$ begin if not exists (select from \(rule.table) where \(rule.columns[index]) is not null) then "
                            + "raise exception 'no row' using errcode = 'check_violation', constraint = 'scene_is_full'; end if; end $$",
                        connection)
                    #expect(isFull == nil, "\(rule.name) is not tried by the scene")
                    // A reference into its own table needs that table's key, so the copy takes a number of its own.
                    let kept = keys.filter { rule.isInward && $0.kind == "p" }
                    var changes: [String: String] = [:]
                    for key in kept { changes[key.columns.last ?? ""] = "999" }
                    let dropped = keys.filter { key in !kept.contains { $0.name == key.name } }
                    #expect(try await copy(rule, dropping: dropped, changes, connection) == nil, "\(rule.name)")
                    changes[rule.columns[index]] = nowhere
                    let rest = others.filter { other in !kept.contains { $0.name == other.name } }
                    #expect(try await copy(rule, dropping: rest, changes, connection) == rule.name)
                } else {
                    #expect(try await copy(rule, dropping: others + [rule], [:], connection) == nil, "\(rule.name)")
                    #expect(try await copy(rule, dropping: others, [:], connection) == rule.name)
                }
            }
        }
    }

    @Test("every rule of a routine or trigger takes the good and refuses the bad")
    func routines() async throws {
        try await withScene { connection in
            for one in cases(triggerCases) {
                let (passing, failing) = (
                    try await refusing(String(one.passes), connection), try await refusing(String(one.fails), connection)
                )
                #expect(passing == nil, "\(one.name)")
                #expect(failing == one.name)
            }
        }
    }

    @Test("a rule nobody knows is a fault of the program and says no values")
    func unknown() async throws {
        try await withScene { connection in
            let error = await #expect(throws: PostgresError.self) {
                try await connection.executeScript(
                    "create table t (n int constraint t_is_small check (n < 5)); insert into t values (77);")
            }
            let refusal = try #require(error.flatMap { Refusal($0) })
            #expect(refusal.code == "INTERNAL")
            #expect(refusal.figures.all.map { "\($0.name)=\($0.value.text)" } == ["rule=t_is_small"])
            #expect(!refusal.description.contains("77"))
        }
    }
}

extension Array {
    /// Maps one after the other.
    fileprivate func asyncMap<Value>(_ transform: (Element) async throws -> Value) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await transform(element)) }
        return values
    }
}
