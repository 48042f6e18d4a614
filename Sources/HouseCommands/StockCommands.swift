package import AdminSocket

/// Goods moved, goods lost, counted and put right: one command a file beside this one.
package enum StockCommands {
    package static let all: [CommandSpec] = [
        StockCommand.spec, TransferCommand.spec, TransitListCommand.spec,
        TransitShowCommand.spec, TransitReceiveCommand.spec, LossCommand.spec, InventoryCommand.spec, IssueCommand.spec,
        ReserveCommand.spec, ReserveListCommand.spec, ReleaseCommand.spec, QuarantineReleaseCommand.spec,
        CountOpenCommand.spec, CountListCommand.spec, CountEnterCommand.spec, CountShowCommand.spec, CountCloseCommand.spec,
        CountCancelCommand.spec,
        MovementListCommand.spec, MovementShowCommand.spec, MovementReverseCommand.spec, MovementCorrectCommand.spec, UndoCommand.spec,
        LotCorrectCommand.spec, LotHistoryCommand.spec,
        PeriodCloseCommand.spec, PeriodListCommand.spec,
        VerifyCommand.spec,
    ]
}
