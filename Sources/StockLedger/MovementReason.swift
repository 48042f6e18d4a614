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

    /// What people type as `reason=` of a loss, in English or French, accents and case aside; nil when it is no cause of loss.
    package static func loss(typed word: FoldedText) -> MovementReason? {
        switch word.text {
        case "expired", "perime", "perimee", "peremption": .expired
        case "damaged", "abime", "abimee", "endommage": .damaged
        case "wasted", "gaspille", "gache": .wasted
        case "scrapped", "rebut", "jete": .scrapped
        case "lost", "perdu", "perdue": .lost
        case "stolen", "vole", "volee", "vol": .stolen
        case "seized", "saisi", "saisie": .seized
        case "fire", "incendie", "feu": .fire
        case "flood", "inondation": .flood
        case "destroyed", "detruit", "detruite": .destroyed
        case "unknown", "inconnu", "inconnue": .unknown
        default: nil
        }
    }

    /// The words that `loss(typed:)` is taught by: the English ones, as in the command's help.
    package static let lossWords = [
        "expired", "damaged", "wasted", "scrapped", "lost", "stolen", "seized", "fire", "flood", "destroyed", "unknown",
    ]

    /// Where the goods of a loss for this reason go: waste when they were thrown away by the house, loss otherwise.
    package var lossDestination: PlaceKind {
        switch self {
        case .expired, .damaged, .wasted, .scrapped: .waste
        default: .loss
        }
    }
}
