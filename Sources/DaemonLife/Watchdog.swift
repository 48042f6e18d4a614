/// Tells systemd that the daemon moves, as long as it does.
struct Watchdog: Sendable {
    let notifier: SystemdNotifier
    let isMoving: @Sendable () async -> Bool

    /// Sends WATCHDOG=1 twice in each interval when the parts answer; silence makes systemd restart the daemon.
    func run() async {
        guard let interval = notifier.watchdogMicroseconds else { return }
        while !Task.isCancelled {
            // An answer that never comes keeps this loop waiting, and silent, which is the point.
            if await isMoving() { notifier.send("WATCHDOG=1") }
            try? await Task.sleep(for: .microseconds(interval / 2))
        }
    }
}
