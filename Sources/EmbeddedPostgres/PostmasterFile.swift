package import Glibc

/// What `postmaster.pid` says about the server of a data directory.
///
/// Lines, one value each (PostgreSQL source, `src/include/utils/pidfile.h`): pid, data directory, start time, port, socket directory,
/// listen address, shared memory key, status. A server that is just starting has written only the first ones.
package struct PostmasterFile: Equatable, Sendable {
    /// How far the server is.
    package enum Status: String, Sendable {
        case starting
        case ready
        case standby
        case stopping
    }

    /// Pid of the postmaster, or of a single-user server.
    package var pid: pid_t
    /// A single-user server writes its pid negative.
    package var isSingleUser: Bool
    package var dataDirectory: String
    package var port: Int?
    package var socketDirectory: String
    package var status: Status

    /// Nil when the text does not begin with a pid.
    package init?(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            String(line.drop { $0 == " " }.reversed().drop { $0 == " " || $0 == "\r" }.reversed())
        }
        guard let first = lines.first, let number = pid_t(first), number != 0, number != pid_t.min else { return nil }
        func line(_ index: Int) -> String { index < lines.count ? lines[index] : "" }
        pid = abs(number)
        isSingleUser = number < 0
        dataDirectory = line(1)
        port = Int(line(3))
        socketDirectory = line(4)
        status = Status(rawValue: line(7)) ?? .starting
    }
}
