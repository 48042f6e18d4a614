import AdminSocket
import EntrepotService
import Measures
import RoundPlanning
import Speech

/// `round deliver`: a stop written down.
enum DeliverStopCommand {
    static let round = RoundArguments.round
    static let stop = RoundArguments.stop
    static let give = RoundArguments.goods(
        "give", fr: "donner", example: "blanket:30",
        Wording("what was given; a parent stands for its sizes", "ce qui est donné ; un parent vaut pour ses tailles"))
    static let people = RoundArguments.number(
        "people", fr: "personnes", 0...1_000_000, example: "30", Wording("people served, everybody", "personnes servies, toutes"))
    static let women = RoundArguments.number("women", fr: "femmes", 0...1_000_000, example: "8", Wording("women among them", "dont femmes"))
    static let children = RoundArguments.number(
        "children", fr: "enfants", 0...1_000_000, example: "4", Wording("children among them", "dont enfants"))
    static let services: Argument<[String]> = .repeated(
        .named(
            "service", .text, repeated: true, example: "charging:25",
            Wording("a service and how many had it", "un service et combien en ont profité")), ArgumentReading.text)
    static let outcome: Argument<StopOutcome?> = .maybe(
        "outcome", fr: "résultat", example: "served", Wording("how it went; served when left out", "comment ; servi par défaut"))
    static let quality = RoundArguments.quality

    static let spec = CommandSpec.write(
        "round deliver", fr: "tournée livrer",
        Wording(
            "write a stop down: what was given, to how many, how it went",
            "noter un arrêt : ce qui est donné, à combien, comment"),
        roles: RoundArguments.roles(.deliver), [round, stop, give, people, women, children, services, outcome, quality], isShort: false,
        errors: ["STOCK.INSUFFICIENT", "PLAN.VEHICLE-TAKEN", "ROUND.STOP-RECORDED", "NOTFOUND.STOP", "ROUND.FINAL"], reply: ShowRounds.keys,
        examples: ["round deliver 7 stop=beach give=blanket:30 people=30 women=8", "tournée livrer 7 arrêt=2 personnes=45 qualité=mémoire"]
    ) { said, desk in
        var words = DeliverStop.Words(round: try said[round], stop: try said[stop])
        words.give = try said[give]
        words.people = try said[people]
        words.women = try said[women]
        words.children = try said[children]
        words.services = try said[services]
        words.outcome = try said[outcome]?.rawValue
        words.quality = try said[quality]?.rawValue
        return try await DeliverStop(desk).run(words)
    }
}
