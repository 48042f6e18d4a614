package import Speech

/// Whether the books may say no.
package enum Standing: String, Sendable {
    /// It has happened: never refused because of reservations; releases them, the latest round first.
    case fact
    /// It is wanted: refused with the figures when the available stock does not reach.
    case intention
}

/// One row of the table of reasons: where goods may come from and go to, and whether it is a fact.
package struct MovementRule: Sendable {
    /// A permitted pair of kinds: from any of the first to any of the second.
    package struct Way: Sendable {
        /// Kinds of the source place.
        package let from: [PlaceKind]
        /// Kinds of the destination place.
        package let to: [PlaceKind]
    }

    /// The reason.
    package let reason: MovementReason
    /// The permitted ways.
    package let ways: [Way]
    /// Fact or intention; an emergency makes any intention a fact.
    package let standing: Standing
    /// The words shown to people.
    package let words: Wording

    /// Whether goods may go from a place of one kind to a place of the other for this reason.
    package func allows(from: PlaceKind, to: PlaceKind) -> Bool {
        ways.contains { $0.from.contains(from) && $0.to.contains(to) }
    }
}

extension MovementReason {
    /// The row of the table for this reason.
    package var rule: MovementRule {
        let stores: [PlaceKind] = [.bin, .quarantine, .vehicle]
        // What leaves the quarantine leaves it by release, as a loss, or back to where it came from: see `Quarantine`.
        let open: [PlaceKind] = [.bin, .vehicle, .tank]
        let openStores: [PlaceKind] = [.bin, .vehicle]
        let inside: [PlaceKind] = [.bin, .quarantine, .vehicle, .tank]
        let anywhere = PlaceKind.allCases
        func row(_ ways: [([PlaceKind], [PlaceKind])], _ standing: Standing, _ english: String, _ french: String) -> MovementRule {
            MovementRule(
                reason: self, ways: ways.map { MovementRule.Way(from: $0.0, to: $0.1) }, standing: standing,
                words: Wording(english, french))
        }
        let conversion: [([PlaceKind], [PlaceKind])] = [
            (openStores, [.workshop, .waste]), ([.workshop], stores + [.waste]),
        ]
        let loan: [([PlaceKind], [PlaceKind])] = [(open, [.workshop]), ([.workshop], inside)]
        let wasteWay: [([PlaceKind], [PlaceKind])] = [(inside, [.waste])]
        let lossWay: [([PlaceKind], [PlaceKind])] = [(inside, [.loss])]
        switch self {
        // reason: from → to, standing, words
        case .opening: return row([([.found, .donor, .supplier], inside)], .fact, "opening balance", "stock initial")
        case .received: return row([([.donor], inside)], .fact, "donation received", "don reçu")
        case .bought: return row([([.supplier], inside)], .fact, "purchase received", "achat reçu")
        case .putAway: return row([(openStores, [.bin, .quarantine]), ([.quarantine], [.quarantine])], .intention, "put away", "rangé")
        case .transferred: return row([(open, inside), ([.quarantine], [.quarantine])], .intention, "transferred", "transféré")
        case .released:
            return row([([.quarantine], [.bin, .quarantine])], .intention, "released from quarantine", "sorti de quarantaine")
        case .sent:
            return row([(open, [.transit])], .intention, "sent to another warehouse", "envoyé à un autre entrepôt")
        case .arrived:
            return row([([.transit], inside)], .fact, "arrived from another warehouse", "arrivé d'un autre entrepôt")
        case .lent: return row(loan, .intention, "lent", "prêté")
        case .borrowedBack: return row(loan, .intention, "loan given back", "prêt rendu")
        case .sorted: return row(conversion, .intention, "sorted", "trié")
        case .assembled: return row(conversion, .intention, "kits assembled", "kits assemblés")
        case .brokenUp: return row(conversion, .intention, "kits broken up", "kits défaits")
        case .issued: return row([(open, [.recipient])], .intention, "issued", "remis sans tournée")
        case .loaded: return row([([.bin, .vehicle], [.vehicle])], .intention, "loaded", "chargé")
        case .toppedUp: return row([([.bin, .vehicle], [.vehicle, .tank])], .intention, "topped up", "complété")
        case .distributed: return row([([.bin, .vehicle, .tank], [.recipient])], .fact, "distributed", "distribué")
        case .handedOver: return row([(open, [.recipient])], .fact, "handed over", "transmis")
        case .returned: return row([([.vehicle], stores)], .fact, "returned", "rapporté")
        case .givenBack: return row([([.recipient], inside)], .fact, "given back by recipients", "rendu par les bénéficiaires")
        case .counted: return row([([.found], inside), (inside, [.found])], .fact, "count difference", "écart de comptage")
        case .expired: return row(wasteWay, .fact, "expired", "périmé")
        case .damaged: return row(wasteWay, .fact, "damaged", "abîmé")
        case .wasted: return row(wasteWay, .fact, "wasted", "gaspillé")
        case .scrapped: return row(wasteWay, .fact, "scrapped", "mis au rebut")
        case .lost: return row(lossWay, .fact, "lost", "perdu")
        case .stolen: return row(lossWay, .fact, "stolen", "volé")
        case .seized: return row(lossWay, .fact, "seized", "saisi")
        case .fire: return row(lossWay, .fact, "lost by fire", "perdu par incendie")
        case .flood: return row(lossWay, .fact, "lost by flood", "perdu par inondation")
        case .destroyed: return row(lossWay, .fact, "destroyed", "détruit")
        case .unknown: return row(lossWay, .fact, "lost, cause unknown", "perdu, cause inconnue")
        case .found: return row([([.found], inside)], .fact, "found", "trouvé")
        case .unexplained:
            return row([([.found], inside), (inside, [.found, .loss])], .fact, "unexplained", "inexpliqué")
        case .cancelled: return row([(anywhere, anywhere)], .fact, "reversed", "annulé")
        case .corrected: return row([(anywhere, anywhere)], .fact, "corrected", "corrigé")
        }
    }

    /// Every row of the table, in the order of the reasons.
    package static var rules: [MovementRule] { allCases.map(\.rule) }
}
