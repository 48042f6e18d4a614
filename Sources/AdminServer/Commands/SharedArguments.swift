import AdminProtocol

extension ArgumentSpec {
    /// Which warehouse is meant.
    static let warehouse = ArgumentSpec.named(
        "warehouse", fr: "entrepôt", .code, example: "main",
        Bilingual(en: "the warehouse, when there are several", fr: "l'entrepôt, s'il y en a plusieurs"))
}
