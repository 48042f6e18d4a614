import CLibPQ
import Glibc

/// A moment on the machine's monotonic clock.
package typealias Deadline = ContinuousClock.Instant

/// How a statement may be interrupted while the server works on it.
enum Interruptibility {
    /// A cancelled task or a passed deadline cancels it on the server.
    case allowed
    /// It runs to its end: it writes, and half an answer about a write is worse than a late one.
    case forbidden
}

/// One libpq connection in non-blocking mode: sends, waits in poll(2), and hands over results. Used on one thread only.
///
/// Every `connectionLost` it throws says in `nothingSent` whether the server can have seen the statement.
@safe
final class Wire {
    private let connection: OpaquePointer
    private let wake: WakeSignal
    private let notices: NoticeSink
    private(set) var isDead = false
    /// How long a cancelled statement may take to end before the connection is given up.
    private static let cancelGrace: Duration = .seconds(5)

    /// Opens a connection; the task's cancellation ends the attempt.
    init(_ parameters: ConnectionParameters, wake: WakeSignal, deadline: Deadline) throws {
        let pairs = parameters.pairs
        let started = unsafe withCStrings(pairs.map(\.name)) { names in
            unsafe withCStrings(pairs.map(\.value)) { values in unsafe PQconnectStartParams(names, values, 1) }
        }
        guard let connection = unsafe started else {
            throw PostgresError(.cannotConnect, "no memory is left for a connection")
        }
        unsafe self.connection = unsafe connection
        self.wake = wake
        notices = NoticeSink()
        // With this the text of a refused connection carries its SQLSTATE, which libpq offers no other way to read.
        unsafe PQsetErrorVerbosity(connection, PQERRORS_VERBOSE)
        let sink = unsafe Unmanaged.passUnretained(notices).toOpaque()
        unsafe PQsetNoticeReceiver(connection, { sink, notice in unsafe NoticeSink.receive(sink, notice) }, sink)
        do {
            try establish(deadline)
        } catch {
            isDead = true
            throw error
        }
    }

    deinit { unsafe PQfinish(connection) }

    /// The server's process number, which notifications name and administrators see.
    var processNumber: Int32 { unsafe PQbackendPID(connection) }

    private var isBad: Bool { unsafe PQstatus(connection) == CONNECTION_BAD }

    /// True between BEGIN and its end, failed or not, and while a statement runs.
    var isInTransaction: Bool { unsafe PQtransactionStatus(connection) != PQTRANS_IDLE }

    /// True when the transaction can only be rolled back.
    var isTransactionFailed: Bool { unsafe PQtransactionStatus(connection) == PQTRANS_INERROR }

    /// True once, when the last commit was not confirmed by a synchronous standby.
    func takeStandbyDoubt() -> Bool {
        defer { notices.standbyWasNotWaitedFor = false }
        return notices.standbyWasNotWaitedFor
    }

    // MARK: Sending

    /// Throws `connectionLost` with `nothingSent` when the server has closed the connection while it was idle.
    func checkAlive() throws(PostgresError) {
        guard !isDead else { throw lost("the connection is closed", nothingSent: true) }
        var entry = pollfd(fd: unsafe PQsocket(connection), events: Int16(POLLIN), revents: 0)
        // The farewell of the server and the end of the stream may come in separate reads.
        while unsafe poll(&entry, 1, 0) > 0 {
            if unsafe PQconsumeInput(connection) == 0 { throw lost(lastMessage, nothingSent: true) }
            _ = unsafe PQisBusy(connection)
        }
        if notices.sessionWasEnded || isBad {
            throw lost("the server ended the session", nothingSent: true)
        }
    }

    /// Sends text by the simple protocol: several statements, no binds, text results.
    func sendSimple(_ text: String) throws(PostgresError) {
        try accepted(unsafe PQsendQuery(connection, text))
    }

    /// Asks the server to prepare a statement.
    func sendPrepare(_ name: String, _ text: String, _ types: [PostgresType]) throws(PostgresError) {
        let oids = types.map(\.rawValue)
        try accepted(unsafe PQsendPrepare(connection, name, text, Int32(oids.count), oids))
    }

    /// Runs a prepared statement with binary parameters and binary results.
    func sendExecute(_ name: String, _ binds: BindBuffer) throws(PostgresError) {
        let count = binds.slots.count
        let sent: Int32 =
            unsafe binds.bytes.withUnsafeBytes { bytes in
                // A value without bytes still needs an address: nil would be NULL.
                let base = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
                return unsafe withUnsafeTemporaryAllocation(of: UnsafePointer<CChar>?.self, capacity: max(count, 1)) { values in
                    unsafe withUnsafeTemporaryAllocation(of: Int32.self, capacity: max(2 * count, 1)) { numbers in
                        var empty: CChar = 0
                        return unsafe withUnsafePointer(to: &empty) { nothing in
                            for (index, slot) in binds.slots.enumerated() {
                                let address = unsafe base.map { unsafe $0 + slot.offset } ?? nothing
                                unsafe values[index] = unsafe slot.length < 0 ? nil : address
                                unsafe numbers[index] = Int32(clamping: max(slot.length, 0))
                                unsafe numbers[count + index] = 1
                            }
                            return unsafe PQsendQueryPrepared(
                                connection, name, Int32(count), values.baseAddress, numbers.baseAddress,
                                numbers.baseAddress.map { unsafe $0 + count }, 1)
                        }
                    }
                }
            }
        try accepted(sent)
    }

    private func accepted(_ sent: Int32) throws(PostgresError) {
        guard sent == 1 else {
            if isBad { throw lost(lastMessage, nothingSent: false) }
            throw PostgresError(.misuse, lastMessage)
        }
    }

    // MARK: Results

    /// Waits for the next result; nil at the end of a statement's results.
    func nextResult(_ interruption: Interruptibility, _ deadline: Deadline?) throws(PostgresError) -> QueryResult? {
        try awaitReadiness(interruption, deadline)
        guard let result = unsafe PQgetResult(connection) else {
            if isBad { throw lost(lastMessage, nothingSent: false) }
            return nil
        }
        return unsafe QueryResult(owning: result)
    }

    /// Takes the only result of a statement; an error of the server is thrown after the statement's end was reached.
    func onlyResult(_ interruption: Interruptibility, _ deadline: Deadline?) throws(PostgresError) -> QueryResult {
        guard let first = try nextResult(interruption, deadline) else { throw lost("the server gave no result", nothingSent: false) }
        if first.isError {
            let error = first.error()
            try drain(interruption, deadline, after: error)
            throw noted(error)
        }
        switch first.status {
        case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
            isDead = true
            throw PostgresError(.misuse, "COPY is not sent by this client")
        default: break
        }
        while let extra = try nextResult(interruption, deadline) {
            if extra.isError { throw noted(extra.error()) }
        }
        return first
    }

    /// Reads to the end of a failed statement, so that the connection can be used again.
    func drain(_ interruption: Interruptibility, _ deadline: Deadline?, after error: PostgresError) throws(PostgresError) {
        do {
            while try nextResult(interruption, deadline) != nil {}
        } catch {
            // What ended the session is told by the first error; the second only says that it ended.
        }
        if isBad { isDead = true }
    }

    /// Marks the connection dead when the error says that the session is over.
    func noted(_ error: PostgresError) -> PostgresError {
        guard error.kind == .connectionLost || isBad else { return error }
        isDead = true
        return error.kind == .connectionLost ? error : error.restated(.connectionLost, error.message)
    }

    /// Throws when the connection is lost, first marking it dead.
    func lost(_ message: String, nothingSent: Bool) -> PostgresError {
        isDead = true
        var error = PostgresError(.connectionLost, message.isEmpty ? "the connection to the server was lost" : message)
        error.nothingSent = nothingSent
        return error
    }

    /// libpq's last message, without its newline.
    var lastMessage: String {
        unsafe PQerrorMessage(connection).map { unsafe trimmed(String(cString: $0)) } ?? ""
    }

    // MARK: Waiting

    private func awaitReadiness(_ interruption: Interruptibility, _ deadline: Deadline?) throws(PostgresError) {
        var cancellation: ServerCancellation?
        var giveUp: Deadline?
        while true {
            let unsent = unsafe PQflush(connection)
            if unsent >= 0, unsafe PQisBusy(connection) == 0 { break }
            if interruption == .allowed, cancellation == nil, Task.isCancelled || deadline.map({ $0 <= .now }) == true {
                cancellation = unsafe ServerCancellation.start(PQgetCancel(connection), wake: wake)
                giveUp = .now + Self.cancelGrace
            }
            if let giveUp, giveUp <= .now { throw lost("the server did not answer a cancellation", nothingSent: false) }
            let limit = giveUp ?? (interruption == .allowed ? deadline : nil)
            try sleep(writable: unsent == 1, until: limit)
        }
        if let cancellation, !cancellation.awaitEnd(wake, until: .now + Self.cancelGrace) {
            // A request that is still on its way could hit the next statement.
            throw lost("a cancellation is still on its way", nothingSent: false)
        }
    }

    /// Sleeps until the socket or the wake signal is ready, then reads what came.
    private func sleep(writable: Bool, until limit: Deadline?) throws(PostgresError) {
        let events = Int16(writable ? POLLIN | POLLOUT : POLLIN)
        let socketReady = try waitForSocket(events, until: limit)
        if socketReady, unsafe PQconsumeInput(connection) == 0 {
            // PQgetResult reports what the server said before it closed; only an end without a word is thrown here.
            if unsafe PQisBusy(connection) == 1 { throw lost(lastMessage, nothingSent: false) }
        }
    }

    /// True when the socket is ready, false when the wake signal came or the limit passed.
    private func waitForSocket(_ events: Int16, until limit: Deadline?) throws(PostgresError) -> Bool {
        let socket = unsafe PQsocket(connection)
        guard socket >= 0 else { throw lost(lastMessage, nothingSent: false) }
        return try unsafe withUnsafeTemporaryAllocation(of: pollfd.self, capacity: 2) { entries throws(PostgresError) -> Bool in
            unsafe entries[0] = pollfd(fd: socket, events: events, revents: 0)
            unsafe entries[1] = pollfd(fd: wake.descriptor, events: Int16(POLLIN), revents: 0)
            guard unsafe poll(entries.baseAddress, 2, milliseconds(until: limit)) > 0 else { return false }
            if unsafe entries[1].revents != 0 { wake.drain() }
            return unsafe entries[0].revents != 0
        }
    }

    // MARK: Connecting

    private func establish(_ deadline: Deadline) throws {
        var events = Int16(POLLOUT)
        connecting: while true {
            if isBad { throw refusal() }
            while try !waitForSocket(events, until: deadline) {
                try Task.checkCancellation()
                if deadline <= .now {
                    throw PostgresError(.cannotConnect, "the server did not answer in time; is it running and reachable?")
                }
            }
            switch unsafe PQconnectPoll(connection) {
            case PGRES_POLLING_OK: break connecting
            case PGRES_POLLING_READING: events = Int16(POLLIN)
            case PGRES_POLLING_WRITING: events = Int16(POLLOUT)
            default: throw refusal()
            }
        }
        unsafe PQsetErrorVerbosity(connection, PQERRORS_DEFAULT)
        guard unsafe PQsetnonblocking(connection, 1) == 0 else { throw refusal() }
    }

    /// Reads why the server refused, with the SQLSTATE that stands between two colons of the verbose form.
    private func refusal() -> PostgresError {
        let text = lastMessage
        var error = PostgresError(.cannotConnect, text.isEmpty ? "the server refused the connection" : text)
        error.sqlState = sqlStateInVerboseMessage(text)
        return error
    }

    // MARK: Notifications

    /// Waits until notifications come or the task is cancelled.
    func awaitNotifications() throws -> [Notification] {
        while true {
            var found: [Notification] = []
            _ = unsafe PQisBusy(connection)
            while let message = unsafe PQnotifies(connection) {
                defer { unsafe PQfreemem(message) }
                let channel = unsafe String(cString: message.pointee.relname)
                let payload = unsafe String(cString: message.pointee.extra)
                found.append(Notification(channel: channel, payload: payload, processNumber: unsafe message.pointee.be_pid))
            }
            if !found.isEmpty { return found }
            try Task.checkCancellation()
            if notices.sessionWasEnded { throw lost("the server ended the session", nothingSent: false) }
            if try waitForSocket(Int16(POLLIN), until: nil), unsafe PQconsumeInput(connection) == 0 {
                throw lost(lastMessage, nothingSent: false)
            }
        }
    }
}

/// Milliseconds for poll(2): -1 for no limit, rounded up so that a limit has passed when the sleep ends.
private func milliseconds(until limit: Deadline?) -> Int32 {
    guard let limit else { return -1 }
    let left = limit - .now
    guard left > .zero else { return 0 }
    let (seconds, attoseconds) = left.components
    let total = seconds.multipliedReportingOverflow(by: 1_000)
    return total.overflow ? .max : Int32(clamping: total.partialValue + attoseconds / 1_000_000_000_000_000 + 1)
}

/// Calls `body` with a NULL-ended array of C strings.
private func withCStrings<Value>(_ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Value) -> Value {
    var pointers: [UnsafeMutablePointer<CChar>?] = unsafe texts.map { unsafe strdup($0) }
    unsafe pointers.append(nil)
    defer { unsafe pointers.forEach { unsafe free($0) } }
    let constants = unsafe pointers.map { unsafe UnsafePointer($0) }
    return unsafe constants.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { preconditionFailure("an array that ends with nil has a first element") }
        return unsafe body(base)
    }
}

/// Finds the SQLSTATE in a verbose message such as `FATAL:  3D000: database "x" does not exist`.
func sqlStateInVerboseMessage(_ text: String) -> SQLState? {
    for part in text.split(separator: ":") {
        let candidate = part.drop { $0 == " " }
        guard candidate.utf8.count == 5 else { continue }
        let fits = candidate.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) }
        if fits, candidate.utf8.contains(where: { (48...57).contains($0) }) { return SQLState(rawValue: String(candidate)) }
    }
    return nil
}
