import AdminSocket
import EntrepotService
import Measures
import RoundPlanning
import Speech

/// `site headcount`.
enum RecordHeadcountCommand {
    static let site = SiteArguments.site
    static let people: Argument<Int64> = .required(
        .integer(
            "people", fr: "personnes", 0...1_000_000, required: true, example: "140",
            Wording("people living there", "personnes qui y vivent")),
        ArgumentReading.integer)
    static let by = SiteArguments.by
    static let warehouse = RoundArguments.warehouse

    static let spec = CommandSpec.write(
        "site headcount", fr: "site effectif",
        Wording(
            "keep how many people live there, and who says so",
            "noter combien de personnes y vivent, et qui le dit"),
        roles: WhoMay.serve, [site, people, by, warehouse], isShort: false, errors: ["NOTFOUND.SITE"],
        reply: SiteAnswer.keys,
        examples: ["site headcount beach people=140 by=outreach"]
    ) { said, desk in
        try await RecordHeadcount(desk).run(said[site], people: said[people], by: said[by], warehouse: said[warehouse])
    }
}
