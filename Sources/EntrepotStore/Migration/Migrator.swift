package import PostgresClient

/// Brings a database to the schema that came with the program.
///
/// Run as the owner of the schema. One advisory lock serves any number of migrators at once; each migration is one transaction that
/// inserts its own row first; a file that was changed after it ran is refused. Routines, views and grants are applied again, all in
/// one transaction, when the text of any of them changed.
package struct Migrator: Sendable {
    private let files: SchemaDirectory
    private let connection: Connection
    /// The number of the advisory lock that migrators take; only this program gives it a meaning (PostgreSQL manual 13.3.5).
    private static let lock: Int64 = 7_234_018_843_197_266_030

    /// Why the schema cannot be brought up to date.
    package struct Fault: Error, Sendable, CustomStringConvertible {
        package let description: String
    }

    /// What a run did.
    package struct Outcome: Sendable, Equatable {
        /// The number of the newest migration.
        package let version: Int
        /// Names of what was run now.
        package let ran: [String]
    }

    /// `connection` is the owner's.
    package init(files: SchemaDirectory, connection: Connection) {
        self.files = files
        self.connection = connection
    }

    /// Runs what is missing; throws `Fault` for a changed file or a database that is newer than the program.
    package func run() async throws -> Outcome {
        try await connection.executeScript("select pg_catalog.pg_advisory_lock(\(Self.lock))")
        let outcome: Outcome
        do {
            outcome = try await runLocked()
        } catch {
            try? await connection.executeScript("select pg_catalog.pg_advisory_unlock(\(Self.lock))")
            throw error
        }
        try await connection.executeScript("select pg_catalog.pg_advisory_unlock(\(Self.lock))")
        return outcome
    }

    private func runLocked() async throws -> Outcome {
        try await connection.executeScript(
            """
            create schema if not exists entrepot;
            set search_path = entrepot, pg_temp;
            create table if not exists schema_migration (
                number integer primary key, name text not null, sha256 text not null, ran_at timestamptz not null default now());
            create table if not exists schema_applied (
                name text primary key, sha256 text not null, applied_at timestamptz not null default now());
            """)
        var ran: [String] = []
        let done = try await connection.query("select number, name, sha256 from entrepot.schema_migration order by number") { row in
            (try row.get("number", as: Int32.self), try row.get("name", as: String.self), try row.get("sha256", as: String.self))
        }
        if let newest = done.last, Int(newest.0) > files.version {
            throw Fault(
                description:
                    "the database is at migration \(newest.1), newer than this program's \(files.migrations.last?.name ?? "none"): "
                    + "install the newer program")
        }
        for file in files.migrations {
            let sum = try await checksum(file)
            if let row = done.first(where: { Int($0.0) == file.number }) {
                guard row.2 == sum else {
                    throw Fault(
                        description: "migration \(file.name) was changed after it ran: put the old text back and write a new migration")
                }
                continue
            }
            try await connection.transaction { transaction in
                try await transaction.execute(
                    "insert into entrepot.schema_migration (number, name, sha256) values (\(Int32(file.number ?? 0)), \(file.name), \(sum))"
                )
                try await transaction.executeScript("set local search_path = entrepot, pg_temp;\n" + file.text)
            }
            ran.append(file.name)
        }
        ran += try await applyRest()
        return Outcome(version: files.version, ran: ran)
    }

    /// Routines, views and grants hang together: when one changed, all are applied in order.
    private func applyRest() async throws -> [String] {
        let known = try await connection.query("select name, sha256 from entrepot.schema_applied order by name") { row in
            (try row.get("name", as: String.self), try row.get("sha256", as: String.self))
        }
        var sums: [(SchemaFile, String)] = []
        for file in files.applied { sums.append((file, try await checksum(file))) }
        let wanted = sums.map { ($0.0.name, $0.1) }.sorted { $0.0 < $1.0 }
        if wanted.count == known.count, zip(wanted, known).allSatisfy({ $0 == $1 }) { return [] }
        let all = sums
        try await connection.transaction { transaction in
            try await transaction.executeScript("set local search_path = entrepot, pg_temp; set local client_min_messages = warning;")
            try await transaction.execute("delete from entrepot.schema_applied")
            for (file, sum) in all {
                try await transaction.executeScript(file.text)
                try await transaction.execute("insert into entrepot.schema_applied (name, sha256) values (\(file.name), \(sum))")
            }
        }
        return wanted.map(\.0)
    }

    private func checksum(_ file: SchemaFile) async throws -> String {
        try await connection.value("select encode(sha256(\(Array(file.text.utf8))), 'hex')", as: String.self)
    }
}
