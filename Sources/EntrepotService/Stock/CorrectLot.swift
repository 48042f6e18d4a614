import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// Putting right what a lot was said to be: its date, donor, grant, condition or batch. Movements and sealed reports stay as they are, and
/// what the lot was said to be before is kept.
package struct CorrectLot: Sendable {
    /// What it should be; nil leaves it.
    package struct Words: Sendable {
        package var expires: String?
        package var donor: String?
        package var grant: String?
        package var condition: String?
        package var batch: String?

        package init() {}

        var isEmpty: Bool { expires == nil && donor == nil && grant == nil && condition == nil && batch == nil }
    }

    /// The keys of its records, in order.
    package static let keys = ["item", "lot", "trait", "was", "becomes", "at", "by", "note"]

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Puts it right.
    package func run(_ name: String, item sku: String?, _ words: Words) async throws -> Answer {
        let (warehouse, item, known) = try await found(name, sku)
        if let kept = try await desk.replay(in: warehouse.id) { return kept }
        guard !words.isEmpty else {
            throw Refusal(
                "ARG.MISSING", [.init("arg", "expires")],
                Wording(
                    "say what it should be: expires= donor= grant= condition= or batch=",
                    "dire ce qu'il devrait être : péremption= donateur= subvention= état= ou numéro="))
        }
        var traits = LotChanges.Traits()
        if let text = words.expires {
            if ["none", "aucune"].contains(FoldedText(text).text), item.item.expiry != .required {
                traits.expires = .some(nil)
            } else {
                traits.expires = .some(try await Moments(desk).day(text, .expiry, figure: "expires", warehouse: warehouse))
            }
        }
        if let text = words.condition {
            guard let condition = Condition.typed(FoldedText(text)) else {
                let list = Condition.allCases.map(\.rawValue).joined(separator: ", ")
                throw Refusal(
                    "ARG.VALUE", [.init("condition", text)],
                    Wording("«\(text)» is not a condition: use \(list)", "«\(text)» n'est pas un état : utiliser \(list)"))
            }
            traits.condition = condition
        }
        if let code = words.grant {
            traits.grant =
                ["none", "aucune"].contains(FoldedText(code).text) ? .some(nil) : .some(try await Names(desk).openGrant(code).id)
        }
        traits.batch = words.batch
        let siblings = try await siblings(known, item, words.batch, warehouse)
        let meant = traits
        return try await desk.once(in: warehouse.id, of: .asked, catalogueChanged: true) { desk in
            let transaction = try desk.requireTransaction
            var traits = meant
            if let donor = words.donor { traits.donor = try await DonorQueries.make(donor, in: transaction) }
            let changed = try await LotChanges.change(
                known.lot.id, traits, warehouse: warehouse.id, note: desk.entry.note, actor: desk.actor, in: transaction)
            guard changed > 0 else {
                throw Refusal(
                    "RULE.NOTHING-TO-CORRECT", [.init("lot", known.code)],
                    Wording("lot \(known.code) is that already", "le lot \(known.code) l'est déjà"))
            }
            let list = try await LotChanges.list(known.lot.id, warehouse: warehouse.id, from: transaction)
            var answer = Answer(
                records: list.prefix(Int(changed)).reversed().map(Self.record),
                pairs: ["lot": .string(known.code), "item": .string(item.item.sku.text), "changed": .integer(changed)],
                Wording(
                    "lot \(known.code) is put right; movements and sealed reports stay as they were",
                    "le lot \(known.code) est corrigé ; mouvements et rapports scellés restent tels quels"), changed: true)
            if traits.expires != nil, !siblings.isEmpty {
                answer.warnings.append(
                    Wording(
                        "the same batch is on other lots too, which keep their date: \(siblings.joined(separator: ", "))",
                        "le même numéro est sur d'autres lots, qui gardent leur date : \(siblings.joined(separator: ", "))"))
            }
            return answer
        }
    }

    /// What was put right of a lot, the last first.
    package func history(_ name: String, item sku: String?, _ page: Page) async throws -> Answer {
        let (warehouse, _, known) = try await found(name, sku)
        let rows = try await LotChanges.list(known.lot.id, warehouse: warehouse.id, from: desk.source)
        return try page.cut(Array(rows.enumerated()), list: "lot history", cursor: { String($0.offset) }) { Self.record($0.element) }
    }

    private static func record(_ change: LotChange) -> JSONObject {
        JSONObject(
            keys: keys,
            values: [
                .string(change.sku), .string(change.lot), .string(change.trait), JSONValue(change.was), JSONValue(change.becomes),
                .string(change.at.description), .string(change.by), JSONValue(change.note),
            ])
    }

    /// The lot that is meant, among those the person may put right: by its code, or by what is printed on it where only one carries it.
    private func found(_ name: String, _ sku: String?) async throws -> (WarehouseRecord, ItemRecord, WholeLot) {
        let item: ItemRecord? = if let sku { try await Names(desk).anyItem(sku) } else { nil }
        let printed = try await LotQueries.printed(name, item: item?.item.id, warehouse: nil, from: desk.source)
        var mine: [(WarehouseRecord, ItemRecord, WholeLot)] = []
        for one in printed {
            guard let warehouse = desk.catalogue.warehouse(one.warehouse), desk.scope.warehouses.contains(warehouse.id),
                let known = try await LotQueries.whole(one.lot, warehouse: one.warehouse, from: desk.source),
                desk.scope.owners(in: warehouse.id).contains(known.lot.owner), let record = desk.catalogue.item(known.lot.item)
            else { continue }
            mine.append((warehouse, record, known))
        }
        // A code of the books is meant before a number that is printed on several.
        let exact = mine.filter { $0.2.code == name }
        if let only = exact.count == 1 ? exact.first : mine.count == 1 ? mine.first : nil { return only }
        guard mine.isEmpty else {
            let list = mine.map { "\($0.2.code) (\($0.1.item.sku), \($0.0.code))" }.joined(separator: ", ")
            throw Refusal(
                .ambiguousCode, [.init("lot", name), .init("lots", mine.map(\.2.code).joined(separator: ","))],
                Wording(
                    "\(name) is printed on goods of several lots: name one of \(list), with item= where two are alike",
                    "\(name) figure sur des biens de plusieurs lots : en nommer un parmi \(list), avec article= si deux se ressemblent"))
        }
        throw Refusal(
            "NOTFOUND.LOT", [.init("lot", name)],
            Wording("there is no lot \(name): see stock lots=yes", "pas de lot \(name) : voir stock lots=oui"))
    }

    /// Other lots of the item that carry the same batch, by code and date. A serial number is on one piece, and one batch has one date.
    private func siblings(_ known: WholeLot, _ item: ItemRecord, _ batch: String?, _ warehouse: WarehouseRecord) async throws -> [String] {
        guard let name = batch ?? known.batch else { return [] }
        let others = try await LotQueries.printed(
            name, item: item.item.id, warehouse: item.hasSerials ? nil : warehouse.id, from: desk.source
        )
        .filter { $0.lot != known.lot.id }
        if item.hasSerials, batch != nil, let other = others.first {
            throw Refusal(
                "RULE.SERIAL-ELSEWHERE", [.init("serial", name), .init("lot", other.code)],
                Wording(
                    "the number \(name) is on another piece already (lot \(other.code)), and there is only one of it: check the number",
                    "le numéro \(name) est déjà sur une autre pièce (lot \(other.code)), et il n'y en a qu'une : vérifier le numéro"))
        }
        let lots = try await LotQueries.lots(others.map(\.lot), warehouse: warehouse.id, from: desk.source)
        if batch != nil, let other = others.first(where: { lots[$0.lot].map { $0.expires != known.lot.expires } ?? false }) {
            let (theirs, own) = (lots[other.lot]?.expires?.description ?? "-", known.lot.expires?.description ?? "-")
            throw Refusal(
                "CONFLICT.LOT-DIFFERS",
                [.init("lot", name), .init("differs", "expires"), .init("known", theirs), .init("said", own)],
                Wording(
                    "batch \(name) of this item expires on \(theirs) by the books (lot \(other.code)), not on \(own): look at the goods again",
                    "le lot \(name) de cet article périme le \(theirs) selon les comptes (lot \(other.code)), pas le \(own) : regarder les biens de nouveau"
                ))
        }
        return others.map { "\($0.code) (\(lots[$0.lot]?.expires?.description ?? "-"))" }
    }
}
