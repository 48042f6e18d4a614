package import AdminSocket

/// Sites, needs, vehicles and crews: what planning knows before it begins.
package enum SiteCommands {
    package static let all: [CommandSpec] = [
        AddSiteCommand.spec, ListSitesCommand.spec, RecordHeadcountCommand.spec, ChangeSiteStatusCommand.spec, AllowSiteCommand.spec,
        ListAllowedCommand.spec, StateNeedCommand.spec, ListNeedsCommand.spec, AddVehicleCommand.spec, ListVehiclesCommand.spec,
        ChangeVehicleStatusCommand.spec, StateCrewCommand.spec, ListCrewsCommand.spec,
    ]
}
