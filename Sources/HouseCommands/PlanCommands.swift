package import AdminSocket

/// Plans of rounds: made, looked at, explained, approved.
package enum PlanCommands {
    package static let all: [CommandSpec] = [
        MakePlanCommand.spec, ListPlansCommand.spec, ShowPlanCommand.spec, ExplainPlanCommand.spec, ApprovePlanCommand.spec,
    ]
}
