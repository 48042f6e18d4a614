import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `donor edit`: another name or address.
enum DonorEditCommand {
    static let donor = StockArguments.positional(
        "donor", fr: "donateur", example: "\"Mairi de Calais\"", Wording("the donor, by the whole name", "le donateur, par son nom entier"))
    static let name = StockArguments.maybe(
        "name", fr: "nom", example: "\"Mairie de Calais\"", Wording("what it is called from now on", "son nom désormais"))
    static let address = Argument<String?>.optional(
        .named(
            "address", fr: "adresse", .text, secret: true, example: "\"1 place du Soldat Inconnu, 62100 Calais\"",
            Wording("for receipts the donor asks for; \"\" takes it away", "pour les reçus demandés ; \"\" l'enlève")), ArgumentReading.text
    )

    static let spec = CommandSpec.write(
        "donor edit", fr: "donateur modifier",
        Wording("give a donor another name or address", "donner un autre nom ou une autre adresse à un donateur"),
        roles: WhoMay.amend, [donor, name, address], isShort: false,
        errors: ["NOTFOUND.DONOR", "CONFLICT.EXISTS", "RULE.DONOR-UNKNOWN", .permissionScope], reply: ShowDonors.listKeys,
        examples: ["donor edit \"Mairi de Calais\" name=\"Mairie de Calais\""]
    ) { said, desk in try await KeepDonors(desk).edit(said[donor], name: said[name], address: said[address]) }
}
