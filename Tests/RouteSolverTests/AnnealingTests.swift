import Testing

@testable import RouteSolver

@Suite("Cooling down") struct AnnealingTests {
    private let annealing = Annealing(legCost: 100, routeCost: 1_000, isWarm: false)
    private let warm = Annealing(legCost: 100, routeCost: 1_000, isWarm: true)

    @Test("temperatures fall from 0.7 of a way out to a twentieth of a leg, by the same factor in equal parts")
    func fall() {
        #expect(annealing.temperature(at: 0) == 700 && annealing.temperature(at: -1) == 700)
        #expect(abs(annealing.temperature(at: 1) - 5) < 1e-9 && abs(annealing.temperature(at: 2) - 5) < 1e-9)
        let ratios = (0..<4).map { annealing.temperature(at: Double($0 + 1) / 4) / annealing.temperature(at: Double($0) / 4) }
        #expect(ratios.allSatisfy { abs($0 - ratios[0]) < 1e-9 })
        #expect(warm.temperature(at: 0) == 40)
    }

    @Test("of several coolings each begins hot and ends cold, the last at the end of the search")
    func coolings() {
        #expect(annealing.temperature(at: 0.5, coolings: 2) == 700)
        #expect(annealing.temperature(at: 0.499_999, coolings: 2) < 5.1)
        #expect(annealing.temperature(at: 0.25, coolings: 2) == annealing.temperature(at: 0.5))
        #expect(abs(annealing.temperature(at: 1, coolings: 3) - 5) < 1e-9)
    }

    @Test("small problems are cooled several times when there is time for it, large ones and given plans once")
    func planned() {
        #expect(annealing.coolings(iterations: 1_000_000, visits: 20) == 1)
        #expect(annealing.coolings(iterations: 4_000_000, visits: 20) == 3)
        #expect(annealing.coolings(iterations: 4_000_000, visits: 200) == 2)
        #expect(annealing.coolings(iterations: 4_000_000, visits: 1_000) == 1)
        #expect(annealing.coolings(iterations: 1e300, visits: 20) == 5)
        #expect(warm.coolings(iterations: 1e9, visits: 20) == 1)
    }
}
