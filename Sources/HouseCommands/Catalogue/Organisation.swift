import AdminSocket
import EntrepotService
import Measures
import Speech

/// `organisation edit` and `organisation show`.
enum OrganisationCommand {
    static let edit = CommandSpec.write(
        "organisation edit", fr: "association modifier", aliases: ["organization edit"],
        Wording("change the name of an organisation", "modifier le nom d'une association"), roles: WhoMay.arrange,
        [EditArguments.organisation, EditArguments.name], errors: ["NOTFOUND.ORGANISATION", .ambiguousCode, .argumentValue, "ARG.MISSING"],
        reply: Organisations.keys, examples: ["organisation edit auberge name=\"L'Auberge des Migrants\""]
    ) { said, desk in try await EditOrganisation(desk).run(said[EditArguments.organisation], name: said[EditArguments.name]) }

    static let show = CommandSpec.read(
        "organisation show", fr: "association montrer", aliases: ["organization show"],
        Wording("show an organisation and what was changed of it", "montrer une association et ce qui en a été modifié"),
        roles: WhoMay.readGoods, [EditArguments.organisation], errors: ["NOTFOUND.ORGANISATION", .ambiguousCode],
        reply: ShowCatalogue.organisationKeys, examples: ["organisation show auberge"]
    ) { said, desk in try await ShowCatalogue(desk).organisation(said[EditArguments.organisation]) }
}
