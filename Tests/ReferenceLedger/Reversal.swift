package import Measures
package import Speech
import StockLedger

/// The opposite of a movement.
package enum Reversal {
    /// The movement that books the opposite, dated as the header says (now).
    ///
    /// Its lines stand the other way round, for lines of one movement follow each other. A reversal may itself be reversed. Throws `RULE.ALREADY-REVERSED`, or `RULE.CORRECTED-SINCE` while a correction of the movement stands:
    /// both would leave a difference behind.
    package static func draft(
        of movement: Movement, _ header: MovementHeader, standingCorrections: [Identifier<Movement>] = []
    ) throws(Refusal) -> MovementDraft {
        if let other = movement.reversedBy {
            throw Refusal(
                .alreadyReversed, [.init("movement", movement.id.description), .init("reversed_by", other.description)],
                found: Wording(
                    "movement \(movement.id) was reversed by \(other)", "le mouvement \(movement.id) a été annulé par \(other)"),
                remedy: Wording(
                    "to bring it back, reverse \(other)", "pour le rétablir, annuler \(other)"))
        }
        if let correction = standingCorrections.last {
            throw Refusal(
                .correctedSince, [.init("movement", movement.id.description), .init("corrected_by", correction.description)],
                found: Wording(
                    "movement \(movement.id) was corrected by \(correction)", "le mouvement \(movement.id) a été corrigé par \(correction)"),
                remedy: Wording("reverse \(correction) first", "annuler d'abord \(correction)"))
        }
        return MovementDraft(.cancelled, header, lines: movement.draft.lines.reversed().map(\.reversed), link: .reverses(movement.id))
    }
}
