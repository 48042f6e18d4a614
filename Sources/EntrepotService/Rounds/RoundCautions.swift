import EntrepotStore
import Measures
import RoundPlanning
import Speech
import StockLedger

// What speaks against a round is said, and the round goes on: what happens is booked, whatever was planned.
extension RoundDesk {
    /// A vehicle that cannot go out on the day, and sites that cannot be served then.
    mutating func cautionDriving() async throws {
        let today = try await Moments(desk).today(warehouse)
        let vehicles = try await VehicleQueries.all(warehouse: warehouse.id, from: transaction)
        if let vehicle = vehicles.first(where: { $0.id == round.vehicleNumber }), vehicle.status != .ready,
            vehicle.statusUntil.map({ $0 >= round.date && $0 >= today }) ?? true
        {
            let status = vehicle.status.words
            let until = Self.until(vehicle.statusUntil)
            warnings.append(
                Wording(
                    "\(round.vehicle) is \(status.english)\(until.english): see \(en: .vehicleStatus)",
                    "\(round.vehicle) est \(vehicle.status == .broken ? "en panne" : status.french)\(until.french) : voir \(fr: .vehicleStatus)"
                ))
        }
        let sites = try await SiteQueries.all(warehouse: warehouse.id, from: transaction)
        let named = Dictionary(try await seenStops().map { ($0.id, $0.named) }, uniquingKeysWith: { first, _ in first })
        for stop in try await RoundQueries.stops(of: round, from: transaction) where stop.deliveredAt == nil {
            guard let site = sites.first(where: { $0.site.code == stop.site }), site.site.status != .open,
                site.site.statusUntil.map({ $0 >= round.date }) ?? true
            else { continue }
            let status = site.site.status.words
            let until = Self.until(site.site.statusUntil)
            let name = named[stop.id] ?? site.site.zone
            warnings.append(
                Wording(
                    "stop \(stop.sequence) (\(name)) is \(status.english)\(until.english)",
                    "l'arrêt \(stop.sequence) (\(name)) est \(status.french)\(until.french)"))
        }
    }

    /// The same, and a load beyond what the vehicle carries, a round of another day, and a proposal that nobody approved; after the goods
    /// went onto the vehicle and before the step is written down.
    mutating func cautionLoaded() async throws {
        try await cautionDriving()
        if round.state == .draft, let plan = round.plan {
            warnings.append(
                Wording(
                    "round \(round.id) is a proposal of plan \(plan) that nobody approved",
                    "la tournée \(round.id) est une proposition du plan \(plan) que personne n'a approuvée"))
        }
        let today = try await Moments(desk).today(warehouse)
        let days = round.date.days(since: today)
        if desk.entry.occurred == nil, abs(days) > 1 {
            let apart = Wording.counted(Int64(abs(days)), Wording("day", "jour"))
            warnings.append(
                days > 0
                    ? Wording(
                        "round \(round.id) is of \(round.date), in \(apart.english)",
                        "la tournée \(round.id) est du \(round.date), dans \(apart.french)")
                    : Wording(
                        "round \(round.id) is of \(round.date), \(apart.english) ago",
                        "la tournée \(round.id) est du \(round.date), il y a \(apart.french)"))
        }
        guard
            let vehicle = try await VehicleQueries.all(warehouse: warehouse.id, from: transaction).first(where: {
                $0.id == round.vehicleNumber
            })
        else { return }
        var grams: Int64 = 0
        var millilitres: Int64 = 0
        for (item, units) in try await ManifestQueries.aboard(round.place, warehouse: warehouse.id, from: transaction) {
            guard let measure = desk.catalogue.item(item)?.measure else { continue }
            grams += try measure.mass(of: Quantity(units)).grams
            millilitres += try measure.volume(of: Quantity(units)).millilitres
        }
        if grams > vehicle.vehicle.capacityGrams {
            warnings.append(Self.tooMuch(grams, vehicle.vehicle.capacityGrams, unit: "kg", on: round.vehicle))
        }
        if millilitres > vehicle.vehicle.capacityMillilitres {
            warnings.append(Self.tooMuch(millilitres, vehicle.vehicle.capacityMillilitres, unit: "L", on: round.vehicle))
        }
    }

    /// Thousandths of a unit: rounded up for what is there, down for what is allowed.
    private static func tooMuch(_ amount: Int64, _ most: Int64, unit: String, on vehicle: String) -> Wording {
        let (there, carries) = (Wording.grouped((amount + 999) / 1_000), Wording.grouped(most / 1_000))
        return Wording(
            "\(there) \(unit) are on \(vehicle), which carries \(carries) \(unit): take some off",
            "\(there) \(unit) sont dans \(vehicle), qui porte \(carries) \(unit) : en décharger")
    }

    private static func until(_ day: CivilDate?) -> Wording {
        day.map { Wording(" until \($0)", " jusqu'au \($0)") } ?? Wording("", "")
    }
}
