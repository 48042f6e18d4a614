import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// Other names of an item, barcodes among them.
package struct ItemAliases: Sendable {
    let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// The keys of an answer about names.
    package static let keys = ["sku", "name", "name_fr", "aliases"]

    /// Gives an item another name; one that finds another item already is refused.
    package func add(_ alias: String, to name: String) async throws -> Answer {
        let item = try await Names(desk).item(name)
        let alias = try Self.alias(alias)
        let isKnown = item.aliases.contains { NameKey($0).text == NameKey(alias).text }
        try await refuseTaken(alias, by: item.item.id)
        let sku = item.item.sku.text
        let answer = answer(
            item, isKnown ? item.aliases : item.aliases + [alias],
            Wording("«\(alias)» means \(sku) now", "« \(alias) » veut dire \(sku) maintenant"))
        return try await CatalogueWrite(desk).change(isSo: isKnown, answer) { [desk] transaction in
            try await ItemQueries.addAlias(alias, to: item.item.id, in: transaction)
            try await ChangeQueries.keep(
                [ChangedField("alias", was: nil, became: alias)], of: .item, item.item.id.number, warehouse: RequestQueries.catalogueScope,
                actor: desk.actor, note: desk.entry.note, in: transaction)
        }
    }

    /// Takes another name from an item.
    package func remove(_ alias: String, from name: String) async throws -> Answer {
        let item = try await Names(desk).anyItem(name)
        let sku = item.item.sku.text
        guard let known = item.aliases.first(where: { NameKey($0).text == NameKey(alias).text }) else {
            throw Refusal.notFound(
                "NOTFOUND.ALIAS", Wording("other name of \(sku)", "autre nom de \(sku)"), alias,
                nearest: NearestWords.nearest(to: alias, among: item.aliases), figure: "alias")
        }
        let answer = answer(
            item, item.aliases.filter { $0 != known },
            Wording("«\(known)» means \(sku) no longer", "« \(known) » ne veut plus dire \(sku)"))
        return try await CatalogueWrite(desk).change(isSo: false, answer) { [desk] transaction in
            try await ItemQueries.removeAlias(known, from: item.item.id, in: transaction)
            try await ChangeQueries.keep(
                [ChangedField("alias", was: known, became: nil)], of: .item, item.item.id.number, warehouse: RequestQueries.catalogueScope,
                actor: desk.actor, note: desk.entry.note, in: transaction)
        }
    }

    /// Refuses a name by which another item is found already.
    func refuseTaken(_ alias: String, by item: Identifier<Item>?) async throws {
        let catalogue = try await CatalogueWrite(desk).snapshot(fresh: false)
        let key = NameKey(alias).text
        let other = catalogue.items(named: alias).first { record in
            record.item.id != item
                && ([record.item.sku.text, record.name] + (record.frenchName.map { [$0] } ?? []) + record.aliases).contains {
                    NameKey($0).text == key
                }
        }
        guard let other else { return }
        let sku = other.item.sku.text
        guard other.aliases.contains(where: { NameKey($0).text == key }) else {
            throw Refusal(
                "CONFLICT.EXISTS", [.init("alias", alias), .init("item", sku)],
                Wording(
                    "«\(alias)» is the code or name of \(sku): take another name",
                    "« \(alias) » est le code ou le nom de \(sku) : prendre un autre nom"))
        }
        throw Refusal(
            "CONFLICT.EXISTS", [.init("alias", alias), .init("item", sku)],
            Wording(
                "«\(alias)» means \(sku) already: take another name, or take it from \(sku) with «\(en: .aliasRemove) \(sku) ALIAS»",
                "« \(alias) » veut déjà dire \(sku) : prendre un autre nom, ou l'enlever à \(sku) avec « \(fr: .aliasRemove) \(sku) ALIAS »"
            ))
    }

    /// A name as it was typed, without blanks around it.
    static func alias(_ typed: String) throws -> String {
        guard let name = try CatalogueWords.name(typed, figure: "alias"), name.unicodeScalars.count <= 100, !NameKey(name).isEmpty else {
            throw Refusal(
                "ARG.VALUE", [.init("alias", String(typed.prefix(40)))],
                Wording(
                    "another name is 1 to 100 letters or digits: write a shorter one",
                    "un autre nom fait 1 à 100 lettres ou chiffres : en écrire un plus court"))
        }
        return name
    }

    private func answer(_ item: ItemRecord, _ aliases: [String], _ sentence: Wording) -> Answer {
        Answer(
            records: [
                [
                    "sku": .string(item.item.sku.text), "name": .string(item.name), "name_fr": JSONValue(item.frenchName),
                    "aliases": JSONValue(aliases),
                ]
            ], pairs: ["sku": .string(item.item.sku.text)], sentence)
    }
}
