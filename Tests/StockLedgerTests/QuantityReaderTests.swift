import Measures
import Speech
import StockLedger
import Testing

@Suite("Quantities as people type them")
struct WrittenQuantityTests {
    private func soap(_ mark: DecimalMark = .either, allowsZero: Bool = false) throws -> QuantityReader {
        QuantityReader(item: "soap", base: .piece, packs: [try Pack(name: "carton", factor: 24)], mark: mark, allowsZero: allowsZero)
    }

    private func rice() throws -> QuantityReader {
        QuantityReader(item: "rice", base: .gram, packs: [try Pack(name: "bag", factor: 8_000)])
    }

    private func refusal(_ reader: QuantityReader, _ text: String) -> Refusal? {
        do {
            _ = try reader.read(text)
            return nil
        } catch { return error }
    }

    @Test("a pack counts its factor and says so")
    func pack() throws {
        // 10 × 24 = 240
        #expect(
            try soap().read("10carton")
                == WrittenQuantity(
                    quantity: Quantity(240), ownPack: nil,
                    understood: Wording("10 cartons × 24 = 240 pieces", "10 cartons × 24 = 240 pièces")))
    }

    @Test(
        "plurals, French names, accents, capitals and spaces find the pack",
        arguments: ["3 sacs", "3sac", "3 Bags", "3bag", "3 sacks", "  3   SACS "])
    func names(text: String) throws {
        // 3 × 8,000 g = 24,000 g
        let read = try rice().read(text)
        #expect(read.quantity == (try Quantity(24_000)))
        #expect(read.understood == Wording("3 bags × 8 000 g = 24 000 g", "3 sacs × 8 000 g = 24 000 g"))
    }

    @Test("a factor of this delivery's own is kept")
    func ownFactor() throws {
        // 10 × 20 = 200
        #expect(
            try soap().read("10cartons:20")
                == WrittenQuantity(
                    quantity: Quantity(200), ownPack: Pack(name: "carton", factor: 20),
                    understood: Wording("10 cartons × 20 = 200 pieces", "10 cartons × 20 = 200 pièces")))
        // 3 × 450 kg = 1,350,000 g
        #expect(
            try QuantityReader(item: "logs", base: .gram, packs: []).read("3 stères:450kg")
                == WrittenQuantity(
                    quantity: Quantity(1_350_000), ownPack: Pack(name: "stere", factor: 450_000),
                    understood: Wording("3 steres × 450 000 g = 1 350 000 g", "3 stères × 450 000 g = 1 350 000 g")))
    }

    @Test("a lot's own factor comes before the item's")
    func lotFactor() throws {
        let item = Item(id: Identifier(1), sku: try Code("logs"), base: .gram, packs: [try Pack(name: "stere", factor: 500_000)])
        let lot = Lot(
            id: Identifier(1), item: item.id, owner: Identifier(1), receivedOn: CivilDate(dayNumber: 0),
            packs: [try Pack(name: "stere", factor: 430_000)])
        // 3 × 430 kg
        #expect(try QuantityReader(item, lot: lot).read("3stere").quantity == (try Quantity(1_290_000)))
    }

    @Test(
        "units are exact, with either decimal mark",
        arguments: [
            ("12,5kg", 12_500, "12.5 kg = 12 500 g", "12,5 kg = 12 500 g"),
            ("1.2t", 1_200_000, "1.2 t = 1 200 000 g", "1,2 t = 1 200 000 g"),
            ("500 g", 500, "500 g", "500 g"),
            ("1 200,5 kg", 1_200_500, "1 200.5 kg = 1 200 500 g", "1 200,5 kg = 1 200 500 g"),
            ("1.234,5kg", 1_234_500, "1 234.5 kg = 1 234 500 g", "1 234,5 kg = 1 234 500 g"),
            ("1,200,000g", 1_200_000, "1 200 000 g", "1 200 000 g"),
            ("0,500kg", 500, "0.5 kg = 500 g", "0,5 kg = 500 g"),
            ("1,2000kg", 1_200, "1.2 kg = 1 200 g", "1,2 kg = 1 200 g"),
            ("2 kilos", 2_000, "2 kg = 2 000 g", "2 kg = 2 000 g"),
            ("1bag", 8_000, "1 bag × 8 000 g = 8 000 g", "1 sac × 8 000 g = 8 000 g"),
            ("2.5 bags", 20_000, "2.5 bags × 8 000 g = 20 000 g", "2,5 sacs × 8 000 g = 20 000 g"),
        ] as [(String, Int64, String, String)])
    func units(text: String, units: Int64, english: String, french: String) throws {
        #expect(
            try rice().read(text)
                == WrittenQuantity(quantity: Quantity(units), ownPack: nil, understood: Wording(english, french)))
    }

    @Test("a bare number is pieces, and nothing else")
    func bare() throws {
        #expect(try soap().read("1").understood == Wording("1 piece", "1 pièce"))
        #expect(try soap().read("240 pièces").quantity == (try Quantity(240)))
        let error = refusal(try rice(), "12")
        #expect(error?.code == .argumentUnit)
        #expect(error?.figures == [.init("item", "rice"), .init("value", "12"), .init("packs", "bag:8000")])
    }

    @Test("one separator before exactly three digits is ambiguous and both readings show")
    func ambiguous() throws {
        let error = refusal(try rice(), "1,200kg")
        #expect(error?.code == .argumentAmbiguous)
        #expect(error?.figures == [.init("item", "rice"), .init("value", "1,200kg"), .init("readings", "1.2kg,1200kg")])
        #expect(
            error?.sentence.english.hasSuffix("; write 1.2kg or 1200kg") == true
                && error?.sentence.french.hasSuffix("; écrire 1.2kg ou 1200kg") == true)
        #expect(refusal(try rice(), "1.200kg")?.code == .argumentAmbiguous)
        #expect(refusal(try soap(), "1,200")?.code == .argumentAmbiguous)
        // Each reading that is offered can itself be typed, also where three decimals matter.
        let close = refusal(try rice(), "12,345kg")
        #expect(close?.figures.all.last == .init("readings", "12.3450kg,12345kg"))
        #expect(try rice().read("12.3450kg").quantity == (try Quantity(12_345)))
    }

    @Test("a file with a known decimal mark is not ambiguous")
    func knownMark() throws {
        #expect(try soap(.dot).read("1,200").quantity == (try Quantity(1_200)))
        #expect(try soap(.comma).read("1.200").quantity == (try Quantity(1_200)))
        #expect(refusal(try soap(.comma), "1.2carton")?.code == .argumentValue)
        let kilos = QuantityReader(item: "rice", base: .gram, packs: [], mark: .comma)
        #expect(try kilos.read("1,200kg").quantity == (try Quantity(1_200)))
    }

    @Test("what is not whole is refused with the nearest")
    func notWhole() throws {
        // 12.3 × 24 = 295.2
        let error = refusal(try soap(), "12,3cartons")
        #expect(error?.code == .argumentValue)
        #expect(error?.figures == [.init("item", "soap"), .init("value", "12,3cartons"), .init("nearest", "295,296")])
        #expect(
            error?.sentence.english.hasSuffix("; the nearest are 295 pieces and 296 pieces") == true
                && error?.sentence.french.hasSuffix("; les plus proches sont 295 pièces et 296 pièces") == true)
        #expect(refusal(try rice(), "0.0004kg")?.figures.all.last == .init("nearest", "1g"))
        // 2.5 × 24 = 60 is whole.
        #expect(try soap().read("2.5 cartons").quantity == (try Quantity(60)))
    }

    @Test(
        "negative, zero, endless and empty are refused",
        arguments: [
            ("-5", ErrorCode.argumentValue), ("+5", .argumentValue), ("\u{2212}5carton", .argumentValue), ("0", .argumentValue),
            ("0 carton", .argumentValue), ("0,0", .argumentValue), ("1000000000000001", .argumentValue),
            ("99999999999999999999999", .argumentValue),
            ("41666666666667carton", .argumentValue), ("", .argumentMissing), ("  ", .argumentMissing), ("carton", .argumentValue),
            ("1.2.3", .argumentValue), ("1,", .argumentValue), (",5", .argumentValue), ("ten", .argumentValue), ("1e5", .argumentUnit),
            ("5kg", .argumentUnit), ("5l", .argumentUnit), ("10kg:20", .argumentValue), ("10carton:0", .argumentValue),
            ("10carton:", .argumentValue), ("10carton:2.5", .argumentValue), ("10:20", .argumentValue), ("3stere", .argumentMissing),
        ])
    func refused(text: String, code: ErrorCode) throws {
        #expect(refusal(try soap(), text)?.code == code)
    }

    @Test("10^15 is the most, and is taken")
    func ceiling() throws {
        #expect(try soap().read("1000000000000000").quantity.units == Quantity.ceiling)
    }

    @Test("a count may find nothing")
    func zeroAllowed() throws {
        #expect(try soap(allowsZero: true).read("0").quantity == .zero)
    }

    @Test("an unknown unit is refused with the nearest")
    func unknownUnit() throws {
        let error = refusal(try soap(), "10cartno")
        #expect(error?.code == .argumentUnit)
        #expect(
            error?.figures == [
                .init("item", "soap"), .init("value", "10cartno"), .init("packs", "carton:24"), .init("nearest", "carton"),
            ])
    }

    @Test("two packs that a word may mean are both shown")
    func twoPacks() throws {
        let reader = QuantityReader(
            item: "rice", base: .gram, packs: [try Pack(name: "bag", factor: 8_000), try Pack(name: "sack", factor: 25_000)])
        #expect(refusal(reader, "3 sacs")?.code == .argumentAmbiguous)
        #expect(try reader.read("3 sacks").quantity == (try Quantity(75_000)))
    }
}
