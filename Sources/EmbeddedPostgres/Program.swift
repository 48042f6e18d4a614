import CLinux
import Glibc

/// A program to run: its file, words, account and where its words go.
struct Program {
    var executable: String
    var arguments: [String] = []
    var account: ServerAccount
    var directory: String? = nil
    /// What it reads from standard input.
    var input: String = ""
    var environment: [String] = Program.plainEnvironment()

    /// How a finished program ended.
    struct Outcome: Equatable, Sendable {
        /// Exit status, or 128 + signal as shells say it.
        var status: Int32
        /// Standard output and error as they came, at most the last 64 KiB.
        var output: String
        var succeeded: Bool { status == 0 }

        /// What it said, without the line ends behind it: the end of a sentence about it.
        var lastWords: Substring {
            var words = Substring(output)
            while words.last?.isNewline == true { words.removeLast() }
            return words
        }
    }

    /// No PG… variable of the caller reaches PostgreSQL's programs; messages are English, so that they can be told apart.
    static func plainEnvironment() -> [String] {
        var variables = ["PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C.UTF-8", "TZ=UTC"]
        for name in ["LD_PRELOAD", "LD_LIBRARY_PATH"] {
            if let value = getenv(name) { variables.append("\(name)=\(String(cString: value))") }
        }
        return variables
    }

    /// Runs the program to its end on this thread; it is killed if the daemon is.
    ///
    /// - Throws: `SystemCallError` when it could not be started.
    func run() throws(SystemCallError) -> Outcome {
        let input = try Program.pipe()
        let output: (reading: Int32, writing: Int32)
        do {
            output = try Program.pipe()
        } catch {
            close(input.reading)
            close(input.writing)
            throw error
        }
        let child: pid_t
        do {
            defer {
                close(input.reading)
                close(output.writing)
            }
            child = try spawn(input: input.reading, output: output.writing, newSession: false, diesWithCaller: true)
        } catch {
            close(input.writing)
            close(output.reading)
            throw error
        }
        // The programs here read at most a few hundred bytes: they fit the pipe, so writing first cannot block. pipe(7): 64 KiB.
        let bytes = Array(self.input.utf8)
        if !bytes.isEmpty { _ = Glibc.write(input.writing, bytes, bytes.count) }
        close(input.writing)
        var collected: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16384)
        while true {
            let got = read(output.reading, &chunk, chunk.count)
            if got < 0 && errno == EINTR { continue }
            if got <= 0 { break }
            collected.append(contentsOf: chunk[0..<got])
            if collected.count > 1 << 17 { collected.removeFirst(collected.count - 1 << 16) }
        }
        close(output.reading)
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 && errno == EINTR {}
        return Outcome(status: Program.shellStatus(status), output: String(decoding: collected, as: UTF8.self))
    }

    /// Starts the program and returns at once.
    ///
    /// - Parameters:
    ///   - newSession: nothing that ends the daemon's terminal or session reaches the program.
    ///   - diesWithCaller: the kernel kills it when the calling thread ends; the thread has to wait for it.
    func spawn(input: Int32, output: Int32, newSession: Bool, diesWithCaller: Bool) throws(SystemCallError) -> pid_t {
        let words = CStrings([executable] + arguments)
        let variables = CStrings(environment)
        var stage: UnsafePointer<CChar>?
        let groups = account.groups
        let changes = account.differsFromCaller
        let child = groups.withUnsafeBufferPointer { groups in
            executable.withCString { file in
                withOptionalCString(directory) { directory in
                    var order = entrepot_spawn_order(
                        executable: file, arguments: words.pointer, environment: variables.pointer, directory: directory,
                        changes_account: changes ? 1 : 0, uid: account.uid, gid: account.gid, groups: groups.baseAddress,
                        group_count: groups.count, standard_input: input, standard_output: output, standard_error: output,
                        new_session: newSession ? 1 : 0, dies_with_caller: diesWithCaller ? 1 : 0, mask: 0o077)
                    return entrepot_spawn(&order, &stage)
                }
            }
        }
        if child < 0 {
            throw SystemCallError(stage.map { String(cString: $0) } ?? "fork", executable)
        }
        return child
    }

    /// What a shell would call the status of waitpid(2).
    static func shellStatus(_ status: Int32) -> Int32 {
        let signal = status & 0x7f
        return signal == 0 ? (status >> 8) & 0xff : 128 + signal
    }

    private static func pipe() throws(SystemCallError) -> (reading: Int32, writing: Int32) {
        var ends: [Int32] = [0, 0]
        if entrepot_pipe(&ends) != 0 { throw SystemCallError("pipe2", "for a program") }
        return (ends[0], ends[1])
    }
}

/// A NULL-terminated array of C strings, freed with its owner.
private final class CStrings {
    let pointer: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
    private let count: Int

    init(_ strings: [String]) {
        count = strings.count
        pointer = .allocate(capacity: strings.count + 1)
        for (index, string) in strings.enumerated() { (pointer + index).initialize(to: strdup(string)) }
        (pointer + count).initialize(to: nil)
    }

    deinit {
        for index in 0..<count { free(pointer[index]) }
        pointer.deallocate()
    }
}

private func withOptionalCString<Value>(_ string: String?, _ body: (UnsafePointer<CChar>?) -> Value) -> Value {
    guard let string else { return body(nil) }
    return string.withCString { body($0) }
}
