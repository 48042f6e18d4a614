import AdminSocket
import HouseCommands
import Testing

@Suite("The commands of the catalogue")
struct CatalogueCommandsTests {
    @Test("lists and writes answer the keys that tools rely on")
    func keys() {
        let table = CommandTable(CatalogueCommands.all)
        let item = ["sku", "name", "category", "base", "packs", "weight_g", "volume_ml"]
        #expect(["item.add", "item.list", "item.archive"].map { table.command(id: $0)?.reply } == [item, item, item])
        #expect(
            ["organisation.list", "warehouse.list", "place.list"].map { table.command(id: $0)?.reply.prefix(2) } == [
                ["code", "name"], ["code", "name"], ["code", "name"],
            ])
        #expect(table.command(id: "grant.show")?.reply.prefix(2) == ["grant", "spent"])
    }
}
