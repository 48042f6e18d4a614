import EntrepotStore
import Measures
import PlainJSON
import RoundPlanning
package import Speech
import StockLedger

/// Plans: the list, what goes where, and why the rest does not.
package struct ShowPlans: Sendable {
    /// The keys of a line of `plan show`.
    package static let lineKeys = ["round", "vehicle", "date", "seq", "site", "eta", "item", "qty", "eta_local", "owner"]
    /// The keys of a line of `plan why`.
    package static let whyKeys = ["site", "item", "reason", "short", "lift", "date", "wanted", "given", "detail"]

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// A plan's record: the lowest coverage in percent, kilometres and hours with one decimal.
    static func record(_ plan: PlanRecord) -> JSONObject {
        JSONObject(
            keys: MakePlan.keys,
            values: [
                .integer(plan.id), .integer(plan.revision), .integer(plan.rounds), .integer(plan.stops),
                plan.coverageMinimum.map { tenths($0) } ?? .null, plan.metres.map { tenths(($0 + 50) / 100) } ?? .null,
                plan.workingSeconds.map { tenths(($0 + 180) / 360) } ?? .null,
                .integer(plan.unserved),
            ])
    }

    private static func tenths(_ value: Int64) -> JSONValue {
        value % 10 == 0 ? .integer(value / 10) : .decimal("\(value / 10).\(value % 10)")
    }

    /// Plans, newest first; the page behind the plan `after`.
    package func list(warehouse: String? = nil, limit: Int, after: String? = nil) async throws -> Answer {
        let home: WarehouseRecord? = if let warehouse { try await Names(desk).warehouse(warehouse) } else { nil }
        let page = Page(after: after, limit: limit)
        let plans = try await PlanQueries.all(
            warehouse: home?.id, before: page.number(of: "plan list"), limit: page.wanted, from: desk.source)
        return page.answer(plans, cursor: { String($0.id) }, Self.record)
    }

    /// What goes where, by day, vehicle, departure, stop and item; the page behind the line `after`.
    package func show(_ number: Int64, limit: Int = Int.max, after: String? = nil) async throws -> Answer {
        let plan = try await Self.find(number, desk)
        let page = Page(after: after, limit: limit)
        let lines = try page.rest(
            of: try await PlanQueries.lines(of: plan, from: desk.source), list: "plan show", cursor: Self.cursor(_:))
        var answer = page.answer(lines, cursor: Self.cursor(_:)) { line in
            JSONObject(
                keys: Self.lineKeys,
                values: [
                    .integer(line.round), .string(line.vehicle), .string(line.date.description), .integer(line.sequence),
                    .string(line.named),
                    JSONValue(line.eta?.description), JSONValue(line.item), JSONValue(line.units), JSONValue(line.localETA),
                    JSONValue(line.owners),
                ])
        }
        answer.pairs = [
            "plan": .integer(plan.id), "rev": .integer(plan.revision), "rows": .integer(Int64(answer.records.count)),
        ]
        return answer
    }

    /// A line of a plan: an item at a stop stands once, and a hidden stop.
    private static func cursor(_ line: PlanLineRecord) -> String { "\(line.round):\(line.sequence):\(line.item ?? "")" }

    /// Why the rest does not, in the language of who asks; the page behind the line `after`.
    package func why(
        _ number: Int64, site: String? = nil, item: String? = nil, language: Language, limit: Int = Int.max, after: String? = nil
    ) async throws -> Answer {
        let plan = try await Self.find(number, desk)
        var skus: [String]?
        if let item {
            let record = try await Names(desk).anyItem(item)
            skus = [record.item.sku.text] + desk.catalogue.variants(of: record.item.id).map(\.item.sku.text)
        }
        var code: String?
        if let site { code = try await SiteNames(desk).site(site, warehouse: RoundDesk.home(plan.warehouse, desk)).site.code }
        let page = Page(after: after, limit: limit)
        let rows = try await PlanQueries.unmet(
            of: plan, site: code, items: skus, after: page.number(of: "plan why") ?? 0, limit: page.wanted, from: desk.source)
        var answer = page.answer(rows, cursor: { String($0.line) }) { row in
            let unmet = row.need
            return JSONObject(
                keys: Self.whyKeys,
                values: [
                    .string(unmet.site), .string(unmet.item), .string(unmet.reason.rawValue), .integer(unmet.short),
                    JSONValue(unmet.lift?(language)), JSONValue(unmet.date?.description), .integer(unmet.wanted), .integer(unmet.given),
                    .string(unmet.detail(language)),
                ])
        }
        answer.pairs = ["plan": .integer(plan.id), "rows": .integer(Int64(answer.records.count))]
        return answer
    }

    static func find(_ number: Int64, _ desk: Desk) async throws -> PlanRecord {
        let found = try await desk.reading { try await PlanQueries.all(id: number, limit: 1, from: $0.source).first }
        guard let plan = found else {
            throw Refusal(
                "NOTFOUND.PLAN", [.init("plan", String(number))],
                Wording("there is no plan \(number): see \(en: .planList)", "il n'y a pas de plan \(number) : voir \(fr: .planList)"))
        }
        return plan
    }
}
