package import Measures

/// A need that is not or not wholly met, why, and what would lift it.
package struct UnmetNeed: Sendable, Hashable {
    /// Why; the raw value is stable.
    package enum Reason: String, Sendable, CaseIterable {
        case noStock = "no-stock"
        case noVehicle = "no-vehicle"
        case noTime = "no-time"
        case closed
        case noCrew = "no-crew"
        case restricted
        case notDue = "not-due"
        case consent
    }

    /// What the figures of a reason count.
    package enum Measure: String, Sendable, Hashable {
        case units, grams, millilitres, secondOfDay, people, teams, metres, none
    }

    /// The site.
    package var site: String
    /// The item.
    package var item: String
    /// The day it was due; for what is not due, the next day it will be where that is known.
    package var date: CivilDate?
    /// Base units wished.
    package var wanted: Int64
    /// Base units the plan brings.
    package var given: Int64
    /// Why it is short.
    package var reason: Reason
    /// What would be needed, and what there is.
    package var needed: Int64
    /// What there is of it.
    package var available: Int64
    /// What the two figures count.
    package var measure: Measure
    /// The vehicle, owner, restriction or status it is about.
    package var subject: String?
    /// The pack the item is handed out in, for the words; `nil` for single base units.
    package var pack: Pack?
    /// The site that would make room by giving way, for a plan that is full.
    package var displaces: String?

    /// A need that is not met, as it was saved.
    package init(
        site: String, item: String, date: CivilDate? = nil, wanted: Int64, given: Int64, reason: Reason, needed: Int64, available: Int64,
        measure: Measure, subject: String? = nil, pack: Pack? = nil, displaces: String? = nil
    ) {
        self.site = site
        self.item = item
        self.date = date
        self.wanted = wanted
        self.given = given
        self.reason = reason
        self.needed = needed
        self.available = available
        self.measure = measure
        self.subject = subject
        self.pack = pack
        self.displaces = displaces
    }

    /// Base units short.
    package var short: Int64 { max(0, wanted - given) }
}

/// The languages operators read.
package enum PlanLanguage: String, Sendable, CaseIterable {
    case english = "en"
    case french = "fr"
}

extension UnmetNeed {
    /// The reason with its figures, in words.
    package func detail(in language: PlanLanguage) -> String {
        let french = language == .french
        switch reason {
        case .noStock:
            return french ? "stock insuffisant : il manque \(goods(short)) (\(item))" : "no stock: short by \(goods(short)) (\(item))"
        case .consent:
            return french
                ? "il manque \(goods(short)) ; \(subject ?? "") en a \(goods(available, down: true)), sans accord"
                : "short by \(goods(short)); \(subject ?? "") has \(goods(available, down: true)) and has not consented"
        case .noVehicle:
            switch measure {
            case .grams, .millilitres:
                return french
                    ? "pas de véhicule : il faut \(figure(needed)), le mieux placé (\(subject ?? "")) a encore \(figure(available))"
                    : "no vehicle: needs \(figure(needed)), the best (\(subject ?? "")) has \(figure(available)) left"
            default: return french ? "pas de véhicule disponible" : "no vehicle available"
            }
        case .noTime:
            switch measure {
            case .secondOfDay:
                return french
                    ? "pas le temps : au plus tard \(figure(available)), au plus tôt \(figure(needed))"
                    : "no time: closes \(figure(available)), earliest \(figure(needed))"
            default: return french ? "pas de chemin possible" : "no way to get there"
            }
        case .closed:
            return french
                ? "lieu fermé (\(frenchStatus ?? "pas d'horaire ce jour"))" : "site closed (\(subject ?? "no opening hours that day"))"
        case .noCrew:
            return french ? "pas d'équipe : il faut \(needed), il y a \(available)" : "no crew: needs \(needed), there are \(available)"
        case .restricted:
            return french ? "restriction \(subject ?? "") non acceptée" : "restriction \(subject ?? "") not accepted"
        case .notDue:
            if let date { return french ? "pas encore dû : le \(date)" : "not due yet: on \(date)" }
            return french ? "pas dû ces jours-ci" : "not due in these days"
        }
    }

    /// The cheapest thing that would lift it, in words; `nil` where nothing is to be done.
    package func lift(in language: PlanLanguage) -> String? {
        let french = language == .french
        switch reason {
        case .noStock: return french ? "recevoir ou emprunter \(goods(short)) \(item)" : "receive or borrow \(goods(short)) \(item)"
        case .consent:
            return french
                ? "demander l'accord de \(subject ?? "") pour \(goods(short)) \(item)"
                : "ask \(subject ?? "") to consent to \(goods(short)) \(item)"
        case .noVehicle:
            switch measure {
            case .grams, .millilitres:
                let more = figure(max(0, needed - available))
                if let displaces {
                    return french
                        ? "\(more) de plus dans \(subject ?? ""), ou retirer \(displaces)"
                        : "\(more) more in \(subject ?? ""), or drop \(displaces)"
                }
                return french ? "un véhicule portant \(more) de plus" : "a vehicle that carries \(more) more"
            default: return french ? "un véhicule ce jour-là" : "a vehicle that day"
            }
        case .noTime:
            guard measure == .secondOfDay else {
                return french ? "rouvrir la route ou changer le trajet" : "open the road or override the leg"
            }
            let minutes = (max(0, needed - available) + 59) / 60
            return french ? "\(minutes) minutes de plus, jusqu'à \(figure(needed))" : "\(minutes) minutes more, until \(figure(needed))"
        case .closed: return french ? "rouvrir le lieu ou changer ses horaires" : "open the site or change its hours"
        case .noCrew:
            let more = max(1, needed - available)
            return french ? "\(more) de plus dans l'équipe" : "\(more) more in the crew"
        case .restricted: return french ? "accepter la restriction avec un motif" : "accept the restriction with a reason"
        case .notDue: return nil
        }
    }

    /// Whole packs, rounded up for what is missing and down for what there is, with the pack's name; base units where there is no pack.
    private func goods(_ units: Int64, down: Bool = false) -> String {
        guard let pack else { return "\(units)" }
        return "\((max(0, units) + (down ? 0 : pack.factor - 1)) / pack.factor) \(pack.name)"
    }

    private var frenchStatus: String? {
        subject.map { ["evicted": "expulsé", "unreachable": "inaccessible", "closed": "fermé"][$0] ?? $0 }
    }

    private func figure(_ value: Int64) -> String {
        switch measure {
        case .grams: return "\((max(0, value) + 999) / 1_000) kg"
        case .millilitres: return "\((max(0, value) + 999) / 1_000) L"
        case .secondOfDay:
            let minutes = max(0, value) / 60
            let minute = minutes % 60
            return "\(minutes / 60 < 10 ? "0" : "")\(minutes / 60):\(minute < 10 ? "0" : "")\(minute)"
        case .metres: return "\(value) m"
        case .units, .people, .teams, .none: return "\(value)"
        }
    }
}
