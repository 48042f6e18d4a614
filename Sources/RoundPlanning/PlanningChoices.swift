package import Speech

// The words that people choose from: an argument, its help and the sentences say the same.
extension RoundState: Choosable {
    package var words: Wording {
        switch self {
        case .draft: Wording("draft", "brouillon")
        case .approved: Wording("approved", "approuvée")
        case .loading: Wording("loading", "en-chargement")
        case .underway: Wording("underway", "en-route")
        case .returned: Wording("returned", "rentrée")
        case .closed: Wording("closed", "close")
        case .cancelled: Wording("cancelled", "annulée")
        }
    }
}

extension StopOutcome: Choosable {
    package var words: Wording {
        switch self {
        case .served: Wording("served", "servi")
        case .partlyServed: Wording("partly-served", "servi-en-partie")
        case .noAccess: Wording("no-access", "pas-d'accès")
        case .stoppedByPolice: Wording("stopped-by-police", "arrêté-par-la-police")
        case .evicted: Wording("evicted", "évacué")
        case .noOneThere: Wording("no-one-there", "personne")
        }
    }
}

extension RecordQuality: Choosable {
    package var words: Wording {
        switch self {
        case .counted: Wording("counted", "compté")
        case .estimated: Wording("estimated", "estimé")
        case .memory: Wording("memory", "mémoire")
        }
    }
}

extension Site.Status: Choosable {
    package var words: Wording {
        switch self {
        case .open: Wording("open", "ouvert")
        case .evicted: Wording("evicted", "évacué")
        case .unreachable: Wording("unreachable", "inaccessible")
        case .closed: Wording("closed", "fermé")
        }
    }
}

extension PriorityClass: Choosable {
    package var words: Wording {
        switch self {
        case .emergency: Wording("emergency", "urgence")
        case .vital: Wording("vital", "vital")
        case .essential: Wording("essential", "essentiel")
        case .comfort: Wording("comfort", "confort")
        }
    }
}

/// Whether a vehicle can go out.
package enum VehicleStatus: String, Sendable, Hashable, CaseIterable {
    case ready, broken, away
}

extension VehicleStatus: Choosable {
    package var words: Wording {
        switch self {
        case .ready: Wording("ready", "prêt")
        case .broken: Wording("broken", "en-panne")
        case .away: Wording("away", "absent")
        }
    }
}
