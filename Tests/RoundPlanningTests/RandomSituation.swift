import Measures
import RouteSolver
import Speech
import Testing

@testable import RoundPlanning

/// Situations drawn from a seed, and what must hold for every plan of any of them.
enum RandomSituation {
    static func make(seed: UInt64) throws -> PlanningSituation {
        var random = SplitMix64(seed: seed)
        let from = CivilDate(dayNumber: 20_778)
        let days = 1 + random.below(3)
        let sites = try (0..<8).map { index in
            Site(
                code: "site-\(index)", zone: index < 5 ? "calais" : "dunkirk",
                position: try Coordinate(
                    latitude: 50.9 + Double(random.below(100)) / 1_000, longitude: 1.8 + Double(random.below(500)) / 1_000),
                status: random.below(9) == 0 ? .evicted : .open, people: Int64(random.below(300)),
                windows: random.below(2) == 0
                    ? [] : [SiteWindow(hours: try TimeWindow("09:00-12:00")), SiteWindow(hours: try TimeWindow("14:00-16:30"))],
                serviceSecondsPerPerson: 10, teamSize: 1 + random.below(4), womenOnly: random.below(7) == 0)
        }
        let items = [
            PlannedItem(
                sku: "wood", pack: try Pack(name: "bag", factor: 8_000),
                measure: UnitMeasure(units: 1_000, mass: Mass(grams: 1_000), volume: Volume(millilitres: 3_125))),
            PlannedItem(
                sku: "blanket", pack: try Pack(name: "bale", factor: 5),
                measure: UnitMeasure(units: 1, mass: Mass(grams: 1_500), volume: Volume(millilitres: 9_000))),
            PlannedItem(sku: "rice", measure: UnitMeasure(units: 1_000, mass: Mass(grams: 1_000), volume: Volume(millilitres: 1_200))),
        ]
        let stock = (0..<9).map { index in
            StockLot(
                lot: Int64(index), item: items[index % 3].sku, owner: "owner-\(random.below(3))",
                units: Int64(random.below(index % 3 == 1 ? 200 : 900_000)),
                expires: random.below(2) == 0 ? nil : from.adding(days: random.below(6) - 1), consent: random.below(5) != 0)
        }
        return PlanningSituation(
            from: from, days: days, warehouse: "main", position: try Coordinate(latitude: 50.95, longitude: 1.9), sites: sites,
            needs: [
                Need(item: "wood", units: 1_000, intervalDays: 2, priority: .vital),
                Need(item: "blanket", units: 1, perDays: 60, intervalDays: 7),
                Need(item: "rice", units: 150, priority: .essential), Need(item: "rice", site: "site-1", units: 400, priority: .emergency),
            ], items: items, stock: stock,
            deliveries: (0..<6).map { _ in
                PastDelivery(
                    site: "site-\(random.below(8))", item: items[random.below(3)].sku, date: from.adding(days: -1 - random.below(20)),
                    units: Int64(random.below(50_000)))
            },
            vehicles: [
                Vehicle(code: "master", capacityGrams: 1_200_000, capacityMillilitres: 9_000_000, shift: try TimeWindow("08:00-17:00")),
                Vehicle(
                    code: "trafic", capacityGrams: 500_000, capacityMillilitres: 5_000_000, shift: try TimeWindow("10:00-18:00"),
                    start: try Coordinate(latitude: 51, longitude: 2), reloads: 0),
            ],
            crews: (0..<days).map {
                Crew(date: from.adding(days: $0), drivers: 1 + random.below(2), volunteers: random.below(5), women: random.below(4))
            },
            restrictions: random.below(2) == 0
                ? [] : [Restriction(reference: "r", zone: "dunkirk", from: from, hours: try TimeWindow("09:00-15:00"))],
            iterations: 200, seed: seed)
    }

    static func check(_ plan: RoundPlan, _ situation: PlanningSituation) {
        var used: [Int64: Int64] = [:]
        var given: [String: Int64] = [:]
        for round in plan.rounds {
            guard let vehicle = situation.vehicles.first(where: { $0.code == round.vehicle }) else {
                Issue.record("unknown vehicle \(round.vehicle)")
                continue
            }
            #expect(round.grams <= vehicle.capacityGrams && round.millilitres <= vehicle.capacityMillilitres)
            #expect(round.departs >= Int(vehicle.shift.opens.seconds) && round.returns <= Int(vehicle.shift.closes.seconds))
            var clock = round.departs
            for stop in round.stops {
                guard let site = situation.sites.first(where: { $0.code == stop.site }) else {
                    Issue.record("unknown site \(stop.site)")
                    continue
                }
                #expect(
                    site.isOpen(on: round.date) && stop.arrives >= clock && stop.begins >= stop.arrives
                        && stop.leaves == stop.begins + site.stopSeconds)
                #expect(
                    site.windows.isEmpty
                        || site.windows.contains {
                            Int($0.hours.opens.seconds) <= stop.begins && stop.begins <= Int($0.hours.closes.seconds)
                        })
                for restriction in situation.restrictions where restriction.zone == site.zone {
                    #expect(stop.begins < 9 * 3_600 || stop.begins > 15 * 3_600)
                }
                clock = stop.leaves
                for line in stop.lines {
                    #expect(line.units > 0 && line.lots.reduce(0) { $0 + $1.units } == line.units)
                    given["\(stop.site) \(line.item)", default: 0] += line.units
                    for lot in line.lots {
                        used[lot.lot, default: 0] += lot.units
                        #expect(lot.expires.map { $0 >= round.date } ?? true)
                    }
                }
            }
        }
        for lot in situation.stock { #expect(used[lot.lot, default: 0] <= (lot.consent ? lot.units : 0)) }
        for entry in plan.coverage {
            #expect(entry.planned == given["\(entry.site) \(entry.item)", default: 0])
            let short = plan.unmet.contains { $0.site == entry.site && $0.item == entry.item && $0.reason != .notDue }
            #expect(entry.given + entry.planned >= entry.required || short)
        }
        for unmet in plan.unmet {
            for language in Language.allCases { #expect(!unmet.detail(language).isEmpty) }
        }
        #expect(plan.score.unserved == plan.unmet.filter { $0.reason != .notDue }.count)
    }
}
