import AdminSocket
import EntrepotService
import Measures
import RoundPlanning
import Speech

// What the commands of rounds, plans, sites and the fleet have in common.
enum RoundArguments {
    static let round: Argument<Int64> = .required(
        .positional("round", fr: "tournée", .identifier, example: "7", Wording("the round's number", "le numéro de la tournée")),
        ArgumentReading.number)
    static let stop: Argument<String> = .required(
        .named(
            "stop", fr: "arrêt", .text, required: true, example: "beach",
            Wording("the site, or the number of the stop", "le site, ou le numéro de l'arrêt")), ArgumentReading.text)
    static let quality: Argument<RecordQuality?> = .maybe(
        "quality", fr: "qualité", example: "counted", Wording("how well the figures are known", "à quel point les chiffres sont sûrs"))
    static let warehouse: Argument<String?> = .optional(.warehouse, ArgumentReading.text)

    /// A list of goods, `SKU:QTY`.
    static func goods(_ name: String, fr french: String, example: String = "blanket:2", _ summary: Wording) -> Argument<[String]> {
        .repeated(.named(name, fr: french, .goods, repeated: true, example: example, summary), ArgumentReading.text)
    }

    /// A text that may be left out.
    static func text(
        _ name: String, fr french: String? = nil, aliases: [String] = [], _ type: ArgumentType = .text, example: String, _ summary: Wording
    ) -> Argument<String?> {
        .optional(.named(name, fr: french, aliases: aliases, type, example: example, summary), ArgumentReading.text)
    }

    /// Yes or nothing.
    static func flag(_ name: String, fr french: String? = nil, _ summary: Wording) -> Argument<Bool?> {
        .optional(.named(name, fr: french, .flag, example: "yes", summary), ArgumentReading.flag)
    }

    /// A whole number that may be left out.
    static func number(
        _ name: String, fr french: String? = nil, aliases: [String] = [], _ range: ClosedRange<Int64>, example: String, _ summary: Wording
    ) -> Argument<Int64?> {
        .optional(.integer(name, fr: french, aliases: aliases, range, example: example, summary), ArgumentReading.integer)
    }

    /// Who may make a step: the roles of the life cycle's table, each standing for those above it.
    static func roles(_ step: RoundStep) -> Set<Role> {
        let least = RoundLifeCycle.table.filter { $0.step == step }.map(\.who)
        if least.contains(.volunteer) { return [.volunteer, .manager, .lead] }
        return least.contains(.manager) ? [.manager, .lead] : [.lead]
    }
}

extension Argument {
    /// One of a few, which may be left out.
    static func maybe<One: Choosable>(_ name: String, fr french: String, example: String, _ summary: Wording) -> Argument<One?>
    where Value == One? {
        .optional(.named(name, fr: french, .choice(among: Array(One.allCases)), example: example, summary), Argument<One>.chosen)
    }
}

extension ArgumentSpec {
    /// A whole number within limits, given as `name=value`.
    static func integer(
        _ name: String, fr french: String? = nil, aliases: [String] = [], _ range: ClosedRange<Int64>, required: Bool = false,
        example: String, _ summary: Wording
    ) -> ArgumentSpec {
        .named(name, fr: french, aliases: aliases, .integer(range), required: required, example: example, summary)
    }
}
