import AdminProtocol
import Glibc
import Speech

/// A file of rows, in the encoding a spreadsheet left it: UTF-8, UTF-16 with its mark, or Windows-1252.
enum ImportFile {
    /// The physical lines of a file (`-` for standard input), without their line ends.
    ///
    /// - Parameter warn: is told when the file was not UTF-8 and had to be read as something else.
    static func rows(of path: String, _ language: Language, warn: (Wording) -> Void) throws(ClientFault) -> [String] {
        let octets = try read(path)
        if let line = firstForeignLine(octets) {
            warn(
                Wording(
                    "\(path):\(line): the file is not UTF-8 here and was read as Windows-1252: check the accents",
                    "\(path):\(line) : le fichier n'est pas en UTF-8 ici et a été lu en Windows-1252 : vérifier les accents"))
        }
        let text = decoded(octets)
        // Lines end in LF, CR LF, or (files of old machines) a lone CR. Bytes, because "\r\n" is one Character.
        let utf8 = Array(text.utf8)
        let separator: UInt8 = utf8.contains(0x0A) ? 0x0A : 0x0D
        var lines = utf8.split(separator: separator, omittingEmptySubsequences: false).map { line in
            line.last == 0x0D ? line.dropLast() : line
        }
        if lines.last?.isEmpty == true { lines.removeLast() }
        for (index, line) in lines.enumerated() where line.count + 3 > longestRequestLine {
            throw .usage("\(path):\(index + 1): a row of \(line.count) octets; at most \(longestRequestLine - 3)")
        }
        for (index, line) in lines.enumerated() {
            do throws(LineRefusal) {
                // What the server would refuse is said with its line in the file, before anything is sent.
                _ = try RequestParser.parse(Array("< ".utf8) + line)
            } catch {
                throw .usage("\(path):\(index + 1): \(error.text(language))")
            }
        }
        return lines.map { String(decoding: $0, as: UTF8.self) }
    }

    /// Everything in a file.
    static func read(_ path: String) throws(ClientFault) -> [UInt8] {
        let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            let code = errno
            throw .file(path: path, code: code)
        }
        defer { if path != "-" { close(descriptor) } }
        var octets: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(descriptor, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                let code = errno
                throw .file(path: path, code: code)
            }
            if count == 0 { return octets }
            octets += piece[..<count]
        }
    }

    /// The first line that is not UTF-8, from 1; nil when all are, or when the file says by its mark that it is UTF-16.
    private static func firstForeignLine(_ octets: [UInt8]) -> Int? {
        guard !octets.starts(with: [0xFF, 0xFE]), !octets.starts(with: [0xFE, 0xFF]), String(validating: octets, as: UTF8.self) == nil
        else { return nil }
        let lines = octets.split(separator: octets.contains(0x0A) ? 0x0A : 0x0D, omittingEmptySubsequences: false)
        return lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }.map { $0 + 1 }
    }

    private static func decoded(_ octets: [UInt8]) -> String {
        if octets.starts(with: [0xFF, 0xFE]) || octets.starts(with: [0xFE, 0xFF]) {
            let isLittle = octets[0] == 0xFF
            let (low, high) = isLittle ? (0, 1) : (1, 0)
            var units: [UInt16] = []
            for index in stride(from: 2, to: octets.count - 1, by: 2) {
                units.append(UInt16(octets[index + high]) << 8 | UInt16(octets[index + low]))
            }
            return String(decoding: units, as: UTF16.self)
        }
        if let text = String(validating: octets, as: UTF8.self) { return text }
        var text = String.UnicodeScalarView()
        for octet in octets {
            let scalar = (0x80...0x9F).contains(octet) ? Unicode.Scalar(windows1252[Int(octet) - 0x80]) : Unicode.Scalar(octet)
            text.append(scalar ?? "\u{FFFD}")
        }
        return String(text)
    }

    /// What Windows-1252 has where ISO 8859-1 has controls (WHATWG Encoding Standard, index windows-1252).
    private static let windows1252: [UInt16] = [
        0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
        0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
    ]
}
