import EntrepotStore
import Measures
import PlainJSON
import PostgresClient
package import RoundPlanning
import Speech
import StockLedger

/// Sites: where people are, how many, when they may be served.
package struct KeepSites: Sendable {
    /// What is said of a new site.
    package struct Words: Sendable {
        package var code: String
        package var name: String?
        package var zone: String?
        /// Degrees as written, `50.95` or `50,95`.
        package var latitude: String?
        package var longitude: String?
        package var people: Int64?
        package var isRestricted = false
        /// `08:00-12:00`, or `1:08:00-12:00` for Mondays; several.
        package var open: [String] = []
        package var warehouse: String?
        package var serviceMinutes: Int64?
        package var team: Int64?
        package var womenOnly = false
        package var by: String?

        package init(code: String) {
            self.code = code
        }
    }

    /// The keys of a site's record.
    package static let keys = [
        "site", "zone", "people", "status", "name", "lat", "lon", "open", "sensitivity", "status_until", "status_reason", "team",
        "warehouse", "seen_by",
    ]

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Adds a site.
    package func add(_ words: Words) async throws -> Answer {
        let warehouse = try await Names(desk).warehouse(words.warehouse)
        try desk.requireWhole(warehouse.id)
        guard (try? Code(words.code)) != nil else { throw Self.notACode("site", words.code) }
        let zone = words.zone ?? words.code
        guard (try? Code(zone)) != nil else { throw Self.notACode("zone", zone) }
        var site = Site(
            code: words.code, zone: zone, position: try Self.position(words.latitude, words.longitude), people: words.people ?? 0,
            windows: try words.open.map(Self.window), teamSize: Int(words.team ?? 2), womenOnly: words.womenOnly,
            restricted: words.isRestricted)
        if let minutes = words.serviceMinutes { site.serviceSeconds = Int(minutes) * 60 }
        let ready = site
        return try await desk.once(in: warehouse.id) { desk in
            let transaction = try desk.requireTransaction
            guard try await SiteQueries.all(warehouse: warehouse.id, code: ready.code, from: transaction).isEmpty else {
                throw Refusal(
                    "CONFLICT.EXISTS", [.init("site", ready.code)],
                    Wording(
                        "there is a site \(ready.code) already: see \(en: .siteList)",
                        "il y a déjà un site \(ready.code) : voir \(fr: .siteList)"))
            }
            let id = try await SiteQueries.add(ready, name: words.name, warehouse: warehouse.id, in: transaction)
            if let people = words.people {
                try await SiteQueries.count(
                    people, site: id, at: desk.now, by: words.by ?? desk.actor, warehouse: warehouse.id, in: transaction)
            }
            return try await Self.answer(
                ready.code, warehouse, desk,
                Wording("site \(ready.code) is known now", "le site \(ready.code) est connu"))
        }
    }

    /// Sites by code, as far as the reader may see them.
    package func list(warehouse: String? = nil, zone: String? = nil, status: Site.Status? = nil, _ page: Page = Page(limit: .max))
        async throws
        -> Answer
    {
        var found: [(site: SiteRecord, home: WarehouseRecord)] = []
        let homes: [WarehouseRecord] =
            if let warehouse { [try await Names(desk).warehouse(warehouse)] } else {
                desk.catalogue.warehouses.filter { !$0.isArchived }
            }
        for home in homes {
            for record in try await SiteQueries.all(warehouse: home.id, from: desk.source)
            where (zone.map { $0 == record.site.zone } ?? true) && (status.map { $0 == record.site.status } ?? true) {
                found.append((record, home))
            }
        }
        return try page.cut(found, list: "site list", cursor: { "\($0.home.code)/\($0.site.site.code)" }) { Self.record($0.site, $0.home) }
    }

    /// Keeps a headcount with its author.
    package func headcount(_ code: String, people: Int64, by: String? = nil, warehouse text: String? = nil) async throws
        -> Answer
    {
        let (site, warehouse) = try await SiteNames(desk).site(code, warehouse: text)
        try desk.requireWhole(warehouse.id)
        return try await desk.once(in: warehouse.id) { desk in
            let transaction = try desk.requireTransaction
            let instant =
                if let written = desk.entry.occurred { try await Moments(desk).instant(written, warehouse: warehouse) } else { desk.now }
            try await SiteQueries.count(people, site: site.id, at: instant, by: by ?? desk.actor, warehouse: warehouse.id, in: transaction)
            return try await Self.answer(
                code, warehouse, desk, Self.headcount(people, at: code))
        }
    }

    /// Changes a site's status; rounds that were to go there are named.
    package func status(
        _ code: String, status: Site.Status, until: String? = nil, reason: String? = nil, warehouse text: String? = nil
    ) async throws -> Answer {
        let (site, warehouse) = try await SiteNames(desk).site(code, warehouse: text)
        try desk.requireWhole(warehouse.id)
        return try await desk.once(in: warehouse.id) { desk in
            let transaction = try desk.requireTransaction
            let day: CivilDate? =
                if let until { try await Moments(desk).day(until, .planned, figure: "until", warehouse: warehouse) } else { nil }
            let instant =
                if let written = desk.entry.occurred { try await Moments(desk).instant(written, warehouse: warehouse) } else { desk.now }
            try await SiteQueries.change(
                status: status, until: day, reason: reason, site: site.id, at: instant, actor: desk.actor, warehouse: warehouse.id,
                in: transaction)
            var answer = try await Self.answer(
                code, warehouse, desk, Self.sentence(code, status))
            guard status != .open else { return answer }
            let ahead = try await RoundQueries.ahead(
                site: site.id, from: Moments(desk).today(warehouse), until: day, warehouse: warehouse.id, from: transaction)
            answer.tell(
                ahead, standing: Wording("still going there", "qui y vont encore"),
                remedy: Wording("cancel them or make the plan anew", "les annuler ou refaire le plan"))
            return answer
        }
    }

    /// The site as the person may see it.
    static func answer(_ code: String, _ warehouse: WarehouseRecord, _ desk: Desk, _ sentence: Wording) async throws -> Answer {
        let records = try await desk.reading { try await SiteQueries.all(warehouse: warehouse.id, code: code, from: $0.source) }
        return Answer(records: records.map { record($0, warehouse) }, pairs: ["site": .string(code)], sentence)
    }

    private static func record(_ site: SiteRecord, _ warehouse: WarehouseRecord) -> JSONObject {
        func degrees(_ value: Double?) -> JSONValue { value.map { .decimal("\($0)") } ?? .null }
        let hours = site.site.windows.map { $0.weekday == 0 ? "\($0.hours)" : "\($0.weekday):\($0.hours)" }
        return JSONObject(
            keys: keys,
            values: [
                .string(site.site.code), .string(site.site.zone), .integer(site.site.people), .string(site.site.status.rawValue),
                JSONValue(site.name), degrees(site.site.position?.latitude), degrees(site.site.position?.longitude),
                JSONValue(hours), .string(site.site.restricted ? "restricted" : "normal"), JSONValue(site.site.statusUntil?.description),
                JSONValue(site.statusReason), .integer(Int64(site.site.teamSize)), .string(warehouse.code),
                JSONValue(site.seenBy),
            ])
    }

    private static func headcount(_ people: Int64, at code: String) -> Wording {
        let counted = Wording.counted(people, Wording("person", "personne"), many: Wording("people", "personnes"))
        return Wording("\(counted.english) at \(code)", "\(counted.french) à \(code)")
    }

    private static func sentence(_ code: String, _ status: Site.Status) -> Wording {
        let words = status.words
        return Wording("\(code) is \(words.english)", "\(code) est noté \(words.french)")
    }

    // MARK: Written values

    /// Degrees written with a dot or a comma; both or neither.
    static func position(_ latitude: String?, _ longitude: String?) throws -> Coordinate? {
        if latitude == nil, longitude == nil { return nil }
        guard let latitude, let longitude, let north = degrees(latitude), let east = degrees(longitude),
            let position = try? Coordinate(latitude: north, longitude: east)
        else {
            throw Refusal(
                "ARG.VALUE", [.init("lat", latitude ?? ""), .init("lon", longitude ?? "")],
                Wording(
                    "a position is written lat=50.95 lon=1.86, both together", "une position s'écrit lat=50,95 lon=1,86, les deux ensemble")
            )
        }
        return position
    }

    private static func degrees(_ text: String) -> Double? {
        Double(String(decoding: text.utf8.map { $0 == 44 ? 46 : $0 }, as: UTF8.self))
    }

    /// `08:00-12:00` on every day, `1:08:00-12:00` on Mondays (ISO 8601: 1 Monday to 7 Sunday).
    static func window(_ text: String) throws -> SiteWindow {
        let bytes = Array(text.utf8)
        if bytes.count > 2, bytes[1] == 58, (49...55).contains(bytes[0]),
            let hours = try? TimeWindow(String(decoding: bytes[2...], as: UTF8.self))
        {
            return SiteWindow(weekday: Int(bytes[0]) - 48, hours: hours)
        }
        guard let hours = try? TimeWindow(text) else {
            if let next = nextMorning(text) {
                throw Refusal(
                    "ARG.VALUE", [.init("open", text)],
                    Wording(
                        "«\(text)» ends on the next morning: hours past midnight count on, write \(next)",
                        "« \(text) » finit le lendemain : après minuit les heures continuent, écrire \(next)"))
            }
            throw Refusal(
                "ARG.VALUE", [.init("open", text)],
                Wording(
                    "hours are written 08:00-12:00, or 1:08:00-12:00 for Mondays only; found «\(text)»",
                    "les heures s'écrivent 08:00-12:00, ou 1:08:00-12:00 pour le lundi seul ; reçu « \(text) »"))
        }
        return SiteWindow(hours: hours)
    }

    /// `19:00-31:00` for `19:00-07:00`; nil when it is no such window.
    private static func nextMorning(_ text: String) -> String? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { try? ClockTime(String($0)) }
        guard parts.count == 2, let opens = parts[0], let closes = parts[1], closes < opens,
            let later = try? ClockTime(seconds: closes.seconds + 86_400)
        else { return nil }
        return "\(opens)-\(later)"
    }

    static func notACode(_ figure: String, _ text: String) -> Refusal {
        Refusal(
            "ARG.VALUE", [.init(figure, text)],
            Wording(
                "a code is 1 to 40 of a-z, 0-9 and -; found «\(text)»", "un code est fait de 1 à 40 signes a-z, 0-9 et - ; reçu « \(text) »"
            ))
    }
}
