import EntrepotStore
import Measures
import PlainJSON
import RoundPlanning
import Speech
import StockLedger

/// Records of sites.
package enum SiteAnswer {
    /// The keys of a site's record.
    package static let keys = [
        "site", "zone", "people", "status", "name", "lat", "lon", "open", "sensitivity", "status_until", "status_reason", "team",
        "warehouse", "seen_by",
    ]

    /// The keys when one site is shown.
    package static let fullKeys = keys + ["service_minutes", "women_only", "history"]

    /// The site as the person may see it.
    static func answer(_ code: String, _ warehouse: WarehouseRecord, _ desk: Desk, _ sentence: Wording) async throws -> Answer {
        let records = try await desk.reading { try await SiteQueries.all(warehouse: warehouse.id, code: code, from: $0.source) }
        return Answer(records: records.map { record($0, warehouse) }, pairs: ["site": .string(code)], sentence)
    }

    /// The hours as they are written: `08:00-12:00`, `1:08:00-12:00` on Mondays.
    static func hours(_ site: Site) -> [String] { site.windows.map { $0.weekday == 0 ? "\($0.hours)" : "\($0.weekday):\($0.hours)" } }

    static func record(_ site: SiteRecord, _ warehouse: WarehouseRecord) -> JSONObject {
        func degrees(_ value: Double?) -> JSONValue { value.map { .decimal("\($0)") } ?? .null }
        return JSONObject(
            keys: keys,
            values: [
                .string(site.site.code), .string(site.site.zone), .integer(site.site.people), .string(site.site.status.rawValue),
                JSONValue(site.name), degrees(site.site.position?.latitude), degrees(site.site.position?.longitude),
                JSONValue(hours(site.site)), .string(site.site.restricted ? "restricted" : "normal"),
                JSONValue(site.site.statusUntil?.description),
                JSONValue(site.statusReason), .integer(Int64(site.site.teamSize)), .string(warehouse.code),
                JSONValue(site.seenBy),
            ])
    }
}
