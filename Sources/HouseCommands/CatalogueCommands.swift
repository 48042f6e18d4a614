import AdminProtocol
package import AdminSocket
import EntrepotService
import Measures
import PlainJSON
import Speech

/// The commands of the catalogue: items, organisations, warehouses and places; those of grants stand beside it.
package enum CatalogueCommands {
    /// Every command of the catalogue, in the order of help.
    package static let all: [CommandSpec] =
        items + [ItemEditCommand.spec, AliasCommand.add, AliasCommand.remove] + organisations
        + [OrganisationCommand.edit, OrganisationCommand.show] + warehouses + [WarehouseCommand.edit, WarehouseCommand.show] + places
        + [PlaceCommand.edit, PlaceCommand.show] + grants + [GrantEditCommand.spec]

    // MARK: Items

    private static let items: [CommandSpec] = [
        CommandSpec(
            "item add", fr: "article ajouter", aliases: ["ajouter article"],
            Wording("add an item to the catalogue", "ajouter un article au catalogue"), roles: WhoMay.arrange, effect: .write,
            arguments: [
                .positional("sku", .code, example: "blanket", Wording("the item's code", "le code de l'article")),
                name("\"Wool blanket\""),
                .named(
                    "name.fr", fr: "nom.fr", .text, example: "\"Couverture en laine\"",
                    Wording("its French name", "son nom français")),
                .named(
                    "category", fr: "catégorie", .code, example: "bedding",
                    Wording("what sort of goods it is; other unless said", "la sorte de biens ; other sinon")),
                .named(
                    "base", fr: "unité", .choice([Choice("piece", fr: "pièce"), "g", "ml"]), example: "piece",
                    Wording(
                        "what it is counted in, for ever: piece unless said", "ce en quoi il se compte, pour toujours : piece sinon"
                    )),
                .named(
                    "weight_g", fr: "poids_g", .integer(0...1_000_000_000), example: "1200",
                    Wording(
                        "grams of one piece, or of 1,000 ml; what is counted in grams weighs what it weighs",
                        "grammes d'une pièce, ou de 1 000 ml ; ce qui se compte en grammes pèse ce qu'il pèse")),
                .named(
                    "volume_ml", .integer(0...1_000_000_000), example: "6000",
                    Wording(
                        "packed millilitres of one piece, or of 1,000 g or ml",
                        "millilitres emballés d'une pièce, ou de 1 000 g ou ml")),
                .named(
                    "volume_ml_per_kg", fr: "volume_ml_par_kg", .integer(0...1_000_000_000), example: "1600",
                    Wording(
                        "packed millilitres of a kilogram, for what is counted in grams",
                        "millilitres emballés d'un kilogramme, pour ce qui se compte en grammes")),
                .named(
                    "mobile", .choice([Choice("allowed", fr: "permis"), Choice("never", fr: "jamais")]), example: "never",
                    Wording("never: it is not loaded on a round", "jamais : il ne part pas en tournée")),
                .named(
                    "quarantine", fr: "quarantaine", .flag, example: "yes",
                    Wording(
                        "whether what comes in of it waits until somebody named lets it out",
                        "si ce qui en arrive attend qu'une personne nommée le libère")),
                .named(
                    "expiry", fr: "péremption",
                    .choice([Choice("none", fr: "aucune"), Choice("optional", fr: "facultative"), Choice("required", fr: "obligatoire")]),
                    example: "required",
                    Wording("whether its lots carry a date", "si ses lots portent une date")),
                .named(
                    "serial", fr: "série", .flag, example: "yes",
                    Wording("whether each piece has a number of its own", "si chaque pièce a son numéro")),
                .named(
                    "parent", .sku, example: "boots",
                    Wording("the item it is a size or kind of", "l'article dont il est une taille ou variante")),
                .named(
                    "pack", fr: "conditionnement", .goods, repeated: true, example: "carton:24",
                    Wording("a pack and how many base units it holds", "un conditionnement et son contenu en unités de base")),
                .named(
                    "alias", .text, repeated: true, example: "3017620422003",
                    Wording("another name, or a barcode", "un autre nom, ou un code-barres")),
            ],
            errors: [
                "CONFLICT.EXISTS", .argumentValue, .itemNotFound, "RULE.ARCHIVED", "RULE.VARIANT-UNIT", "RULE.SERIAL-FOR-PIECES",
                "RULE.PARENT-IS-A-VARIANT",
            ],
            reply: ItemList.keys,
            examples: [
                "item add blanket name=\"Wool blanket\" category=bedding weight_g=1200 volume_ml=6000 pack=carton:24",
                "item add rice base=g category=food expiry=optional pack=bag:8000", "item add boots-42 parent=boots",
            ],
            handler: { invocation, context throws(Refusal) in
                var words = ItemWords(sku: try invocation.text("sku"))
                words.name = invocation.optionalText("name")
                words.frenchName = invocation.optionalText("name.fr")
                words.category = invocation.optionalText("category")
                words.base = invocation.optionalText("base")
                words.grams = invocation.optionalInteger("weight_g")
                words.millilitres = invocation.optionalInteger("volume_ml")
                words.millilitresPerKilogram = invocation.optionalInteger("volume_ml_per_kg")
                words.mobile = invocation.optionalText("mobile")
                words.isHeldBack = invocation.optionalFlag("quarantine")
                words.expiry = invocation.optionalText("expiry")
                words.hasSerials = invocation.optionalFlag("serial")
                words.parent = invocation.optionalText("parent")
                words.packs = invocation.texts("pack")
                words.aliases = invocation.texts("alias")
                let said = words
                return try await CommandBridge.writing(invocation, context) { desk in try await AddItem(desk).add(said) }
            }),
        CommandSpec(
            "item list", fr: "article lister", aliases: ["items", "articles"], Wording("list items", "lister les articles"),
            roles: WhoMay.readGoods, effect: .read, isList: true,
            arguments: [
                .named("category", fr: "catégorie", .code, example: "food", Wording("of one category", "d'une catégorie")),
                archivedToo,
            ], reply: ItemList.keys, examples: ["item list", "article lister catégorie=food"],
            handler: { invocation, context throws(Refusal) in
                let page = try invocation.page()
                return try await CommandBridge.reading(invocation, context) { desk in
                    try await ItemList(desk).list(
                        category: invocation.optionalText("category"), withArchived: invocation.flag("archived"), page)
                }
            }),
        CommandSpec(
            "item show", fr: "article montrer", Wording("show all that is known of an item", "montrer tout d'un article"),
            roles: WhoMay.readGoods, effect: .read, arguments: [sku], errors: [.itemNotFound], reply: ItemList.fullKeys,
            examples: ["item show blanket"],
            handler: { invocation, context throws(Refusal) in
                let sku = try invocation.text("sku")
                return try await CommandBridge.reading(invocation, context) { desk in try await ItemList(desk).show(sku) }
            }),
        CommandSpec(
            "item archive", fr: "article archiver",
            Wording("take an item without stock out of use", "retirer de l'usage un article sans stock"), roles: WhoMay.arrange,
            effect: .write, arguments: [sku, undo], errors: [.itemNotFound, "RULE.STOCK-REMAINS"], reply: ItemList.keys,
            examples: ["item archive blanket", "item archive blanket undo=yes"],
            handler: { invocation, context throws(Refusal) in
                let sku = try invocation.text("sku")
                return try await CommandBridge.writing(invocation, context) { desk in
                    try await ArchiveItem(desk).archive(sku, undo: invocation.flag("undo"))
                }
            }),
    ]

    // MARK: Organisations

    private static let organisations: [CommandSpec] = [
        CommandSpec(
            "organisation add", fr: "association ajouter", aliases: ["organization add"],
            Wording("add an organisation", "ajouter une association"), roles: WhoMay.arrange, effect: .write,
            arguments: [code("auberge"), name("\"L'Auberge des Migrants\"")], errors: ["CONFLICT.EXISTS", .argumentValue],
            reply: Organisations.keys, examples: ["organisation add auberge name=\"L'Auberge des Migrants\""],
            handler: { invocation, context throws(Refusal) in
                let code = try invocation.text("code")
                return try await CommandBridge.writing(invocation, context) { desk in
                    try await Organisations(desk).add(code, name: invocation.optionalText("name"))
                }
            }),
        CommandSpec(
            "organisation list", fr: "association lister", aliases: ["organisations", "associations"],
            Wording("list organisations", "lister les associations"), roles: WhoMay.readGoods, effect: .read, isList: true,
            arguments: [archivedToo], reply: Organisations.keys, examples: ["organisation list"],
            handler: { invocation, context throws(Refusal) in
                let page = try invocation.page()
                return try await CommandBridge.reading(invocation, context) { desk in
                    try await Organisations(desk).list(withArchived: invocation.flag("archived"), page)
                }
            }),
        CommandSpec(
            "organisation archive", fr: "association archiver",
            Wording("take an organisation that owns no stock out of use", "retirer de l'usage une association sans stock"),
            roles: WhoMay.arrange, effect: .write, arguments: [code("auberge"), undo],
            errors: ["NOTFOUND.ORGANISATION", "RULE.STOCK-REMAINS"],
            reply: Organisations.keys, examples: ["organisation archive auberge"],
            handler: { invocation, context throws(Refusal) in
                let code = try invocation.text("code")
                return try await CommandBridge.writing(invocation, context) { desk in
                    try await Organisations(desk).archive(code, undo: invocation.flag("undo"))
                }
            }),
    ]

    // MARK: Warehouses

    private static let warehouses: [CommandSpec] = [
        CommandSpec(
            "warehouse add", fr: "entrepôt ajouter",
            Wording("add a warehouse with books of its own", "ajouter un entrepôt avec ses comptes"), roles: WhoMay.arrange,
            effect: .write,
            arguments: [
                code("calais"), name("Calais"),
                .named(
                    "timezone", fr: "fuseau", .text, example: "Europe/Paris",
                    Wording(
                        "the zone its days are counted in; Europe/Paris unless said", "le fuseau de ses jours ; Europe/Paris sinon")
                ),
                .named("lat", .decimal, example: "50.95", Wording("degrees north", "degrés nord")),
                .named("lon", .decimal, example: "1.85", Wording("degrees east", "degrés est")),
            ],
            errors: ["CONFLICT.EXISTS", .argumentValue, .permissionScope], reply: Warehouses.keys,
            examples: ["warehouse add calais name=Calais timezone=Europe/Paris lat=50.95 lon=1.85"],
            handler: { invocation, context throws(Refusal) in
                var words = WarehouseWords(code: try invocation.text("code"))
                words.name = invocation.optionalText("name")
                words.timeZone = invocation.optionalText("timezone")
                words.latitude = invocation.optionalText("lat")
                words.longitude = invocation.optionalText("lon")
                let said = words
                return try await CommandBridge.writing(invocation, context) { desk in try await Warehouses(desk).add(said) }
            }),
        CommandSpec(
            "warehouse list", fr: "entrepôt lister", aliases: ["warehouses", "entrepôts"],
            Wording("list warehouses", "lister les entrepôts"), roles: WhoMay.readGoods, effect: .read, isList: true,
            arguments: [archivedToo], reply: Warehouses.keys, examples: ["warehouse list"],
            handler: { invocation, context throws(Refusal) in
                let page = try invocation.page()
                return try await CommandBridge.reading(invocation, context) { desk in
                    try await Warehouses(desk).list(withArchived: invocation.flag("archived"), page)
                }
            }),
        CommandSpec(
            "warehouse archive", fr: "entrepôt archiver",
            Wording("take an empty warehouse out of use", "retirer de l'usage un entrepôt vide"), roles: WhoMay.arrange, effect: .write,
            arguments: [code("calais"), undo], errors: ["NOTFOUND.WAREHOUSE", "RULE.STOCK-REMAINS", .permissionScope],
            reply: Warehouses.keys,
            examples: ["warehouse archive calais"],
            handler: { invocation, context throws(Refusal) in
                let code = try invocation.text("code")
                return try await CommandBridge.writing(invocation, context) { desk in
                    try await Warehouses(desk).archive(code, undo: invocation.flag("undo"))
                }
            }),
    ]

    // MARK: Places

    private static let insideKinds: [Choice] = [
        Choice("bin", fr: "rayon"), Choice("quarantine", fr: "quarantaine"), Choice("vehicle", fr: "véhicule"), Choice("tank", fr: "cuve"),
    ]
    private static let outsideKinds: [Choice] = [
        "transit", Choice("donor", fr: "donateur"), Choice("supplier", fr: "fournisseur"), Choice("recipient", fr: "bénéficiaire"),
        Choice("loss", fr: "perte"), Choice("waste", fr: "rebut"), Choice("found", fr: "trouvé"), Choice("workshop", fr: "atelier"),
    ]
    private static let place = ArgumentSpec.positional(
        "place", fr: "emplacement", .place, example: "calais/a1",
        Wording("the place, WAREHOUSE/PLACE", "l'emplacement, ENTREPÔT/EMPLACEMENT"))

    private static let places: [CommandSpec] = [
        CommandSpec(
            "place add", fr: "emplacement ajouter", Wording("add a place to a warehouse", "ajouter un emplacement à un entrepôt"),
            roles: WhoMay.arrange, effect: .write,
            arguments: [
                place,
                .named(
                    "kind", fr: "sorte", .choice(insideKinds), example: "bin",
                    Wording("what sort of place; bin unless said", "quelle sorte d'emplacement ; bin sinon")),
                name("\"Aisle A, first bay\""),
            ],
            errors: ["CONFLICT.EXISTS", .argumentValue, "NOTFOUND.WAREHOUSE", .permissionScope], reply: Places.keys,
            examples: ["place add calais/a1", "place add calais/van-1 kind=vehicle name=\"White van\""],
            handler: { invocation, context throws(Refusal) in
                let place = try invocation.text("place")
                return try await CommandBridge.writing(invocation, context) { desk in
                    try await Places(desk).add(place, kind: invocation.optionalText("kind"), name: invocation.optionalText("name"))
                }
            }),
        CommandSpec(
            "place list", fr: "emplacement lister", aliases: ["places", "emplacements"],
            Wording("list places that hold stock", "lister les emplacements de stock"), roles: WhoMay.readGoods, effect: .read,
            isList: true,
            arguments: [
                .positional(
                    "warehouse", fr: "entrepôt", .code, required: false, example: "calais",
                    Wording("of one warehouse", "d'un entrepôt")),
                .named(
                    "kind", fr: "sorte", .choice(insideKinds + outsideKinds), example: "vehicle",
                    Wording("of one kind, those outside the books included", "d'une sorte, y compris hors des comptes")),
                archivedToo,
            ], errors: ["NOTFOUND.WAREHOUSE"], reply: Places.keys, examples: ["place list", "place list calais kind=vehicle"],
            handler: { invocation, context throws(Refusal) in
                let page = try invocation.page()
                return try await CommandBridge.reading(invocation, context) { desk in
                    try await Places(desk).list(
                        warehouse: invocation.optionalText("warehouse"), kind: invocation.optionalText("kind"),
                        withArchived: invocation.flag("archived"), page)
                }
            }),
        CommandSpec(
            "place archive", fr: "emplacement archiver",
            Wording("take an empty place out of use", "retirer de l'usage un emplacement vide"), roles: WhoMay.arrange, effect: .write,
            arguments: [place, undo],
            errors: [.placeNotFound, "RULE.STOCK-REMAINS", "RULE.PLACE-NEEDED", "RULE.COUNT-OPEN", .permissionScope], reply: Places.keys,
            examples: ["place archive calais/a1"],
            handler: { invocation, context throws(Refusal) in
                let place = try invocation.text("place")
                return try await CommandBridge.writing(invocation, context) { desk in
                    try await Places(desk).archive(place, undo: invocation.flag("undo"))
                }
            }),
    ]

    // MARK: Arguments in common

    static let sku = ArgumentSpec.positional(
        "sku", .sku, example: "blanket", Wording("the item's code", "le code de l'article"))

    static func code(_ example: String) -> ArgumentSpec {
        .positional("code", .code, example: example, Wording("its code", "son code"))
    }

    static func name(_ example: String) -> ArgumentSpec {
        .named("name", fr: "nom", .text, example: example, Wording("its name; the code unless said", "son nom ; le code sinon"))
    }

    static let undo = ArgumentSpec.named(
        "undo", fr: "rétablir", .flag, example: "yes", Wording("bring it back", "le rétablir"))

    static let archivedToo = ArgumentSpec.named(
        "archived", fr: "archivés", .flag, example: "yes", Wording("those out of use as well", "aussi ceux hors d'usage"))
}
