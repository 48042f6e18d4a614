import Measures
import Testing

@Suite("Positions on the earth")
struct CoordinateTests {
    @Test("a degree of latitude is 111,195 m, and directions do not matter")
    func degree() throws {
        let (south, north) = (try Coordinate(latitude: 50, longitude: 2), try Coordinate(latitude: 51, longitude: 2))
        // 6,371,008.8 m × π / 180 = 111,195.08 m
        #expect(south.greatCircleDistance(to: north) == Distance(metres: 111_195))
        #expect(north.greatCircleDistance(to: south) == Distance(metres: 111_195))
        #expect(south.greatCircleDistance(to: south) == .zero)
    }

    @Test("the other side of the earth is half its girth away")
    func antipodes() throws {
        // 6,371,008.8 m × π = 20,015,114.4 m
        let distance = try Coordinate(latitude: 0, longitude: 0).greatCircleDistance(to: Coordinate(latitude: 0, longitude: 180))
        #expect(distance == Distance(metres: 20_015_114))
    }

    @Test(
        "positions outside the earth are refused",
        arguments: [(91, 0), (-91, 0), (0, 181), (0, -181), (.nan, 0), (0, .infinity)] as [(Double, Double)])
    func refused(latitude: Double, longitude: Double) {
        #expect(throws: MeasureError.self) { try Coordinate(latitude: latitude, longitude: longitude) }
    }
}
