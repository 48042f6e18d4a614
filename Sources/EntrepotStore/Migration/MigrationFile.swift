#if canImport(Glibc)
    private import Glibc
#endif

/// A file of the schema: its name and its text.
package struct SchemaFile: Sendable, Equatable {
    /// The name without its folder, `0001_create_catalogue.sql`.
    package let name: String
    /// The SQL.
    package let text: String

    /// The number a migration begins with; nil for a file that is no migration.
    package var number: Int? {
        let digits = name.prefix { $0.isASCII && $0.isNumber }
        return digits.utf8.count == 4 && name.dropFirst(4).first == "_" ? Int(digits) : nil
    }
}

/// The schema as installed beside the program: `migrations`, `routines`, `views`, `grants`.
package struct SchemaDirectory: Sendable {
    /// Forward-only migrations by number.
    package let migrations: [SchemaFile]
    /// Routines, then views, then grants: applied again whenever their text changes.
    package let applied: [SchemaFile]

    /// Why a schema directory cannot be used.
    package struct Fault: Error, Sendable, CustomStringConvertible {
        package let description: String
    }

    /// Reads the files under `path`; throws `Fault` naming every file that is wrong.
    package init(path: String) throws {
        migrations = try Self.files(path, "migrations")
        applied = try Self.files(path, "routines") + Self.files(path, "views") + Self.files(path, "grants")
        guard !migrations.isEmpty else {
            throw Fault(description: "no migrations under \(path)/migrations: set schema.directory to the folder named Schema")
        }
        var last = 0
        for file in migrations {
            guard let number = file.number, number > last else {
                throw Fault(description: "migrations are numbered, each number once; found \(file.name) behind \(last) in \(path)")
            }
            last = number
        }
    }

    /// The number of the newest migration.
    package var version: Int { migrations.last?.number ?? 0 }

    private static func files(_ path: String, _ folder: String) throws -> [SchemaFile] {
        guard let directory = opendir("\(path)/\(folder)") else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasSuffix(".sql") { names.append(name) }
        }
        return try names.sorted().map { name in
            guard let text = read("\(path)/\(folder)/\(name)") else { throw Fault(description: "cannot read \(path)/\(folder)/\(name)") }
            return SchemaFile(name: folder == "migrations" ? name : "\(folder)/\(name)", text: text)
        }
    }

    private static func read(_ path: String) -> String? {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { break }
            bytes.append(contentsOf: buffer[..<count])
        }
        return ferror(file) == 0 ? String(decoding: bytes, as: UTF8.self) : nil
    }
}
