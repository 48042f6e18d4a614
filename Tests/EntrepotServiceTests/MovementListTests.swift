import EntrepotService
import PlainJSON
import Testing

@Suite("The list of movements")
struct MovementListTests {
    /// Two warehouses, and six receipts booked in turn in one and the other.
    private func scene() async throws -> ServiceScene {
        let scene = try await ServiceScene.make()
        let house = scene.house
        _ = try await Organisations(house.desk(scene.entry())).add("auberge", name: nil)
        _ = try await AddItem(house.desk(scene.entry())).add(ItemWords(sku: "soap"))
        for code in ["north", "south"] {
            _ = try await Warehouses(house.desk(scene.entry())).add(WarehouseWords(code: code))
            _ = try await Places(house.desk(scene.entry())).add("\(code)/a1", kind: "bin", name: nil)
        }
        for pieces in 1...6 {
            var words = ReceiveDonation.Words(item: "soap", quantity: String(pieces), place: pieces % 2 == 1 ? "north/a1" : "south/a1")
            words.owner = "auberge"
            _ = try await ReceiveDonation(house.desk(scene.entry("receive \(pieces)"))).run(words)
        }
        return scene
    }

    /// What every line of a page says, without the number of the movement.
    private func lines(_ answer: Answer) -> [String] { answer.records.compactMap { $0.text("lines") } }

    private func page(_ scene: ServiceScene, warehouse: String? = nil, limit: Int, after: String? = nil, from: String? = nil) async throws
        -> Answer
    {
        try await ShowMovements(scene.house.desk()).list(
            item: nil, place: nil, warehouse: warehouse, reason: nil, by: nil, from: from, until: nil, Page(after: after, limit: limit))
    }

    @Test("of several warehouses is one list, the last recorded first, page by page")
    func merged() async throws {
        let scene = try await scene()
        func received(_ pieces: Int, _ warehouse: String) -> String { "\(pieces) piece soap \(warehouse)/donor → \(warehouse)/a1" }
        let first = try await page(scene, limit: 4)
        #expect(lines(first) == [received(6, "south"), received(5, "north"), received(4, "south"), received(3, "north")])
        let second = try await page(scene, limit: 4, after: first.next)
        #expect(lines(second) == [received(2, "south"), received(1, "north")])
        #expect(second.next == nil)
        #expect(try await page(scene, limit: Int.max).records == first.records + second.records)
        #expect(lines(try await page(scene, limit: Int.max, from: "2099-01-01")) == [])
        #expect(lines(try await page(scene, warehouse: "north", limit: 2)) == [received(5, "north"), received(3, "north")])
    }
}
