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

    /// Grants in order of code; closed ones only when archived ones are asked for.
    package func list(_ page: CataloguePage) async throws -> Answer {
        let received = try await received()
        let rows = try await GrantQueries.rows(from: desk.source).filter { page.withArchived || !$0.isClosed }
        var answer = page.cut(rows, by: \.code) { seen($0, received) }
        note(on: &answer)
        return answer
    }

    /// One grant.
    package func show(_ code: String) async throws -> Answer {
        let row = try await row(code)
        var answer = Answer(records: [seen(row, try await received())])
        note(on: &answer)
        return answer
    }

    /// A grant's record for who asks: what was spent is left open for those who would see a part of it only.
    private func seen(_ row: GrantRow, _ received: [Identifier<Grant>: [String: Int64]]) -> JSONObject {
        var record = Self.record(row, received: received[row.id] ?? [:])
        let holder = row.holder.flatMap { desk.catalogue.organisation($0)?.id }
        if !desk.readsGrant(of: holder, funder: desk.catalogue.organisation(row.funder)?.id) {
            for key in ["spent", "remaining", "spent_other"] { record[key] = .null }
        }
        return record
    }

    /// Says why figures are left open, when some are.
    private func note(on answer: inout Answer) {
        guard answer.records.contains(where: { $0["spent"] == .null }) else { return }
        answer.pairs["partial"] = .string("yes")
        answer.sentence = Wording(
            "what a grant paid for is told to those who read all that it paid for: spent and remaining are left open",
            "ce qu'une subvention a payé est dit à qui lit tout ce qu'elle a payé : dépensé et restant ne sont pas donnés")
    }

    /// Closes a grant; `undo` opens it again.
    package func close(_ code: String, undo: Bool) async throws -> Answer {
        let there = try await row(code)
        try desk.requireGrant(of: there.holder.flatMap { desk.catalogue.organisation($0)?.id })
        var after = there
        after.isClosed = !undo
        let answer = Answer(
            records: [Self.record(after, received: try await received()[there.id] ?? [:])], pairs: ["grant": .string(code)],
            undo
                ? Wording("grant \(code) is open again", "la subvention \(code) est rouverte")
                : Wording("grant \(code) is closed", "la subvention \(code) est close"))
        return try await CatalogueWrite(desk).change(isSo: there.isClosed != undo, answer) { transaction in
            try await GrantQueries.setClosed(!undo, there.id, in: transaction)
        }
    }

    private func row(_ code: String) async throws -> GrantRow {
        if let row = try await GrantQueries.rows(code: code, from: desk.source).first { return row }
        let known = try await GrantQueries.rows(from: desk.source).map(\.code)
        throw Refusal.notFound(
            "NOTFOUND.GRANT", Wording("grant", "subvention"), code, nearest: NearestWords.nearest(to: code, among: known), figure: "grant")
    }

    /// Minor units received under each grant by currency, in all warehouses: the whole sums, whoever asks.
    func received() async throws -> [Identifier<Grant>: [String: Int64]] {
        let warehouses = try await CatalogueWrite(desk).snapshot(fresh: true).warehouses.map(\.id)
        guard let transaction = desk.transaction else { return try await Self.received(in: warehouses, from: desk.store.pool) }
        return try await transaction.reading(as: .house) { try await Self.received(in: warehouses, from: $0) }
    }

    private static func received(
        in warehouses: [Identifier<Warehouse>], from source: some QuerySource
    ) async throws -> [Identifier<Grant>: [String: Int64]] {
        var sums: [Identifier<Grant>: [String: Int64]] = [:]
        for warehouse in warehouses {
            for part in try await GrantQueries.received(in: warehouse, from: source) {
                let before = sums[part.grant]?[part.currency] ?? 0
                sums[part.grant, default: [:]][part.currency] = Quantity.clampedSum(before, part.minor)
            }
        }
        return Received(sums: sums)
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
