import AdminSocket
import EntrepotService
import Measures
import RoundPlanning
import Speech

/// `crew list`.
enum ListCrewsCommand {
    static let from = RoundArguments.text("from", fr: "du", .date(), example: "today", Wording("the first day", "le premier jour"))
    static let days = RoundArguments.number("days", fr: "jours", 1...366, example: "7", Wording("how many days", "combien de jours"))
    static let warehouse = RoundArguments.warehouse

    static let spec = CommandSpec.read(
        "crew list", fr: "équipe lister", aliases: ["équipe liste"],
        Wording(
            "list the crews of the coming days",
            "lister les équipes des jours qui viennent"), roles: WhoMay.read,
        [from, days, warehouse], isList: true, isShort: false, reply: CrewAnswer.keys, examples: ["crew list days=7"]
    ) { said, desk in try await ListCrews(desk).run(from: said[from], days: Int(said[days] ?? 31), warehouse: said[warehouse], said.page())
    }
}
