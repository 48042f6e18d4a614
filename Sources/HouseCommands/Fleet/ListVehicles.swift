import AdminSocket
import EntrepotService
import Measures
import RoundPlanning
import Speech

/// `vehicle list`.
enum ListVehiclesCommand {
    static let warehouse = RoundArguments.warehouse

    static let spec = CommandSpec.read(
        "vehicle list", fr: "véhicule lister", aliases: ["véhicule liste"],
        Wording(
            "list the vehicles and whether they can go out",
            "lister les véhicules et leur état"),
        roles: WhoMay.read,
        [warehouse], isList: true, isShort: false, reply: VehicleAnswer.keys, examples: ["vehicle list"]
    ) { said, desk in try await ListVehicles(desk).run(warehouse: said[warehouse], said.page()) }
}
