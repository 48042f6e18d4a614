package import AdminSocket

/// Money that was spent, and what things are worth: one command a file under Money.
package enum MoneyCommands {
    package static let all: [CommandSpec] = [
        PurchaseAddCommand.spec, PurchaseReceiveCommand.spec, PurchaseDueCommand.spec, PurchaseListCommand.spec, PurchaseShowCommand.spec,
        PurchaseCloseCommand.spec, PurchaseCancelCommand.spec, ExpenseAddCommand.spec, ExpenseListCommand.spec, ExpenseReverseCommand.spec,
        RateSetCommand.spec, RateListCommand.spec, ValuationSetCommand.spec, ValuationListCommand.spec,
    ]
}
