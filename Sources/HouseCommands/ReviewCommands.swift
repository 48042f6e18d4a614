package import AdminSocket

/// What waits for an explanation, and who did what.
package enum ReviewCommands {
    package static let all: [CommandSpec] = [ReviewListCommand.spec, ReviewExplainCommand.spec, AuditListCommand.spec]
}
