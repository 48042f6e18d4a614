package import AdminSocket

/// Rounds, from the first list of sites to the return.
package enum RoundCommands {
    package static let all: [CommandSpec] = [
        OpenRoundCommand.spec, ListRoundsCommand.spec, ShowRoundCommand.spec, RoundItemsCommand.spec, RoundStopsCommand.spec,
        RoundManifestCommand.spec, LoadRoundCommand.spec, DepartRoundCommand.spec, ArriveRoundCommand.spec, DeliverStopCommand.spec,
        ReturnRoundCommand.spec, CloseRoundCommand.spec, CancelRoundCommand.spec,
    ]
}
