package import AdminSocket

/// Sites, needs, vehicles and crews: what planning knows before it begins.
package enum SiteCommands {
    package static let all: [CommandSpec] = [
        AddSiteCommand.spec, ListSitesCommand.spec, EditSiteCommand.show, EditSiteCommand.edit, RecordHeadcountCommand.spec,
        ChangeSiteStatusCommand.spec, AllowSiteCommand.spec,
        ListAllowedCommand.spec, StateNeedCommand.spec, RemoveNeedCommand.spec, ListNeedsCommand.spec, AddVehicleCommand.spec,
        EditVehicleCommand.spec, ListVehiclesCommand.spec,
        ChangeVehicleStatusCommand.spec, StateCrewCommand.spec, ListCrewsCommand.spec,
    ]
}
