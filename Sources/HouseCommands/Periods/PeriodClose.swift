import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `period close`: the books up to a day are done.
enum PeriodCloseCommand {
    static let warehouse = StockArguments.positional(
        "warehouse", fr: "entrepôt", .code, example: "main", Wording("the warehouse", "l'entrepôt"))
    static let until = StockArguments.text(
        "until", fr: "jusque", .instant, example: "2026-10-31", Wording("the last day that is closed", "le dernier jour clos"))

    static let spec = CommandSpec.write(
        "period close", fr: "période clore",
        Wording(
            "close the books up to the end of a day",
            "clore les comptes jusqu'à la fin d'un jour"),
        roles: WhoMay.amend, [warehouse, until], isShort: false,
        errors: ["NOTFOUND.WAREHOUSE", "RULE.PERIOD-NOT-OVER", "RULE.PERIOD-CLOSED-TWICE", "RULE.PERIOD-OPEN-ENDS"],
        reply: ClosePeriod.keys, examples: ["period close main until=2026-10-31", "période clore main jusque=31/10/2026"]
    ) { said, desk in try await ClosePeriod(desk).close(warehouse: said[warehouse], until: said[until]) }
}
