import AdminSocket
import EntrepotService
import Measures
import RoundPlanning
import Speech

/// `plan make`: proposes rounds; it tells its progress while it searches.
enum MakePlanCommand {
    static let from = RoundArguments.text(
        "from", fr: "du", .date(), example: "tomorrow",
        Wording("the first day; tomorrow when left out", "le premier jour ; demain par défaut"))
    static let days = RoundArguments.number("days", fr: "jours", 1...31, example: "2", Wording("how many days", "combien de jours"))
    static let warehouse = RoundArguments.warehouse
    static let organisation = RoundArguments.text(
        "organisation", fr: "association", .code, example: "auberge",
        Wording("with this organisation's goods and people alone", "avec les biens et l'équipe d'une seule association"))
    static let vehicles = RoundArguments.text(
        "vehicles", fr: "véhicules", .list, example: "van-1,van-2", Wording("only these vehicles", "ces véhicules seulement"))
    static let items = RoundArguments.text(
        "items", fr: "articles", .list, example: "wood,blanket", Wording("only these items", "ces articles seulement"))
    static let seconds = RoundArguments.number(
        "seconds", fr: "secondes", 1...3_600, example: "5",
        Wording(
            "how long to search; left out: a fixed effort, always the same plan",
            "combien de temps chercher ; sinon effort fixe, toujours le même plan"))
    static let iterations = RoundArguments.number(
        "iterations", fr: "itérations", 1...50_000_000, example: "5000",
        Wording("the effort, instead of seconds", "l'effort, au lieu des secondes"))
    static let seed = RoundArguments.number(
        "seed", fr: "graine", 0...Int64.max, example: "1", Wording("the seed of the search", "la graine de la recherche"))
    static let frost = RoundArguments.flag("frost", fr: "gel", Wording("frost is expected", "on attend du gel"))

    static let spec = CommandSpec(
        "plan make", fr: "plan faire",
        Wording(
            "propose rounds for the next days",
            "proposer des tournées pour les prochains jours"),
        roles: WhoMay.arrange, effect: .write,
        arguments: [
            from.spec, days.spec, warehouse.spec, organisation.spec, vehicles.spec, items.spec, seconds.spec, iterations.spec, seed.spec,
            frost.spec,
        ], errors: ["PLAN.DAYS", "NOTFOUND.VEHICLE", "NOTFOUND.ITEM"], reply: MakePlan.keys,
        examples: ["plan make from=tomorrow days=2", "plan faire du=demain"]
    ) { said, context throws(Refusal) in
        try await CommandBridge.writing(said, context) { desk in
            let progress = context.progress
            return try await MakePlan(desk).run(try words(said)) { made in
                progress(CommandProgress(done: Int64(made), total: nil, unit: "iterations"))
            }
        }
    }

    private static func words(_ said: Invocation) throws(Refusal) -> MakePlan.Words {
        var words = MakePlan.Words()
        words.from = try said[from]
        words.days = try said[days].map { Int($0) }
        words.warehouse = try said[warehouse]
        words.organisation = try said[organisation]
        words.vehicles = names(try said[vehicles])
        words.items = names(try said[items])
        words.seconds = try said[seconds].map { Int($0) }
        words.iterations = try said[iterations].map { Int($0) }
        words.seed = try said[seed]
        words.frost = try said[frost] ?? false
        return words
    }

    private static func names(_ text: String?) -> [String] { (text ?? "").split(separator: ",").map { $0.lowercased() } }
}
