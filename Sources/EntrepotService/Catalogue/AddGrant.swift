import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// What was said of a new grant; nil is not said.
package struct GrantWords: Sendable, Equatable {
    package var code: String
    package var name: String?
    /// Who pays, an organisation's code.
    package var funder: String
    /// Who holds the grant, an organisation's code.
    package var organisation: String?
    /// The grant this one is a part of.
    package var parent: String?
    /// Where its reports are made; the only warehouse when there is one.
    package var warehouse: String?
    /// `60000GBP`, or `60000` with `currency`.
    package var amount: String
    package var currency: String?
    package var from: String
    package var until: String
    /// `NAME:AMOUNT` each.
    package var lines: [String]

    package init(code: String, funder: String, amount: String, from: String, until: String) {
        self.code = code
        self.funder = funder
        self.amount = amount
        self.from = from
        self.until = until
        self.lines = []
    }
}

/// Adding a grant.
package struct AddGrant: Sendable {
    let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Adds the grant; said again alike it answers unchanged.
    package func add(_ words: GrantWords) async throws -> Answer {
        let code = try CatalogueWords.code(words.code, figure: "code")
        let names = Names(desk)
        let funder = try await names.organisation(words.funder, figure: "funder")
        var holder: OrganisationRecord?
        if let organisation = words.organisation { holder = try await names.organisation(organisation) }
        try desk.requireGrant(of: holder?.id)
        var parent: GrantRecord?
        if let text = words.parent { parent = try await names.grant(text) }
        let home = try await home(words.warehouse)
        let amount = try Self.money(words.amount, currency: words.currency)
        let from = try await Moments(desk).day(words.from, .anywhere, figure: "from", warehouse: home)
        let until = try await Moments(desk).day(words.until, .anywhere, figure: "until", warehouse: home)
        guard from <= until else {
            throw Refusal(
                "RULE.GRANT-ENDS-BEFORE-IT-BEGINS", [.init("from", from.description), .init("until", until.description)],
                Wording(
                    "the grant ends before it begins: check from and until",
                    "la subvention finit avant de commencer : vérifier de et jusque"))
        }
        let grant = NewGrant(
            code: code, name: try CatalogueWords.name(words.name), funder: funder.id, holder: holder?.id, parent: parent?.id,
            homeWarehouse: home?.id, amount: amount, from: from, until: until, lines: try Self.lines(words.lines, of: amount))
        let row = GrantRow(
            id: Identifier(0), code: code.text, name: grant.name, funder: funder.code, holder: holder?.code, parent: parent?.code,
            amount: amount, from: from, until: until, isClosed: false, lineNames: grant.lines.map(\.name),
            lineMinors: grant.lines.map(\.minor))
        let answer = Answer(
            records: [Grants.record(row, GrantMoney())], pairs: ["grant": .string(code.text)],
            Wording("grant \(code) of \(amount) is in the catalogue", "la subvention \(code) de \(amount) est au catalogue"))
        let write = CatalogueWrite(desk)
        return try await write.make(
            of: .asked,
            known: { _ in
                guard let there = try await GrantQueries.rows(code: code.text, from: desk.source).first else { return nil }
                try Self.compare(words, row, with: there)
                let money = try await Grants(desk).money().of(there)
                return Answer(
                    records: [Grants.record(there, money)], pairs: ["grant": .string(code.text)],
                    Wording("grant \(code) was there already", "la subvention \(code) y était déjà"))
            }, answer
        ) { transaction in
            try await GrantQueries.insert(grant, in: transaction)
        }
    }

    private func home(_ code: String?) async throws -> WarehouseRecord? {
        if let code { return try await Names(desk).warehouse(code) }
        let live = try await CatalogueWrite(desk).snapshot(fresh: false).warehouses.filter { !$0.isArchived }
        return live.count == 1 ? live[0] : nil
    }

    /// `60000GBP`, or `60000` and `GBP`; two currencies must agree.
    ///
    /// - Parameter other: the currency meant when none is said.
    static func money(_ text: String, currency: String?, else other: String? = nil) throws(Refusal) -> Money {
        let hasCurrency = text.unicodeScalars.contains { $0.properties.isAlphabetic || $0 == "€" || $0 == "£" }
        let money = try WrittenMoney.read(hasCurrency ? text : text + (currency ?? other ?? ""))
        if let currency, currency.uppercased() != money.currency.code {
            throw Refusal(
                "ARG.VALUE", [.init("amount", text), .init("currency", currency)],
                Wording("the amount has two currencies: leave one out", "le montant a deux monnaies : en enlever une"))
        }
        return money
    }

    /// Reads `food:20000` or `food:20000GBP`, in the grant's currency; together at most the grant.
    static func lines(_ typed: [String], of amount: Money) throws -> [(name: String, minor: Int64)] {
        var lines: [(name: String, minor: Int64)] = []
        var sum: Int64 = 0
        for text in typed {
            let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2 else {
                throw Refusal(
                    "ARG.VALUE", [.init("line", text)],
                    Wording(
                        "«\(text)» is not a line: write NAME:AMOUNT, such as food:20000",
                        "«\(text)» n'est pas une ligne : écrire NOM:MONTANT, par exemple vivres:20000"))
            }
            let name = try CatalogueWords.code(parts[0], figure: "line").text
            guard !lines.contains(where: { $0.name == name }) else {
                throw Refusal(
                    "ARG.VALUE", [.init("line", name)],
                    Wording(
                        "line \(name) stands twice: say it once with the sum",
                        "la ligne \(name) est dite deux fois : une seule fois, avec la somme"))
            }
            let money = try money(parts[1], currency: amount.currency.code)
            lines.append((name, money.minor))
            sum += money.minor
            guard sum <= amount.minor else {
                throw Refusal(
                    "RULE.GRANT-LINES-ABOVE-AMOUNT", [.init("lines", String(sum)), .init("amount", String(amount.minor))],
                    Wording(
                        "the lines together are more than the grant of \(amount): check them",
                        "les lignes dépassent ensemble la subvention de \(amount) : les vérifier"))
            }
        }
        return lines.sorted { $0.name < $1.name }
    }

    /// Throws for the first thing said that the grant there says differently.
    private static func compare(_ words: GrantWords, _ row: GrantRow, with there: GrantRow) throws {
        func lines(_ row: GrantRow) -> String { zip(row.lineNames, row.lineMinors).map { "\($0):\($1)" }.joined(separator: ",") }
        let differences: [(isSaid: Bool, name: String, stored: String, wanted: String)] = [
            (words.name != nil, "name", there.name ?? "", row.name ?? ""), (true, "funder", there.funder, row.funder),
            (words.organisation != nil, "organisation", there.holder ?? "", row.holder ?? ""),
            (words.parent != nil, "parent", there.parent ?? "", row.parent ?? ""),
            (true, "amount", there.amount.description, row.amount.description),
            (true, "from", there.from.description, row.from.description),
            (true, "until", there.until.description, row.until.description), (!words.lines.isEmpty, "line", lines(there), lines(row)),
        ]
        for one in differences where one.isSaid && one.stored != one.wanted {
            throw CatalogueWords.exists(
                Wording("grant", "la subvention"), row.code, differs: one.name, stored: one.stored, wanted: one.wanted)
        }
    }
}
