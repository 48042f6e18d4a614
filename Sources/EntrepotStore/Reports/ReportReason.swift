import FunderReports

/// Under which reason and on which side of the statement a line of the books counts.
///
/// A reversal and a correction count under the reason of the movement they point at, with a minus when they go against it:
/// three blankets that came back because their distribution was entered by mistake are −3 distributed, never 3 found.
struct ReportReason: Hashable, Sendable {
    /// A side of the statement.
    enum Side: Hashable, Sendable {
        case incoming, outgoing, loss
    }

    let reason: FlowReason
    let side: Side
    /// 1, or −1 for a line that takes back.
    let sign: Int64

    /// - Parameters:
    ///   - ledger: the reason of the movement that the chain of reversals and corrections points at in the end.
    ///   - goesIn: whether the line brings goods inside.
    ///   - takesBack: whether the chain holds an odd number of reversals.
    init(ledger: String, goesIn: Bool, takesBack: Bool) {
        let natural = Self.natural[ledger]
        let isIncoming = natural ?? (takesBack ? !goesIn : goesIn)
        sign = isIncoming == goesIn ? 1 : -1
        if isIncoming {
            side = .incoming
        } else {
            side = Self.losses.contains(ledger) ? .loss : .outgoing
        }
        reason =
            switch ledger {
            case "arrived": .transferred
            case "sent": .inTransit
            case "lent": isIncoming ? .borrowed : .lent
            case "borrowed_back": .settled
            case "broken_up": .broken
            case "given_back": .returned
            case "cancelled": .corrected
            default: FlowReason(rawValue: ledger) ?? .other
            }
    }

    /// Whether a reason brings goods in; those that go either way are left out.
    private static let natural: [String: Bool] = {
        var natural = ["opening": true, "received": true, "bought": true, "arrived": true, "given_back": true, "found": true]
        for reason in ["sent", "issued", "distributed", "handed_over"] { natural[reason] = false }
        for reason in losses { natural[reason] = false }
        return natural
    }()

    private static let losses: Set<String> = [
        "expired", "damaged", "wasted", "scrapped", "lost", "stolen", "seized", "fire", "flood", "destroyed", "unknown",
    ]
}
