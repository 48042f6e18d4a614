/// What became of a posting.
package struct PostingOutcome: Sendable {
    /// As the routine names them, with their precedence; see `Schema/routines/post_movements.sql`.
    package enum Verdict: String, Sendable {
        case posted, replayed, insufficient
        /// Enough is there now, but not at the end of a day since it happened.
        case insufficientThen = "insufficient_then"
        /// Out of the quarantine without the word of somebody else.
        case needsApprover = "needs_approver"
        /// Barred from vans.
        case neverMobile = "never_mobile"
        /// On board of a round, and no movement of it.
        case onARound = "on_a_round"
        /// A serial number would be there twice.
        case serialElsewhere = "serial_elsewhere"
        case keyReused = "key_reused"
        case looksRepeated = "looks_repeated"
        case periodClosed = "period_closed"
        case inTheFuture = "in_the_future"
        case kindNotAllowed = "kind_not_allowed"
        case placeUnknown = "place_unknown"
        case placeArchived = "place_archived"
        /// The warehouse closes and takes nothing new in.
        case warehouseClosing = "warehouse_closing"
        case outOfScope = "out_of_scope"
        case lineRepeated = "line_repeated"
        case lotDiffers = "lot_differs"
        case reasonUnknown = "reason_unknown"
        case aboveCeiling = "above_ceiling"
        case alreadyReversed = "already_reversed"
        /// A sorting that goes on was taken up since.
        case sortedSince = "sorted_since"
    }

    package let verdict: Verdict
    /// The movement that was booked, now or when the key was first used.
    package let movement: Int64?
    /// The routine's figures, or the stored answer, as JSON.
    package let detail: String?

    package init(verdict: Verdict, movement: Int64?, detail: String?) {
        self.verdict = verdict
        self.movement = movement
        self.detail = detail
    }

    /// Whether the movement stands in the books, from now or before.
    package var isBooked: Bool { verdict == .posted || verdict == .replayed }
}
