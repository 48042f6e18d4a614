import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `donor list`.
enum DonorListCommand {
    static let spec = CommandSpec.read(
        "donor list", fr: "donateur lister", aliases: ["donors", "donateurs"], Wording("list donors", "lister les donateurs"),
        roles: WhoMay.read, [], isList: true, reply: ShowDonors.listKeys, examples: ["donor list"]
    ) { said, desk in try await ShowDonors(desk).list(try said.page()) }
}
