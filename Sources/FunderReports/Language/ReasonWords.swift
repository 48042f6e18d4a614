extension FlowReason {
    /// The reason in both languages.
    package var words: Words {
        switch self {
        case .received: Words(fr: "reçu en don", en: "donated")
        case .bought: Words(fr: "acheté", en: "bought")
        case .found: Words(fr: "trouvé", en: "found")
        case .returned: Words(fr: "rendu", en: "returned")
        case .borrowed: Words(fr: "emprunté", en: "borrowed")
        case .distributed: Words(fr: "distribué", en: "distributed")
        case .issued: Words(fr: "remis à la porte ou à un partenaire", en: "issued at the door or to a partner")
        case .handedOver: Words(fr: "cédé", en: "handed over")
        case .lent: Words(fr: "prêté, à rendre", en: "lent, due back")
        case .settled: Words(fr: "dette réglée", en: "debt settled")
        case .transferred: Words(fr: "transféré", en: "transferred")
        case .inTransit: Words(fr: "en transit", en: "in transit")
        case .sorted: Words(fr: "trié ou transformé", en: "sorted or processed")
        case .assembled: Words(fr: "mis en kit", en: "made into kits")
        case .broken: Words(fr: "kits défaits", en: "kits taken apart")
        case .counted: Words(fr: "écart de comptage", en: "count difference")
        case .corrected: Words(fr: "correction", en: "correction")
        case .expired: Words(fr: "périmé", en: "expired")
        case .damaged: Words(fr: "abîmé", en: "damaged")
        case .wasted: Words(fr: "gaspillé", en: "wasted")
        case .scrapped: Words(fr: "mis au rebut", en: "scrapped")
        case .lost: Words(fr: "perdu", en: "lost")
        case .stolen: Words(fr: "volé", en: "stolen")
        case .seized: Words(fr: "saisi", en: "seized")
        case .destroyed: Words(fr: "détruit", en: "destroyed")
        case .fire: Words(fr: "incendie", en: "fire")
        case .flood: Words(fr: "inondation", en: "flood")
        case .unknown: Words(fr: "cause inconnue", en: "cause unknown")
        case .unexplained: Words(fr: "inexpliqué", en: "unexplained")
        case .other: Words(fr: "autre", en: "other")
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
