import Measures
import RouteSolver

@testable import RoundPlanning

/// Situations whose sums can be done by hand: sites on known legs, bags of 8 kg and 25 L.
enum Situations {
    /// 2026-11-21, a Saturday: 20,454 days to 2026-01-01 and 324 more.
    static let firstDay = CivilDate(dayNumber: 20_778)

    static func window(_ text: String) throws -> TimeWindow { try TimeWindow(text) }

    /// Every leg 10 minutes and 5 km.
    static func evenLegs(_ codes: [String]) -> TravelModel {
        let places = ["main"] + codes
        return TravelModel(
            legs: places.flatMap { from in places.filter { $0 != from }.map { TravelLeg(from: from, to: $0, seconds: 600, metres: 5_000) } }
        )
    }

    static func van(
        _ code: String = "van", kilograms: Int64 = 1_000, litres: Int64 = 10_000, hours: String = "08:00-18:00", reloads: Int = 0
    ) throws
        -> Vehicle
    {
        Vehicle(
            code: code, capacityGrams: kilograms * 1_000, capacityMillilitres: litres * 1_000, shift: try window(hours), reloads: reloads)
    }

    static func site(_ code: String, people: Int64, windows: [String] = []) throws -> Site {
        Site(
            code: code, zone: "calais", people: people, windows: try windows.map { SiteWindow(hours: try window($0)) }, serviceSeconds: 900,
            serviceSecondsPerPerson: 0)
    }

    /// Firewood in bags of 8 kg, counted in grams; 1 kg a person and day, every second day.
    static func wood() throws -> PlannedItem {
        PlannedItem(
            sku: "firewood", pack: try Pack(name: "bag", factor: 8_000),
            measure: UnitMeasure(units: 1_000, mass: Mass(grams: 1_000), volume: Volume(millilitres: 3_125)))
    }

    static let woodNeed = Need(item: "firewood", units: 1_000, intervalDays: 2, priority: .vital)

    /// Two sites of 40 people, one van of 1 t, wood to share.
    static func base(stockKilograms: Int64 = 1_000, days: Int = 1) throws -> PlanningSituation {
        PlanningSituation(
            from: firstDay, days: days, warehouse: "main", sites: [try site("beach", people: 40), try site("wood", people: 40)],
            needs: [woodNeed], items: [try wood()],
            stock: [StockLot(lot: 1, place: "main/yard", item: "firewood", owner: "woodyard", units: stockKilograms * 1_000)],
            vehicles: [try van()],
            crews: (0..<days).map { Crew(date: firstDay.adding(days: $0), drivers: 2, volunteers: 4) },
            travel: evenLegs(["beach", "wood"]), iterations: 300)
    }
}
