import AdminSocket
import EntrepotService
import Measures
import RoundPlanning
import Speech

/// `plan list`.
enum ListPlansCommand {
    static let warehouse = RoundArguments.warehouse

    static let spec = CommandSpec.read(
        "plan list", fr: "plan lister", aliases: ["plan liste"],
        Wording(
            "list plans, the newest first",
            "lister les plans, du plus récent"), roles: WhoMay.read, [warehouse],
        isList: true,
        isShort: false, reply: MakePlan.keys, examples: ["plan list"]
    ) { said, desk in try await ShowPlans(desk).list(warehouse: said[warehouse], limit: try said.page(of: 100).limit, after: said.after) }
}
