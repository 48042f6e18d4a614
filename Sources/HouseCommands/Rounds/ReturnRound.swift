import AdminSocket
import EntrepotService
import Measures
import RoundPlanning
import Speech

/// `round return`: what came back, and what did not.
enum ReturnRoundCommand {
    static let round = RoundArguments.round
    static let back = RoundArguments.goods("back", fr: "revenu", Wording("what came back", "ce qui revient"))
    static let damaged = RoundArguments.goods("damaged", fr: "abîmé", Wording("damaged", "abîmé"))
    static let wasted = RoundArguments.goods("wasted", fr: "gaspillé", Wording("spoilt or thrown away", "perdu ou jeté"))
    static let seized = RoundArguments.goods("seized", fr: "saisi", Wording("taken by police or others", "saisi"))
    static let lost = RoundArguments.goods("lost", fr: "perdu", Wording("lost or stolen", "perdu ou volé"))
    static let rest = RoundArguments.flag(
        "rest", fr: "reste", Wording("whatever is not named came back", "tout ce qui n'est pas nommé est revenu"))
    static let place = RoundArguments.text(
        "place", fr: "emplacement", .place, example: "main/a1",
        Wording("where it was put; left out: where it came from", "où c'est rangé ; sinon d'où ça venait"))
    static let quality = RoundArguments.quality

    static let spec = CommandSpec.write(
        "round return", fr: "tournée retour", aliases: ["tournée rentrer"],
        Wording(
            "say what came back with the van, and what was lost on the way",
            "dire ce qui revient avec le véhicule, et ce qui manque"),
        roles: RoundArguments.roles(.comeBack), [round, back, damaged, wasted, seized, lost, rest, place, quality], isShort: false,
        errors: ["STOCK.INSUFFICIENT", "ROUND.UNBALANCED", "PLAN.VEHICLE-TAKEN", "ROUND.FINAL", "CONFLICT.LOOKS-REPEATED"],
        reply: ShowRounds.keys, examples: ["round return 7 back=blanket:5 lost=blanket:2", "tournée retour 7 reste=oui"]
    ) { said, desk in
        var words = ReturnRound.Words(round: try said[round])
        words.back = try said[back]
        words.damaged = try said[damaged]
        words.wasted = try said[wasted]
        words.seized = try said[seized]
        words.lost = try said[lost]
        words.rest = try said[rest] ?? false
        words.place = try said[place]
        words.quality = try said[quality]?.rawValue
        return try await ReturnRound(desk).run(words)
    }
}
