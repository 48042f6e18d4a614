package import AdminSocket

/// Every command of the house, in the order of help.
package enum HouseCommands {
    /// The commands beside those the session itself answers.
    package static let all: [CommandSpec] =
        CatalogueCommands.all + StockCommands.all + SiteCommands.all + PlanCommands.all + RoundCommands.all + ReviewCommands.all
        + ReportCommands.all + DaemonCommands.all
}
