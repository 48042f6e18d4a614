import AdminSocket
import EntrepotService
import Measures
import RoundPlanning
import Speech

/// `vehicle list`.
enum ListVehiclesCommand {
    static let warehouse = RoundArguments.warehouse

    static let spec = CommandSpec.read(
        "vehicle list", fr: "véhicule liste", Wording("The vehicles and whether they can go out", "Les véhicules et leur état"),
        roles: WhoMay.read,
        [warehouse], isList: true, isShort: false, reply: VehicleAnswer.keys, examples: ["vehicle list"]
    ) { said, desk in try await ListVehicles(desk).run(warehouse: said[warehouse]) }
}
