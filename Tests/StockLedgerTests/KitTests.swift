import Measures
import Speech
import StockLedger
import Testing

@Suite("Kits")
struct KitTests {
    private func recipe() throws -> KitRecipe {
        // One hygiene kit: 2 soaps (item 1), 1 towel (item 2), 250 g of detergent (item 3).
        try KitRecipe([
            .init(item: Identifier(1), quantity: Quantity(2)), .init(item: Identifier(2), quantity: Quantity(1)),
            .init(item: Identifier(3), quantity: Quantity(250)),
        ])
    }

    @Test("so many kits need so much of each part")
    func needed() throws {
        // 12 kits: 24 soaps, 12 towels, 3,000 g
        #expect(try recipe().needed(for: Quantity(12)).map(\.quantity.units) == [24, 12, 3_000])
        #expect(refusal { _ = try recipe().needed(for: Quantity(Quantity.ceiling)) }?.code == .quantityCeiling)
    }

    @Test("the scarcest part limits the kits")
    func possible() throws {
        let stock: [Int64: Int64] = [1: 31, 2: 40, 3: 4_000]
        let possible = try recipe().possible { (try? Quantity(stock[$0.number] ?? 0)) ?? .zero }
        // 31 / 2 = 15, 40 / 1 = 40, 4,000 / 250 = 16
        #expect(possible.kits == (try Quantity(15)))
        #expect(possible.limitedBy == Identifier(1))
    }

    @Test("a kit of nothing, of an empty part, or of one part twice is refused")
    func refused() throws {
        let one = KitRecipe.Component(item: Identifier(1), quantity: try Quantity(1))
        #expect(refusal { _ = try KitRecipe([]) }?.code == .linesMissing)
        #expect(refusal { _ = try KitRecipe([one, one]) }?.code == .lineRepeated)
        #expect(refusal { _ = try KitRecipe([.init(item: Identifier(1), quantity: .zero)]) }?.code == .quantityAboveZero)
    }
}
