import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// Changing an item: its names, its weight, its packs. Movements keep their base units and sealed reports their figures, whatever is changed.
package struct EditItem: Sendable {
    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// What can be said.
    private static let names = Wording(
        "name=, name.fr=, category=, weight_g=, volume_ml=, expiry=, mobile=, quarantine=, parent=, pack=, without-pack=, alias=",
        "nom=, nom.fr=, catégorie=, poids_g=, volume_ml=, péremption=, mobile=, quarantaine=, parent=, conditionnement=, "
            + "sans-conditionnement=, alias=")

    /// Changes what is said and leaves the rest. A name or parent said empty is taken away; a pack said again has its new content.
    ///
    /// A weight, a volume or a pack's content that movements were made with is asked back.
    package func run(_ words: ItemWords, withoutPacks dropped: [String]) async throws -> Answer {
        let named = try await Names(desk).anyItem(words.sku)
        let empty = ItemWords(sku: words.sku)
        guard words != empty || !dropped.isEmpty else { throw CatalogueEdit.nothingSaid(named.item.sku.text, Self.names) }
        for alias in words.aliases {
            try await ItemAliases(desk).refuseTaken(try ItemAliases.alias(alias), by: named.item.id)
        }
        return try await desk.once(in: RequestQueries.catalogueScope, catalogueChanged: true) { desk in
            let transaction = try desk.requireTransaction
            try await ItemQueries.lock(named.item.id, in: transaction)
            let catalogue = try await desk.store.catalogue.read(through: transaction)
            let old = catalogue.item(named.item.id) ?? named
            let before = NewItem(of: old)
            let after = try await edited(before, old, words, dropped, catalogue, desk)
            let changes = Self.changes(before, after, catalogue)
            let use = try await ItemUse.of(old.item.id, from: transaction)
            try await refuse(changes, old, use, catalogue)
            try askUsed(changes, old, use)
            let edit = CatalogueEdit(desk: desk, subject: .item, number: old.item.id.number, code: old.item.sku.text)
            var answer = try await edit.make(changes, in: transaction) {
                try await ItemQueries.update(after, old.item.id, in: transaction)
                for alias in after.aliases where !old.aliases.contains(alias) {
                    try await ItemQueries.addAlias(alias, to: old.item.id, in: transaction)
                }
            } records: {
                try await desk.store.catalogue.read(through: transaction).item(old.item.id).map { [ItemList.record($0)] } ?? []
            }
            if after.expiry == .required, before.expiry != .required, use.undated > 0 {
                let lots = Wording.counted(use.undated, Wording("lot", "lot"))
                answer.warnings.append(
                    Wording(
                        "\(lots.english) in stock without a date: what comes in from now on needs one",
                        "\(lots.french) en stock sans date : ce qui arrive désormais en a besoin"))
            }
            return answer
        }
    }

    // MARK: What is to be

    private func edited(
        _ before: NewItem, _ old: ItemRecord, _ words: ItemWords, _ dropped: [String], _ catalogue: CatalogueSnapshot, _ desk: Desk
    ) async throws -> NewItem {
        var after = before
        let sku = old.item.sku.text
        if words.name != nil { after.name = try CatalogueWords.name(words.name) ?? after.name }
        if let name = try CatalogueEdit.optionalName(words.frenchName, figure: "name.fr") { after.frenchName = name }
        if let category = words.category {
            after.category = try CatalogueWords.code(category, figure: "category").text
            try AddItem(desk).askAboutNew(category: after.category, in: catalogue)
        }
        if let base = words.base.flatMap(BaseUnit.init(rawValue:)) { after.base = base }
        if let expiry = words.expiry.flatMap(Item.ExpiryRule.init(rawValue:)) { after.expiry = expiry }
        if let mobile = words.mobile.flatMap(MobileRule.init(rawValue:)) { after.mobile = mobile }
        after.hasSerials = words.hasSerials ?? after.hasSerials
        after.isHeldBack = words.isHeldBack ?? after.isHeldBack
        if let parent = words.parent { after.parent = try await self.parent(parent, of: old, base: after.base, catalogue) }
        if words.grams != nil || words.millilitres != nil || words.millilitresPerKilogram != nil || after.base != before.base {
            var said = words
            said.sku = sku
            let measure = try ItemMeasure(said, base: after.base, parent: old.measure, isSure: desk.entry.sure)
            (after.mass, after.volume) = (measure.mass, measure.volume)
        }
        for pack in try AddItem.packs(words.packs) {
            after.packs.removeAll { $0.name == pack.name }
            after.packs.append(pack)
        }
        for name in dropped.map({ FoldedText($0).text }) {
            guard let known = after.packs.first(where: { FoldedText($0.name).text == name }) else {
                throw Refusal.notFound(
                    "NOTFOUND.PACK", Wording("pack of \(sku)", "conditionnement de \(sku)"), name,
                    nearest: NearestWords.nearest(to: name, among: before.packs.map(\.name)), figure: "pack")
            }
            after.packs.removeAll { $0.name == known.name }
        }
        after.packs.sort { $0.factor != $1.factor ? $0.factor > $1.factor : $0.name < $1.name }
        for alias in try words.aliases.map(ItemAliases.alias)
        where !after.aliases.contains(where: { NameKey($0).text == NameKey(alias).text }) { after.aliases.append(alias) }
        return after
    }

    /// The item it is to be a size of; none when it was said empty.
    private func parent(
        _ name: String, of old: ItemRecord, base: BaseUnit, _ catalogue: CatalogueSnapshot
    ) async throws -> Identifier<Item>? {
        guard !name.isEmpty else { return nil }
        let record = try await Names(desk).item(name)
        let (sku, parent) = (old.item.sku.text, record.item.sku.text)
        guard record.item.id != old.item.id else {
            throw Refusal(
                "ARG.VALUE", [.init("parent", parent)],
                Wording("an item is not its own parent: name another", "un article n'est pas son propre parent : en nommer un autre"))
        }
        guard record.parent == nil, catalogue.variants(of: old.item.id).isEmpty else {
            let sized = record.parent == nil ? sku : parent
            throw Refusal(
                "RULE.PARENT-IS-A-VARIANT", [.init("parent", parent), .init("item", sku)],
                record.parent == nil
                    ? Wording(
                        "\(sized) has sizes of its own and cannot be a size itself: take them from it first",
                        "\(sized) a lui-même des tailles et ne peut pas en être une : les lui enlever d'abord")
                    : Wording(
                        "\(sized) is itself a variant: name the item it is a variant of",
                        "\(sized) est elle-même une variante : nommer l'article dont elle est la variante"))
        }
        guard record.item.base == base else {
            throw Refusal(
                "RULE.VARIANT-UNIT", [.init("base", base.rawValue), .init("parent", record.item.base.rawValue)],
                Wording(
                    "\(sku) is counted in \(base.rawValue) and \(parent) in \(record.item.base.rawValue): a size is counted like its parent",
                    "\(sku) se compte en \(base.rawValue) et \(parent) en \(record.item.base.rawValue) : une taille se compte comme son parent"
                ))
        }
        return record.item.id
    }

    private static func changes(_ before: NewItem, _ after: NewItem, _ catalogue: CatalogueSnapshot) -> [ChangedField] {
        func sku(_ id: Identifier<Item>?) -> String? { id.flatMap { catalogue.item($0)?.item.sku.text } }
        func word(_ flag: Bool) -> String { flag ? "yes" : "no" }
        var changes = [
            ChangedField("name", was: before.name, became: after.name),
            ChangedField("name.fr", was: before.frenchName, became: after.frenchName),
            ChangedField("category", was: before.category, became: after.category),
            ChangedField("base", was: before.base.rawValue, became: after.base.rawValue),
            ChangedField("weight_g", was: String(before.mass.grams), became: String(after.mass.grams)),
            ChangedField("volume_ml", was: String(before.volume.millilitres), became: String(after.volume.millilitres)),
            ChangedField("expiry", was: before.expiry.rawValue, became: after.expiry.rawValue),
            ChangedField("serial", was: word(before.hasSerials), became: word(after.hasSerials)),
            ChangedField("quarantine", was: word(before.isHeldBack), became: word(after.isHeldBack)),
            ChangedField("mobile", was: before.mobile.rawValue, became: after.mobile.rawValue),
            ChangedField("parent", was: sku(before.parent), became: sku(after.parent)),
        ]
        func factor(_ name: String, _ item: NewItem) -> String? { item.packs.first { $0.name == name }.map { String($0.factor) } }
        for name in Set((before.packs + after.packs).map(\.name)).sorted() {
            changes.append(ChangedField("pack.\(name)", was: factor(name, before), became: factor(name, after)))
        }
        for alias in after.aliases where !before.aliases.contains(alias) {
            changes.append(ChangedField("alias", was: nil, became: alias))
        }
        return changes.filter { $0.was != $0.became }
    }

    // MARK: What is used already

    /// The unit, the serial numbers and the place among sizes hold as long as something stands on them.
    private func refuse(_ changes: [ChangedField], _ old: ItemRecord, _ use: ItemUse, _ catalogue: CatalogueSnapshot) async throws {
        let sku = old.item.sku.text
        for change in changes {
            switch change.field {
            case "base" where use.lots > 0 || use.needs > 0 || old.parent != nil || !catalogue.variants(of: old.item.id).isEmpty:
                throw CatalogueEdit.inUse(
                    sku, "base",
                    found: Wording(
                        "\(sku) is counted in \(old.item.base.rawValue) and something stands on it: lots, needs or sizes",
                        "\(sku) se compte en \(old.item.base.rawValue) et des lots, besoins ou tailles s'y appuient"),
                    remedy: Wording(
                        "archive it with \(en: .itemArchive) and add another code",
                        "l'archiver avec \(fr: .itemArchive) et ajouter un autre code"))
            case "serial" where use.lots > 0:
                throw CatalogueEdit.inUse(
                    sku, "serial",
                    found: Wording("\(sku) has lots already, with numbers or without", "\(sku) a déjà des lots, avec ou sans numéros"),
                    remedy: Wording(
                        "archive it with \(en: .itemArchive) and add another code",
                        "l'archiver avec \(fr: .itemArchive) et ajouter un autre code"))
            case "parent" where change.was != nil && use.needs > 0:
                throw CatalogueEdit.inUse(
                    sku, "parent",
                    found: Wording(
                        "a need shares \(change.was ?? "") out to its size \(sku)",
                        "un besoin partage \(change.was ?? "") avec sa taille \(sku)"),
                    remedy: Wording(
                        "state that need anew with \(en: .needSet) first", "d'abord redéfinir ce besoin avec \(fr: .needSet)"))
            default: break
            }
        }
        if changes.contains(where: { $0.field == "base" }), !old.item.packs.isEmpty,
            !old.item.packs.allSatisfy({ pack in changes.contains { $0.field == "pack.\(pack.name)" } })
        {
            throw CatalogueEdit.inUse(
                sku, "pack",
                found: Wording(
                    "the packs of \(sku) are told in \(old.item.base.rawValue)",
                    "les conditionnements de \(sku) sont en \(old.item.base.rawValue)"),
                remedy: Wording(
                    "say each again with pack=, or without-pack=", "redire chacun avec conditionnement=, ou sans-conditionnement="))
        }
    }

    /// A weight, a volume or a pack's content that figures were made with: it is told what stays as it was, and asked.
    private func askUsed(_ changes: [ChangedField], _ old: ItemRecord, _ use: ItemUse) throws {
        let used = changes.filter { change in
            ["weight_g", "volume_ml"].contains(change.field) || (change.field.hasPrefix("pack.") && change.was != nil)
        }.filter { $0.was != "0" }
        guard !desk.entry.sure, use.movements > 0, let first = used.first else { return }
        let sku = old.item.sku.text
        let movements = Wording.counted(use.movements, Wording("movement", "mouvement"))
        let reports = Wording.counted(
            use.reports, Wording("sealed report", "rapport scellé"), many: Wording("sealed reports", "rapports scellés"))
        let told = CatalogueEdit.told(used, sku)
        throw Refusal(
            .argumentUnusual,
            [
                .init("item", sku), .init("field", first.field), .init("was", first.was ?? ""), .init("wanted", first.became ?? ""),
                .init("movements", .integer(use.movements)), .init("reports", .integer(use.reports)),
            ],
            found: Wording(
                "\(told.english): \(sku) has \(movements.english) and stands in \(reports.english), which keep the quantities they have; "
                    + "the new figure counts from now on",
                "\(told.french) : \(sku) a \(movements.french) et figure dans \(reports.french), qui gardent leurs quantités ; "
                    + "le nouveau chiffre vaut à partir de maintenant"),
            remedy: Wording("add sure=yes if it is right", "ajouter sûr=oui si c'est juste"))
    }
}

extension NewItem {
    /// An item as it stands in the catalogue.
    init(of record: ItemRecord) {
        self.init(
            sku: record.item.sku, name: record.name, frenchName: record.frenchName, category: record.category, base: record.item.base,
            mass: record.measure.mass, volume: record.measure.volume, expiry: record.item.expiry, hasSerials: record.hasSerials,
            isHeldBack: record.isHeldBack, mobile: record.mobile, parent: record.parent, packs: record.item.packs, aliases: record.aliases)
    }
}
