import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `donation withdraw`: announced goods will not come.
enum DonationWithdrawCommand {
    static let expected = DonationArriveCommand.expected

    static let spec = CommandSpec.write(
        "donation withdraw", fr: "don retirer",
        Wording("take back an announcement of goods that will not come", "retirer une annonce de biens qui ne viendront pas"),
        roles: WhoMay.serve, [expected], isShort: false, errors: ["NOTFOUND.EXPECTED", "RULE.EXPECTED-ENDED"],
        reply: ExpectedDonations.keys,
        examples: ["donation withdraw 7 note=\"lorry broke down\""]
    ) { said, desk in try await AnnounceDonation(desk).withdraw(said[expected]) }
}
