import AdminProtocol
import AdminSocket
import EntrepotService
import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// What happened to goods: listed, explained, corrected, reversed.
extension StockCommands {
    private static let movementNumber = ArgumentSpec.positional(
        "movement", fr: "mouvement", .identifier, example: "812", Wording("the number of the movement", "le numéro du mouvement"))
    static let movements: [CommandSpec] = [
        CommandSpec(
            "movement list", fr: "mouvement lister", aliases: ["mouvement liste", "movements", "mouvements"],
            Wording(
                "list what happened, the newest first",
                "lister ce qui s'est passé, du plus récent"),
            roles: WhoMay.readGoods, effect: .read, isList: true,
            arguments: [
                .named("item", fr: "article", .sku, example: "blanket", Wording("one item", "un article")),
                .named(
                    "lot", .text, example: "L2290",
                    Wording("one lot by its code, batch or serial number", "un lot par son code ou le numéro imprimé")),
                .named(
                    "place", fr: "emplacement", .place, example: "main/a1",
                    Wording("into or out of a place", "vers ou depuis un emplacement")),
                .named(
                    "warehouse", fr: "entrepôt", .code, example: "main",
                    Wording("one warehouse; else all of them", "un entrepôt ; sinon tous")),
                .named("reason", fr: "motif", .text, example: "received", Wording("one reason", "un motif")),
                .named("by", fr: "par", .text, example: "amina", Wording("one person's entries", "les écritures d'une personne")),
                .named("from", fr: "depuis", .instant, example: "2026-11-01", Wording("from this day", "à partir de ce jour")),
                .named(
                    "until", fr: "jusque", .instant, example: "2026-11-21",
                    Wording("to the end of this day", "jusqu'à la fin de ce jour")),
            ],
            errors: ["NOTFOUND.ITEM", "NOTFOUND.PLACE"], reply: ShowMovements.keys, examples: ["movement list item=blanket limit=20"]
        ) { invocation, context throws(Refusal) in
            try await CommandBridge.reading(invocation, context) { desk in
                try await ShowMovements(desk).list(
                    item: invocation.optionalText("item"), lot: invocation.optionalText("lot"), place: invocation.optionalText("place"),
                    warehouse: invocation.optionalText("warehouse"),
                    reason: invocation.optionalText("reason"), by: invocation.optionalText("by"), from: invocation.optionalText("from"),
                    until: invocation.optionalText("until"), limit: invocation.limit ?? 50, after: invocation.after)
            }
        },
        CommandSpec(
            "movement show", fr: "mouvement montrer",
            Wording(
                "show one movement with its lines",
                "montrer un mouvement et ses lignes"),
            roles: WhoMay.readGoods, effect: .read,
            arguments: [movementNumber], errors: ["NOTFOUND.MOVEMENT"], reply: ShowMovements.keys, examples: ["movement show 812"]
        ) { invocation, context throws(Refusal) in
            try await CommandBridge.reading(invocation, context) { desk in
                try await ShowMovements(desk).show(try invocation.number("movement"))
            }
        },
        CommandSpec(
            "movement reverse", fr: "mouvement annuler",
            Wording(
                "book the opposite of a movement",
                "enregistrer l'inverse d'un mouvement"),
            roles: WhoMay.amend, effect: .write, arguments: [movementNumber],
            errors: ["NOTFOUND.MOVEMENT", "RULE.ALREADY-REVERSED", "STOCK.INSUFFICIENT"], reply: AmendMovement.keys,
            examples: ["movement reverse 812 note=\"typed twice\""]
        ) { invocation, context throws(Refusal) in
            try await CommandBridge.writing(invocation, context) { desk in
                try await AmendMovement(desk).reverse(try invocation.number("movement"))
            }
        },
        CommandSpec(
            "movement correct", fr: "mouvement corriger",
            Wording(
                "book the difference to what it should have said",
                "enregistrer la différence avec ce qu'il aurait dû dire"),
            roles: WhoMay.amend, effect: .write,
            arguments: [
                movementNumber,
                .named(
                    "qty", fr: "qté", .quantity, required: true, example: "8carton",
                    Wording("the right quantity", "la bonne quantité")),
            ],
            errors: ["NOTFOUND.MOVEMENT", "RULE.NOTHING-TO-CORRECT", "RULE.CORRECT-ONE-ITEM", "STOCK.INSUFFICIENT"],
            reply: AmendMovement.keys,
            examples: ["movement correct 812 qty=8carton"]
        ) { invocation, context throws(Refusal) in
            try await CommandBridge.writing(invocation, context) { desk in
                try await AmendMovement(desk).correct(
                    try invocation.number("movement"), quantity: try invocation.text("qty"))
            }
        },
    ]

    static let verify = CommandSpec(
        "verify", fr: "vérifier",
        Wording(
            "derive every balance anew and say what does not agree",
            "recalculer chaque solde et dire ce qui ne s'accorde pas"),
        roles: WhoMay.read, effect: .read,
        arguments: [
            .named("warehouse", fr: "entrepôt", .code, example: "main", Wording("one warehouse only", "un entrepôt seulement"))
        ],
        errors: ["BOOKS.FAULTS"], reply: VerifyBooks.keys, examples: ["verify"]
    ) { invocation, context throws(Refusal) in
        try await CommandBridge.reading(invocation, context) { desk in
            try await VerifyBooks(desk).run(warehouse: invocation.optionalText("warehouse"))
        }
    }
}
