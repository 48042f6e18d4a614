import Glibc
import PostgresClient
import TestSupport
import Testing

// `Schema/schema.sql` is the schema as the catalogue of the server lists it: one line a column, constraint, index, trigger, right,
// rule of who reads, view and function. It is for reading and for review, and it is not run. After a change of the schema write it anew:
//
//     ENTREPOT_WRITE_SCHEMA=1 swift test --filter SchemaListingTests
//
// The same variable writes the `.out` of every example under `Schema/examples`, which are run through the client.

/// Whether the files are written anew rather than compared.
private let writesAnew = getenv("ENTREPOT_WRITE_SCHEMA") != nil

private struct FileFault: Error {
    let path: String
}

private func read(_ path: String) throws -> String {
    guard let file = fopen(path, "rb") else { throw FileFault(path: path) }
    defer { fclose(file) }
    var octets: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
        let count = fread(&buffer, 1, buffer.count, file)
        if count == 0 { break }
        octets += buffer[..<count]
    }
    return String(decoding: octets, as: UTF8.self)
}

private func write(_ path: String, _ text: String) throws {
    guard let file = fopen(path, "wb") else { throw FileFault(path: path) }
    defer { fclose(file) }
    let octets = Array(text.utf8)
    guard fwrite(octets, 1, octets.count, file) == octets.count else { throw FileFault(path: path) }
}

@Suite("The schema as it is", .timeLimit(.minutes(1)))
struct SchemaListingTests {
    @Test("the schema of a fresh database is the one in Schema/schema.sql")
    func listing() async throws {
        let connection = try await Connection.open(try await StoreScene.emptyDatabase())
        let lines: [String] = try await connection.column(
            """
            with tables as (
                select c.oid, c.relname from pg_class c where c.relnamespace = 'entrepot'::regnamespace and c.relkind = 'r')
            select line from (
                select relname as noun, 0 as part, '' as name, format(E'\\ntable %s', relname) as line from tables
                union all
                select relname, 1, to_char(attnum, '000'), format('    column %s %s%s%s', attname, format_type(atttypid, atttypmod),
                        case when attnotnull then ' not null' else '' end,
                        case when attidentity = 'a' then ' identity always' when attidentity = 'd' then ' identity'
                             when attgenerated = 's' then ' generated ' || pg_get_expr(adbin, adrelid)
                             when adbin is not null then ' default ' || pg_get_expr(adbin, adrelid) else '' end)
                from tables join pg_attribute on attrelid = tables.oid and attnum > 0 and not attisdropped
                left join pg_attrdef on adrelid = attrelid and adnum = attnum
                union all
                select relname, 2, conname, format('    constraint %s %s', conname, replace(pg_get_constraintdef(k.oid), 'entrepot.', ''))
                from tables join pg_constraint k on conrelid = tables.oid and contype in ('p', 'u', 'f', 'c', 'x')
                union all
                select relname, 3, x.indexrelid::regclass::text, '    ' || replace(pg_get_indexdef(x.indexrelid), 'entrepot.', '')
                from tables join pg_index x on x.indrelid = tables.oid
                where not exists (select from pg_constraint k where k.conindid = x.indexrelid)
                union all
                select relname, 4, tgname, '    ' || replace(pg_get_triggerdef(t.oid), 'entrepot.', '')
                from tables join pg_trigger t on t.tgrelid = tables.oid and not tgisinternal
                union all
                select relname, 5, grantee, format('    grant %s to %s', string_agg(lower(privilege_type), ', ' order by privilege_type), grantee)
                from tables join information_schema.role_table_grants g on g.table_schema = 'entrepot' and g.table_name = relname
                where grantee in ('entrepot_daemon', 'entrepot_reader') group by relname, grantee
                union all
                select relname, 6, polname, format('    policy %s for %s to %s', polname,
                        case polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
                        array_to_string(polroles::regrole[], ', '))
                from tables join pg_policy on polrelid = tables.oid
                union all
                select '|' || relname, 0, '', format(E'\\nview %s%s\\n    %s', relname, coalesce(' with ' || array_to_string(reloptions, ', '), ''),
                        (select string_agg(attname, ', ' order by attnum) from pg_attribute where attrelid = c.oid and attnum > 0))
                from pg_class c where relnamespace = 'entrepot'::regnamespace and relkind = 'v'
                union all
                select '~' || proname, 7, pg_get_function_identity_arguments(p.oid), format(E'\\nfunction %s(%s)\\n    returns %s%s', proname,
                    pg_get_function_identity_arguments(p.oid), pg_get_function_result(p.oid), case when prosecdef then ' security definer' else '' end)
                from pg_proc p where pronamespace = 'entrepot'::regnamespace
            ) as listing order by noun collate "C", part, name collate "C"
            """)
        await connection.close()
        let text =
            "-- The schema as the server's catalogue lists it, compared by a test; not run. See SchemaListingTests for how to write it anew.\n"
            + lines.joined(separator: "\n") + "\n"
        let path = StoreScene.schemaPath + "/schema.sql"
        if writesAnew { try write(path, text) }
        let expected = try read(path).split(separator: "\n", omittingEmptySubsequences: false)
        let found = text.split(separator: "\n", omittingEmptySubsequences: false)
        let difference = found.difference(from: expected).map { change in
            switch change {
            case .insert(_, let line, _): "+ \(line)"
            case .remove(_, let line, _): "- \(line)"
            }
        }
        #expect(difference == [], "write it anew when the change is meant: ENTREPOT_WRITE_SCHEMA=1")
    }

    @Test("an example still says what it said", arguments: ["receive_and_distribute", "late_sheet_after_a_count"])
    func example(name: String) async throws {
        let connection = try await Connection.open(try await StoreScene.emptyDatabase())
        try await connection.executeScript("set search_path = entrepot, pg_temp; set time zone 'UTC'")
        var output = ""
        for statement in try read("\(StoreScene.schemaPath)/examples/\(name).sql").split(separator: ";\n") {
            let lines = statement.split(separator: "\n")
            for line in lines where line.hasPrefix("--") { output += "\(line)\n" }
            let sql = lines.filter { !$0.hasPrefix("--") }.joined(separator: "\n")
            guard !sql.isEmpty else { continue }
            if sql.hasPrefix("SELECT") {
                let rows: [String] = try await connection.column("select answer::text from (\(unsafe: sql)) as answer")
                for row in rows { output += "\(row)\n" }
            } else {
                try await connection.executeScript(sql)
            }
        }
        await connection.close()
        let path = "\(StoreScene.schemaPath)/examples/\(name).out"
        if writesAnew { try write(path, output) }
        #expect(output == (try read(path)))
    }
}
