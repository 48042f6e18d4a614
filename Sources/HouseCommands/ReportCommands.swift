package import AdminSocket

/// The night's report and a grant's: made, listed, read and fetched.
package enum ReportCommands {
    package static let all: [CommandSpec] = [
        ReportRunCommand.spec, ReportListCommand.spec, ReportShowCommand.spec, ReportFetchCommand.spec,
    ]
}
