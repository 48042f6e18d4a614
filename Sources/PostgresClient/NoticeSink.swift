import CLibPQ

/// Hears what the server says beside results, and keeps the two things that matter.
final class NoticeSink {
    /// A commit was answered although no synchronous standby has confirmed it.
    var standbyWasNotWaitedFor = false
    /// The server ended the session while it was idle.
    private(set) var sessionWasEnded = false

    /// The receiver given to libpq; notices are not printed.
    static func receive(_ sink: UnsafeMutableRawPointer?, _ notice: OpaquePointer?) {
        guard let sink = unsafe sink, let notice = unsafe notice else { return }
        let receiver = unsafe Unmanaged<NoticeSink>.fromOpaque(sink).takeUnretainedValue()
        // The text is translated; the function that raised it is not (src/backend/replication/syncrep.c).
        if unsafe field(notice, "R") == "SyncRepWaitForLSN" { receiver.standbyWasNotWaitedFor = true }
        let severity = unsafe field(notice, "V")
        if severity == "FATAL" || severity == "PANIC" { receiver.sessionWasEnded = true }
    }

    private static func field(_ notice: OpaquePointer, _ code: Character) -> String? {
        guard let ascii = code.asciiValue, let text = unsafe PQresultErrorField(notice, Int32(ascii)) else { return nil }
        return unsafe String(cString: text)
    }
}
