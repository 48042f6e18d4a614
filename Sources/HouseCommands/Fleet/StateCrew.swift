import AdminSocket
import EntrepotService
import Measures
import RoundPlanning
import Speech

/// `crew set`.
enum StateCrewCommand {
    static let date: Argument<String> = .required(
        .named("date", .date(), required: true, example: "tomorrow", Wording("the day", "le jour")), ArgumentReading.text)
    static let warehouse = RoundArguments.warehouse
    static let organisation = RoundArguments.text(
        "organisation", fr: "association", .code, example: "auberge",
        Wording("whose people; left out: anybody's", "de quelle association"))
    static let drivers: Argument<Int64> = .required(
        .integer(
            "drivers", fr: "conducteurs", 0...1_000, required: true, example: "2",
            Wording("people who may drive", "personnes qui conduisent")),
        ArgumentReading.integer)
    static let volunteers: Argument<Int64> = .required(
        .integer(
            "volunteers", fr: "bénévoles", 0...1_000, required: true, example: "6",
            Wording("people who come along", "personnes qui accompagnent")),
        ArgumentReading.integer)
    static let women = RoundArguments.number(
        "women", fr: "femmes", 0...2_000, example: "3", Wording("women among them", "femmes parmi eux"))
    static let skills = RoundArguments.text(
        "skills", fr: "compétences", .list, example: "nurse,arabic", Wording("skills somebody has", "compétences présentes"))

    static let spec = CommandSpec.write(
        "crew set", fr: "équipe définir",
        Wording(
            "state who is there for rounds on a day",
            "dire qui est là pour les tournées d'un jour"),
        roles: WhoMay.arrange, [date, warehouse, organisation, drivers, volunteers, women, skills], isShort: false,
        reply: CrewAnswer.keys, examples: ["crew set date=tomorrow drivers=2 volunteers=6 women=3"]
    ) { said, desk in
        var words = StateCrew.Words(date: try said[date], drivers: try said[drivers], volunteers: try said[volunteers])
        words.warehouse = try said[warehouse]
        words.organisation = try said[organisation]
        words.women = try said[women] ?? 0
        words.skills = try said[skills]
        return try await StateCrew(desk).run(words)
    }
}
