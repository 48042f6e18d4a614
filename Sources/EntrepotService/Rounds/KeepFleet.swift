import EntrepotStore
import Measures
import PlainJSON
package import RoundPlanning
import Speech
import StockLedger

/// Vehicles and crews.
package struct KeepFleet: Sendable {
    /// What is said of a new vehicle.
    package struct VehicleWords: Sendable {
        package var code: String
        package var name: String?
        package var warehouse: String?
        package var kilograms: Int64
        package var litres: Int64
        /// `08:00-18:00`.
        package var shift: String?
        /// Where it starts, `LAT,LON`; nil is the warehouse.
        package var start: String?

        package init(code: String, kilograms: Int64, litres: Int64) {
            self.code = code
            self.kilograms = kilograms
            self.litres = litres
        }
    }

    /// What is said of a day's crew.
    package struct CrewWords: Sendable {
        /// A day as written.
        package var date: String
        package var warehouse: String?
        package var organisation: String?
        package var drivers: Int64
        package var volunteers: Int64
        package var women: Int64 = 0
        /// Names with commas between them.
        package var skills: String?

        package init(date: String, drivers: Int64, volunteers: Int64) {
            self.date = date
            self.drivers = drivers
            self.volunteers = volunteers
        }
    }

    package static let vehicleKeys = ["vehicle", "name", "warehouse", "capacity_kg", "capacity_l", "shift", "status", "status_until"]
    package static let crewKeys = ["date", "organisation", "drivers", "volunteers", "women", "skills"]

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Adds a vehicle, and the place of its code in which its load stands.
    package func add(_ words: VehicleWords) async throws -> Answer {
        let warehouse = try await Names(desk).warehouse(words.warehouse)
        try desk.requireWhole(warehouse.id)
        guard (try? Code(words.code)) != nil else { throw KeepSites.notACode("vehicle", words.code) }
        let shift = try KeepSites.window(words.shift ?? "08:00-18:00").hours
        var start: Coordinate?
        if let text = words.start {
            let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            start = try KeepSites.position(parts.first, parts.count == 2 ? parts[1] : nil)
        }
        let vehicle = Vehicle(
            code: words.code, capacityGrams: words.kilograms * 1_000, capacityMillilitres: words.litres * 1_000, shift: shift, start: start)
        return try await desk.once(in: warehouse.id, catalogueChanged: true) { desk in
            let transaction = try desk.requireTransaction
            let known = try await VehicleQueries.all(warehouse: warehouse.id, from: transaction)
            let taken = desk.catalogue.place("\(warehouse.code)/\(vehicle.code)") != nil
            guard !taken, !known.contains(where: { $0.vehicle.code == vehicle.code }) else {
                throw Refusal(
                    "CONFLICT.EXISTS", [.init("vehicle", vehicle.code)],
                    Wording(
                        "\(warehouse.code) has a vehicle or a place \(vehicle.code) already: choose another code",
                        "\(warehouse.code) a déjà un véhicule ou un emplacement \(vehicle.code) : choisir un autre code"))
            }
            try await VehicleQueries.add(vehicle, name: words.name, warehouse: warehouse.id, in: transaction)
            let records = try await VehicleQueries.all(warehouse: warehouse.id, from: transaction).filter {
                $0.vehicle.code == vehicle.code
            }
            return Answer(
                records: records.map { Self.record($0, warehouse) }, pairs: ["vehicle": .string(vehicle.code)],
                Wording("vehicle \(vehicle.code) is known now", "le véhicule \(vehicle.code) est connu"))
        }
    }

    /// Vehicles by code.
    package func vehicles(warehouse: String? = nil, _ page: Page = Page(limit: .max)) async throws -> Answer {
        var found: [(vehicle: VehicleRecord, home: WarehouseRecord)] = []
        let homes: [WarehouseRecord] =
            if let warehouse { [try await Names(desk).warehouse(warehouse)] } else {
                desk.catalogue.warehouses.filter { !$0.isArchived }
            }
        for home in homes {
            found += try await VehicleQueries.all(warehouse: home.id, from: desk.source).map { ($0, home) }
        }
        return try page.cut(found, list: "vehicle list", cursor: { "\($0.home.code)/\($0.vehicle.vehicle.code)" }) {
            Self.record($0.vehicle, $0.home)
        }
    }

    /// Says whether a vehicle can go out.
    package func status(_ code: String, status: VehicleStatus, until: String? = nil, warehouse text: String? = nil) async throws
        -> Answer
    {
        let (vehicle, warehouse) = try await SiteNames(desk).vehicle(code, warehouse: text)
        try desk.requireWhole(warehouse.id)
        return try await desk.once(in: warehouse.id) { desk in
            let transaction = try desk.requireTransaction
            let day: CivilDate? =
                if let until { try await Moments(desk).day(until, .planned, figure: "until", warehouse: warehouse) } else { nil }
            try await VehicleQueries.change(status: status, until: day, vehicle: vehicle.id, warehouse: warehouse.id, in: transaction)
            let records = try await VehicleQueries.all(warehouse: warehouse.id, from: transaction).filter { $0.id == vehicle.id }
            let words = status.words
            var answer = Answer(
                records: records.map { Self.record($0, warehouse) }, pairs: ["vehicle": .string(code)],
                Wording("\(code) is \(words.english)", "\(code) est noté \(status == .broken ? "en panne" : words.french)"))
            guard status != .ready else { return answer }
            let ahead = try await RoundQueries.ahead(
                vehicle: vehicle.id, from: Moments(desk).today(warehouse), until: day, warehouse: warehouse.id, from: transaction)
            answer.tell(
                ahead, standing: Wording("that \(code) was to drive", "que \(code) devait faire"),
                remedy: Wording("cancel them or make the plan anew", "les annuler ou refaire le plan"))
            return answer
        }
    }

    /// States the crew of a day.
    package func set(_ words: CrewWords) async throws -> Answer {
        let warehouse = try await Names(desk).warehouse(words.warehouse)
        let organisation: OrganisationRecord? = if let code = words.organisation { try await Names(desk).organisation(code) } else { nil }
        try desk.requireRound(of: organisation?.id, in: warehouse.id)
        guard words.women <= words.drivers + words.volunteers else {
            throw Refusal(
                "ARG.VALUE", [.init("women", String(words.women))],
                Wording("women= counts among drivers and volunteers", "femmes= se compte parmi les conducteurs et les bénévoles"))
        }
        return try await desk.once(in: warehouse.id, of: .round(of: organisation?.id)) { desk in
            let transaction = try desk.requireTransaction
            let crew = Crew(
                date: try await Moments(desk).day(words.date, .planned, figure: "date", warehouse: warehouse), drivers: Int(words.drivers),
                volunteers: Int(words.volunteers),
                women: Int(words.women), skills: (words.skills ?? "").split(separator: ",").map { String($0).lowercased() })
            let drivers = Wording.counted(words.drivers, Wording("driver", "conducteur"))
            let volunteers = Wording.counted(words.volunteers, Wording("volunteer", "bénévole"))
            try await CrewQueries.set(crew, organisation: organisation?.id, warehouse: warehouse.id, in: transaction)
            return Answer(
                records: [Self.record(CrewRecord(organisation: organisation?.code, crew: crew))],
                pairs: ["date": .string(crew.date.description)],
                Wording("\(crew.date): \(drivers.english), \(volunteers.english)", "\(crew.date) : \(drivers.french), \(volunteers.french)")
            )
        }
    }

    /// Crews from a day on.
    package func crews(from: String? = nil, days: Int = 31, warehouse: String? = nil, _ page: Page = Page(limit: .max)) async throws
        -> Answer
    {
        let home = try await Names(desk).warehouse(warehouse)
        let moments = Moments(desk)
        let first =
            if let from { try await moments.day(from, .lookedAhead, figure: "from", warehouse: home) } else {
                try await moments.today(home)
            }
        let crews = try await CrewQueries.all(from: first, days: days, warehouse: home.id, in: desk.source)
        return try page.cut(crews, list: "crew list", cursor: { "\($0.crew.date)/\($0.organisation ?? "")" }, Self.record)
    }

    private static func record(_ vehicle: VehicleRecord, _ warehouse: WarehouseRecord) -> JSONObject {
        JSONObject(
            keys: vehicleKeys,
            values: [
                .string(vehicle.vehicle.code), JSONValue(vehicle.name), .string(warehouse.code),
                .integer(vehicle.vehicle.capacityGrams / 1_000),
                .integer(vehicle.vehicle.capacityMillilitres / 1_000), .string(vehicle.vehicle.shift.description),
                .string(vehicle.status.rawValue),
                JSONValue(vehicle.statusUntil?.description),
            ])
    }

    private static func record(_ crew: CrewRecord) -> JSONObject {
        JSONObject(
            keys: crewKeys,
            values: [
                .string(crew.crew.date.description), JSONValue(crew.organisation), .integer(Int64(crew.crew.drivers)),
                .integer(Int64(crew.crew.volunteers)), .integer(Int64(crew.crew.women)), JSONValue(crew.crew.skills),
            ])
    }
}
