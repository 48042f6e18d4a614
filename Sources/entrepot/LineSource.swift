import AdminProtocol
import Glibc

/// Lines of a file, of a pipe, or typed at a prompt.
final class LineSource {
    private let descriptor: Int32
    private var splitter = LineSplitter(longest: 1 << 20)
    private var isAtEnd = false

    init(descriptor: Int32) { self.descriptor = descriptor }

    init(path: String) throws(ClientFault) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            let code = errno
            throw .file(path: path, code: code)
        }
    }

    /// The next line without its end; nil at the end. Unlike on the socket, a last line without LF counts: it is a file's whole line.
    func next() -> [UInt8]? {
        if let line = split() { return line }
        if isAtEnd { return nil }
        while !isAtEnd {
            var piece = [UInt8](repeating: 0, count: 65_536)
            let count = read(descriptor, &piece, piece.count)
            if count < 0, errno == EINTR {
                if Interruption.isWatched { return nil }
                continue
            }
            if count <= 0 {
                isAtEnd = true
                if splitter.hasUnterminatedLine { splitter.append([0x0A]) }
            } else {
                splitter.append(piece[..<count])
            }
            if let line = split() { return line }
        }
        return nil
    }

    private func split() -> [UInt8]? {
        switch splitter.next() {
        case .line(let octets): octets
        // The server refuses it with the figures; what is sent only has to be too long.
        case .tooLong: [UInt8](repeating: UInt8(ascii: "x"), count: longestRequestLine)
        case nil: nil
        }
    }
}
