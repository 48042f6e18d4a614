import EntrepotStore
import Measures
import PlainJSON
import PostgresClient
import Speech
import StockLedger

/// Grants: what they are, what goods were bought or given under them, closing.
package struct Grants: Sendable {
    let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// The keys of a grant's record. Amounts are decimals of the grant's currency; `spent` is the value of the goods received under the
    /// grant in that currency, `spent_other` what was received in others, such as `120.00 EUR`; these sums over all warehouses and owners
    /// are null for whoever reaches only some of them.
    package static let keys = [
        "grant", "spent", "remaining", "amount", "currency", "name", "funder", "organisation", "parent", "from", "until", "lines",
        "spent_other", "state",
    ]

    /// The keys when one grant is shown.
    package static let fullKeys = keys + ["history"]

    /// Grants in order of code; closed ones only when archived ones are asked for.
    package func list(withArchived: Bool = false, _ page: Page) async throws -> Answer {
        let received = try await received()
        let rows = try await GrantQueries.rows(from: desk.source).filter { withArchived || !$0.isClosed }
        var answer = try page.cut(rows, list: "grant list", by: \.code) { Self.record($0, received: received.of($0)) }
        note(on: &answer)
        return answer
    }

    /// One grant.
    package func show(_ code: String) async throws -> Answer {
        let row = try await row(code)
        var record = Self.record(row, received: try await received().of(row))
        record["history"] = try await CatalogueEdit.history(of: .grant, row.id.number, desk)
        var answer = Answer(records: [record])
        note(on: &answer)
        return answer
    }

    /// Closes a grant; `undo` opens it again.
    package func close(_ typed: String, undo: Bool) async throws -> Answer {
        let there = try await row(typed)
        let code = there.code
        try desk.requireGrant(of: there.holder.flatMap { desk.catalogue.organisation($0)?.id })
        var after = there
        after.isClosed = !undo
        let answer = Answer(
            records: [Self.record(after, received: try await received().of(there))], pairs: ["grant": .string(code)],
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

    /// What was received under each grant in all warehouses, and under which of them the reader may know it.
    struct Received: Sendable {
        /// Minor units by grant and currency, whoever asks.
        let sums: [Identifier<Grant>: [String: Int64]]
        /// Grants whose whole sum may be told; nil is all of them.
        let told: Set<String>?

        /// Minor units by currency; nil when they are not told: a part of a sum would be taken for the whole.
        func of(_ grant: GrantRow) -> [String: Int64]? { told?.contains(grant.code) ?? true ? sums[grant.id] ?? [:] : nil }
    }

    /// Says that sums are left out, when some are.
    private func note(on answer: inout Answer) {
        guard answer.records.contains(where: { $0["spent"] == .null }) else { return }
        answer.pairs["partial"] = .string("yes")
        answer.sentence = Wording(
            "what was spent is a sum over all warehouses and owners, and you reach some of them: it is left out",
            "la dépense est la somme de tous les entrepôts et associations, dont vous voyez une partie : elle n'est pas montrée")
    }

    /// What was received under each grant.
    func received() async throws -> Received {
        let warehouses = try await CatalogueWrite(desk).snapshot(fresh: true).warehouses.map(\.id)
        let sums: [Identifier<Grant>: [String: Int64]] =
            if let transaction = desk.transaction {
                try await transaction.reading(as: .house) { try await Self.sums(in: warehouses, from: $0) }
            } else {
                try await Self.sums(in: warehouses, from: desk.store.pool)
            }
        guard !ReadSettings(desk.scope).readsEverything else { return Received(sums: sums, told: nil) }
        let rows = try await GrantQueries.rows(from: desk.source)
        return Received(sums: sums, told: Set(rows.filter(isTheirs).map(\.code)))
    }

    private static func sums(
        in warehouses: [Identifier<Warehouse>], from source: some QuerySource
    ) async throws -> [Identifier<Grant>: [String: Int64]] {
        var sums: [Identifier<Grant>: [String: Int64]] = [:]
        for warehouse in warehouses {
            for part in try await GrantQueries.received(in: warehouse, from: source) {
                let before = sums[part.grant]?[part.currency] ?? 0
                sums[part.grant, default: [:]][part.currency] = Quantity.clampedSum(before, part.minor)
            }
        }
        return sums
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

    static func record(_ row: GrantRow, received: [String: Int64]?) -> JSONObject {
        let currency = row.amount.currency
        func decimal(_ minor: Int64, _ currency: Currency) -> String {
            (try? Money(minor: minor, currency: currency))?.decimal ?? String(minor)
        }
        let spent = received.map { $0[currency.code] ?? 0 }
        let others = received.map { $0.filter { $0.key != currency.code }.sorted { $0.key < $1.key } }?.compactMap {
            code, minor -> String? in
            guard let other = try? Currency(code) else { return nil }
            return "\(decimal(minor, other)) \(code)"
        }
        return [
            "grant": .string(row.code), "spent": spent.map { .decimal(decimal($0, currency)) } ?? .null,
            "remaining": spent.map { .decimal(decimal(row.amount.minor - $0, currency)) } ?? .null, "amount": .decimal(row.amount.decimal),
            "currency": .string(currency.code), "name": JSONValue(row.name), "funder": .string(row.funder),
            "organisation": JSONValue(row.holder), "parent": JSONValue(row.parent), "from": .string(row.from.description),
            "until": .string(row.until.description),
            "lines": JSONValue(zip(row.lineNames, row.lineMinors).map { "\($0):\(decimal($1, currency))" }),
            "spent_other": others.map { JSONValue($0) } ?? .null,
            "state": .string(row.isClosed ? "closed" : "open"),
        ]
    }
}
