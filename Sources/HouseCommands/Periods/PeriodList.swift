import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `period list`.
enum PeriodListCommand {
    static let warehouse = Argument<String?>.optional(
        .positional(
            "warehouse", fr: "entrepôt", .code, required: false, example: "main",
            Wording("one warehouse; else all", "un entrepôt ; sinon tous")),
        ArgumentReading.text)

    static let spec = CommandSpec.read(
        "period list", fr: "période lister", aliases: ["période liste", "periods", "périodes"],
        Wording("list closed periods, the last first", "lister les périodes closes, de la dernière"),
        roles: WhoMay.read, [warehouse], isList: true, isShort: false, reply: ClosePeriod.keys, examples: ["period list main"]
    ) { said, desk in try await ClosePeriod(desk).list(warehouse: said[warehouse], try said.page(of: 100)) }
}
