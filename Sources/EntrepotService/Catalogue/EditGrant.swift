import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// What is said of a grant that is to be changed; nil is not said.
package struct GrantEditWords: Sendable, Equatable {
    package var code: String
    package var name: String?
    package var organisation: String?
    package var parent: String?
    package var warehouse: String?
    package var amount: String?
    package var from: String?
    package var until: String?
    /// `NAME:AMOUNT` each: added, or changed.
    package var lines: [String] = []
    /// Names of lines that are taken away.
    package var withoutLines: [String] = []

    package init(code: String) {
        self.code = code
    }
}

/// Changing a grant: its amount, its lines, its days, who holds it. What was reported in a sealed report stays as it was.
package struct EditGrant: Sendable {
    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// What is to be.
    private struct Terms {
        var name: String?
        var holder: OrganisationRecord?
        var parent: GrantRecord?
        var home: WarehouseRecord?
        var amount: Money
        var from: CivilDate
        var until: CivilDate
        var lines: [(name: String, minor: Int64)]
    }

    /// Changes what is said. Amounts and days that a sealed report was made with, and an amount below what was received, are asked back.
    package func run(_ words: GrantEditWords) async throws -> Answer {
        let names = Names(desk)
        let named = try await names.grant(words.code)
        guard words != GrantEditWords(code: words.code) else {
            throw CatalogueEdit.nothingSaid(
                named.code,
                Wording(
                    "name=, amount=, from=, until=, line=, without-line=, organisation=, parent=, warehouse=",
                    "nom=, montant=, de=, jusque=, ligne=, sans-ligne=, association=, parent=, entrepôt="))
        }
        try desk.requireGrant(of: named.holder)
        let terms = try await terms(words, named, names)
        if let holder = terms.holder { try desk.requireGrant(of: holder.id) }
        let money = try await Grants(desk).money()
        return try await desk.once(in: RequestQueries.catalogueScope, of: .asked, catalogueChanged: true) { desk in
            let transaction = try desk.requireTransaction
            try await GrantQueries.lock(named.id, in: transaction)
            guard let row = try await GrantQueries.rows(code: named.code, from: transaction).first else {
                throw Refusal.notFound("NOTFOUND.GRANT", Wording("grant", "subvention"), named.code, nearest: [], figure: "grant")
            }
            let changes = self.changes(row, terms, desk)
            try await askUsed(changes, row, terms, spent: money.whole(of: row).used(in: row.amount.currency), desk)
            let edit = CatalogueEdit(desk: desk, subject: .grant, number: row.id.number, code: row.code)
            var answer = try await edit.make(changes, in: transaction) {
                try await GrantQueries.update(
                    row.id, name: terms.name, holder: terms.holder?.id, parent: terms.parent?.id, home: terms.home?.id,
                    amount: terms.amount,
                    from: terms.from, until: terms.until, lines: terms.lines, in: transaction)
            } records: {
                try await GrantQueries.rows(code: row.code, from: transaction).map { Grants.record($0, money.of($0)) }
            }
            answer.pairs = ["grant": .string(row.code)]
            return answer
        }
    }

    private func terms(_ words: GrantEditWords, _ named: GrantRecord, _ names: Names) async throws -> Terms {
        let catalogue = desk.catalogue
        guard let row = try await GrantQueries.rows(code: named.code, from: desk.source).first else {
            throw Refusal.notFound("NOTFOUND.GRANT", Wording("grant", "subvention"), named.code, nearest: [], figure: "grant")
        }
        var terms = Terms(
            name: row.name, holder: row.holder.flatMap { catalogue.organisation($0) }, parent: row.parent.flatMap { catalogue.grant($0) },
            home: named.homeWarehouse.flatMap { catalogue.warehouse($0) }, amount: row.amount, from: row.from, until: row.until,
            lines: zip(row.lineNames, row.lineMinors).map { ($0, $1) })
        if let name = try CatalogueEdit.optionalName(words.name) { terms.name = name }
        if let text = words.organisation { terms.holder = text.isEmpty ? nil : try await names.organisation(text) }
        if let text = words.warehouse { terms.home = text.isEmpty ? nil : try await names.warehouse(text) }
        if let text = words.parent {
            terms.parent = text.isEmpty ? nil : try await names.grant(text)
            guard terms.parent?.id != named.id else {
                throw Refusal(
                    "ARG.VALUE", [.init("parent", named.code)],
                    Wording(
                        "a grant is not a part of itself: name another",
                        "une subvention ne fait pas partie d'elle-même : en nommer une autre"))
            }
        }
        if let text = words.amount { terms.amount = try AddGrant.money(text, currency: nil, else: row.amount.currency.code) }
        if let text = words.from { terms.from = try await Moments(desk).day(text, .anywhere, figure: "from", warehouse: terms.home) }
        if let text = words.until { terms.until = try await Moments(desk).day(text, .anywhere, figure: "until", warehouse: terms.home) }
        guard terms.from <= terms.until else {
            throw Refusal(
                "RULE.GRANT-ENDS-BEFORE-IT-BEGINS", [.init("from", terms.from.description), .init("until", terms.until.description)],
                Wording(
                    "the grant ends before it begins: check from and until",
                    "la subvention finit avant de commencer : vérifier de et jusque"))
        }
        for name in words.withoutLines.map({ $0.lowercased() }) {
            guard terms.lines.contains(where: { $0.name == name }) else {
                throw Refusal.notFound(
                    "NOTFOUND.GRANT-LINE", Wording("line of \(named.code)", "ligne de \(named.code)"), name,
                    nearest: NearestWords.nearest(to: name, among: terms.lines.map(\.name)), figure: "line")
            }
            terms.lines.removeAll { $0.name == name }
        }
        // Each by itself first, in the grant's currency; then all together.
        for line in try AddGrant.lines(words.lines, of: terms.amount) {
            terms.lines.removeAll { $0.name == line.name }
            terms.lines.append(line)
        }
        terms.lines.sort { $0.name < $1.name }
        let sum = terms.lines.reduce(Int64(0)) { Quantity.clampedSum($0, $1.minor) }
        guard sum <= terms.amount.minor else {
            throw Refusal(
                "RULE.GRANT-LINES-ABOVE-AMOUNT", [.init("lines", String(sum)), .init("amount", String(terms.amount.minor))],
                Wording(
                    "the lines together are more than the grant of \(terms.amount): check them",
                    "les lignes dépassent ensemble la subvention de \(terms.amount) : les vérifier"))
        }
        return terms
    }

    private func changes(_ row: GrantRow, _ terms: Terms, _ desk: Desk) -> [ChangedField] {
        func money(_ minor: Int64, _ currency: Currency) -> String { (try? Money(minor: minor, currency: currency))?.description ?? "" }
        let home = desk.catalogue.grant(row.id)?.homeWarehouse.flatMap { desk.catalogue.warehouse($0)?.code }
        var changes = [
            ChangedField("name", was: row.name, became: terms.name),
            ChangedField("organisation", was: row.holder, became: terms.holder?.code),
            ChangedField("parent", was: row.parent, became: terms.parent?.code),
            ChangedField("warehouse", was: home, became: terms.home?.code),
            ChangedField("amount", was: row.amount.description, became: terms.amount.description),
            ChangedField("from", was: row.from.description, became: terms.from.description),
            ChangedField("until", was: row.until.description, became: terms.until.description),
        ]
        let before = Dictionary(zip(row.lineNames, row.lineMinors), uniquingKeysWith: { first, _ in first })
        let after = Dictionary(terms.lines.map { ($0.name, $0.minor) }, uniquingKeysWith: { first, _ in first })
        for name in Set(before.keys).union(after.keys).sorted() {
            changes.append(
                ChangedField(
                    "line.\(name)", was: before[name].map { money($0, row.amount.currency) },
                    became: after[name].map { money($0, terms.amount.currency) }))
        }
        return changes.filter { $0.was != $0.became }
    }

    private func askUsed(_ changes: [ChangedField], _ row: GrantRow, _ terms: Terms, spent: Int64, _ desk: Desk) async throws {
        let reports = try await GrantQueries.sealedReports(row.id, from: desk.source)
        if terms.amount.currency != row.amount.currency, spent > 0 || reports > 0 {
            throw CatalogueEdit.inUse(
                row.code, "amount",
                found: Wording(
                    "\(row.code) is accounted for in \(row.amount.currency.code) already",
                    "\(row.code) est déjà suivie en \(row.amount.currency.code)"),
                remedy: Wording("close it and add another grant", "la clore et ajouter une autre subvention"))
        }
        let used = changes.filter { ["amount", "from", "until"].contains($0.field) || ($0.field.hasPrefix("line.") && $0.was != nil) }
        let isBelow = terms.amount.minor < min(spent, row.amount.minor)
        guard !desk.entry.sure, let first = used.first, reports > 0 || isBelow else { return }
        let told = CatalogueEdit.told(used, row.code)
        let reported = Wording.counted(
            reports, Wording("sealed report", "rapport scellé"), many: Wording("sealed reports", "rapports scellés"))
        throw Refusal(
            .argumentUnusual,
            [
                .init("grant", row.code), .init("field", first.field), .init("was", first.was ?? ""), .init("wanted", first.became ?? ""),
                .init("reports", .integer(reports)),
            ],
            found: isBelow
                ? Wording(
                    "\(told.english): more than that was received under it", "\(told.french) : on a reçu davantage sous cette subvention")
                : Wording(
                    "\(told.english): \(reported.english) of \(row.code) keep the figures they have",
                    "\(told.french) : \(reported.french) de \(row.code) gardent leurs chiffres"),
            remedy: Wording("add sure=yes if it is right", "ajouter sûr=oui si c'est juste"))
    }
}
