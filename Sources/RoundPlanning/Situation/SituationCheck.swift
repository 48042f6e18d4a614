import Measures

/// Names everything wrong with a situation at once, before anything is planned.
struct SituationCheck {
    private var errors: [PlanningError] = []

    static func errors(in situation: PlanningSituation) -> [PlanningError] {
        var check = SituationCheck()
        if !(1...31).contains(situation.days) {
            check.report(.days, "days", "\(situation.days) days asked for; give 1 to 31")
        }
        check.unique(situation.sites.map(\.code), .duplicateSite)
        check.unique(situation.vehicles.map(\.code), .duplicateVehicle)
        check.unique(situation.items.map(\.sku), .duplicateItem)
        check.unique(situation.needs.map { "\($0.item) at \($0.site ?? "every site")" }, .duplicateNeed)
        let items = Set(situation.items.map(\.sku))
        let sites = Set(situation.sites.map(\.code))
        for need in situation.needs { check.check(need, items: items, sites: sites) }
        for lot in situation.stock {
            if !items.contains(lot.item) { check.report(.unknownItem, lot.item, "lot \(lot.lot) is of an item that is not listed") }
            if lot.units < 0 || lot.units > Quantity.ceiling {
                check.report(.stock, lot.item, "lot \(lot.lot) has \(lot.units) units; give 0 to \(Quantity.ceiling)")
            }
        }
        for site in situation.sites where site.people < 0 || site.people > 1_000_000_000 {
            check.report(.people, site.code, "\(site.people) people; give 0 to 1000000000")
        }
        for vehicle in situation.vehicles
        where vehicle.capacityGrams < 0 || vehicle.capacityMillilitres < 0 || !(0...20).contains(vehicle.reloads) {
            check.report(
                .capacity, vehicle.code,
                "carries \(vehicle.capacityGrams) g and \(vehicle.capacityMillilitres) ml with \(vehicle.reloads) reloads; none may be below zero, reloads at most 20"
            )
        }
        return check.errors
    }

    private mutating func report(_ code: PlanningError.Code, _ subject: String, _ advice: String) {
        errors.append(PlanningError(code: code, subject: subject, advice: advice))
    }

    private mutating func unique(_ names: [String], _ code: PlanningError.Code) {
        var seen: Set<String> = []
        for name in names where !seen.insert(name).inserted { report(code, name, "«\(name)» is listed more than once; list it once") }
    }

    private mutating func check(_ need: Need, items: Set<String>, sites: Set<String>) {
        for item in [need.item] + need.shares.map(\.item) where !items.contains(item) {
            report(.unknownItem, item, "a need speaks of an item that is not listed")
        }
        if let site = need.site, !sites.contains(site) {
            report(.unknownSite, site, "a need of \(need.item) is for a site that is not listed")
        }
        if need.units <= 0 || need.perDays <= 0 || need.intervalDays <= 0 || need.perDays > 3_650 || need.intervalDays > 3_650
            || (need.longestIntervalDays.map { $0 < need.intervalDays || $0 > 3_650 } ?? false)
        {
            report(
                .needFigures, need.item,
                "\(need.units) units in \(need.perDays) days every \(need.intervalDays) days; all are above zero, days at most 3650, the longest interval not below the shortest"
            )
        }
        let total = need.shares.reduce(0) { $0 + $1.percent }
        if !need.shares.isEmpty, total != 100 || need.shares.contains(where: { $0.percent <= 0 }) {
            report(.shares, need.item, "shares add up to \(total) percent; they are above zero and add up to 100")
        }
    }
}
