import Measures
import RouteSolver

/// Why a due need is left out or cut, read from the finished plan.
struct ShortfallReasons {
    let situation: PlanningSituation
    let items: [String: PlannedItem]
    let due: [DueNeed]
    let builder: ProblemBuilder

    /// Short because the stock does not hold it: no stock at all, or stock whose owner has not consented.
    func stock(_ index: Int, given: Int64) -> UnmetNeed {
        let need = due[index]
        var unmet = base(index, given: given)
        let withheld = situation.stock.filter {
            !$0.consent && $0.isGood(on: situation.date(need.day)) && StockSharing.serves($0.item, need, items: items)
        }
        if let owner = withheld.map(\.owner).min() {
            unmet.reason = .consent
            unmet.subject = owner
            unmet.available = withheld.filter { $0.owner == owner }.reduce(0) { min(Quantity.ceiling, $0 + max(0, $1.units)) }
        } else {
            unmet.available = given
            unmet.expired = situation.stock.filter {
                $0.consent && !$0.isGood(on: situation.date(need.day)) && StockSharing.serves($0.item, need, items: items)
            }.reduce(0) { min(Quantity.ceiling, $0 + max(0, $1.units)) }
        }
        unmet.needed = need.wished
        unmet.measure = .units
        return unmet
    }

    /// Served, but cut to what the vehicle carries.
    func cut(_ index: Int, given: Int64, vehicle: Vehicle, gramsLeft: Int64, millilitresLeft: Int64, measure: GoodsMeasure) -> UnmetNeed {
        var unmet = base(index, given: given)
        unmet.reason = .noVehicle
        unmet.subject = vehicle.code
        let short = due[index].wished - given
        let weightIsShort = measure.grams(short) - gramsLeft >= 0 && measure.grams(short) > gramsLeft
        unmet.measure = weightIsShort ? .grams : .millilitres
        unmet.needed = weightIsShort ? measure.grams(short) : measure.millilitres(short)
        unmet.available = max(0, weightIsShort ? gramsLeft : millilitresLeft)
        return unmet
    }

    /// Left out by the routes.
    func route(_ index: Int, visit: SiteVisit, reason: UnservedVisit.Reason, siteOfVisit: (Int) -> String) -> UnmetNeed {
        var unmet = base(index, given: 0)
        let site = situation.sites[visit.site]
        if builder.crewedDays(for: visit).isEmpty { return noCrew(unmet, site: site, day: visit.day) }
        switch reason {
        case .impossibleAlone(let obstacles): apply(obstacles, to: &unmet, visit: visit)
        case .noRoom(let obstacles, let displaced):
            apply(obstacles, to: &unmet, visit: visit)
            unmet.displaces = displaced.map(siteOfVisit)
        case .notWorthIt(let cost, let prize):
            unmet.reason = .noTime
            unmet.measure = .metres
            unmet.needed = Int64(cost)
            unmet.available = Int64(prize)
        }
        return unmet
    }

    private func noCrew(_ unmet: UnmetNeed, site: Site, day: Int) -> UnmetNeed {
        var unmet = unmet
        let crew = builder.crews[day]
        unmet.reason = .noCrew
        unmet.measure = .people
        unmet.needed = Int64(max(1, site.teamSize))
        unmet.available = Int64(site.womenOnly ? crew.women : crew.drivers == 0 ? 0 : crew.people)
        unmet.subject = site.requiredSkill
        return unmet
    }

    private func base(_ index: Int, given: Int64) -> UnmetNeed {
        let need = due[index]
        return UnmetNeed(
            site: situation.sites[need.site].code, item: need.item, date: situation.date(need.day), wanted: need.wished, given: given,
            reason: .noStock, needed: 0, available: 0, measure: .none, pack: items[need.item]?.pack)
    }

    private func apply(_ obstacles: [Obstacle], to unmet: inout UnmetNeed, visit: SiteVisit) {
        guard let obstacle = obstacles.first else { return }
        unmet.subject = obstacle.vehicle.map { situation.vehicles[$0].code }
        unmet.needed = Int64(obstacle.needed)
        unmet.available = Int64(obstacle.available)
        switch obstacle.constraint {
        case .capacity(let dimension):
            unmet.reason = .noVehicle
            unmet.measure = dimension == 0 ? .grams : .millilitres
        case .window, .shiftEnd, .crewBreak:
            unmet.reason = .noTime
            unmet.measure = .secondOfDay
        case .routeLimit:
            unmet.reason = .noCrew
            unmet.measure = .teams
        case .skills:
            unmet.reason = .noCrew
            unmet.measure = .people
            unmet.needed = Int64(max(1, situation.sites[visit.site].teamSize))
            unmet.available = 0
        case .vehicle, .noVehicle, .reloads, .locked:
            unmet.reason = .noVehicle
        case .unreachable:
            unmet.reason = .noTime
            unmet.measure = .none
        case .closed, .day, .pattern:
            unmet.reason = noVehicleWorks(on: visit) ? .noVehicle : .closed
            unmet.subject = nil
        }
    }

    /// Whether no vehicle is there on any day on which the visit may be made.
    private func noVehicleWorks(on visit: SiteVisit) -> Bool {
        (visit.day...visit.latestDay).allSatisfy { day in
            let date = situation.date(day)
            return situation.vehicles.allSatisfy { vehicle in
                (vehicle.awayUntil.map { date <= $0 } ?? false)
                    || situation.committed.contains { $0.vehicle == vehicle.code && $0.date == date }
            }
        }
    }
}
