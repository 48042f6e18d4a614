import AdminSocket
import EntrepotService
import Measures
import RoundPlanning
import Speech

/// `plan approve`.
enum ApprovePlanCommand {
    static let plan = PlanArguments.plan
    static let rounds: Argument<[Int64]> = .repeated(
        .named(
            "round", fr: "tournée", .identifier, repeated: true, example: "7", Wording("only this round", "cette tournée seulement")),
        ArgumentReading.number)
    static let revision = RoundArguments.number(
        "if-rev", fr: "si-rév", 1...Int64(Int32.max), example: "1",
        Wording("only if the plan is still this revision", "seulement si le plan en est à cette révision"))

    static let spec = CommandSpec.write(
        "plan approve", fr: "plan approuver",
        Wording(
            "approve rounds of a plan and reserve their stock",
            "approuver des tournées et réserver leur stock"),
        roles: RoundArguments.roles(.approve), [plan, rounds, revision], isShort: false,
        errors: ["NOTFOUND.PLAN", "NOTFOUND.ROUND", "STOCK.INSUFFICIENT", "CONFLICT.REVISION", "PLAN.VEHICLE-TAKEN"],
        reply: ShowRounds.keys,
        examples: ["plan approve 3", "plan approuver 3 tournée=7"]
    ) { said, desk in try await ApprovePlan(desk).run(said[plan], rounds: said[rounds], revision: said[revision]) }
}
