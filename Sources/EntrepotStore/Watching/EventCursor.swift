/// Where a watcher stands: behind an event, in the order in which transactions can no longer be overtaken.
///
/// To those outside it is one opaque word, `EPOCH.POSITION`. A transaction that began earlier and commits later has a lower number than
/// the oldest that still runs, so nothing is told before everything that could stand before it.
package struct EventCursor: Hashable, Sendable, CustomStringConvertible {
    /// The first eight digits of the epoch.
    package let epoch: String
    package let transaction: Int64
    /// 0 for movements, 1 for events of the other topics: the order within a transaction.
    package let source: Int64
    /// The movement or event.
    package let number: Int64
    /// What a snapshot already showed, as `pg_snapshot` writes it; nil once everything it saw lies behind.
    package let seen: String?

    package init(epoch: String, transaction: Int64, source: Int64 = -1, number: Int64 = 0, seen: String? = nil) {
        self.epoch = epoch
        self.transaction = transaction
        self.source = source
        self.number = number
        self.seen = seen
    }

    /// Reads the word; nil when it is none.
    package init?(_ text: String) {
        let outer = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard outer.count == 2, outer[0].utf8.count == 8, outer[0].allSatisfy(\.isHexDigit) else { return nil }
        let inner = outer[1].split(separator: "~", maxSplits: 1, omittingEmptySubsequences: false)
        let numbers = inner[0].split(separator: "-", omittingEmptySubsequences: false).map { Int64($0) }
        guard numbers.count == 3, let transaction = numbers[0], let source = numbers[1], let number = numbers[2], transaction >= 0 else {
            return nil
        }
        var seen: String?
        if inner.count == 2 {
            let parts = inner[1].split(separator: "_", omittingEmptySubsequences: false)
            let running = parts.last?.split(separator: ",", omittingEmptySubsequences: true) ?? []
            guard parts.count == 3, let low = UInt64(parts[0]), let high = UInt64(parts[1]), low > 0, low <= high,
                running.allSatisfy({ UInt64($0).map { (low..<high).contains($0) } ?? false }),
                running.compactMap({ UInt64($0) }) == running.compactMap({ UInt64($0) }).sorted()
            else { return nil }
            seen = parts.joined(separator: ":")
        }
        self.init(epoch: String(outer[0]), transaction: transaction, source: source - 1, number: number, seen: seen)
    }

    package var description: String {
        "\(epoch).\(transaction)-\(source + 1)-\(number)" + (seen.map { "~" + $0.replacing(":", with: "_") } ?? "")
    }
}
