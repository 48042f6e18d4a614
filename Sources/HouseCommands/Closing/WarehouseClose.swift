import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `warehouse close`: a warehouse that ends, step by step.
enum WarehouseCloseCommand {
    static let code = StockArguments.positional("code", .code, example: "calais", Wording("the warehouse", "l'entrepôt"))
    static let counted = StockArguments.maybe(
        "counted", fr: "compté", example: "Anne",
        Wording("who checked that what is on the books is there", "qui a vérifié que les comptes disent vrai"))
    static let handover = Argument<[String]>.repeated(
        .named(
            "handover", fr: "remise", .text, repeated: true, example: "auberge:dunkirk",
            Wording(
                "whose goods go where, OWNER:WHERE; rest stands for all others",
                "à qui vont les biens de qui, PROPRIÉTAIRE:OÙ ; reste vaut pour tous les autres")), ArgumentReading.text)
    static let undo = StockArguments.flag("undo", fr: "rétablir", Wording("it stays open after all", "il reste ouvert, finalement"))

    static let spec = CommandSpec.write(
        "warehouse close", fr: "entrepôt fermer",
        Wording(
            "close a warehouse: freeze it, name what is open, hand over to each owner, certify it empty",
            "fermer un entrepôt : le geler, nommer ce qui est en cours, remettre à chacun ses biens, certifier qu'il est vide"),
        roles: WhoMay.arrange, [code, counted, handover, undo], isShort: false,
        errors: ["RULE.CLOSING-OPEN", "NOTFOUND.WAREHOUSE", "NOTFOUND.ORGANISATION", "PERM.SCOPE"], reply: CloseWarehouse.keys,
        examples: [
            "warehouse close calais",
            "warehouse close calais counted=Anne handover=auberge:dunkirk handover=\"rest:Marie, Rue du Moulin 4\"",
            "entrepôt fermer calais compté=Anne remise=reste:dunkirk",
        ]
    ) { said, desk in
        try await CloseWarehouse(desk).run(
            CloseWarehouse.Words(code: said[code], counted: said[counted], handover: said[handover], undo: said[undo]))
    }
}
