import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `verify`: whether the books are sound.
enum VerifyCommand {
    static let warehouse = StockArguments.warehouse(Wording("one warehouse only", "un entrepôt seulement"))

    static let spec = CommandSpec.read(
        "verify", fr: "vérifier",
        Wording(
            "derive every balance anew and say what does not agree",
            "recalculer chaque solde et dire ce qui ne s'accorde pas"),
        roles: WhoMay.read, [warehouse], isShort: false, errors: ["BOOKS.FAULTS"], reply: VerifyBooks.keys, examples: ["verify"]
    ) { said, desk in try await VerifyBooks(desk).run(warehouse: said[warehouse]) }
}
