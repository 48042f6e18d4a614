import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// What was said of a new item; nil is not said.
package struct ItemWords: Sendable, Equatable {
    package var sku: String
    package var name: String?
    package var frenchName: String?
    package var category: String?
    /// `piece`, `g` or `ml`.
    package var base: String?
    /// Grams of one piece, or of 1,000 g or ml.
    package var grams: Int64?
    /// Packed millilitres of one piece, or of 1,000 g or ml.
    package var millilitres: Int64?
    /// Packed millilitres of a kilogram, for what is counted in grams.
    package var millilitresPerKilogram: Int64?
    /// `none`, `optional` or `required`.
    package var expiry: String?
    package var hasSerials: Bool?
    /// Whether what comes in of it is held back until somebody named lets it out.
    package var isHeldBack: Bool?
    /// `allowed` or `never`.
    package var mobile: String?
    package var parent: String?
    /// `NAME:FACTOR` each.
    package var packs: [String]
    /// Other names and barcodes.
    package var aliases: [String]

    package init(sku: String) {
        self.sku = sku
        self.packs = []
        self.aliases = []
    }
}

/// Adding an item to the catalogue.
package struct AddItem: Sendable {
    let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Adds the item. A variant takes category, unit, weight, volume and expiry from its parent where nothing else is said.
    ///
    /// Said again alike it answers unchanged; what differs from the item that is there is `CONFLICT.EXISTS`.
    package func add(_ words: ItemWords) async throws -> Answer {
        let sku = try CatalogueWords.code(words.sku, figure: "sku")
        var parent: ItemRecord?
        if let code = words.parent {
            guard code != sku.text else {
                throw Refusal(
                    "ARG.VALUE", [.init("parent", code)],
                    Wording("an item is not its own parent: name another", "un article n'est pas son propre parent : en nommer un autre"))
            }
            let record = try await Names(desk).item(code)
            guard record.parent == nil else {
                throw Refusal(
                    "RULE.PARENT-IS-A-VARIANT", [.init("parent", code)],
                    Wording(
                        "\(code) is itself a variant: name the item it is a variant of",
                        "\(code) est elle-même une variante : nommer l'article dont elle est la variante"))
            }
            parent = record
        }
        let item = try newItem(sku, words, parent: parent)
        let catalogue = try await CatalogueWrite(desk).snapshot(fresh: false)
        let known = catalogue.item(sku.text)?.item.id
        if words.category != nil { try askAboutNew(category: item.category, in: catalogue) }
        for alias in item.aliases { try await ItemAliases(desk).refuseTaken(alias, by: known) }
        let write = CatalogueWrite(desk)
        let answer = Answer(
            records: [
                ItemList.record(
                    sku: sku.text, name: item.name, category: item.category, base: item.base, packs: item.packs, mass: item.mass,
                    volume: item.volume)
            ],
            pairs: ["sku": .string(sku.text)],
            Wording(
                "item \(sku) is in the catalogue, counted in \(item.base.rawValue)",
                "l'article \(sku) est au catalogue, compté en \(item.base.rawValue)"))
        return try await write.make(
            known: { fresh in
                guard let there = try await write.snapshot(fresh: fresh).item(sku.text) else { return nil }
                try Self.compare(words, item, with: there)
                return Answer(
                    records: [ItemList.record(there)], pairs: ["sku": .string(sku.text)],
                    Wording("item \(sku) was there already", "l'article \(sku) y était déjà"))
            }, answer
        ) { transaction in
            try await ItemQueries.insert(item, in: transaction)
        }
    }

    private func newItem(_ sku: Code, _ words: ItemWords, parent: ItemRecord?) throws -> NewItem {
        guard let base = BaseUnit(rawValue: words.base ?? parent?.item.base.rawValue ?? "piece") else {
            throw Self.malformed("base", words.base ?? "", Wording("piece, g or ml", "piece, g ou ml"))
        }
        if let parent, parent.item.base != base {
            throw Refusal(
                "RULE.VARIANT-UNIT", [.init("base", base.rawValue), .init("parent", parent.item.base.rawValue)],
                Wording(
                    "a variant is counted like its parent, in \(parent.item.base.rawValue): leave base out",
                    "une variante se compte comme son parent, en \(parent.item.base.rawValue) : enlever base"))
        }
        let hasSerials = words.hasSerials ?? false
        guard !hasSerials || base == .piece else {
            throw Refusal(
                "RULE.SERIAL-FOR-PIECES", [.init("base", base.rawValue)],
                Wording("only pieces have serial numbers: leave serial out", "seules des pièces ont un numéro de série : enlever serie"))
        }
        guard let expiry = Item.ExpiryRule(rawValue: words.expiry ?? parent?.item.expiry.rawValue ?? "none") else {
            throw Self.malformed("expiry", words.expiry ?? "", Wording("none, optional or required", "none, optional ou required"))
        }
        let measure = try ItemMeasure(words, base: base, parent: parent?.measure, isSure: desk.entry.sure)
        let category = try CatalogueWords.code(words.category ?? parent?.category ?? "other", figure: "category")
        let custom = Quarantine.custom(category: category.text)
        guard let mobile = MobileRule(rawValue: words.mobile ?? parent?.mobile.rawValue ?? custom.mobile.rawValue) else {
            throw Self.malformed("mobile", words.mobile ?? "", Wording("allowed or never", "allowed ou never"))
        }
        return NewItem(
            sku: sku, name: try CatalogueWords.name(words.name) ?? sku.text,
            frenchName: try CatalogueWords.name(words.frenchName, figure: "name.fr"),
            category: category.text, base: base, mass: measure.mass, volume: measure.volume, expiry: expiry,
            hasSerials: hasSerials, isHeldBack: words.isHeldBack ?? parent?.isHeldBack ?? custom.holdsBack, mobile: mobile,
            parent: parent?.item.id, packs: try Self.packs(words.packs),
            aliases: try Self.aliases(words.aliases))
    }

    /// Reads `carton:24`; a name is a word, a factor a whole number of base units.
    static func packs(_ typed: [String]) throws -> [Pack] {
        var packs: [Pack] = []
        for text in typed {
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            let name = parts.first.map { $0.lowercased() } ?? ""
            let isWord =
                (1...40).contains(name.unicodeScalars.count) && name.unicodeScalars.first?.properties.isAlphabetic == true
                && name.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "-" || $0 == "_" }
            guard parts.count == 2, isWord, let factor = Int64(parts[1]), let pack = try? Pack(name: name, factor: factor) else {
                throw malformed(
                    "pack", text,
                    Wording(
                        "a pack: write NAME:FACTOR, such as carton:24 (base units in one)",
                        "un conditionnement : écrire NOM:FACTEUR, par exemple carton:24 (unités de base dans un)"))
            }
            guard !packs.contains(where: { $0.name == name }) else {
                throw malformed(
                    "pack", text, Wording("a pack named once: each name has one factor", "nommé une seule fois : un nom, un facteur"))
            }
            packs.append(pack)
        }
        return packs.sorted { $0.factor != $1.factor ? $0.factor > $1.factor : $0.name < $1.name }
    }

    /// Asks back a category that no item has and that may be a slip for one that some have.
    func askAboutNew(category: String, in catalogue: CatalogueSnapshot) throws(Refusal) {
        let known = Set(catalogue.items.map(\.category))
        guard !desk.entry.sure, !known.contains(category) else { return }
        let nearest = NearestWords.nearest(to: category, among: known.filter { $0.first == category.first })
        guard !nearest.isEmpty else { return }
        let list = nearest.joined(separator: ", ")
        throw Refusal(
            .argumentUnusual, [.init("category", category), .init("nearest", nearest.joined(separator: ","))],
            Wording(
                "no item is of the category «\(category)» yet: did you mean \(list)? add sure=yes if it is a new one",
                "aucun article n'est encore de la catégorie « \(category) » : vouliez-vous dire \(list) ? ajouter sûr=oui si elle est nouvelle"
            ))
    }

    /// Other names, each once.
    private static func aliases(_ typed: [String]) throws -> [String] {
        var aliases: [String] = []
        for text in typed {
            let alias = try ItemAliases.alias(text)
            if !aliases.contains(where: { NameKey($0).text == NameKey(alias).text }) { aliases.append(alias) }
        }
        return aliases
    }

    /// Throws for the first thing said that the item there says differently; what was not said may be anything.
    private static func compare(_ words: ItemWords, _ item: NewItem, with there: ItemRecord) throws {
        let kind = Wording("item", "l'article")
        let code = item.sku.text
        if words.base != nil, item.base != there.item.base {
            throw Refusal(
                "CONFLICT.EXISTS",
                [
                    .init("code", code), .init("differs", "base"), .init("stored", there.item.base.rawValue),
                    .init("wanted", item.base.rawValue),
                ],
                Wording(
                    "item \(code) is counted in \(there.item.base.rawValue) and its books cannot change unit: archive it and take another code",
                    "l'article \(code) est compté en \(there.item.base.rawValue) et ses comptes ne changent pas d'unité : l'archiver et prendre un autre code"
                ))
        }
        func keys(_ names: [String]) -> String { names.map { NameKey($0).text }.sorted().joined(separator: ",") }
        func packs(_ list: [Pack]) -> String { list.map { "\($0.name):\($0.factor)" }.joined(separator: ",") }
        let storedPacks = there.item.packs.sorted { $0.factor != $1.factor ? $0.factor > $1.factor : $0.name < $1.name }
        let differences: [(isSaid: Bool, name: String, stored: String, wanted: String)] = [
            (words.name != nil, "name", there.name, item.name),
            (words.frenchName != nil, "name.fr", there.frenchName ?? "", item.frenchName ?? ""),
            (words.category != nil, "category", there.category, item.category),
            (words.grams != nil, "weight_g", String(there.measure.mass.grams), String(item.mass.grams)),
            (
                words.millilitresPerKilogram != nil, "volume_ml_per_kg", String(there.measure.volume.millilitres),
                String(item.volume.millilitres)
            ),
            (words.mobile != nil, "mobile", there.mobile.rawValue, item.mobile.rawValue),
            (words.isHeldBack != nil, "quarantine", there.isHeldBack ? "yes" : "no", item.isHeldBack ? "yes" : "no"),
            (words.millilitres != nil, "volume_ml", String(there.measure.volume.millilitres), String(item.volume.millilitres)),
            (words.expiry != nil, "expiry", there.item.expiry.rawValue, item.expiry.rawValue),
            (words.hasSerials != nil, "serial", there.hasSerials ? "yes" : "no", item.hasSerials ? "yes" : "no"),
            (words.parent != nil, "parent", there.parent.map { "\($0)" } ?? "", item.parent.map { "\($0)" } ?? ""),
            (!words.packs.isEmpty, "pack", packs(storedPacks), packs(item.packs)),
            (!words.aliases.isEmpty, "alias", keys(there.aliases), keys(item.aliases)),
        ]
        for one in differences where one.isSaid && one.stored != one.wanted {
            let isParent = one.name == "parent"
            throw CatalogueWords.exists(
                kind, code, differs: one.name, stored: isParent ? "another" : one.stored, wanted: isParent ? words.parent ?? "" : one.wanted
            )
        }
        if there.isArchived { throw CatalogueWords.existsArchived(kind, code, command: CommandWords.itemArchive) }
    }

    static func malformed(_ figure: String, _ value: String, _ form: Wording) -> Refusal {
        Refusal(
            "ARG.VALUE", [.init("argument", figure), .init("value", value)],
            Wording("\(figure)=\(value) is not \(form.english)", "\(figure)=\(value) n'est pas \(form.french)"))
    }
}
