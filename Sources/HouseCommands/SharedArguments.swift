import AdminProtocol
import AdminSocket
import Speech

extension ArgumentSpec {
    /// Which warehouse is meant.
    static let warehouse = ArgumentSpec.named(
        "warehouse", fr: "entrepôt", .code, example: "main",
        Wording("the warehouse, when there are several", "l'entrepôt, s'il y en a plusieurs"))
}
