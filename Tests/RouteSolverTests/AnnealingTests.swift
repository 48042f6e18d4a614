import Testing

@testable import RouteSolver

@Suite("Cooling down") struct AnnealingTests {
    private let annealing = Annealing(visits: 20, legCost: 100, routeCost: 1_000, isWarm: false)
    private let warm = Annealing(visits: 20, legCost: 100, routeCost: 1_000, isWarm: true)

    private func temperature(_ share: Double, coolings: Int = 1) -> Double { annealing.moment(at: share, coolings: coolings).temperature }

    private func large(_ visits: Int) -> Annealing { Annealing(visits: visits, legCost: 100, routeCost: 1_000, isWarm: false) }

    @Test("temperatures fall from 0.7 of a way out to a twentieth of a leg, by the same factor in equal parts")
    func fall() {
        #expect(temperature(0) == 700 && temperature(-1) == 700)
        #expect(abs(temperature(1) - 5) < 1e-9 && abs(temperature(2) - 5) < 1e-9)
        let ratios = (0..<4).map { temperature(Double($0 + 1) / 4) / temperature(Double($0) / 4) }
        #expect(ratios.allSatisfy { abs($0 - ratios[0]) < 1e-9 })
        #expect(warm.moment(at: 0).temperature == 40)
    }

    @Test("of several coolings each begins hot and ends cold, the last at the end of the search")
    func coolings() {
        #expect(temperature(0.5, coolings: 2) == 700)
        #expect(temperature(0.499_999, coolings: 2) < 5.1)
        #expect(temperature(0.25, coolings: 2) == temperature(0.5))
        #expect(abs(temperature(1, coolings: 3) - 5) < 1e-9)
    }

    @Test("among few visits tails are exchanged in every second cooling, among many in all")
    func tails() {
        func exchanging(_ annealing: Annealing) -> [Bool] {
            [0.1, 0.3, 0.5, 0.9, 1].map { annealing.moment(at: $0, coolings: 3).exchangesTails }
        }
        #expect(exchanging(annealing) == [true, true, false, true, true])
        #expect(exchanging(large(151)) == [true, true, true, true, true])
        #expect(annealing.moment(at: 0.7).exchangesTails)
    }

    @Test("small problems are cooled several times when there is time for it, large ones and given plans once")
    func planned() {
        #expect(annealing.coolings(iterations: 700_000) == 1)
        #expect(annealing.coolings(iterations: 1_300_000) == 3)
        #expect(large(200).coolings(iterations: 4_000_000) == 2)
        #expect(large(1_000).coolings(iterations: 4_000_000) == 1)
        #expect(annealing.coolings(iterations: 1e300) == 20)
        #expect(warm.coolings(iterations: 1e9) == 1)
    }
}
