import AdminSocket
import EntrepotService
import Measures
import RoundPlanning
import Speech

/// `round list`.
enum ListRoundsCommand {
    static let warehouse = RoundArguments.warehouse
    static let plan: Argument<Int64?> = .optional(
        .named("plan", .identifier, example: "3", Wording("of one plan, proposals included", "d'un plan, propositions comprises")),
        ArgumentReading.number)
    static let state: Argument<RoundState?> = .maybe(
        "state", fr: "état", example: "underway", Wording("where they stand", "où elles en sont"))
    static let date = RoundArguments.text("date", .date(), example: "today", Wording("one day only", "un jour seulement"))
    static let vehicle = RoundArguments.text(
        "vehicle", fr: "véhicule", .code, example: "van-1", Wording("one vehicle only", "un véhicule seulement"))

    static let spec = CommandSpec.read(
        "round list", fr: "tournée lister", aliases: ["tournée liste"],
        Wording(
            "list rounds, the newest first; figures in base units, blank where a round carries several (see \(en: .roundItems))",
            "lister les tournées, de la plus récente ; chiffres en unités de base, vides s'il y en a plusieurs (voir \(fr: .roundItems))"),
        roles: WhoMay.readRounds, [warehouse, plan, state, date, vehicle], isList: true, isShort: false, reply: ShowRounds.keys,
        examples: ["round list date=today"]
    ) { said, desk in
        try await ShowRounds(desk).list(
            warehouse: said[warehouse], plan: said[plan], state: said[state], date: said[date], vehicle: said[vehicle],
            limit: try said.page(of: 100).limit, after: said.after)
    }
}
