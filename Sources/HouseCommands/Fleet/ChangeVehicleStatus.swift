import AdminSocket
import EntrepotService
import Measures
import RoundPlanning
import Speech

/// `vehicle status`.
enum ChangeVehicleStatusCommand {
    static let vehicle = AddVehicleCommand.vehicle
    static let status: Argument<VehicleStatus> = .choice(
        "status", fr: "statut", VehicleStatus.allCases, example: "broken", Wording("ready, broken or away", "prêt, en-panne ou absent"))
    static let until = SiteArguments.until
    static let warehouse = RoundArguments.warehouse

    static let spec = CommandSpec.write(
        "vehicle status", fr: "véhicule statut",
        Wording(
            "say whether a vehicle can go out",
            "dire si un véhicule peut rouler"),
        roles: WhoMay.arrange, [vehicle, status, until, warehouse], isShort: false, errors: ["NOTFOUND.VEHICLE"],
        reply: VehicleAnswer.keys, examples: ["vehicle status van-1 status=broken until=2026-11-30"]
    ) { said, desk in
        try await ChangeVehicleStatus(desk).run(said[vehicle], status: said[status], until: said[until], warehouse: said[warehouse])
    }
}
