import AdminSocket
import EntrepotService
import Measures
import RoundPlanning
import Speech

/// `plan show`.
enum ShowPlanCommand {
    static let plan = PlanArguments.plan

    static let spec = CommandSpec.read(
        "plan show", fr: "plan montrer",
        Wording(
            "show who gets what, when, by which vehicle",
            "montrer qui reçoit quoi, quand, par quel véhicule"),
        roles: WhoMay.read, [plan], isList: true, isShort: false, errors: ["NOTFOUND.PLAN"], reply: ShowPlans.lineKeys,
        examples: ["plan show 3"]
    ) { said, desk in try await ShowPlans(desk).show(said[plan], limit: try said.page(of: .max).limit, after: said.after) }
}

/// What the commands of one plan have in common.
enum PlanArguments {
    static let plan: Argument<Int64> = .required(
        .positional("plan", .identifier, example: "3", Wording("the plan's number", "le numéro du plan")), ArgumentReading.number)
}
