import AdminSocket
import EntrepotService
import Measures
import RoundPlanning
import Speech

/// `vehicle add`.
enum AddVehicleCommand {
    static let vehicle: Argument<String> = .required(
        .positional("vehicle", fr: "véhicule", .code, example: "van-1", Wording("the vehicle's code", "le code du véhicule")),
        ArgumentReading.text)
    static let name = RoundArguments.text("name", fr: "nom", example: "\"Transit blanc\"", Wording("its name", "son nom"))
    static let warehouse = RoundArguments.warehouse
    static let kilograms: Argument<Int64> = .required(
        .integer(
            "capacity_kg", fr: "charge_kg", aliases: ["capacity-kg", "charge-kg"], 1...100_000, required: true, example: "900",
            Wording("kilograms it may carry", "kilos qu'il peut porter")), ArgumentReading.integer)
    static let litres: Argument<Int64> = .required(
        .integer(
            "capacity_l", fr: "volume_l", aliases: ["capacity-l", "volume-l"], 1...100_000, required: true, example: "6000",
            Wording("litres it has room for", "litres de place")), ArgumentReading.integer)
    static let shift = RoundArguments.text(
        "shift", fr: "horaire", example: "08:00-18:00",
        Wording("when it may be out; a night is 19:00-31:00", "quand il peut rouler ; une nuit est 19:00-31:00"))
    static let start = RoundArguments.text(
        "start", fr: "départ", example: "50.95,1.86",
        Wording("where it starts, when not at the warehouse", "d'où il part, sinon l'entrepôt"))

    static let spec = CommandSpec.write(
        "vehicle add", fr: "véhicule ajouter",
        Wording(
            "add a vehicle, and the place its load stands in",
            "ajouter un véhicule, et l'emplacement de sa charge"),
        roles: WhoMay.arrange, [vehicle, name, warehouse, kilograms, litres, shift, start], isShort: false,
        errors: ["CONFLICT.EXISTS"], reply: VehicleAnswer.keys,
        examples: ["vehicle add van-1 capacity_kg=900 capacity_l=6000 shift=08:00-18:00"]
    ) { said, desk in
        var words = AddVehicle.Words(code: try said[vehicle], kilograms: try said[kilograms], litres: try said[litres])
        words.name = try said[name]
        words.warehouse = try said[warehouse]
        words.shift = try said[shift]
        words.start = try said[start]
        return try await AddVehicle(desk).run(words)
    }
}
