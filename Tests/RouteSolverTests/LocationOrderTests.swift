import Testing

@testable import RouteSolver

@Suite("The numbers of locations") struct LocationOrderTests {
    @Test("each is followed by the nearest that is left; where there is no way comes last")
    func nearest() {
        // Along a line at 0, 50, 10, 40 and 20; nowhere leads to the last.
        let line = [0, 50, 10, 40, 20]
        var distances = line.map { from in line.map { abs(from - $0) } + [TravelMatrix.unreachable] }
        distances.append(Array(repeating: TravelMatrix.unreachable, count: 6))
        #expect(LocationOrder(TravelMatrix(distances: distances)).place == [0, 4, 1, 3, 2, 5])
    }

    @Test("every location has a number of its own, for random ways too", arguments: 1...20)
    func complete(seed: UInt64) {
        let travel = Instances.random(visits: 12, seed: seed).travel
        #expect(LocationOrder(travel).place.sorted() == Array(0..<travel.count))
    }

    @Test("no location has none")
    func none() { #expect(LocationOrder(TravelMatrix(distances: [])).place == []) }
}
