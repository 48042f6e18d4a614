import EntrepotStore
package import FunderReports
import Measures
import PlainJSON
import PostgresClient
import Speech
import StockLedger

/// Makes a report now, seals it when its period is over, and answers the sealed one when there is one.
package struct RunReport: Sendable {
    /// What was asked for, as written.
    package struct Asked: Sendable {
        package let kind: ReportKind
        package var warehouse: String?
        package var date: String?
        package var month: String?
        package var from: String?
        package var until: String?
        package var grant: String?
        /// `en` or `fr`; nil is the house's language.
        package var language: String?

        package init(_ kind: ReportKind) {
            self.kind = kind
        }
    }

    /// The keys of a report's record.
    package static let keys = ["report", "name", "grant", "period", "revision", "state", "sha256", "files"]
    /// The keys of a figure that changed with a revision.
    package static let changeKeys = ["figure", "old", "new"]

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Makes the report; throws with every row when it does not close.
    package func run(_ asked: Asked) async throws -> Answer {
        guard desk.transaction == nil else {
            throw Refusal(
                "RULE.REPORT-IN-BATCH", [.init("report", asked.kind.rawValue)],
                Wording(
                    "a report reads what is booked, and a batch is not booked yet: run it after the batch",
                    "un rapport lit ce qui est enregistré, et un lot ne l'est pas encore : le faire après le lot"))
        }
        let names = Names(desk)
        let grant: GrantRecord? =
            switch asked.kind {
            case .usage: try await self.grant(asked.grant, names)
            case .nightly: nil
            }
        let home = grant?.homeWarehouse.flatMap { desk.catalogue.warehouse($0)?.code }
        let warehouse = try await names.warehouse(asked.warehouse ?? home)
        try desk.requireWhole(warehouse.id)
        let today = try await Moments(desk).today(warehouse)
        let period = try await ReportDays(desk).period(asked, warehouse: warehouse, today: today)
        let identity = ReportIdentity(
            warehouse: warehouse.id, kind: asked.kind, audience: grant == nil ? .inside : .funder, grant: grant?.id,
            language: Language(rawValue: asked.language ?? desk.rules.reportLanguage) ?? .english, period: period)

        let sealed = try await ReportRunQueries.newest(identity, sealed: true, from: desk.store.pool)
        if let sealed, asked.kind == .nightly {
            return Self.unchanged(
                sealed,
                Wording(
                    "this night was sealed as report \(sealed.id) and stays as it is; what was recorded later stands under \"late\" in the next one",
                    "cette nuit a été scellée, rapport \(sealed.id), et reste telle quelle ; ce qui est saisi plus tard figure en retard dans la suivante"
                ))
        }
        let isPreview = period.last >= today
        let newest = try await ReportRunQueries.newest(identity, from: desk.store.pool)
        let revision = sealed.map { max($0.revision + 1, newest?.revision ?? 1) } ?? newest?.revision ?? 1
        let maker = ReportMaker(desk: desk)
        let draft: ReportMaker.Draft
        do {
            draft = try await maker.draft(identity, warehouse: warehouse, grant: grant, revision: revision)
        } catch let error as ReportError {
            if let claim = try await ReportRunQueries.claim(identity, revision: revision, by: desk.actor, in: desk.store.pool) {
                try await ReportRunQueries.fail(
                    claim, ReportFailure.text(error), retryAfterSeconds: 300, through: desk.store.pool)
            }
            throw ReportFailure.refusal(error)
        }
        let inputs = try await ReportRunQueries.sha256(draft.canonical, through: desk.store.pool)
        if let sealed, sealed.inputs == inputs {
            return Self.unchanged(
                sealed,
                Wording(
                    "nothing has changed since report \(sealed.id) was sealed",
                    "rien n'a changé depuis que le rapport \(sealed.id) a été scellé"))
        }
        guard let claim = try await ReportRunQueries.claim(identity, revision: revision, by: desk.actor, in: desk.store.pool) else {
            return try await already(identity)
        }
        let made = maker.made(draft, identity, warehouse: warehouse, revision: revision, inputs: inputs, isPreview: isPreview)
        let isKept = try await desk.store.pool.transaction { transaction in
            guard try await ReportRunQueries.keep(made, claim, isPreview: isPreview, by: desk.actor, in: transaction) else { return false }
            try await RequestQueries.audit(actor: desk.actor, command: desk.entry.command, scope: warehouse.id, in: transaction)
            return true
        }
        guard isKept, let row = try await find(claim.id) else { return try await already(identity) }
        ReportFolder(desk).put(made)
        if !isPreview { ReportFolder(desk).removePreview(of: made) }
        var answer = Self.answer(row, draft.document, isPreview: isPreview)
        if let sealed, let kept = sealed.figures {
            answer.records = ReportFigures.differences(from: kept, to: draft.document.figures).map { change in
                ["figure": .string(change.figure), "old": JSONValue(change.old), "new": JSONValue(change.new)]
            }
            answer.pairs["changes"] = .integer(Int64(answer.records.count))
            answer.columns = Self.changeKeys
            answer.sentence = Wording(
                "revision \(revision) of this report takes the place of report \(sealed.id); the figures that changed are listed",
                "la révision \(revision) de ce rapport remplace le rapport \(sealed.id) ; les chiffres changés sont listés")
        }
        return answer
    }

    private func grant(_ code: String?, _ names: Names) async throws -> GrantRecord {
        guard let code else {
            let known = desk.catalogue.grants.map(\.code)
            throw Refusal(
                "ARG.MISSING", [.init("arg", "grant")],
                Wording(
                    "a usage report is of a grant: add grant=\(known.isEmpty ? "CODE" : known.joined(separator: ", grant="))",
                    "un rapport d'usage est celui d'une subvention : ajouter subvention=\(known.isEmpty ? "CODE" : known.joined(separator: ", subvention="))"
                ))
        }
        return try await names.grant(code)
    }

    /// Somebody else made it at the same moment: theirs is the one.
    private func already(_ identity: ReportIdentity) async throws -> Answer {
        guard let row = try await ReportRunQueries.newest(identity, from: desk.store.pool), row.state == .sealed || row.state == .preview
        else {
            throw Refusal(
                "CONFLICT.REPORT-RUNNING", [.init("report", identity.kind.rawValue)],
                retry: .after(milliseconds: 2_000),
                Wording(
                    "somebody else is making this report: try again in a moment",
                    "quelqu'un d'autre fait ce rapport : réessayer dans un moment"))
        }
        return Self.unchanged(
            row, Wording("this report was made a moment ago by somebody else", "ce rapport vient d'être fait par quelqu'un d'autre"))
    }

    private func find(_ report: Int64) async throws -> ReportRunRow? {
        var filter = ReportFilter(limit: 1)
        filter.report = report
        return try await ReportRunQueries.list(filter, from: desk.store.pool).first
    }

    private static func unchanged(_ row: ReportRunRow, _ sentence: Wording) -> Answer {
        var answer = Answer(records: [record(row)], pairs: pairs(row), sentence, changed: false)
        answer.pairs["report_state"] = .string(row.state.rawValue)
        return answer
    }

    private static func answer(_ row: ReportRunRow, _ document: ReportDocument, isPreview: Bool) -> Answer {
        var answer = Answer(
            records: [record(row)], pairs: pairs(row),
            isPreview
                ? Wording(
                    "preview, the period is not over: \(document.subject). Read it with \(en: .reportShow) \(row.id)",
                    "aperçu, la période n'est pas finie : \(document.subject). Le lire avec \(fr: .reportShow) \(row.id)")
                : Wording(
                    "it closes and is sealed: \(document.subject). Read it with \(en: .reportShow) \(row.id)",
                    "il ferme et est scellé : \(document.subject). Le lire avec \(fr: .reportShow) \(row.id)"),
            changed: true)
        answer.pairs["report_state"] = .string(row.state.rawValue)
        return answer
    }

    private static func pairs(_ row: ReportRunRow) -> JSONObject {
        ["report": .integer(row.id), "revision": .integer(Int64(row.revision))]
    }

    static func record(_ row: ReportRunRow) -> JSONObject {
        let period = row.period.first == row.period.last ? "\(row.period.last)" : "\(row.period.first)..\(row.period.last)"
        return JSONObject(
            keys: keys,
            values: [
                .integer(row.id), .string(row.kind.rawValue), JSONValue(row.grant), .string(period), .integer(Int64(row.revision)),
                .string(row.state.rawValue), JSONValue(row.sha256), .string(row.formats.joined(separator: ",")),
            ])
    }
}
