import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// Recipes of kits: what they are made of, and how many could be made of what is there.
package struct Kits: Sendable {
    /// The keys of a recipe's lines, in order. `available` and `enough_for` are of one warehouse, and null where several could be meant.
    package static let keys = ["kit", "version", "component", "qty", "unit", "available", "enough_for"]
    /// The keys of the list of kits, in order.
    package static let listKeys = ["kit", "name", "components", "version"]

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Puts a recipe into use; one that was in use before stays in the books as it was.
    package func define(_ sku: String, components texts: [String]) async throws -> Answer {
        let names = Names(desk)
        let kit = try await names.item(sku)
        let code = kit.item.sku.text
        guard kit.item.base == .piece, !kit.hasSerials else {
            throw Refusal(
                .argumentValue, [.init("item", code), .init("base", kit.item.base.rawValue)],
                Wording(
                    "a kit is counted in pieces without numbers of their own: make an item of its own for it",
                    "un kit se compte en pièces sans numéro : lui créer un article"))
        }
        var components: [(item: ItemRecord, units: Int64)] = []
        for text in texts {
            let (item, written) = try await Goods.read(text, names)
            guard !components.contains(where: { $0.item.item.id == item.item.id }) else {
                throw Refusal(
                    .lineRepeated, [.init("item", item.item.sku.text)],
                    Wording(
                        "\(item.item.sku) is named twice: say it once with the sum",
                        "\(item.item.sku) est nommé deux fois : le dire une fois avec la somme"))
            }
            if item.mobile == .never, kit.mobile != .never { throw NeverMobile.refusal(item, into: kit) }
            components.append((item, written.quantity.units))
        }
        components.sort { $0.item.item.id < $1.item.item.id }
        let parts = components.map { KitRecipe.Component(item: $0.item.item.id, units: $0.units) }
        try refuseCircle(kit, parts, try await KitQueries.recipes(from: desk.source))
        let told = components
        return try await desk.once(in: RequestQueries.catalogueScope) { desk in
            let transaction = try desk.requireTransaction
            var version = try await KitQueries.recipes(of: kit.item.id, from: transaction).first
                .flatMap { $0.components == parts ? $0.version : nil }
            let isSo = version != nil
            if version == nil { version = try await KitQueries.define(kit.item.id, parts, by: desk.actor, in: transaction) }
            var answer = Answer(
                records: told.map { Self.record(kit, version ?? 1, $0.item, $0.units, available: nil) },
                pairs: ["kit": .string(code), "version": .integer(version ?? 1)],
                isSo
                    ? Wording("kit \(code) is made so already", "le kit \(code) se fait déjà ainsi")
                    : Wording(
                        "kit \(code) is made of \(told.count) things from now on",
                        "le kit \(code) se fait désormais de \(told.count) choses"))
            answer.changed = !isSo
            return answer
        }
    }

    /// A kit in itself, directly or through others.
    private func refuseCircle(_ kit: ItemRecord, _ parts: [KitRecipe.Component], _ recipes: [KitRecipe]) throws(Refusal) {
        let known = Dictionary(recipes.map { ($0.item, $0.components.map(\.item)) }, uniquingKeysWith: { first, _ in first })
        for part in parts {
            var open = [part.item]
            var seen: Set<Identifier<Item>> = []
            while let next = open.popLast() {
                guard next != kit.item.id else {
                    let through = desk.catalogue.item(part.item)?.item.sku.text ?? ""
                    throw Refusal(
                        "RULE.KIT-INSIDE-ITSELF", [.init("item", kit.item.sku.text), .init("through", through)],
                        Wording(
                            "\(kit.item.sku) would be inside itself, through \(through): leave it out of its own components",
                            "\(kit.item.sku) serait dans lui-même, par \(through) : l'enlever de ses propres composants"))
                }
                if seen.insert(next).inserted { open += known[next] ?? [] }
            }
        }
    }

    /// What a kit is made of, with what there is of it in a warehouse.
    package func show(_ sku: String, warehouse code: String?) async throws -> Answer {
        let kit = try await Names(desk).anyItem(sku)
        let recipe = try await recipe(of: kit)
        let live = desk.catalogue.warehouses.filter { !$0.isArchived && desk.scope.warehouses.contains($0.id) }
        let home: WarehouseRecord? = if let code { try await Names(desk).warehouse(code) } else { live.count == 1 ? live[0] : nil }
        var records: [JSONObject] = []
        var possible: Int64?
        for component in recipe.components {
            guard let item = desk.catalogue.item(component.item) else { continue }
            var available: Int64?
            if let home {
                let sizes = [item] + desk.catalogue.variants(of: item.item.id)
                available = try await BalanceQueries.candidates(
                    items: sizes.map(\.item.id), place: nil, warehouse: home.id, from: desk.source
                ).filter { desk.scope.owners(in: home.id).contains($0.lot.owner) }.reduce(0) { $0 + $1.balance.available.units }
                possible = min(possible ?? .max, (available ?? 0) / component.units)
            }
            records.append(Self.record(kit, recipe.version, item, component.units, available: available))
        }
        var pairs: JSONObject = ["kit": .string(kit.item.sku.text), "version": .integer(recipe.version)]
        if let home, let possible {
            pairs["warehouse"] = .string(home.code)
            pairs["possible"] = .integer(possible)
        }
        return Answer(
            records: records, pairs: pairs,
            possible.map {
                Wording(
                    "what lies on the shelves is enough for \($0), one owner's and another's together",
                    "ce qui est en rayon suffit pour \($0), toutes associations ensemble")
            })
    }

    /// Every kit with what it is made of.
    package func list(_ page: Page) async throws -> Answer {
        let recipes = try await KitQueries.recipes(from: desk.source)
        return try page.cut(recipes, list: "kit list", by: { desk.catalogue.item($0.item)?.item.sku.text ?? "" }) { recipe in
            let item = desk.catalogue.item(recipe.item)
            let parts = recipe.components.map { "\(desk.catalogue.item($0.item)?.item.sku.text ?? ""):\($0.units)" }
            return JSONObject(
                keys: Self.listKeys,
                values: [
                    .string(item?.item.sku.text ?? ""), .string(item?.name ?? ""), .string(parts.joined(separator: " ")),
                    .integer(recipe.version),
                ])
        }
    }

    /// The recipe in use.
    func recipe(of kit: ItemRecord) async throws -> KitRecipe {
        if let recipe = try await KitQueries.recipes(of: kit.item.id, from: desk.source).first { return recipe }
        throw Self.unknown(kit)
    }

    static func unknown(_ kit: ItemRecord) -> Refusal {
        Refusal(
            "NOTFOUND.KIT", [.init("item", kit.item.sku.text)],
            Wording(
                "nobody has said what \(kit.item.sku) is made of: «\(en: .kitDefine) \(kit.item.sku) component=SKU:QTY»",
                "personne n'a dit de quoi \(kit.item.sku) est fait : « \(fr: .kitDefine) \(kit.item.sku) composant=ARTICLE:QTÉ »"))
    }

    private static func record(_ kit: ItemRecord, _ version: Int64, _ item: ItemRecord, _ units: Int64, available: Int64?) -> JSONObject {
        JSONObject(
            keys: keys,
            values: [
                .string(kit.item.sku.text), .integer(version), .string(item.item.sku.text), .integer(units),
                .string(item.item.base.rawValue), JSONValue(available), JSONValue(available.map { $0 / units }),
            ])
    }
}
