import AdminSocket
import EntrepotService
import Measures
import Speech

/// `item edit`: what was said wrong at first, or has changed since.
enum ItemEditCommand {
    static let item = EditArguments.thing("sku", .sku, example: "blanket", Wording("the item", "l'article"))
    static let frenchName = EditArguments.maybe(
        "name.fr", fr: "nom.fr", example: "\"Couverture en laine\"", Wording("its French name", "son nom français"))
    static let category = EditArguments.maybe(
        "category", fr: "catégorie", .code, example: "bedding", Wording("what sort of goods it is", "la sorte de biens"))
    static let base = EditArguments.maybe(
        "base", fr: "unité", .choice([Choice("piece", fr: "pièce"), "g", "ml"]), example: "piece",
        Wording("what it is counted in, while nothing stands on it", "ce en quoi il se compte, tant que rien ne s'y appuie"))
    static let grams = EditArguments.number(
        "weight_g", fr: "poids_g", example: "1500", Wording("grams of one piece, or of 1,000 ml", "grammes d'une pièce, ou de 1 000 ml"))
    static let millilitres = EditArguments.number(
        "volume_ml", example: "6000",
        Wording("packed millilitres of one piece, or of 1,000 g or ml", "millilitres emballés d'une pièce, ou de 1 000 g ou ml"))
    static let perKilogram = EditArguments.number(
        "volume_ml_per_kg", fr: "volume_ml_par_kg", example: "1600",
        Wording("packed millilitres of a kilogram", "millilitres emballés d'un kilogramme"))
    static let expiry = EditArguments.maybe(
        "expiry", fr: "péremption",
        .choice([Choice("none", fr: "aucune"), Choice("optional", fr: "facultative"), Choice("required", fr: "obligatoire")]),
        example: "required", Wording("whether its lots carry a date", "si ses lots portent une date"))
    static let mobile = EditArguments.maybe(
        "mobile", .choice([Choice("allowed", fr: "permis"), Choice("never", fr: "jamais")]), example: "never",
        Wording("never: it is not loaded on a round", "jamais : il ne part pas en tournée"))
    static let quarantine = EditArguments.flag(
        "quarantine", fr: "quarantaine",
        Wording("whether what comes in waits for somebody named", "si ce qui arrive attend une personne nommée"))
    static let serial = EditArguments.flag(
        "serial", fr: "série",
        Wording("whether each piece has a number, while there are no lots", "si chaque pièce a un numéro, tant qu'il n'y a pas de lot"))
    static let parent = EditArguments.removable(
        "parent", .sku, example: "boots", Wording("the item it is a size of, or none", "l'article dont il est une taille, ou aucun"))
    static let packs = EditArguments.several(
        "pack", fr: "conditionnement", .goods, example: "bale:25",
        Wording("a pack and its content, new or changed", "un conditionnement et son contenu, nouveau ou changé"))
    static let without = EditArguments.several(
        "without-pack", fr: "sans-conditionnement", .text, example: "bale", Wording("a pack to take away", "un conditionnement à enlever"))
    static let aliases = EditArguments.several(
        "alias", .text, example: "3017620422003", Wording("another name, or a barcode", "un autre nom, ou un code-barres"))

    static let spec = CommandSpec.write(
        "item edit", fr: "article modifier",
        Wording("change an item: names, weight, packs", "modifier un article : noms, poids, conditionnements"), roles: WhoMay.arrange,
        [
            item, EditArguments.name, frenchName, category, grams, millilitres, perKilogram, packs, without, aliases, expiry, mobile,
            quarantine, parent, base, serial,
        ], isShort: false,
        errors: [
            .itemNotFound, .ambiguousCode, .argumentValue, .argumentUnusual, "ARG.MISSING", "RULE.IN-USE", "NOTFOUND.PACK",
            "CONFLICT.EXISTS",
            "RULE.VARIANT-UNIT", "RULE.PARENT-IS-A-VARIANT", "RULE.SERIAL-FOR-PIECES",
        ], reply: ItemList.keys,
        examples: [
            "item edit blanket weight_g=1500", "item edit blanket pack=bale:25 name=\"Wool blanket\"", "item edit boots-42 parent=boots",
        ]
    ) { said, desk in
        var words = ItemWords(sku: try said[item])
        words.name = try said[EditArguments.name]
        words.frenchName = try said[frenchName]
        words.category = try said[category]
        words.base = try said[base]
        words.grams = try said[grams]
        words.millilitres = try said[millilitres]
        words.millilitresPerKilogram = try said[perKilogram]
        words.expiry = try said[expiry]
        words.mobile = try said[mobile]
        words.isHeldBack = try said[quarantine]
        words.hasSerials = try said[serial]
        words.parent = try said[parent]
        words.packs = try said[packs]
        words.aliases = try said[aliases]
        return try await EditItem(desk).run(words, withoutPacks: said[without])
    }
}
