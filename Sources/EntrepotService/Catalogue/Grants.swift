import EntrepotStore
import Measures
import PlainJSON
import PostgresClient
import Speech
import StockLedger

/// Grants: what they are, what was spent of them line by line, what was given under them, closing.
package struct Grants: Sendable {
    let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// The keys of a grant's record. Amounts are decimals of the grant's currency. `spent` is what purchases and expenses charged to the grant
    /// cost, each at the rate of its day; `spent_other` what no rate converts, such as `120.00 GBP`. `line_spent` and `line_left` say it line by
    /// line, what was charged to no line as `-`. `in_kind` is the value of goods given under the grant, which is no spending. These sums over
    /// all warehouses and owners are null for whoever reaches only some of them.
    package static let keys = [
        "grant", "spent", "remaining", "amount", "currency", "name", "funder", "organisation", "parent", "from", "until", "lines",
        "line_spent", "line_left", "spent_other", "in_kind", "state",
    ]

    /// The keys when one grant is shown.
    package static let fullKeys = keys + ["history"]

    /// Grants in order of code; closed ones only when archived ones are asked for.
    package func list(withArchived: Bool = false, _ page: Page) async throws -> Answer {
        let money = try await money()
        let rows = try await GrantQueries.rows(from: desk.source).filter { withArchived || !$0.isClosed }
        var answer = try page.cut(rows, list: "grant list", by: \.code) { Self.record($0, money.of($0)) }
        note(on: &answer)
        return answer
    }

    /// One grant.
    package func show(_ code: String) async throws -> Answer {
        let row = try await row(code)
        let money = try await money().of(row)
        var record = Self.record(row, money)
        record["history"] = try await CatalogueEdit.history(of: .grant, row.id.number, desk)
        var answer = Answer(records: [record], money.flatMap { Self.words(row, $0) })
        note(on: &answer)
        return answer
    }

    /// Line by line what was spent and what is left, for people; nil for a grant without lines.
    private static func words(_ row: GrantRow, _ money: GrantMoney) -> Wording? {
        guard !row.lineNames.isEmpty else { return nil }
        let currency = row.amount.currency.code
        let parts = zip(row.lineNames, row.lineMinors).map { name, budget -> Wording in
            let spent = money.spent[name] ?? 0
            let (much, whole) = (ReceivedValue.text(spent, currency), ReceivedValue.text(budget, currency))
            let rest = ReceivedValue.text(abs(budget - spent), currency)
            return spent > budget
                ? Wording("\(name) \(much) of \(whole), \(rest) too much", "\(name) \(much) sur \(whole), \(rest) de trop")
                : Wording("\(name) \(much) of \(whole), \(rest) left", "\(name) \(much) sur \(whole), reste \(rest)")
        }
        return parts.dropFirst().reduce(parts[0]) { $0 + Wording("; ", " ; ") + $1 }
    }

    /// Closes a grant; `undo` opens it again.
    package func close(_ typed: String, undo: Bool) async throws -> Answer {
        let there = try await row(typed)
        let code = there.code
        try desk.requireGrant(of: there.holder.flatMap { desk.catalogue.organisation($0)?.id })
        var after = there
        after.isClosed = !undo
        let answer = Answer(
            records: [Self.record(after, try await money().of(there))], pairs: ["grant": .string(code)],
            undo
                ? Wording("grant \(code) is open again", "la subvention \(code) est rouverte")
                : Wording("grant \(code) is closed", "la subvention \(code) est close"))
        return try await CatalogueWrite(desk).change(of: .asked, isSo: there.isClosed != undo, answer) { transaction in
            try await GrantQueries.setClosed(!undo, there.id, in: transaction)
        }
    }

    private func row(_ code: String) async throws -> GrantRow {
        if let row = try await GrantQueries.rows(code: code, from: desk.source).first { return row }
        let named = try await Names(desk).grant(code).code
        if let row = try await GrantQueries.rows(code: named, from: desk.source).first { return row }
        throw Refusal.notFound("NOTFOUND.GRANT", Wording("grant", "subvention"), code, nearest: [], figure: "grant")
    }

    /// What is known of grants' money in all warehouses, and of which of them the reader may know it.
    struct Told: Sendable {
        /// Spending and gifts by grant, whoever asks.
        let spent: [Identifier<Grant>: [SpentSum]]
        let given: [Identifier<Grant>: [String: Int64]]
        let rates: ExchangeRates
        /// Grants whose whole sum may be told; nil is all of them.
        let told: Set<String>?

        /// The money of a grant; nil when it is not told: a part of a sum would be taken for the whole.
        func of(_ grant: GrantRow) -> GrantMoney? {
            told?.contains(grant.code) ?? true ? whole(of: grant) : nil
        }

        /// The money of a grant, whoever asks: to decide, not to tell.
        func whole(of grant: GrantRow) -> GrantMoney {
            var money = GrantMoney()
            money.add(spent[grant.id] ?? [], in: grant.amount.currency, at: rates)
            money.inKind = given[grant.id] ?? [:]
            return money
        }
    }

    /// Says that sums are left out, when some are.
    private func note(on answer: inout Answer) {
        guard answer.records.contains(where: { $0["spent"] == .null }) else { return }
        answer.pairs["partial"] = .string("yes")
        answer.sentence = Wording(
            "what was spent is a sum over all warehouses and owners, and you reach some of them: it is left out",
            "la dépense est la somme de tous les entrepôts et associations, dont vous voyez une partie : elle n'est pas montrée")
    }

    /// What was spent and given under each grant.
    func money() async throws -> Told {
        let warehouses = try await CatalogueWrite(desk).snapshot(fresh: true).warehouses.map(\.id)
        // The sums are read as the house reads; whether they may be told is decided below.
        let sums: Told =
            if let transaction = desk.transaction {
                try await transaction.reading(as: .house) { try await Self.sums(in: warehouses, from: $0) }
            } else {
                try await Self.sums(in: warehouses, from: desk.store.pool)
            }
        guard !ReadSettings(desk.scope).readsEverything else { return sums }
        let rows = try await GrantQueries.rows(from: desk.source)
        return Told(spent: sums.spent, given: sums.given, rates: sums.rates, told: Set(rows.filter(isTheirs).map(\.code)))
    }

    private static func sums(in warehouses: [Identifier<Warehouse>], from source: some QuerySource) async throws -> Told {
        var given: [Identifier<Grant>: [String: Int64]] = [:]
        var spent: [Identifier<Grant>: [SpentSum]] = [:]
        for warehouse in warehouses {
            for part in try await GrantQueries.given(in: warehouse, from: source) where part.minor != 0 {
                let before = given[part.grant]?[part.currency] ?? 0
                given[part.grant, default: [:]][part.currency] = Quantity.clampedSum(before, part.minor)
            }
            for part in try await SpendingQueries.sums(in: warehouse, from: source) { spent[part.grant, default: []].append(part) }
        }
        return Told(spent: spent, given: given, rates: ExchangeRates(try await RateQueries.all(from: source)), told: nil)
    }

    /// Whether the person funds a grant, or acts everywhere for who holds it: then all that it paid for is theirs to know.
    private func isTheirs(_ row: GrantRow) -> Bool {
        let funder = desk.catalogue.organisation(row.funder)?.id
        let holder = row.holder.flatMap { desk.catalogue.organisation($0)?.id }
        return desk.scope.reaches.contains { reach in
            guard case .only(let owners) = reach.owners else { return false }
            if reach.role == .funder { return funder.map(owners.contains) ?? false }
            return reach.warehouses == .everything && (holder.map(owners.contains) ?? false)
        }
    }

    static func record(_ row: GrantRow, _ money: GrantMoney?) -> JSONObject {
        let currency = row.amount.currency
        func decimal(_ minor: Int64) -> String { (try? Money(minor: minor, currency: currency))?.decimal ?? String(minor) }
        func byCurrency(_ sums: [String: Int64]?) -> JSONValue {
            sums.map { JSONValue($0.sorted { $0.key < $1.key }.map { ReceivedValue.text($0.value, $0.key) }) } ?? .null
        }
        let lines = Array(zip(row.lineNames, row.lineMinors))
        let spentByLine = money.map { money in
            lines.map { "\($0.0):\(decimal(money.spent[$0.0] ?? 0))" }
                + (money.spent[nil].map { $0 == 0 ? [] : ["-:\(decimal($0))"] } ?? [])
        }
        return [
            "grant": .string(row.code), "spent": money.map { .decimal(decimal($0.total)) } ?? .null,
            "remaining": money.map { .decimal(decimal(row.amount.minor - $0.total)) } ?? .null, "amount": .decimal(row.amount.decimal),
            "currency": .string(currency.code), "name": JSONValue(row.name), "funder": .string(row.funder),
            "organisation": JSONValue(row.holder), "parent": JSONValue(row.parent), "from": .string(row.from.description),
            "until": .string(row.until.description), "lines": JSONValue(lines.map { "\($0.0):\(decimal($0.1))" }),
            "line_spent": spentByLine.map { JSONValue($0) } ?? .null,
            "line_left": money.map { money in JSONValue(lines.map { "\($0.0):\(decimal($0.1 - (money.spent[$0.0] ?? 0)))" }) } ?? .null,
            "spent_other": byCurrency(money?.unconverted), "in_kind": byCurrency(money?.inKind),
            "state": .string(row.isClosed ? "closed" : "open"),
        ]
    }
}
