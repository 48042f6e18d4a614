import AdminProtocol
import EntrepotService
import EntrepotStore
import Measures
import PlainJSON
import StockLedger

/// Goods in, goods moved, goods lost; counts and movements stand beside it.
package enum StockCommands {
    package static let all: [CommandSpec] =
        [donationReceive, donationImport, stock, transfer, transitList, transitReceive, loss]
        + counts + movements + [verify]

    static let item = ArgumentSpec.named(
        "item", fr: "article", .sku, required: true, example: "blanket", Bilingual(en: "the item's code", fr: "le code de l'article"))
    static let lot = ArgumentSpec.named("lot", .text, example: "261121-7", Bilingual(en: "one lot only", fr: "un lot précis"))
    static let owner = ArgumentSpec.named(
        "owner", fr: "propriétaire", .code, default: .owner, example: "auberge",
        Bilingual(en: "the organisation that owns the goods", fr: "l'association propriétaire"))
    static let sku = ArgumentSpec.positional(
        "item", fr: "article", .sku, example: "blanket", Bilingual(en: "the item", fr: "l'article"))
    static let quantity = ArgumentSpec.positional(
        "qty", fr: "qté", .quantity, example: "10carton",
        Bilingual(en: "how much, with its pack or unit", fr: "combien, avec le conditionnement ou l'unité"))

    static let donationReceive = CommandSpec(
        "donation receive", fr: "don recevoir",
        Bilingual(en: "Books goods that a donor brings", fr: "Enregistre des biens donnés"), roles: [.volunteer, .manager], effect: .write,
        isShort: true,
        arguments: [
            .named(
                "donor", fr: "donateur", .text, example: "\"Secours Populaire\"",
                Bilingual(en: "who gives; unknown when left out", fr: "qui donne ; inconnu par défaut")),
            item,
            .named(
                "qty", fr: "qté", .quantity, required: true, example: "10carton",
                Bilingual(en: "how much, with its pack or unit", fr: "combien, avec l'unité")),
            .named(
                "place", fr: "emplacement", .place, required: true, default: .place, example: "main/a1",
                Bilingual(en: "where it is put", fr: "où c'est posé")),
            owner,
            .named(
                "lot", .text, example: "B-4711",
                Bilingual(en: "the code on the goods, when there is one", fr: "le code du lot, s'il y en a un")),
            .named(
                "expires", fr: "péremption", .date(orWords: [Choice("unknown", fr: "inconnue")]), example: "2027-03-31",
                Bilingual(en: "the expiry date", fr: "la date de péremption")),
            .named(
                "condition", fr: "état", .text, example: "good", Bilingual(en: "new, good, worn or damaged", fr: "neuf, bon, usé ou abîmé")),
            .named(
                "grant", fr: "subvention", .code, example: "wood-2026",
                Bilingual(en: "the grant that paid for it", fr: "la subvention qui l'a payé")),
            .named(
                "value", fr: "valeur", .money, example: "120,00EUR",
                Bilingual(en: "the value of the whole line", fr: "la valeur de toute la ligne")),
            .named("delivery", fr: "livraison", .text, example: "van-3", Bilingual(en: "the delivery it came with", fr: "la livraison")),
            .named(
                "waybill", fr: "lettre-de-voiture", .text, example: "WB-12",
                Bilingual(en: "the number of the waybill", fr: "le numéro de lettre de voiture")),
            .named(
                "serial", fr: "série", .text, repeated: true, example: "356938035643809",
                Bilingual(en: "the number of each piece", fr: "le numéro de chaque pièce")),
        ],
        errors: [
            "NOTFOUND.ITEM", "NOTFOUND.PLACE", "ARG.AMBIGUOUS", "ARG.UNIT", "RULE.GRANT-CLOSED", "CONFLICT.LOT-DIFFERS",
            "CONFLICT.LOOKS-REPEATED",
        ],
        reply: ["donation", "movement", "item", "lot", "qty", "unit", "place", "owner"],
        examples: [
            "donation receive donor=\"Secours Populaire\" item=blanket qty=10carton place=main/a1 owner=auberge",
            "don recevoir article=bois qté=1,2t emplacement=main/cour propriétaire=woodyard",
        ]
    ) { invocation, context throws(CommandFailure) in
        try await CommandBridge.writing(invocation, context) { house, entry in
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
            return try await ReceiveDonation(house).run(words, entry)
        }
    }

    static let donationImport = CommandSpec(
        "donation import", fr: "don importer",
        Bilingual(
            en: "Books a whole file of donations, or names every bad row", fr: "Enregistre un fichier de dons, ou nomme chaque ligne fausse"
        ),
        roles: [.manager], effect: .write, takesRows: true,
        arguments: [
            .named(
                "place", fr: "emplacement", .place, default: .place, example: "main/a1",
                Bilingual(en: "for rows without a place", fr: "pour les lignes sans emplacement")),
            .named(
                "owner", fr: "propriétaire", .code, default: .owner, example: "auberge",
                Bilingual(en: "for rows without an owner", fr: "pour les lignes sans propriétaire")),
            .named(
                "donor", fr: "donateur", .text, example: "\"Collecte Lille\"",
                Bilingual(en: "for rows without a donor", fr: "pour les lignes sans donateur")),
            .named(
                "partial", fr: "partiel", .flag, example: "yes",
                Bilingual(en: "book the good rows, leave the bad ones", fr: "enregistrer les bonnes lignes, laisser les autres")),
            .named(
                "decimal", fr: "décimale", .choice([Choice("comma", fr: "virgule"), Choice("dot", fr: "point")]), example: "comma",
                Bilingual(en: "the decimal mark, when the file does not tell", fr: "le séparateur décimal, si le fichier ne le dit pas")),
            .named(
                "separator", fr: "séparateur", .text, example: ";",
                Bilingual(en: "what separates the cells, when it cannot be told", fr: "le séparateur de cellules")),
        ],
        errors: ["IMPORT.ROWS", "IMPORT.HEADER", "IMPORT.EMPTY", "CONFLICT.LOOKS-REPEATED"],
        reply: ["line", "column", "code", "value", "message"],
        examples: ["donation import place=main/a1 owner=auberge"]
    ) { invocation, context throws(CommandFailure) in
        try await CommandBridge.writing(invocation, context) { house, entry in
            var words = ImportDonations.Words(rows: invocation.rows)
            words.place = invocation.optionalText("place")
            words.owner = invocation.optionalText("owner")
            words.donor = invocation.optionalText("donor")
            words.isPartial = invocation.flag("partial")
            words.isFrench = context.language == .french
            words.mark = invocation.optionalText("decimal").map { $0 == "comma" ? .comma : .dot }
            return try await ImportDonations(house).run(words, entry) { done, total in
                context.progress(CommandProgress(done: Int64(done), total: Int64(total), unit: "rows"))
            }
        }
    }

    static let stock = CommandSpec(
        "stock", fr: "stock", aliases: ["stock list", "stock liste"],
        Bilingual(en: "What is on hand, where, and how much of it is free", fr: "Ce qu'il y a, où, et combien est libre"), effect: .read,
        isList: true,
        arguments: [
            .positional(
                "item", fr: "article", .sku, required: false, example: "blanket",
                Bilingual(en: "one item, its sizes included", fr: "un article, tailles comprises")),
            .named(
                "place", fr: "emplacement", aliases: ["warehouse", "entrepôt"], .place, example: "main/a1",
                Bilingual(en: "a place, or a whole warehouse", fr: "un emplacement, ou tout un entrepôt")),
            .named(
                "owner", fr: "propriétaire", .code, example: "auberge",
                Bilingual(en: "one owner's goods", fr: "les biens d'une association")),
            .named(
                "category", fr: "catégorie", .code, example: "bedding", Bilingual(en: "a category of items", fr: "une catégorie d'articles")
            ),
            .named(
                "condition", fr: "état", .text, example: "new", Bilingual(en: "new, good, worn or damaged", fr: "neuf, bon, usé ou abîmé")),
            lot,
            .named(
                "expiring-before", fr: "périme-avant", .date(), example: "2027-01-01",
                Bilingual(en: "what expires before a day", fr: "ce qui périme avant un jour")),
            .named(
                "as-of", fr: "au", .instant, example: "2026-10-31",
                Bilingual(en: "as it was at the end of a day", fr: "tel qu'à la fin d'un jour")),
            .named(
                "known-at", fr: "connu-à", .identifier, example: "1200",
                Bilingual(en: "as the books knew it at a position", fr: "tel que connu à une position")),
        ],
        errors: ["NOTFOUND.ITEM", "NOTFOUND.PLACE", "ARG.VALUE"], reply: ShowStock.keys,
        examples: ["stock", "stock blanket place=main", "stock category=bedding as-of=2026-10-31 limit=all"]
    ) { invocation, context throws(CommandFailure) in
        try await CommandBridge.reading(invocation, context) { house in
            var question = ShowStock.Question(limit: invocation.limit ?? 1_000)
            question.item = invocation.optionalText("item")
            question.place = invocation.optionalText("place")
            question.owner = invocation.optionalText("owner")
            question.category = invocation.optionalText("category")
            question.condition = invocation.optionalText("condition")
            question.lot = invocation.optionalText("lot")
            question.expiringBefore = invocation.optionalText("expiring-before")
            question.asOf = invocation.optionalText("as-of")
            question.knownAt = try Self.identifier(invocation, "known-at")
            question.after = invocation.after
            return try await ShowStock(house).run(question)
        }
    }

    static let transfer = CommandSpec(
        "transfer", fr: "transférer", aliases: ["transfert"],
        Bilingual(
            en: "Moves goods between places, or sends them to another warehouse", fr: "Déplace des biens, ou les envoie à un autre entrepôt"
        ),
        roles: [.volunteer, .manager], effect: .write, isShort: true,
        arguments: [
            sku, quantity,
            .named("from", fr: "de", .place, required: true, example: "main/a1", Bilingual(en: "where from", fr: "d'où")),
            .named(
                "to", fr: "vers", .place, required: true, example: "main/b2",
                Bilingual(en: "where to; another warehouse's code sends it there", fr: "où ; le code d'un autre entrepôt l'y envoie")),
            lot, owner,
        ],
        errors: ["STOCK.INSUFFICIENT", "NOTFOUND.ITEM", "NOTFOUND.PLACE", "CONFLICT.LOOKS-REPEATED"],
        reply: ["movement", "item", "lot", "qty", "from", "to", "transit"],
        examples: ["transfer blanket 40 from=main/a1 to=main/b2", "transférer bois 3sac de=main/cour vers=dunkirk"]
    ) { invocation, context throws(CommandFailure) in
        try await CommandBridge.writing(invocation, context) { house, entry in
            try await TransferGoods(house).run(
                TransferGoods.Words(
                    item: try invocation.text("item"), quantity: try invocation.text("qty"), from: try invocation.text("from"),
                    to: try invocation.text("to"), lot: invocation.optionalText("lot"), owner: invocation.optionalText("owner")), entry)
        }
    }

    static let transitList = CommandSpec(
        "transit list", fr: "transit liste",
        Bilingual(en: "Goods on their way between warehouses", fr: "Les biens en route entre entrepôts"), effect: .read, isList: true,
        arguments: [
            .named(
                "to", fr: "vers", .code, example: "dunkirk", Bilingual(en: "only towards this warehouse", fr: "vers cet entrepôt seulement")
            ),
            .named("all", fr: "tout", .flag, example: "yes", Bilingual(en: "settled ones too", fr: "aussi ceux qui sont soldés")),
        ],
        reply: ["transit", "from", "to", "item", "lot", "sent", "received", "lost", "due", "unit", "sent_at"], examples: ["transit list"]
    ) { invocation, context throws(CommandFailure) in
        try await CommandBridge.reading(invocation, context) { house in
            try await ReceiveTransit(house).list(to: invocation.optionalText("to"), all: invocation.flag("all"))
        }
    }

    static let transitReceive = CommandSpec(
        "transit receive", fr: "transit recevoir",
        Bilingual(en: "Books what arrived from another warehouse", fr: "Enregistre ce qui arrive d'un autre entrepôt"),
        roles: [.volunteer, .manager],
        effect: .write,
        arguments: [
            .positional(
                "transit", .identifier, example: "17", Bilingual(en: "the number that transfer gave", fr: "le numéro donné par transférer")),
            .named(
                "place", fr: "emplacement", .place, default: .place, example: "dunkirk/a1",
                Bilingual(en: "where it is put", fr: "où c'est posé")),
            .named(
                "take", fr: "prendre", .goods, repeated: true, example: "blanket:38",
                Bilingual(en: "what arrived; everything when left out", fr: "ce qui est arrivé ; tout par défaut")),
            .named(
                "lost", fr: "perdu", .goods, repeated: true, example: "blanket:2",
                Bilingual(en: "what was lost on the way", fr: "ce qui s'est perdu en route")),
        ],
        errors: ["NOTFOUND.TRANSIT", "RULE.TRANSIT-SETTLED", "RULE.TRANSIT-EXCEEDED"],
        reply: ["movement", "item", "lot", "qty", "from", "to", "transit"],
        examples: ["transit receive 17 place=dunkirk/a1 take=blanket:38 lost=blanket:2"]
    ) { invocation, context throws(CommandFailure) in
        try await CommandBridge.writing(invocation, context) { house, entry in
            try await ReceiveTransit(house).run(
                try Self.required(invocation, "transit"), place: invocation.optionalText("place"), take: invocation.texts("take"),
                lost: invocation.texts("lost"), entry)
        }
    }

    static let loss = CommandSpec(
        "loss", fr: "perte", Bilingual(en: "Books goods that are gone", fr: "Enregistre une perte"), roles: [.volunteer, .manager],
        effect: .write, isShort: true,
        arguments: [
            sku, quantity,
            .named(
                "place", fr: "emplacement", .place, required: true, default: .place, example: "main/a1",
                Bilingual(en: "where they were", fr: "où ils étaient")),
            .named(
                "reason", fr: "motif", .text, required: true, example: "damaged",
                Bilingual(
                    en: "expired, damaged, wasted, scrapped, lost, stolen, seized, fire, flood, destroyed, unknown",
                    fr: "périmé, abîmé, gaspillé, rebut, perdu, volé, saisi, incendie, inondation, détruit, inconnu")),
            lot, owner,
        ],
        errors: ["STOCK.INSUFFICIENT", "NOTFOUND.ITEM", "NOTFOUND.PLACE"],
        reply: ["movement", "item", "lot", "qty", "unit", "place", "reason"],
        examples: ["loss blanket 3 place=main/a1 reason=damaged", "perte bois 20kg emplacement=main/cour motif=volé"]
    ) { invocation, context throws(CommandFailure) in
        try await CommandBridge.writing(invocation, context) { house, entry in
            try await BookLoss(house).run(
                BookLoss.Words(
                    item: try invocation.text("item"), quantity: try invocation.text("qty"), place: try invocation.text("place"),
                    reason: try invocation.text("reason"), lot: invocation.optionalText("lot"), owner: invocation.optionalText("owner")),
                entry)
        }
    }
}
