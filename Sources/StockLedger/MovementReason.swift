import Measures
package import Speech

/// Why a movement happened. The raw value is the word stored in the books and written on the admin socket.
package enum MovementReason: String, CaseIterable, Sendable {
    case opening, received, bought
    case putAway = "put_away"
    case transferred, released, sent, arrived, lent
    case borrowedBack = "borrowed_back"
    case sorted, assembled
    case brokenUp = "broken_up"
    case issued, loaded
    case toppedUp = "topped_up"
    case distributed
    case handedOver = "handed_over"
    case returned
    case givenBack = "given_back"
    case counted
    case expired, damaged, wasted, scrapped, lost, stolen, seized, fire, flood, destroyed
    /// Gone, and nobody knows how: a cause of loss like the others.
    case unknown
    case found, unexplained, cancelled, corrected

    /// The causes of a loss, in the order of help.
    package static let losses: [MovementReason] = [
        .expired, .damaged, .wasted, .scrapped, .lost, .stolen, .seized, .fire, .flood, .destroyed, .unknown,
    ]

    /// Where the goods of a loss for this reason go: waste when they were thrown away by the house, loss otherwise.
    package var lossDestination: PlaceKind {
        switch self {
        case .expired, .damaged, .wasted, .scrapped: .waste
        default: .loss
        }
    }
}

extension MovementReason: Choosable {
    /// What people type and read, one word where there is one.
    package var words: Wording {
        switch self {
        case .scrapped: Wording("scrapped", "rebut")
        case .fire: Wording("fire", "incendie")
        case .flood: Wording("flood", "inondation")
        case .unknown: Wording("unknown", "inconnu")
        default: rule.words
        }
    }

    package var otherWords: [String] {
        switch self {
        case .expired: ["périmée", "péremption"]
        case .damaged: ["abîmée", "endommagé"]
        case .wasted: ["gâché"]
        case .scrapped: ["jeté"]
        case .lost: ["perdue"]
        case .stolen: ["volée", "vol"]
        case .seized: ["saisie"]
        case .fire: ["feu"]
        case .destroyed: ["détruite"]
        case .unknown: ["inconnue"]
        default: []
        }
    }
}
