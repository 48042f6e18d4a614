package import AdminSocket

/// What comes in, and from whom: one command a file under Deliveries, Donations and Donors.
package enum IncomingCommands {
    package static let all: [CommandSpec] = [
        DeliveryOpenCommand.spec, DeliveryCloseCommand.spec, DeliveryListCommand.spec, DeliveryShowCommand.spec, DeliverySheetCommand.spec,
        DonationReceiveCommand.spec, DonationImportCommand.spec, DonationListCommand.spec, DonationShowCommand.spec,
        DonationAnnounceCommand.spec, DonationExpectedCommand.spec,
        DonationArriveCommand.spec, DonationWithdrawCommand.spec,
        DonorListCommand.spec, DonorShowCommand.spec, DonorHistoryCommand.spec, DonorEditCommand.spec, DonorMergeCommand.spec,
    ]
}
