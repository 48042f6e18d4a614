import AdminSocket
import EntrepotService
import Measures
import RoundPlanning
import Speech

/// `plan why`, in the language of who asks.
enum ExplainPlanCommand {
    static let plan = PlanArguments.plan
    static let site = RoundArguments.text("site", .code, example: "beach", Wording("one site only", "un site seulement"))
    static let item = RoundArguments.text("item", fr: "article", .sku, example: "wood", Wording("one item only", "un article seulement"))

    static let spec = CommandSpec(
        "plan why", fr: "plan pourquoi",
        Wording(
            "tell why a need is left out or cut, and what would lift it",
            "dire pourquoi un besoin est écarté ou réduit, et ce qui le lèverait"),
        roles: WhoMay.read, effect: .read, isList: true, arguments: [plan.spec, site.spec, item.spec], errors: ["NOTFOUND.PLAN"],
        reply: ShowPlans.whyKeys,
        examples: ["plan why 3 site=beach"]
    ) { said, context throws(Refusal) in
        try await CommandBridge.reading(said, context) { desk in
            try await ShowPlans(desk).why(
                said[plan], site: said[site], item: said[item], language: context.language == .french ? .french : .english,
                limit: try said.page(of: .max).limit, after: said.after)
        }
    }
}
