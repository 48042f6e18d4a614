import Foundation

/// The Swift files of `Sources`, read once.
struct SourceTree: Sendable {
    struct File: Sendable {
        /// From `Sources` on: `StockLedger/Lot.swift`.
        let path: String
        let text: String
        let declarations: [Declaration]

        var module: String { String(path.prefix { $0 != "/" }) }
        var lines: Int { text.utf8.count { $0 == UInt8(ascii: "\n") } }
    }

    /// One declaration at the outermost level of a file.
    struct Declaration: Sendable {
        /// Whether it declares a type, rather than extending one.
        let isType: Bool
        /// The name; for an extension the name of what it extends, nil for a function, a constant or loose code.
        let name: String?
        let isPackage: Bool
        let isPrivate: Bool
        /// Every word of its code.
        let words: Set<String>
    }

    /// The folder of the package, found from where this file stands.
    static let root = #filePath.split(separator: "/").dropLast(3).reduce(into: "") { $0 += "/\($1)" }

    static let files: [File] = {
        let sources = root + "/Sources"
        let paths = FileManager.default.enumerator(atPath: sources)?.compactMap { $0 as? String } ?? []
        return paths.filter { $0.hasSuffix(".swift") }.sorted().map { path in
            let text = (try? String(contentsOfFile: sources + "/" + path, encoding: .utf8)) ?? ""
            return File(path: path, text: text, declarations: declarations(of: SwiftText.code(of: text)))
        }
    }()

    /// Cuts code into what stands at its outermost level: each begins in the first column, as the formatter leaves it.
    static func declarations(of code: String) -> [Declaration] {
        var chunks: [[Substring]] = []
        for line in code.split(separator: "\n") {
            let begins = line.first.map { $0.isLetter || $0 == "@" } ?? false
            let follows = chunks.last?.last.map { $0.first == "@" } ?? false
            if begins, !follows { chunks.append([line]) } else if !chunks.isEmpty { chunks[chunks.count - 1].append(line) }
        }
        return chunks.map(declaration)
    }

    private static let kinds: Set<String> = ["struct", "enum", "class", "actor", "protocol", "typealias"]

    private static func declaration(_ lines: [Substring]) -> Declaration {
        let head = words(of: lines.first { $0.first != "@" || $0.contains(" struct ") || $0.contains(" enum ") } ?? lines[0])
        let keyword = head.firstIndex { kinds.contains($0) || $0 == "extension" || $0 == "func" || $0 == "let" || $0 == "var" }
        var name: String?
        var isType = false
        if let keyword, keyword + 1 < head.count, kinds.contains(head[keyword]) || head[keyword] == "extension" {
            name = head[keyword + 1]
            isType = head[keyword] != "extension"
        }
        let before = head.prefix(keyword ?? 0)
        return Declaration(
            isType: isType, name: name, isPackage: before.contains("package"),
            isPrivate: before.contains("private") || before.contains("fileprivate"),
            words: Set(lines.flatMap(words)))
    }

    private static func words(of line: Substring) -> [String] {
        line.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
    }
}
