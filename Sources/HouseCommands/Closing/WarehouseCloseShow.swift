import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `warehouse close show`: who took what, and the certificate that nothing is left.
enum WarehouseCloseShowCommand {
    static let code = StockArguments.positional("code", .code, example: "calais", Wording("the warehouse", "l'entrepôt"))

    static let spec = CommandSpec.read(
        "warehouse close show", fr: "entrepôt fermer montrer",
        Wording(
            "show who took what of a warehouse that closes, and its certificate",
            "montrer qui a pris quoi d'un entrepôt qui ferme, et son certificat"),
        roles: WhoMay.readGoods, [code], isShort: false, errors: ["NOTFOUND.WAREHOUSE"], reply: ShowClosing.keys,
        examples: ["warehouse close show calais"]
    ) { said, desk in
        try await ShowClosing(desk).run(said[code])
    }
}
