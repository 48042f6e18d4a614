import AdminSocket
import EntrepotService
import Measures
import Speech

/// `warehouse edit` and `warehouse show`.
enum WarehouseCommand {
    static let zone = EditArguments.maybe(
        "timezone", fr: "fuseau", example: "Europe/London",
        Wording("the zone its days are counted in, while nothing is booked", "le fuseau de ses jours, tant que rien n'est enregistré"))

    static let edit = CommandSpec.write(
        "warehouse edit", fr: "entrepôt modifier",
        Wording("change a warehouse: its name, its position", "modifier un entrepôt : son nom, sa position"), roles: WhoMay.arrange,
        [EditArguments.warehouse, EditArguments.name, EditArguments.latitude, EditArguments.longitude, zone],
        errors: ["NOTFOUND.WAREHOUSE", .ambiguousCode, .argumentValue, "ARG.MISSING", "RULE.IN-USE", .permissionScope],
        reply: Warehouses.keys,
        examples: ["warehouse edit calais lat=50.95 lon=1.85", "warehouse edit calais name=\"Calais, rue du Quai\""]
    ) { said, desk in
        var words = WarehouseWords(code: try said[EditArguments.warehouse])
        words.name = try said[EditArguments.name]
        words.timeZone = try said[zone]
        words.latitude = try said[EditArguments.latitude]
        words.longitude = try said[EditArguments.longitude]
        return try await EditWarehouse(desk).run(words)
    }

    static let show = CommandSpec.read(
        "warehouse show", fr: "entrepôt montrer",
        Wording("show a warehouse and what was changed of it", "montrer un entrepôt et ce qui en a été modifié"), roles: WhoMay.readGoods,
        [EditArguments.warehouse], errors: ["NOTFOUND.WAREHOUSE", .ambiguousCode], reply: ShowCatalogue.warehouseKeys,
        examples: ["warehouse show calais"]
    ) { said, desk in try await ShowCatalogue(desk).warehouse(said[EditArguments.warehouse]) }
}
