package import Measures
package import Speech

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
    /// Base units that lie there and will have expired by then, for what the stock does not hold.
    package var expired: Int64

    /// A need that is not met, as it was saved.
    package init(
        site: String, item: String, date: CivilDate? = nil, wanted: Int64, given: Int64, reason: Reason, needed: Int64, available: Int64,
        measure: Measure, subject: String? = nil, pack: Pack? = nil, displaces: String? = nil, expired: Int64 = 0
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
        self.expired = expired
    }

    /// Base units short.
    package var short: Int64 { max(0, wanted - given) }
}

extension UnmetNeed {
    /// The reason with its figures.
    package var detail: Wording {
        let subject = subject ?? ""
        switch reason {
        case .noStock:
            return expired == 0
                ? Wording("no stock: short by \(goods(short)) (\(item))", "stock insuffisant : il manque \(goods(short)) (\(item))")
                : Wording(
                    "no stock: short by \(goods(short)) (\(item)); \(goods(expired, down: true)) more lie there and will have expired",
                    "stock insuffisant : il manque \(goods(short)) (\(item)) ; \(goods(expired, down: true)) de plus sont là et seront périmés"
                )
        case .consent:
            let there = goods(available, down: true)
            return Wording(
                "short by \(goods(short)); \(subject) has \(there) and has not consented",
                "il manque \(goods(short)) ; \(subject) en a \(there), sans accord")
        case .noVehicle:
            switch measure {
            case .grams, .millilitres:
                return Wording(
                    "no vehicle: needs \(figure(needed)), the best (\(subject)) has \(figure(available)) left",
                    "pas de véhicule : il faut \(figure(needed)), le mieux placé (\(subject)) a encore \(figure(available))")
            default: return Wording("no vehicle available", "pas de véhicule disponible")
            }
        case .noTime:
            switch measure {
            case .secondOfDay:
                return Wording(
                    "no time: closes \(figure(available)), earliest \(figure(needed))",
                    "pas le temps : au plus tard \(figure(available)), au plus tôt \(figure(needed))")
            default: return Wording("no way to get there", "pas de chemin possible")
            }
        case .closed:
            return Wording(
                "site closed (\(self.subject ?? "no opening hours that day"))", "site fermé (\(frenchStatus ?? "pas d'horaire ce jour"))")
        case .noCrew:
            return Wording("no crew: needs \(needed), there are \(available)", "pas d'équipe : il faut \(needed), il y a \(available)")
        case .restricted: return Wording("restriction \(subject) not accepted", "restriction \(subject) non acceptée")
        case .notDue:
            if let date { return Wording("not due yet: on \(date)", "pas encore dû : le \(date)") }
            return Wording("not due in these days", "pas dû ces jours-ci")
        }
    }

    /// The cheapest thing that would lift it; `nil` where nothing is to be done.
    package var lift: Wording? {
        let subject = subject ?? ""
        switch reason {
        case .noStock:
            return Wording("receive or borrow \(goods(short)) \(item)", "recevoir ou emprunter \(goods(short)) \(item)")
        case .consent:
            return Wording(
                "ask \(subject) to consent to \(goods(short)) \(item)", "demander l'accord de \(subject) pour \(goods(short)) \(item)")
        case .noVehicle:
            switch measure {
            case .grams, .millilitres:
                let more = figure(max(0, needed - available))
                if let displaces {
                    return Wording(
                        "\(more) more in \(subject), or drop \(displaces)", "\(more) de plus dans \(subject), ou retirer \(displaces)")
                }
                return Wording("a vehicle that carries \(more) more", "un véhicule portant \(more) de plus")
            default: return Wording("a vehicle that day", "un véhicule ce jour-là")
            }
        case .noTime:
            guard measure == .secondOfDay else {
                return Wording("open the road or override the leg", "rouvrir la route ou changer le trajet")
            }
            let minutes = (max(0, needed - available) + 59) / 60
            return Wording("\(minutes) minutes more, until \(figure(needed))", "\(minutes) minutes de plus, jusqu'à \(figure(needed))")
        case .closed: return Wording("open the site or change its hours", "rouvrir le site ou changer ses horaires")
        case .noCrew:
            let more = max(1, needed - available)
            return Wording("\(more) more in the crew", "\(more) de plus dans l'équipe")
        case .restricted: return Wording("accept the restriction with a reason", "accepter la restriction avec un motif")
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
