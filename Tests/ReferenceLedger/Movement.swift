package import Measures
package import StockLedger

/// A stock count; only its identifier matters to a movement.
package enum Count {}
/// A round, for reservations; only its identifier matters to a movement.
package enum Round {}

/// What an earlier event a movement points at.
package enum MovementLink: Hashable, Sendable {
    /// It books the opposite of that movement.
    case reverses(Identifier<Movement>)
    /// It books the difference between what that movement says and what was.
    case corrects(Identifier<Movement>)
    /// It books the variance of that count, or undoes part of it because a late sheet explained it.
    case adjusts(Identifier<Count>)
}

/// What is known of a movement besides its lines: when, who, a note, for which round.
package struct MovementHeader: Hashable, Sendable {
    /// When it happened; at most five minutes ahead of the recording.
    package var occurredAt: Timestamp
    /// Who says so.
    package var actor: Code
    /// What they wrote.
    package var note: String?
    /// The round it belongs to: its own reservations are used up first.
    package var round: Identifier<Round>?
    /// An emergency makes an intention a fact.
    package var isEmergency: Bool

    package init(
        occurredAt: Timestamp, actor: Code, note: String? = nil, round: Identifier<Round>? = nil, isEmergency: Bool = false
    ) {
        self.occurredAt = occurredAt
        self.actor = actor
        self.note = note
        self.round = round
        self.isEmergency = isEmergency
    }
}

/// A movement that is to be posted.
package struct MovementDraft: Hashable, Sendable {
    /// Why.
    package var reason: MovementReason
    /// When, who, a note.
    package var header: MovementHeader
    /// What goes where; each line finds what the lines before it left.
    package var lines: [MovementLine]
    /// The earlier event it points at.
    package var link: MovementLink?
    /// Set when the person added `anyway=`: taken although the books say otherwise.
    package var isForced: Bool

    package init(
        _ reason: MovementReason, _ header: MovementHeader, lines: [MovementLine], link: MovementLink? = nil, isForced: Bool = false
    ) {
        self.reason = reason
        self.header = header
        self.lines = lines
        self.link = link
        self.isForced = isForced
    }

    /// Whether the books may say no.
    package var standing: Standing { isForced || header.isEmergency ? .fact : reason.rule.standing }
}

/// A movement as it stands in the books.
package struct Movement: Hashable, Sendable {
    /// Its number.
    package let id: Identifier<Movement>
    /// The order in which it was recorded, from 1, per warehouse.
    package let position: Int64
    /// When it was recorded.
    package let recordedAt: Timestamp
    /// What it says.
    package let draft: MovementDraft
    /// The movement that books its opposite, once there is one.
    package var reversedBy: Identifier<Movement>?

    package init(
        id: Identifier<Movement>, position: Int64, recordedAt: Timestamp, draft: MovementDraft, reversedBy: Identifier<Movement>? = nil
    ) {
        self.id = id
        self.position = position
        self.recordedAt = recordedAt
        self.draft = draft
        self.reversedBy = reversedBy
    }
}
