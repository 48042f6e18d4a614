import AdminProtocol
package import AdminSocket
import EntrepotService
import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger
import TabularText

/// Goods in, goods moved, goods lost; counts and movements stand beside it.
package enum StockCommands {
    package static let all: [CommandSpec] =
        [donationReceive, donationImport, stock, transfer, transitList, transitReceive, LossCommand.spec, quarantineRelease]
        + counts + movements + [verify]

    static let item = ArgumentSpec.named(
        "item", fr: "article", .sku, required: true, example: "blanket", Wording("the item's code", "le code de l'article"))
    static let lot = ArgumentSpec.named("lot", .text, example: "261121-7", Wording("one lot only", "un lot précis"))
    static let owner = ArgumentSpec.named(
        "owner", fr: "propriétaire", .code, default: .owner, example: "auberge",
        Wording("the organisation that owns the goods", "l'association propriétaire"))
    static let sku = ArgumentSpec.positional(
        "item", fr: "article", .sku, example: "blanket", Wording("the item", "l'article"))
    static let quantity = ArgumentSpec.positional(
        "qty", fr: "qté", .quantity, example: "10carton",
        Wording("how much, with its pack or unit", "combien, avec le conditionnement ou l'unité"))

    static let serials = ArgumentSpec.named(
        "serial", fr: "série", .text, repeated: true, example: "356938035643809",
        Wording("the number of each piece, for items that have one", "le numéro de chaque pièce, pour les articles qui en ont"))

    static let donationReceive = CommandSpec(
        "donation receive", fr: "don recevoir",
        Wording(
            "book goods that a donor brings",
            "enregistrer des biens donnés"), roles: WhoMay.book, effect: .write,
        isShort: true,
        arguments: [
            .named(
                "donor", fr: "donateur", .text, example: "\"Secours Populaire\"",
                Wording("who gives; unknown when left out", "qui donne ; inconnu par défaut")),
            item,
            .named(
                "qty", fr: "qté", .quantity, required: true, example: "10carton",
                Wording("how much, with its pack or unit", "combien, avec l'unité")),
            .named(
                "place", fr: "emplacement", .place, required: true, default: .place, example: "main/a1",
                Wording("where it is put", "où c'est posé")),
            owner,
            .named(
                "lot", .text, example: "B-4711",
                Wording("the code on the goods, when there is one", "le code du lot, s'il y en a un")),
            .named(
                "expires", fr: "péremption", .date(orWords: [Choice("unknown", fr: "inconnue")]), example: "2027-03-31",
                Wording("the expiry date", "la date de péremption")),
            .named(
                "condition", fr: "état", .text, example: "good", Wording("new, good, worn or damaged", "neuf, bon, usé ou abîmé")),
            .named(
                "grant", fr: "subvention", .code, example: "wood-2026",
                Wording("the grant that paid for it", "la subvention qui l'a payé")),
            .named(
                "value", fr: "valeur", .money, example: "120,00EUR",
                Wording("the value of the whole line", "la valeur de toute la ligne")),
            .named("delivery", fr: "livraison", .text, example: "van-3", Wording("the delivery it came with", "la livraison")),
            .named(
                "waybill", fr: "lettre-de-voiture", .text, example: "WB-12",
                Wording("the number of the waybill", "le numéro de lettre de voiture")),
            .named(
                "serial", fr: "série", .text, repeated: true, example: "356938035643809",
                Wording("the number of each piece", "le numéro de chaque pièce")),
        ],
        errors: [
            "NOTFOUND.ITEM", "NOTFOUND.PLACE", "ARG.AMBIGUOUS", "ARG.UNIT", "RULE.GRANT-CLOSED", "CONFLICT.LOT-DIFFERS",
            "CONFLICT.LOOKS-REPEATED", "ARG.UNUSUAL",
        ],
        reply: ["donation", "movement", "item", "lot", "qty", "unit", "place", "owner"],
        examples: [
            "donation receive donor=\"Secours Populaire\" item=blanket qty=10carton place=main/a1 owner=auberge",
            "don recevoir article=bois qté=1,2t emplacement=main/cour propriétaire=woodyard",
        ]
    ) { invocation, context throws(Refusal) in
        try await CommandBridge.writing(invocation, context) { desk in
            var words = ReceiveDonation.Words(
                item: try invocation.text("item"), quantity: try invocation.text("qty"), place: try invocation.text("place"))
            words.owner = invocation.optionalText("owner")
            words.donor = invocation.optionalText("donor")
            words.lot = invocation.optionalText("lot")
            words.expires = invocation.optionalText("expires")
            words.condition = invocation.optionalText("condition")
            words.grant = invocation.optionalText("grant")
            words.value = invocation.optionalText("value")
            words.delivery = invocation.optionalText("delivery")
            words.waybill = invocation.optionalText("waybill")
            words.serials = invocation.texts("serial")
            return try await ReceiveDonation(desk).run(words)
        }
    }

    static let donationImport = CommandSpec(
        "donation import", fr: "don importer",
        Wording(
            "book a whole file of donations, or name every bad row",
            "enregistrer un fichier de dons, ou nommer chaque ligne fausse"),
        roles: WhoMay.amend, effect: .write, takesRows: true,
        arguments: [
            .named(
                "place", fr: "emplacement", .place, default: .place, example: "main/a1",
                Wording("for rows without a place", "pour les lignes sans emplacement")),
            .named(
                "owner", fr: "propriétaire", .code, default: .owner, example: "auberge",
                Wording("for rows without an owner", "pour les lignes sans propriétaire")),
            .named(
                "donor", fr: "donateur", .text, example: "\"Collecte Lille\"",
                Wording("for rows without a donor", "pour les lignes sans donateur")),
            .named(
                "partial", fr: "partiel", .flag, example: "yes",
                Wording("book the good rows, leave the bad ones", "enregistrer les bonnes lignes, laisser les autres")),
            .named(
                "decimal", fr: "décimale", .choice([Choice("comma", fr: "virgule"), Choice("dot", fr: "point")]), example: "comma",
                Wording("the decimal mark, when the file does not tell", "le séparateur décimal, si le fichier ne le dit pas")),
            .named(
                "dates", .choice([Choice("day-first", fr: "jour-mois"), Choice("month-first", fr: "mois-jour")]), example: "day-first",
                Wording("how 03/04/2027 is meant, when the file does not tell", "comment lire 03/04/2027, si le fichier ne le dit pas")),
            .named(
                "separator", fr: "séparateur",
                .choice([Choice("comma", fr: "virgule"), Choice("semicolon", fr: "point-virgule"), Choice("tab", fr: "tabulation")]),
                example: "semicolon",
                Wording("what separates the cells, when it cannot be told", "le séparateur de cellules")),
            .named(
                "currency", fr: "monnaie", .text, example: "EUR",
                Wording("for amounts without a currency", "pour les montants sans monnaie")),
        ],
        errors: [
            "IMPORT.ROWS", "IMPORT.HEADER", "IMPORT.EMPTY", "IMPORT.COLUMN", "IMPORT.DECIMAL", "IMPORT.DATES", "IMPORT.TWO-WAREHOUSES",
            "CONFLICT.LOOKS-REPEATED",
        ],
        reply: ["line", "column", "code", "value", "message"],
        examples: ["donation import place=main/a1 owner=auberge"]
    ) { invocation, context throws(Refusal) in
        try await CommandBridge.writing(invocation, context) { desk in
            var words = ImportDonations.Words(rows: invocation.rows)
            words.place = invocation.optionalText("place")
            words.owner = invocation.optionalText("owner")
            words.donor = invocation.optionalText("donor")
            words.isPartial = invocation.flag("partial")
            words.currency = invocation.optionalText("currency")
            words.order = invocation.optionalText("dates").map { $0 == "day-first" ? .dayFirst : .monthFirst }
            words.separator =
                switch invocation.optionalText("separator") {
                case "comma": .comma
                case "semicolon": .semicolon
                case "tab": .tab
                default: nil
                }
            words.isFrench = context.language == .french
            words.mark = invocation.optionalText("decimal").map { $0 == "comma" ? .comma : .dot }
            return try await ImportDonations(desk).run(words) { done, total in
                context.progress(CommandProgress(done: Int64(done), total: Int64(total), unit: "rows"))
            }
        }
    }

    static let stock = CommandSpec(
        "stock", fr: "stock", aliases: ["stock list", "stock liste"],
        Wording(
            "show what is on hand, where, and how much of it is free",
            "montrer ce qu'il y a, où, et combien est libre"), roles: WhoMay.readGoods,
        effect: .read,
        isList: true,
        arguments: [
            .positional(
                "item", fr: "article", .sku, required: false, example: "blanket",
                Wording("one item, its sizes included", "un article, tailles comprises")),
            .named(
                "place", fr: "emplacement", aliases: ["warehouse", "entrepôt"], .place, example: "main/a1",
                Wording("a place, or a whole warehouse", "un emplacement, ou tout un entrepôt")),
            .named(
                "owner", fr: "propriétaire", .code, example: "auberge",
                Wording("one owner's goods", "les biens d'une association")),
            .named(
                "category", fr: "catégorie", .code, example: "bedding", Wording("a category of items", "une catégorie d'articles")
            ),
            .named(
                "condition", fr: "état", .text, example: "new", Wording("new, good, worn or damaged", "neuf, bon, usé ou abîmé")),
            lot,
            .named(
                "expiring-before", fr: "périme-avant", .date(), example: "2027-01-01",
                Wording("what expires before a day", "ce qui périme avant un jour")),
            .named(
                "as-of", fr: "au", .instant, example: "2026-10-31",
                Wording("as it was at the end of a day", "tel qu'à la fin d'un jour")),
            .named(
                "known-at", fr: "connu-à", .identifier, example: "1200",
                Wording("as the books knew it at a position", "tel que connu à une position")),
        ],
        errors: ["NOTFOUND.ITEM", "NOTFOUND.PLACE", "ARG.VALUE"], reply: ShowStock.keys,
        examples: ["stock", "stock blanket place=main", "stock category=bedding as-of=2026-10-31 limit=all"]
    ) { invocation, context throws(Refusal) in
        try await CommandBridge.reading(invocation, context) { desk in
            var question = ShowStock.Question(limit: invocation.limit ?? 1_000)
            question.item = invocation.optionalText("item")
            question.place = invocation.optionalText("place")
            question.owner = invocation.optionalText("owner")
            question.category = invocation.optionalText("category")
            question.condition = invocation.optionalText("condition")
            question.lot = invocation.optionalText("lot")
            question.expiringBefore = invocation.optionalText("expiring-before")
            question.asOf = invocation.optionalText("as-of")
            question.knownAt = try invocation.optionalNumber("known-at")
            question.after = invocation.after
            return try await ShowStock(desk).run(question)
        }
    }

    static let transfer = CommandSpec(
        "transfer", fr: "transférer", aliases: ["transfert"],
        Wording(
            "move goods between places, or send them to another warehouse",
            "déplacer des biens, ou les envoyer à un autre entrepôt"),
        roles: WhoMay.book, effect: .write, isShort: true,
        arguments: [
            sku, quantity,
            .named("from", fr: "de", .place, required: true, example: "main/a1", Wording("where from", "d'où")),
            .named(
                "to", fr: "vers", .place, required: true, example: "main/b2",
                Wording("where to; another warehouse's code sends it there", "où ; le code d'un autre entrepôt l'y envoie")),
            lot, serials, owner,
        ],
        errors: [
            "STOCK.INSUFFICIENT", "NOTFOUND.ITEM", "NOTFOUND.PLACE", "CONFLICT.LOOKS-REPEATED", "RULE.LOT-OWNER", "RULE.QUARANTINED",
            "RULE.EXPIRED", "ARG.UNUSUAL",
        ],
        reply: TransferGoods.keys,
        examples: ["transfer blanket 40 from=main/a1 to=main/b2", "transférer bois 3sac de=main/cour vers=dunkirk"]
    ) { invocation, context throws(Refusal) in
        try await CommandBridge.writing(invocation, context) { desk in
            try await TransferGoods(desk).run(
                TransferGoods.Words(
                    item: try invocation.text("item"), quantity: try invocation.text("qty"), from: try invocation.text("from"),
                    to: try invocation.text("to"), lot: invocation.optionalText("lot"), serials: invocation.texts("serial"),
                    owner: invocation.optionalText("owner")))
        }
    }

    static let transitList = CommandSpec(
        "transit list", fr: "transit lister", aliases: ["transit liste"],
        Wording(
            "list goods on their way between warehouses",
            "lister les biens en route entre entrepôts"), roles: WhoMay.readGoods, effect: .read,
        isList: true,
        arguments: [
            .named(
                "to", fr: "vers", .code, example: "dunkirk", Wording("only towards this warehouse", "vers cet entrepôt seulement")
            ),
            .named("all", fr: "tout", .flag, example: "yes", Wording("settled ones too", "aussi ceux qui sont soldés")),
        ],
        reply: ReceiveTransit.keys, examples: ["transit list"]
    ) { invocation, context throws(Refusal) in
        try await CommandBridge.reading(invocation, context) { desk in
            try await ReceiveTransit(desk).list(
                to: invocation.optionalText("to"), all: invocation.flag("all"), limit: invocation.limit ?? 100, after: invocation.after)
        }
    }

    static let transitReceive = CommandSpec(
        "transit receive", fr: "transit recevoir",
        Wording(
            "book what arrived from another warehouse",
            "enregistrer ce qui arrive d'un autre entrepôt"),
        roles: WhoMay.book,
        effect: .write,
        arguments: [
            .positional(
                "transit", .identifier, example: "17", Wording("the number that transfer gave", "le numéro donné par transférer")),
            .named(
                "place", fr: "emplacement", .place, default: .place, example: "dunkirk/a1",
                Wording("where it is put", "où c'est posé")),
            .named(
                "take", fr: "prendre", .goods, repeated: true, example: "blanket:38",
                Wording("what arrived; everything when left out", "ce qui est arrivé ; tout par défaut")),
            .named(
                "lost", fr: "perdu", .goods, repeated: true, example: "blanket:2",
                Wording("what was lost on the way", "ce qui s'est perdu en route")),
        ],
        errors: ["NOTFOUND.TRANSIT", "RULE.TRANSIT-SETTLED", "RULE.TRANSIT-EXCEEDED"],
        reply: ReceiveTransit.receivedKeys,
        examples: ["transit receive 17 place=dunkirk/a1 take=blanket:38 lost=blanket:2"]
    ) { invocation, context throws(Refusal) in
        try await CommandBridge.writing(invocation, context) { desk in
            try await ReceiveTransit(desk).run(
                try invocation.number("transit"), place: invocation.optionalText("place"), take: invocation.texts("take"),
                lost: invocation.texts("lost"))
        }
    }
}
