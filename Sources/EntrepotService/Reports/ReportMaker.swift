import EntrepotStore
import FunderReports
import Logging
import Measures
import PlainJSON
import PostgresClient
import Speech
import StockLedger

// Reports: read in one snapshot, checked to close, rendered outside any transaction, kept once.
//
//   due ──▶ preview ──▶ sealed ──▶ superseded      a preview is made while the period runs, and made again until it is over
//    └──▶ failed ──────▶ sealed                    a report that does not close is not kept; its rows say why
//
// Whoever makes a report claims its run first; the newest claim alone may finish it, so that two daemons, or a daemon and a person,
// seal it once. A sealed nightly is never made again: what is recorded later stands under "late" in the next one. A usage report whose
// figures changed gets a new revision, which lists them.

/// Reads, checks and renders a report; keeps nothing.
struct ReportMaker: Sendable {
    let desk: Desk

    /// A report that closes, not kept yet.
    struct Draft: Sendable {
        let document: ReportDocument
        let position: Int64
        let asOf: Timestamp
        /// The same report with nothing said of when and where it was cut: what a change is judged by.
        let canonical: [UInt8]
    }

    /// The template's version: it changes when the same facts are told otherwise.
    static func template(_ kind: ReportKind) -> String { "\(kind.rawValue)-1" }

    /// Reads the facts in one snapshot and makes the document; throws `ReportError` when it does not close.
    func draft(_ identity: ReportIdentity, warehouse: WarehouseRecord, grant: GrantRecord?, revision: Int) async throws -> Draft {
        try await settle(warehouse)
        let at = desk.now
        let neutral = ReportCut(position: "", day: identity.period.last, time: try ClockTime(seconds: 0), zone: "", revision: 0)
        let language = identity.language
        if let grant {
            let catalogue = desk.catalogue
            let funder = catalogue.organisation(grant.funder)?.name ?? grant.code
            let holder = grant.holder.flatMap { catalogue.organisation($0)?.name } ?? warehouse.name
            let (facts, position) = try await desk.store.pool.transaction(isolation: .repeatableRead, readOnly: true) { transaction in
                let books = try await ReportBooks(
                    warehouse: warehouse, period: identity.period, at: at, revision: revision, in: transaction)
                return (try await UsageQueries.facts(books, grant: grant, funder: funder, holder: holder), books.position)
            }
            var plain = facts
            plain.cuts = facts.cuts.map { _ in neutral }
            return Draft(
                document: try UsageReport.document(facts, in: language), position: position, asOf: at,
                canonical: Self.canonical(try UsageReport.document(plain, in: language)))
        }
        let (facts, position) = try await desk.store.pool.transaction(isolation: .repeatableRead, readOnly: true) { transaction in
            let books = try await ReportBooks(warehouse: warehouse, period: identity.period, at: at, revision: revision, in: transaction)
            return (try await NightlyQueries.facts(books), books.position)
        }
        var plain = facts
        plain.cut = neutral
        return Draft(
            document: try NightlyReport.document(facts, in: language), position: position, asOf: at,
            canonical: Self.canonical(try NightlyReport.document(plain, in: language)))
    }

    /// Gives positions to what was booked, and waits up to three seconds for those that an older transaction holds back, so that a person
    /// finds in the report what she booked a moment ago. What has no position then is left out, and is late in the next report.
    func settle(_ warehouse: WarehouseRecord) async throws {
        for _ in 0..<60 {
            _ = try await BookQueries.assignPositions(warehouse.id, through: desk.store.pool)
            if try await BookQueries.isPositioned(warehouse.id, from: desk.store.pool) { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        desk.logger.notice("a report leaves out what an older transaction holds back", metadata: ["warehouse": "\(warehouse.code)"])
    }

    /// The report as it will be kept; a preview says what it is.
    func made(
        _ draft: Draft, _ identity: ReportIdentity, warehouse: WarehouseRecord, revision: Int, inputs: String, isPreview: Bool = false
    ) -> MadeReport {
        let stem = Self.stem(draft.document, warehouse: warehouse, revision: revision, isPreview: isPreview)
        let draft = isPreview ? Self.marked(draft) : draft
        return MadeReport(
            position: draft.position, asOf: draft.asOf, inputs: inputs, template: Self.template(identity.kind),
            figures: ReportFigures.json(draft.document.figures), subject: draft.document.subject,
            files: [
                .init(format: "text", name: "\(stem).txt", body: Array(PlainText.render(draft.document).utf8)),
                .init(format: "html", name: "\(stem).html", body: Array(HTML.render(draft.document).utf8)),
                .init(format: "csv", name: "\(stem).csv", body: CSV.render(draft.document)),
            ])
    }

    /// A file name made of codes and dates only: `main-nightly-2026-11-21-r1-en`.
    private static func stem(_ document: ReportDocument, warehouse: WarehouseRecord, revision: Int, isPreview: Bool) -> String {
        let days = document.kind == .nightly ? "\(document.period.last)" : "\(document.period.first)-\(document.period.last)"
        let about = document.grant.map { "-\($0)" } ?? ""
        return
            "\(warehouse.code)-\(document.kind.rawValue)\(about)-\(days)-r\(revision)-\(document.language.rawValue)\(isPreview ? "-preview" : "")"
    }

    /// The draft with a line at its head that it may still change.
    private static func marked(_ draft: Draft) -> Draft {
        let document = draft.document
        let words = Wording(
            "PREVIEW: the period is not over, these figures may still change",
            "APERÇU : la période n'est pas finie, ces chiffres peuvent encore changer")
        return Draft(
            document: ReportDocument(
                kind: document.kind, language: document.language, subject: document.subject, title: document.title,
                scope: document.scope + [words(document.language)], period: document.period, warehouses: document.warehouses,
                grant: document.grant, headline: document.headline, sections: document.sections, footers: document.footers),
            position: draft.position, asOf: draft.asOf, canonical: draft.canonical)
    }

    private static func canonical(_ document: ReportDocument) -> [UInt8] {
        Array("\(template(document.kind))\n".utf8) + Array(PlainText.render(document).utf8) + CSV.render(document)
    }
}

/// Figures as they are kept beside a sealed report, so that a later revision can say what changed.
enum ReportFigures {
    /// An object of name and value.
    static func json(_ figures: [ReportFigure]) -> String {
        let object = JSONObject(figures.map { ($0.id, .string(value($0.cell))) })
        return String(decoding: PlainJSON.JSONText.encode(.object(object)), as: UTF8.self)
    }

    /// Every figure that differs from those kept, in the order of the new report, then those that are gone by name.
    static func differences(from kept: String, to figures: [ReportFigure]) -> [(figure: String, old: String?, new: String?)] {
        guard case .object(let object)? = try? JSONParser.parse(Array(kept.utf8)) else { return [] }
        let old = Dictionary(zip(object.keys, object.values.map(\.plainText)), uniquingKeysWith: { first, _ in first })
        let changed = figures.compactMap { figure -> (figure: String, old: String?, new: String?)? in
            let new = value(figure.cell)
            return old[figure.id] == new ? nil : (figure.id, old[figure.id], new)
        }
        let there = Set(figures.map(\.id))
        return changed + object.keys.filter { !there.contains($0) }.sorted().map { ($0, old[$0], nil) }
    }

    /// A value as a machine reads it: base units and minor units are whole numbers.
    private static func value(_ cell: ReportCell) -> String {
        switch cell {
        case .quantity(let units, let base): "\(units) \(base.rawValue)"
        case .count(let count): "\(count)"
        case .people(.exact(let people)), .people(.rounded(let people)): "\(people)"
        case .people(.fewerThanFive): "<5"
        case .people(.hidden): "hidden"
        case .money(let money): money.description
        case .share(let perMille): "\(perMille)/1000"
        case .days(.out): "out"
        case .days(.noDemand): "no demand"
        case .days(.days(let days)): "\(days)"
        case .mean(let tenths, _): "\(tenths)/10"
        case .text(let text): text
        case .date(let day): day.description
        case .blank: ""
        }
    }
}
