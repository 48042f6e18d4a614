import Measures
import RouteSolver

/// Writes the plan out of routes and loads: rounds with lots, coverage, reasons, warnings, score.
struct PlanWriter {
    let situation: PlanningSituation
    let items: [String: PlannedItem]
    let schedule: VisitSchedule
    let calendar: SiteCalendar
    let builder: ProblemBuilder
    let measures: [GoodsMeasure]
    /// Base units of stock shared to each due need that is served.
    let targets: [Int64]
    let visits: [SiteVisit]
    let wished: [SiteVisit]
    let solution: Solution

    func plan() -> RoundPlan {
        let lots = pickLots()
        let rounds = rounds(lots: lots)
        var given = schedule.due.map { _ in Int64(0) }
        for (need, shares) in lots.enumerated() { given[need] = shares.reduce(0) { $0 + $1.units } }
        let unmet = unmet(given: given)
        let coverage = coverage(given: given)
        return RoundPlan(
            from: situation.from, days: situation.days, seed: situation.seed, rounds: rounds, unmet: unmet, coverage: coverage,
            warnings: warnings(rounds),
            score: PlanScore(
                coverageMinimum: coverage.map(\.permille).min(), metres: rounds.reduce(0) { $0 + $1.metres },
                seconds: rounds.reduce(0) { $0 + $1.seconds }, unserved: unmet.filter { $0.reason != .notDue }.count))
    }

    // MARK: Lots

    /// The lots of every due need: rounds by date and departure; needs that only one item meets before those that any variant meets.
    private func pickLots() -> [[LotShare]] {
        var picker = LotPicker(situation.stock)
        var lots: [[LotShare]] = schedule.due.map { _ in [] }
        let routes = solution.routes.sorted { ($0.day, $0.departs, $0.vehicle) < ($1.day, $1.departs, $1.vehicle) }
        for anyVariant in [false, true] {
            for route in routes {
                for stop in route.stops {
                    let visit = visits[stop.visit]
                    for (need, units) in zip(visit.needs, visit.units) where schedule.due[need].acceptsVariants == anyVariant {
                        lots[need] = picker.take(units, on: situation.date(route.day)) {
                            StockSharing.serves($0, schedule.due[need], items: items)
                        }
                    }
                }
            }
        }
        return lots
    }

    // MARK: Rounds

    private func rounds(lots: [[LotShare]]) -> [PlannedRound] {
        var rounds: [PlannedRound] = []
        for route in solution.routes {
            var outing = 0
            for (number, trip) in route.trips.enumerated() {
                let last = trip.stops.last
                let home = last.map { builder.homeward(fromSite: visits[$0.visit].site) } ?? (seconds: 0, metres: 0)
                let stops = trip.stops.map { stop(for: $0, lots: lots) }.filter { !$0.lines.isEmpty }
                guard !stops.isEmpty else { continue }
                outing += 1
                rounds.append(
                    PlannedRound(
                        vehicle: situation.vehicles[route.vehicle].code, date: situation.date(route.day), outing: outing,
                        departs: trip.leaves,
                        returns: number == route.trips.count - 1 ? route.returns : (last?.ends ?? trip.leaves) + home.seconds,
                        metres: trip.stops.reduce(0) { $0 + $1.metres } + home.metres,
                        stops: stops.enumerated().map { index, stop in
                            var numbered = stop
                            numbered.sequence = index + 1
                            return numbered
                        }))
            }
        }
        return rounds.sorted { ($0.date, $0.vehicle, $0.outing) < ($1.date, $1.vehicle, $1.outing) }
    }

    private func stop(for stop: Stop, lots: [[LotShare]]) -> PlannedStop {
        let visit = visits[stop.visit]
        let site = situation.sites[visit.site]
        let lines = visit.needs.compactMap { need -> StopLine? in
            let units = lots[need].reduce(Int64(0)) { $0 + $1.units }
            guard units > 0 else { return nil }
            let due = schedule.due[need]
            let pack = items[due.item]?.pack
            return StopLine(
                item: due.item, wanted: due.wished, units: units, pack: pack?.name, packs: pack.map { units / $0.factor } ?? units,
                grams: lots[need].reduce(0) { $0 + (items[$1.item]?.grams($1.units) ?? 0) },
                millilitres: lots[need].reduce(0) { $0 + (items[$1.item]?.millilitres($1.units) ?? 0) }, lots: lots[need])
        }
        return PlannedStop(
            sequence: 0, site: site.code, people: site.people, arrives: stop.arrives, begins: stop.begins, leaves: stop.ends,
            metres: stop.metres, lines: lines)
    }

    // MARK: What is left out

    private func unmet(given: [Int64]) -> [UnmetNeed] {
        let reasons = ShortfallReasons(situation: situation, items: items, due: schedule.due, builder: builder)
        var unmet: [UnmetNeed] = []
        var placed = Set<Int>()
        let absent = Dictionary(solution.unserved.map { ($0.visit, $0.reason) }, uniquingKeysWith: { first, _ in first })
        for (index, visit) in visits.enumerated() {
            let room = absent[index] == nil ? roomLeft(besideVisit: index) : nil
            for (need, loaded) in zip(visit.needs, visit.units) {
                placed.insert(need)
                guard given[need] < schedule.due[need].wished else { continue }
                if let reason = absent[index] {
                    unmet.append(
                        reasons.route(need, visit: wishedVisit(visit), reason: reason) { situation.sites[visits[$0].site].code })
                } else if loaded < targets[need], let room {
                    unmet.append(
                        reasons.cut(
                            need, given: given[need], vehicle: room.vehicle, gramsLeft: room.grams, millilitresLeft: room.millilitres,
                            measure: measures[need]))
                } else {
                    unmet.append(reasons.stock(need, given: given[need]))
                }
            }
        }
        for need in schedule.due.indices where !placed.contains(need) { unmet.append(reasons.stock(need, given: 0)) }
        unmet += schedule.unvisited.map(unvisited)
        return unmet.sorted { left, right in
            let one = (left.site, left.item, left.date?.dayNumber ?? 0)
            let other = (right.site, right.item, right.date?.dayNumber ?? 0)
            return one < other
        }
    }

    private func wishedVisit(_ visit: SiteVisit) -> SiteVisit {
        wished.first { $0.site == visit.site && $0.day == visit.day } ?? visit
    }

    /// The vehicle of a visit that is made, with the grams and millilitres left on its trip.
    private func roomLeft(besideVisit index: Int) -> (vehicle: Vehicle, grams: Int64, millilitres: Int64)? {
        for route in solution.routes {
            for trip in route.trips where trip.stops.contains(where: { $0.visit == index }) {
                let vehicle = situation.vehicles[route.vehicle]
                return (
                    vehicle, trip.stops.reduce(vehicle.capacityGrams) { $0 - visits[$1.visit].grams(measures) },
                    trip.stops.reduce(vehicle.capacityMillilitres) { $0 - visits[$1.visit].millilitres(measures) }
                )
            }
        }
        return nil
    }

    private func unvisited(_ entry: UnvisitedNeed) -> UnmetNeed {
        var unmet = UnmetNeed(
            site: situation.sites[entry.site].code, item: entry.item, date: situation.date(entry.day), wanted: entry.wished, given: 0,
            reason: .notDue, needed: 0, available: 0, measure: .none, pack: items[entry.item]?.pack)
        switch entry.cause {
        case .notDue(let next): unmet.date = next
        case .closed(let status):
            unmet.reason = .closed
            unmet.subject = status == .open ? nil : status.rawValue
        case .restricted(let reference):
            unmet.reason = .restricted
            unmet.subject = reference
        }
        return unmet
    }

    // MARK: Coverage and warnings

    private func coverage(given: [Int64]) -> [SiteCoverage] {
        var totals: [SiteCoverage] = []
        for (index, need) in schedule.due.enumerated() {
            let code = situation.sites[need.site].code
            if let place = totals.firstIndex(where: { $0.site == code && $0.item == need.item }) {
                totals[place].required = min(Quantity.ceiling, totals[place].required + need.wished)
                totals[place].planned += given[index]
            } else {
                totals.append(SiteCoverage(site: code, item: need.item, required: need.required, given: need.given, planned: given[index]))
            }
        }
        for entry in schedule.unvisited where entry.wished > 0 {
            totals.append(
                SiteCoverage(site: situation.sites[entry.site].code, item: entry.item, required: entry.wished, given: 0, planned: 0))
        }
        return totals.sorted { ($0.site, $0.item) < ($1.site, $1.item) }
    }

    private func warnings(_ rounds: [PlannedRound]) -> [PlanWarning] {
        var warnings: [PlanWarning] = []
        for day in 0..<situation.days where builder.crews[day].teams == nil && rounds.contains(where: { $0.date == situation.date(day) }) {
            warnings.append(PlanWarning(code: .crewUnknown, subject: "\(situation.date(day))", date: situation.date(day)))
        }
        for site in situation.sites {
            if site.people <= 0 { warnings.append(PlanWarning(code: .noPeople, subject: site.code)) }
            guard let round = rounds.first(where: { $0.stops.contains { $0.site == site.code } }) else { continue }
            if site.position == nil { warnings.append(PlanWarning(code: .positionUnknown, subject: site.code)) }
            let day = round.date.days(since: situation.from)
            for restriction in calendar.restrictions(at: site, on: day) {
                warnings.append(PlanWarning(code: .restriction, subject: "\(site.code) \(restriction.reference)", date: round.date))
            }
        }
        return warnings
    }
}
