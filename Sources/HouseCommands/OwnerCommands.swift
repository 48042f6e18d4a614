package import AdminSocket

/// Between organisations that share a house: who may use whose goods, what is lent, owed and settled, and how a warehouse that they share ends.
package enum OwnerCommands {
    package static let all: [CommandSpec] = [
        ConsentSetCommand.spec, ConsentListCommand.spec, LendCommand.spec, SettleCommand.spec, SettleUndoCommand.spec, DebtsCommand.spec,
        RequestAddCommand.spec, RequestListCommand.spec, RequestAnswerCommand.spec,
        WarehouseCloseCommand.spec, WarehouseCloseShowCommand.spec,
    ]
}
