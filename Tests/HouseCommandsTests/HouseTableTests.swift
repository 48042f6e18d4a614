import AdminProtocol
import AdminSocket
import Glibc
import HouseCommands
import Speech
import Testing

@Suite("The table of the house's commands")
struct HouseTableTests {
    @Test("nothing is wrong with it: phrases, names, examples, codes")
    func noFaults() {
        #expect(CommandTable(HouseCommands.all, codes: HouseCodes.table).faults() == [])
    }

    @Test("every code written anywhere in the sources has its row")
    func codesAreListed() throws {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        var unlisted = Set<String>()
        for path in Self.swiftFiles(under: "/\(root)/Sources") {
            for code in Self.codes(in: try #require(Self.read(path))) where HouseCodes.table[ErrorCode(rawValue: code)] == nil {
                unlisted.insert(code)
            }
        }
        #expect(unlisted.sorted() == [])
    }

    private static let families: Set<String> = [
        "PROTO", "LINE", "SYNTAX", "CMD", "ARG", "AUTH", "PERM", "NOTFOUND", "AMBIGUOUS", "STOCK", "PLAN", "ROUND", "RULE", "CONFLICT",
        "BATCH",
        "BUSY", "DB", "TIMEOUT", "SHUTDOWN", "IMPORT",
    ]

    /// String literals of the form `"FAMILY.WORD"`.
    private static func codes(in text: String) -> [String] {
        text.split(separator: "\"", omittingEmptySubsequences: false).enumerated().compactMap { index, part in
            guard index % 2 == 1 else { return nil }
            let words = part.split(separator: ".", omittingEmptySubsequences: false)
            let isCode =
                words.count == 2 && families.contains(String(words[0])) && !words[1].isEmpty
                && words[1].utf8.allSatisfy { (65...90).contains($0) || (48...57).contains($0) || $0 == 45 }
            return isCode ? String(part) : nil
        }
    }

    private static func swiftFiles(under path: String) -> [String] {
        guard let directory = opendir(path) else { return path.hasSuffix(".swift") ? [path] : [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted().flatMap { swiftFiles(under: "\(path)/\($0)") }
    }

    private static func read(_ path: String) -> String? {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
        return String(decoding: bytes, as: UTF8.self)
    }
}
