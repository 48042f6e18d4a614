import AdminSocket
import EntrepotService
import Measures
import RoundPlanning
import Speech

/// `vehicle edit`.
enum EditVehicleCommand {
    static let kilograms = RoundArguments.number(
        "capacity_kg", fr: "charge_kg", aliases: ["capacity-kg", "charge-kg"], 1...100_000, example: "900",
        Wording("kilograms it may carry", "kilos qu'il peut porter"))
    static let litres = RoundArguments.number(
        "capacity_l", fr: "volume_l", aliases: ["capacity-l", "volume-l"], 1...100_000, example: "6000",
        Wording("litres it has room for", "litres de place"))
    static let start = EditArguments.removable(
        "start", fr: "départ", .text, example: "50.95,1.86",
        Wording("where it starts, or none: at the warehouse", "d'où il part, ou aucun : l'entrepôt"))

    static let spec = CommandSpec.write(
        "vehicle edit", fr: "véhicule modifier",
        Wording("change a vehicle: what it carries, when it may be out", "modifier un véhicule : ce qu'il porte, quand il roule"),
        roles: WhoMay.arrange,
        [AddVehicleCommand.vehicle, EditArguments.name, kilograms, litres, AddVehicleCommand.shift, start, RoundArguments.warehouse],
        isShort: false, errors: ["NOTFOUND.VEHICLE", .ambiguousCode, .argumentValue, "ARG.MISSING", .permissionScope],
        reply: VehicleAnswer.keys, examples: ["vehicle edit van-1 capacity_kg=1100", "vehicle edit van-1 shift=07:00-19:00"]
    ) { said, desk in
        var words = EditVehicle.Words(code: try said[AddVehicleCommand.vehicle], warehouse: try said[RoundArguments.warehouse])
        words.name = try said[EditArguments.name]
        words.kilograms = try said[kilograms]
        words.litres = try said[litres]
        words.shift = try said[AddVehicleCommand.shift]
        words.start = try said[start]
        return try await EditVehicle(desk).run(words)
    }
}
