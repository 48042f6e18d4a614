package import AdminSocket

/// Goods that become other goods: one command a file in `Workshop`.
package enum WorkshopCommands {
    package static let all: [CommandSpec] = [
        SortCommand.spec, SortFinishCommand.spec, SortListCommand.spec, KitDefineCommand.spec, KitListCommand.spec,
        KitShowCommand.spec, KitAssembleCommand.spec, KitBreakCommand.spec,
    ]
}
