import Glibc

/// What is said when somebody ends the client (Ctrl-C) while a write is on its way: its key, because the write may still be booked.
enum Interruption {
    /// Octets made beforehand: a signal's handler may write them and little else. signal-safety(7)
    nonisolated(unsafe) private static var octets: UnsafeMutablePointer<UInt8>?
    nonisolated(unsafe) private static var count = 0

    /// From now on an interruption says this sentence.
    static func arm(_ sentence: String) {
        guard !isWatched else { return }
        disarm()
        let text = Array(("\nentrepot: " + sentence + "\n").utf8)
        let place = UnsafeMutablePointer<UInt8>.allocate(capacity: text.count)
        place.initialize(from: text, count: text.count)
        (octets, count) = (place, text.count)
        for number in [SIGINT, SIGTERM] {
            signal(number) { number in
                if let octets = Interruption.octets { _ = write(STDERR_FILENO, octets, Interruption.count) }
                _exit(128 + number)
            }
        }
    }

    /// From now on an interruption ends the client without a word.
    static func disarm() {
        guard let place = octets else { return }
        for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
        (octets, count) = (nil, 0)
        place.deallocate()
    }

    // MARK: At a prompt

    /// In a conversation Ctrl-C ends what is going on, not the client.
    nonisolated(unsafe) private(set) static var isWatched = false
    nonisolated(unsafe) private static var isAsked: sig_atomic_t = 0

    /// From now on Ctrl-C is a question that `taken` answers. Calls that wait come back with EINTR. sigaction(2)
    static func watch() {
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { _ in Interruption.isAsked = 1 }
        sigaction(SIGINT, &action, nil)
        isWatched = true
    }

    /// Whether somebody asked to stop since the last time.
    static func taken() -> Bool {
        defer { isAsked = 0 }
        return isAsked != 0
    }
}
