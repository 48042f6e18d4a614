import Measures
import Testing

@Suite("Quantities and packs")
struct QuantityTests {
    @Test("a quantity lies between nothing and 10^15", arguments: [-1, Quantity.ceiling + 1, Int64.max, Int64.min])
    func range(units: Int64) throws {
        #expect(throws: MeasureError.self) { try Quantity(units) }
        #expect(try Quantity(Quantity.ceiling).units == 1_000_000_000_000_000)
        #expect(try Quantity(0) == .zero)
    }

    @Test("sums and differences stay in range or are refused")
    func sums() throws {
        let (seven, five) = (try Quantity(7), try Quantity(5))
        #expect(try seven + five == Quantity(12))
        #expect(try seven - five == Quantity(2))
        #expect(throws: MeasureError.self) { try five - seven }
        #expect(throws: MeasureError.self) { try Quantity(Quantity.ceiling) + Quantity(1) }
        #expect(Quantity.saturatingDifference(five, seven) == .zero)
        #expect(Quantity.saturatingSum(try Quantity(Quantity.ceiling), five).units == Quantity.ceiling)
    }

    @Test("a multiple that does not fit is refused, also when it overflows 64 bits")
    func multiples() throws {
        #expect(try Quantity(24).multiplied(by: 10) == Quantity(240))
        for factor in [Int64.max, -1, 1_000_000_000_000_000] {
            #expect(throws: MeasureError.self) { try Quantity(24).multiplied(by: factor) }
        }
    }

    @Test("a quantity splits into whole packs and a rest")
    func split() throws {
        // 250 = 10 × 24 + 10
        let split = try Pack(name: "carton", factor: 24).split(try Quantity(250))
        #expect([split.packs, split.rest] == [10, 10])
        for factor in [0, -24, Quantity.ceiling + 1] {
            #expect(throws: MeasureError.self) { try Pack(name: "carton", factor: factor) }
        }
    }

    @Test("written units of a base unit are exact and largest first")
    func units() {
        for base in BaseUnit.allCases {
            let factors = base.writtenUnits.map(\.factor)
            #expect(factors == factors.sorted(by: >))
            #expect(factors.contains(1))
        }
        #expect(BaseUnit.allCases.map(\.rawValue) == ["piece", "g", "ml"])
        #expect(BaseUnit.allCases.map(\.unitsPerMeasure) == [1, 1_000, 1_000])
    }
}

@Suite("Weights and volumes of quantities")
struct UnitMeasureTests {
    @Test("a weight is rounded up to a whole gram, a volume to a whole millilitre")
    func roundsUp() throws {
        // Per 1,000 g of firewood: 1,000 g and 2,600 ml. 1,001 g fill 2,602.6 ml.
        let wood = UnitMeasure(units: 1_000, mass: Mass(grams: 1_000), volume: Volume(millilitres: 2_600))
        #expect(wood.mass(of: try Quantity(1_001)) == Mass(grams: 1_001))
        #expect(wood.volume(of: try Quantity(1_001)) == Volume(millilitres: 2_603))
        #expect(wood.volume(of: .zero) == .zero)
    }

    @Test("the largest quantity does not overflow")
    func large() throws {
        let tent = UnitMeasure(units: 1, mass: Mass(grams: 4_000), volume: Volume(millilitres: 1))
        // 4,000 × 10^15 is more than a quarter of 2^63: saturated.
        #expect(tent.mass(of: try Quantity(Quantity.ceiling)) == Mass(grams: Int64.max / 4))
        #expect(tent.volume(of: try Quantity(Quantity.ceiling)) == Volume(millilitres: Quantity.ceiling))
    }

    @Test("spans, weights, volumes and distances add, subtract and compare")
    func sums() {
        #expect(Mass(grams: 5) + Mass(grams: 7) - Mass(grams: 2) == Mass(grams: 10))
        #expect(Volume(millilitres: 5) - Volume(millilitres: 7) == Volume(millilitres: -2))
        #expect(Distance(metres: 3) + Distance(metres: 4) == Distance(metres: 7))
        #expect(TimeSpan(seconds: 60) + TimeSpan(seconds: 5) - TimeSpan(seconds: 65) == .zero)
        #expect(
            Mass(grams: 1) < Mass(grams: 2) && Volume(millilitres: 1) < Volume(millilitres: 2) && Distance(metres: 1) < Distance(metres: 2))
        #expect(
            [
                Mass(grams: 5).description, Volume(millilitres: 5).description, Distance(metres: 5).description,
                TimeSpan(seconds: 5).description,
            ] == ["5 g", "5 ml", "5 m", "5 s"])
    }
}
