import CLinux
import Glibc

/// A program started by a benchmark.
final class Child {
    let pid: pid_t
    /// Its standard output, to read from; standard error goes where ours goes.
    let output: Int32
    private var ended: Int32?

    /// Starts a program with our environment and `variables`; its standard input is `input`, or nothing.
    init(_ program: String, _ arguments: [String], variables: [String] = [], input: Int32? = nil) throws {
        var ends: [Int32] = [0, 0]
        guard entrepot_pipe(&ends) == 0 else { throw Fault("no pipe for \(program)") }
        let nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
        defer {
            close(nothing)
            close(ends[1])
        }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input ?? nothing, 0)
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
        var settings: [UnsafeMutablePointer<CChar>?] = (variables + Child.environment()).map { strdup($0) } + [nil]
        defer { (words + settings).forEach { free($0) } }
        var child: pid_t = 0
        let failure = posix_spawn(&child, program, &actions, nil, &words, &settings)
        guard failure == 0 else {
            close(ends[0])
            throw Fault("\(program) could not be started: \(String(cString: strerror(failure)))")
        }
        pid = child
        output = ends[0]
    }

    deinit {
        close(output)
        if ended == nil {
            kill(pid, SIGTERM)
            _ = wait()
        }
    }

    /// Waits for the end; the status as shells say it.
    func wait() -> Int32 {
        if let ended { return ended }
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
        let signal = status & 0x7f
        let result = signal == 0 ? (status >> 8) & 0xff : 128 + signal
        ended = result
        return result
    }

    /// Reads a line of its output; nil at the end.
    func line() -> String? {
        var octets: [UInt8] = []
        var octet: UInt8 = 0
        while read(output, &octet, 1) == 1 {
            if octet == 10 { return String(decoding: octets, as: UTF8.self) }
            octets.append(octet)
        }
        return octets.isEmpty ? nil : String(decoding: octets, as: UTF8.self)
    }

    /// Reads all of its output and counts the octets; keeps the text only when asked.
    func drain(keeping: Bool = true) -> (text: String, octets: Int) {
        var kept: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        var count = 0
        while true {
            let got = read(output, &chunk, chunk.count)
            if got < 0 && errno == EINTR { continue }
            if got <= 0 { break }
            count += got
            if keeping { kept.append(contentsOf: chunk[0..<got]) }
        }
        return (String(decoding: kept, as: UTF8.self), count)
    }

    /// Runs a program to its end; its output. Throws when it fails.
    static func run(_ program: String, _ arguments: [String], input: String? = nil) throws -> String {
        var source: Int32?
        if let input {
            let path = "/tmp/entrepot-benchmark-\(getpid()).input"
            try write(input, to: path)
            let descriptor = open(path, O_RDONLY | O_CLOEXEC)
            unlink(path)
            source = descriptor
        }
        defer { if let source { close(source) } }
        let child = try Child(program, arguments, input: source)
        let (text, _) = child.drain()
        let status = child.wait()
        guard status == 0 else { throw Fault("\(program) ended with status \(status): \(text)") }
        return text
    }

    /// A small file as text; empty when it is gone.
    static func text(of path: String) -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return "" }
        defer { close(descriptor) }
        var octets: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16_384)
        while case let got = read(descriptor, &chunk, chunk.count), got > 0 { octets.append(contentsOf: chunk[0..<got]) }
        return String(decoding: octets, as: UTF8.self)
    }

    /// Writes a text file.
    static func write(_ text: String, to path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Fault("\(path) cannot be written") }
        defer { close(descriptor) }
        let octets = Array(text.utf8)
        var sent = 0
        while sent < octets.count {
            let count = octets[sent...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { throw Fault("\(path) cannot be written") }
            sent += count
        }
    }

    private static func environment() -> [String] {
        var result: [String] = []
        var entry = environ
        while let text = entry.pointee {
            let variable = String(cString: text)
            if !variable.hasPrefix("LD_PRELOAD="), !variable.hasPrefix("PG") { result.append(variable) }
            entry += 1
        }
        return result
    }
}

/// Everything printed so far reaches its reader now.
func flushOutput() { fflush(nil) }
