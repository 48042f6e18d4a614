import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `lot history`: what was put right of a lot.
enum LotHistoryCommand {
    static let spec = CommandSpec.read(
        "lot history", fr: "lot historique",
        Wording("list what was put right of a lot, the last first", "lister ce qui a été corrigé d'un lot, du plus récent"),
        roles: WhoMay.readGoods, [LotCorrectCommand.lot, LotCorrectCommand.item], isList: true, isShort: false,
        errors: ["NOTFOUND.LOT"], reply: CorrectLot.keys, examples: ["lot history 261121-7"]
    ) { said, desk in
        try await CorrectLot(desk).history(said[LotCorrectCommand.lot], item: said[LotCorrectCommand.item], try said.page(of: 100))
    }
}
