import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `donor merge`: two donors are one.
enum DonorMergeCommand {
    static let donor = DonorEditCommand.donor
    static let into = StockArguments.text(
        "into", fr: "dans", example: "\"Mairie de Calais\"", Wording("the donor that absorbs it", "le donateur qui l'absorbe"))
    static let undo = StockArguments.flag("undo", fr: "rétablir", Wording("let it stand by itself again", "le séparer de nouveau"))

    static let spec = CommandSpec.write(
        "donor merge", fr: "donateur fusionner",
        Wording("let one donor absorb another that turns out to be the same", "faire absorber un donateur par un autre, si c'est le même"),
        roles: WhoMay.amend, [donor, into, undo], isShort: false,
        errors: ["NOTFOUND.DONOR", "RULE.DONOR-UNKNOWN", .ambiguousCode, .permissionScope], reply: ShowDonors.listKeys,
        examples: ["donor merge \"Ville de Calais\" into=\"Mairie de Calais\""]
    ) { said, desk in try await KeepDonors(desk).merge(said[donor], into: said[into], undo: said[undo]) }
}
