import EntrepotStore
import Measures
import PlainJSON
import PostgresClient
import Speech
import StockLedger

/// What changing something that is there has in common: what differs is changed, kept with its history and told; what is so already stays.
struct CatalogueEdit: Sendable {
    let desk: Desk
    /// What sort of thing it is.
    let subject: ChangeSubject
    let number: Int64
    /// What people call it.
    let code: String
    /// The warehouse it belongs to; the scope of the catalogue for what belongs to none.
    var home = RequestQueries.catalogueScope

    /// Nothing was said that could be changed.
    static func nothingSaid(_ code: String, _ names: Wording) -> Refusal {
        Refusal(
            "ARG.MISSING", [.init("code", code)],
            Wording("say what of \(code) is to change: \(names.english)", "dire ce qui change pour \(code) : \(names.french)"))
    }

    /// Keeps what was changed and answers with the thing as it is now. Nothing is written when everything was so already.
    ///
    /// - Parameters:
    ///   - write: changes the rows, in the transaction whose lock the caller holds.
    ///   - records: the thing as it is then.
    func make(
        _ changes: [ChangedField], in transaction: Transaction, write: () async throws -> Void,
        records: () async throws -> [JSONObject]
    ) async throws -> Answer {
        let real = changes.filter { $0.was != $0.became }
        guard !real.isEmpty else {
            return Answer(
                records: try await records(), pairs: ["code": .string(code)],
                Wording("\(code) is so already", "\(code) est déjà ainsi"), changed: false)
        }
        try await write()
        try await ChangeQueries.keep(
            real, of: subject, number, warehouse: home, actor: desk.actor, note: desk.entry.note, in: transaction)
        return Answer(records: try await records(), pairs: ["code": .string(code)], Self.told(real, code), changed: true)
    }

    /// `blanket: weight_g 1200 → 1500, pack.bale 20 → 25`.
    static func told(_ changes: [ChangedField], _ code: String) -> Wording {
        let list = changes.map { "\($0.field) \(shown($0.was)) → \(shown($0.became))" }.joined(separator: ", ")
        return Wording("\(code): \(list)", "\(code) : \(list)")
    }

    private static func shown(_ value: String?) -> String {
        guard let value, !value.isEmpty else { return "–" }
        return value.utf8.contains(32) ? "«\(value)»" : value
    }

    /// What was changed of something, the newest first, one sentence each.
    static func history(
        of subject: ChangeSubject, _ number: Int64, warehouse: Identifier<Warehouse> = RequestQueries.catalogueScope, _ desk: Desk
    ) async throws -> JSONValue {
        let kept = try await ChangeQueries.all(of: subject, number, warehouse: warehouse, from: desk.source)
        return JSONValue(
            kept.map { one in
                let note = one.note.map { " (\($0))" } ?? ""
                return "\(one.at.description) \(one.by): \(one.change.field) \(shown(one.change.was)) → \(shown(one.change.became))\(note)"
            })
    }

    /// A text that may be taken away by saying it empty: nil is not said.
    static func optionalName(_ typed: String?, figure: String = "name") throws -> String?? {
        guard let typed else { return nil }
        return typed.isEmpty ? .some(nil) : .some(try CatalogueWords.name(typed, figure: figure))
    }

    /// Something that what is there forbids to change, and what to do instead.
    static func inUse(_ code: String, _ field: String, found: Wording, remedy: Wording) -> Refusal {
        Refusal("RULE.IN-USE", [.init("code", code), .init("field", field)], found: found, remedy: remedy)
    }
}
