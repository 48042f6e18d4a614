import EmbeddedPostgres
import Glibc
import Logging
import Testing

/// A state directory of one test, its servers and files gone afterwards.
struct Scratch: Sendable {
    let directory: String
    var state: String { "\(directory)/state" }
    var layout: ClusterLayout { ClusterLayout(state: state) }
    let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    /// Runs the body in a fresh directory that every account may pass through.
    static func with(_ body: (Scratch) async throws -> Void) async throws {
        var template = Array("/tmp/entrepot-test-XXXXXX".utf8CString)
        let made = try #require(mkdtemp(&template).map { String(cString: $0) })
        chmod(made, 0o755)
        let scratch = Scratch(directory: made)
        do {
            try await body(scratch)
        } catch {
            await scratch.clean()
            throw error
        }
        await scratch.clean()
    }

    private func clean() async {
        if let pid = postmasterPID() { kill(pid, SIGQUIT) }
        while let pid = postmasterPID(), kill(pid, 0) == 0 {
            waitpid(pid, nil, WNOHANG)
            usleep(2000)
        }
        try? Files.removeTree(directory)
    }

    func cluster() throws -> EmbeddedCluster {
        EmbeddedCluster(lock: try StateLock(directory: state), log: log)
    }

    func postmasterPID() -> pid_t? {
        guard let text = try? Files.text(of: "\(layout.data)/postmaster.pid") else { return nil }
        return PostmasterFile(text)?.pid
    }

    /// What a role answers to a query through `psql`, or what it complained about.
    func ask(_ role: DatabaseRole, _ query: String) throws -> String {
        let installation = try #require(PostgresInstallation.all().first)
        let command = "\(installation.program("psql")) -XAtq -c \"\(query)\" '\(EmbeddedCluster.url(for: role, layout: layout))' 2>&1"
        let pipe = try #require(popen(command, "r"))
        var answer: [UInt8] = []
        while case let byte = fgetc(pipe), byte != EOF { answer.append(UInt8(byte)) }
        pclose(pipe)
        while answer.last == UInt8(ascii: "\n") { answer.removeLast() }
        return String(decoding: answer, as: UTF8.self)
    }
}

/// The code of the refusal an expression throws, nil when it throws none.
func refusal(_ body: () async throws -> Void) async -> EmbeddedPostgresError.Code? {
    do {
        try await body()
        return nil
    } catch {
        return (error as? EmbeddedPostgresError)?.code
    }
}

/// Kills a server of this test and waits for its end, whoever its parent is.
func killAndWait(_ pid: pid_t) {
    kill(pid, SIGKILL)
    while kill(pid, 0) == 0 { waitpid(pid, nil, WNOHANG) }
}
