package import Speech

extension FlowReason {
    /// The reason in both languages.
    package var words: Wording {
        switch self {
        case .received: Wording("donated", "reçu en don")
        case .bought: Wording("bought", "acheté")
        case .found: Wording("found", "trouvé")
        case .returned: Wording("returned", "rendu")
        case .borrowed: Wording("borrowed", "emprunté")
        case .distributed: Wording("distributed", "distribué")
        case .issued: Wording("issued at the door or to a partner", "remis à la porte ou à un partenaire")
        case .handedOver: Wording("handed over", "cédé")
        case .lent: Wording("lent, due back", "prêté, à rendre")
        case .settled: Wording("debt settled", "dette réglée")
        case .transferred: Wording("transferred", "transféré")
        case .inTransit: Wording("in transit", "en transit")
        case .sorted: Wording("sorted or processed", "trié ou transformé")
        case .assembled: Wording("made into kits", "mis en kit")
        case .broken: Wording("kits taken apart", "kits défaits")
        case .counted: Wording("count difference", "écart de comptage")
        case .corrected: Wording("correction", "correction")
        case .expired: Wording("expired", "périmé")
        case .damaged: Wording("damaged", "abîmé")
        case .wasted: Wording("wasted", "gaspillé")
        case .scrapped: Wording("scrapped", "mis au rebut")
        case .lost: Wording("lost", "perdu")
        case .stolen: Wording("stolen", "volé")
        case .seized: Wording("seized", "saisi")
        case .destroyed: Wording("destroyed", "détruit")
        case .fire: Wording("fire", "incendie")
        case .flood: Wording("flood", "inondation")
        case .unknown: Wording("cause unknown", "cause inconnue")
        case .unexplained: Wording("unexplained", "inexpliqué")
        case .other: Wording("other", "autre")
        }
    }
}

extension ReportedRoundState {
    /// The state in both languages.
    package var phrase: Phrase {
        switch self {
        case .draft: .stateDraft
        case .approved: .stateApproved
        case .loading: .stateLoading
        case .underway: .stateUnderway
        case .returned: .stateReturned
        case .closed: .stateClosed
        case .cancelled: .stateCancelled
        }
    }
}

extension ValueTrace.Fate {
    /// The fate in both languages.
    package var phrase: Phrase {
        switch self {
        case .traced: .fateTraced
        case .allocated: .fateAllocated
        case .onHand: .fateOnHand
        case .lent: .fateLent
        case .lost: .fateLost
        }
    }
}

extension NeedSource {
    /// The source in both languages.
    package var phrase: Phrase {
        switch self {
        case .requested: .sourceRequested
        case .model: .sourceModel
        }
    }
}

extension HeadlineFigures.Kind {
    /// The label of the figure in both languages.
    package var phrase: Phrase {
        switch self {
        case .piecesIn: .headlinePiecesIn
        case .piecesOut: .headlinePiecesOut
        case .kilogramsOut: .headlineKg
        case .litresOut: .headlineLitres
        case .people: .headlinePeople
        }
    }
}
