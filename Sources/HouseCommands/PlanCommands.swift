import AdminProtocol
package import AdminSocket
import EntrepotService
import EntrepotStore
import Measures
import PlainJSON
import RoundPlanning
import Speech
import StockLedger

/// Plans of rounds: made, looked at, explained, approved.
package enum PlanCommands {
    package static let all: [CommandSpec] = [make, list, show, why, approve]

    private static let planNumber = ArgumentSpec.positional(
        "plan", .identifier, example: "3", Wording("the plan's number", "le numéro du plan"))

    private static let make = CommandSpec(
        "plan make", fr: "plan faire",
        Wording(
            "propose rounds for the next days",
            "proposer des tournées pour les prochains jours"),
        roles: WhoMay.arrange, effect: .write,
        arguments: [
            .named(
                "from", fr: "du", .date(), example: "tomorrow",
                Wording("the first day; tomorrow when left out", "le premier jour ; demain par défaut")),
            .integer("days", fr: "jours", 1...31, example: "2", Wording("how many days", "combien de jours")), .warehouse,
            .named(
                "organisation", fr: "association", .code, example: "auberge",
                Wording("with this organisation's goods and people alone", "avec les biens et l'équipe d'une seule association")),
            .named(
                "vehicles", fr: "véhicules", .list, example: "van-1,van-2",
                Wording("only these vehicles", "ces véhicules seulement")),
            .named(
                "items", fr: "articles", .list, example: "wood,blanket", Wording("only these items", "ces articles seulement")),
            .integer(
                "seconds", fr: "secondes", 1...3_600, example: "5",
                Wording(
                    "how long to search; left out: a fixed effort, always the same plan",
                    "combien de temps chercher ; sinon effort fixe, toujours le même plan")),
            .integer(
                "iterations", fr: "itérations", 1...50_000_000, example: "5000",
                Wording("the effort, instead of seconds", "l'effort, au lieu des secondes")),
            .integer(
                "seed", fr: "graine", 0...Int64.max, example: "1", Wording("the seed of the search", "la graine de la recherche")),
            .named("frost", fr: "gel", .flag, example: "yes", Wording("frost is expected", "on attend du gel")),
        ], errors: ["PLAN.DAYS", "NOTFOUND.VEHICLE", "NOTFOUND.ITEM"], reply: MakePlan.keys,
        examples: ["plan make from=tomorrow days=2", "plan faire du=demain"]
    ) { invocation, context throws(Refusal) in
        try await CommandBridge.writing(invocation, context) { desk in
            var words = MakePlan.Words()
            words.from = invocation.optionalText("from")
            words.days = invocation.optionalInteger("days").map { Int($0) }
            words.warehouse = invocation.optionalText("warehouse")
            words.organisation = invocation.optionalText("organisation")
            words.vehicles = Self.names(invocation.optionalText("vehicles"))
            words.items = Self.names(invocation.optionalText("items"))
            words.seconds = invocation.optionalInteger("seconds").map { Int($0) }
            words.iterations = invocation.optionalInteger("iterations").map { Int($0) }
            words.seed = invocation.optionalInteger("seed")
            words.frost = invocation.flag("frost")
            let progress = context.progress
            return try await MakePlan(desk).run(words) { made in
                progress(CommandProgress(done: Int64(made), total: nil, unit: "iterations"))
            }
        }
    }

    private static func names(_ text: String?) -> [String] {
        (text ?? "").split(separator: ",").map { $0.lowercased() }
    }

    private static let list = CommandSpec(
        "plan list", fr: "plan lister", aliases: ["plan liste"],
        Wording(
            "list plans, the newest first",
            "lister les plans, du plus récent"), roles: WhoMay.read, effect: .read,
        isList: true,
        arguments: [.warehouse], reply: MakePlan.keys, examples: ["plan list"]
    ) { invocation, context throws(Refusal) in
        try await CommandBridge.reading(invocation, context) { desk in
            try await ShowPlans(desk).list(
                warehouse: invocation.optionalText("warehouse"), limit: invocation.limit ?? 100, after: invocation.after)
        }
    }

    private static let show = CommandSpec(
        "plan show", fr: "plan montrer",
        Wording(
            "show who gets what, when, by which vehicle",
            "montrer qui reçoit quoi, quand, par quel véhicule"), roles: WhoMay.read, effect: .read,
        isList: true, arguments: [planNumber], errors: ["NOTFOUND.PLAN"], reply: ShowPlans.lineKeys, examples: ["plan show 3"]
    ) { invocation, context throws(Refusal) in
        try await CommandBridge.reading(invocation, context) { desk in
            try await ShowPlans(desk).show(
                try invocation.number("plan"), limit: invocation.limit ?? Int.max, after: invocation.after)
        }
    }

    private static let why = CommandSpec(
        "plan why", fr: "plan pourquoi",
        Wording(
            "tell why a need is left out or cut, and what would lift it",
            "dire pourquoi un besoin est écarté ou réduit, et ce qui le lèverait"),
        roles: WhoMay.read, effect: .read, isList: true,
        arguments: [
            planNumber, .named("site", .code, example: "beach", Wording("one site only", "un site seulement")),
            .named("item", fr: "article", .sku, example: "wood", Wording("one item only", "un article seulement")),
        ], errors: ["NOTFOUND.PLAN"], reply: ShowPlans.whyKeys, examples: ["plan why 3 site=beach"]
    ) { invocation, context throws(Refusal) in
        try await CommandBridge.reading(invocation, context) { desk in
            try await ShowPlans(desk).why(
                try invocation.number("plan"), site: invocation.optionalText("site"), item: invocation.optionalText("item"),
                language: context.language == .french ? .french : .english, limit: invocation.limit ?? Int.max, after: invocation.after)
        }
    }

    private static let approve = CommandSpec(
        "plan approve", fr: "plan approuver",
        Wording(
            "approve rounds of a plan and reserve their stock",
            "approuver des tournées et réserver leur stock"),
        roles: RoundCommands.roles(.approve), effect: .write,
        arguments: [
            planNumber,
            .named(
                "round", fr: "tournée", .identifier, repeated: true, example: "7",
                Wording("only this round", "cette tournée seulement")),
            .integer(
                "if-rev", fr: "si-rév", 1...Int64(Int32.max), example: "1",
                Wording("only if the plan is still this revision", "seulement si le plan en est à cette révision")),
        ], errors: ["NOTFOUND.PLAN", "NOTFOUND.ROUND", "STOCK.INSUFFICIENT", "CONFLICT.REVISION", "PLAN.VEHICLE-TAKEN"],
        reply: ShowRounds.keys,
        examples: ["plan approve 3", "plan approuver 3 tournée=7"]
    ) { invocation, context throws(Refusal) in
        try await CommandBridge.writing(invocation, context) { desk in
            try await ApprovePlan(desk).run(
                try invocation.number("plan"), rounds: try invocation.numbers("round"),
                revision: invocation.optionalInteger("if-rev"))
        }
    }
}
