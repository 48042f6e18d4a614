import Glibc

/// The sources as text: their files, and the string literals of a call's arguments.
enum SourceTexts {
    /// Every Swift file under a directory.
    static func files(under path: String) -> [String] {
        guard let directory = opendir(path) else { return path.hasSuffix(".swift") ? [path] : [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted().flatMap { files(under: "\(path)/\($0)") }
    }

    /// The text of a file.
    static func read(_ path: String) -> String? {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The arguments of every call of a name, each as the string literals in it. A hole is `\u{3}`; one that names a command,
    /// `\(en: .x)`, is `\u{1}enx\u{2}`.
    static func calls(of name: String, in text: String) -> [[[String]]] {
        var found: [[[String]]] = []
        let scalars = Array(text.unicodeScalars)
        let opening = Array("\(name)(".unicodeScalars)
        var place = 0
        while place + opening.count < scalars.count {
            if scalars[place] == "/", scalars[place + 1] == "/" {
                while place < scalars.count, scalars[place] != "\n" { place += 1 }
                continue
            }
            let isCall =
                scalars[place] == opening[0] && Array(scalars[place..<place + opening.count]) == opening
                && (place == 0 || !(scalars[place - 1].properties.isAlphabetic || scalars[place - 1] == "."))
            guard isCall else {
                place += 1
                continue
            }
            // Read anew from behind the name, so that calls inside of calls are found too.
            place += opening.count
            found.append(arguments(scalars, from: place))
        }
        return found
    }

    private static func arguments(_ scalars: [Unicode.Scalar], from start: Int) -> [[String]] {
        var arguments: [[String]] = [[]]
        var depth = 1
        var place = start
        while place < scalars.count {
            switch scalars[place] {
            case "\"":
                let (literal, end) = literal(scalars, from: place + 1)
                if depth == 1 { arguments[arguments.count - 1].append(literal) }
                place = end
            case "(", "[", "{": depth += 1
            case ")", "]", "}":
                depth -= 1
                if depth == 0 { return arguments }
            case "," where depth == 1: arguments.append([])
            default: break
            }
            place += 1
        }
        return arguments
    }

    /// The text of a literal whose quote stands before `start`, and the place of its closing quote.
    private static func literal(_ scalars: [Unicode.Scalar], from start: Int) -> (String, Int) {
        var text = ""
        var place = start
        while place < scalars.count, scalars[place] != "\"" {
            guard scalars[place] == "\\" else {
                text.unicodeScalars.append(scalars[place])
                place += 1
                continue
            }
            guard scalars[place + 1] == "(" else {
                text.unicodeScalars.append(scalars[place + 1])
                place += 2
                continue
            }
            var depth = 1
            var hole = ""
            place += 2
            while depth > 0 {
                if scalars[place] == "\"" { (_, place) = literal(scalars, from: place + 1) }
                if scalars[place] == "(" { depth += 1 }
                if scalars[place] == ")" { depth -= 1 }
                if depth > 0 { hole.unicodeScalars.append(scalars[place]) }
                place += 1
            }
            let words = hole.split(separator: ":").map { $0.drop { $0 == " " } }
            if words.count == 2, words[0] == "en" || words[0] == "fr", words[1].hasPrefix(".") {
                text += "\u{1}\(words[0])\(words[1].dropFirst())\u{2}"
            } else {
                text += "\u{3}"
            }
        }
        return (text, place)
    }
}
