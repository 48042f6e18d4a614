import AdminSocket
import EntrepotService
import Measures
import RoundPlanning
import Speech

/// `round open`: a round without a plan.
enum OpenRoundCommand {
    static let vehicle: Argument<String> = .required(
        .named("vehicle", fr: "véhicule", .code, required: true, example: "van-1", Wording("the vehicle", "le véhicule")),
        ArgumentReading.text)
    static let date = RoundArguments.text(
        "date", .date(), example: "today", Wording("the day; today when left out", "le jour ; aujourd'hui par défaut"))
    static let stops: Argument<[String]> = .repeated(
        .named("stop", fr: "arrêt", .code, repeated: true, example: "beach", Wording("the sites, in order", "les sites, dans l'ordre")),
        ArgumentReading.text)
    static let warehouse = RoundArguments.warehouse
    static let organisation = RoundArguments.text(
        "organisation", fr: "association", .code, example: "auberge",
        Wording("whose round it is, and whose goods it takes", "à quelle association, et quels biens elle prend"))

    static let spec = CommandSpec.write(
        "round open", fr: "tournée ouvrir",
        Wording(
            "open a round without a plan",
            "ouvrir une tournée sans plan"),
        roles: RoundArguments.roles(.open), [vehicle, date, stops, warehouse, organisation], isShort: false,
        errors: ["NOTFOUND.VEHICLE", "NOTFOUND.SITE"], reply: ShowRounds.keys,
        examples: ["round open vehicle=van-1 date=today stop=beach stop=grove"]
    ) { said, desk in
        try await OpenRound(desk).run(
            OpenRound.Words(
                vehicle: said[vehicle], date: said[date], stops: said[stops], warehouse: said[warehouse], organisation: said[organisation]))
    }
}
