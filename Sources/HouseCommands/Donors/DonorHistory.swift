import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `donor history`: what was changed of a donor.
enum DonorHistoryCommand {
    static let donor = DonorShowCommand.donor

    static let spec = CommandSpec.read(
        "donor history", fr: "donateur historique",
        Wording("list what was changed of a donor, the last first", "lister ce qui a été changé d'un donateur, le dernier d'abord"),
        roles: WhoMay.read, [donor], isList: true, isShort: false, errors: ["NOTFOUND.DONOR", .ambiguousCode], reply: ShowDonors.changeKeys,
        examples: ["donor history Mairie"]
    ) { said, desk in try await ShowDonors(desk).history(said[donor], try said.page(of: 100)) }
}
