package import AdminSocket
import StockLedger

/// Every command of the house, in the order of help.
package enum HouseCommands {
    /// The commands beside those the session itself answers.
    package static let all: [CommandSpec] = [
        CatalogueCommands.all,
        IncomingCommands.all,
        StockCommands.all,
        WorkshopCommands.all,
        OwnerCommands.all,
        SiteCommands.all,
        PlanCommands.all,
        RoundCommands.all,
        MoneyCommands.all,
        ReviewCommands.all,
        ReportCommands.all,
        PersonCommands.all,
        [WatchCommand.spec],
        DaemonCommands.all,
    ].flatMap { $0 }

    /// The table that every instance speaks by.
    package static let table = CommandTable(all, codes: HouseCodes.table, isMeasure: QuantityReader.isMeasure)
}
