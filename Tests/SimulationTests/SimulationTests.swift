import Glibc
import Testing

@Suite("The real books beside the second opinion", .timeLimit(.minutes(60)))
struct SimulationTests {
    /// Seeds 1 to 3 of 300 steps; ENTREPOT_SIMULATION_SEEDS=100-199 and ENTREPOT_SIMULATION_STEPS=5000 for longer runs.
    private static let seeds: ClosedRange<UInt64> = {
        let ends = variable("ENTREPOT_SIMULATION_SEEDS")?.split(separator: "-").compactMap { UInt64($0) } ?? []
        guard let first = ends.first, let last = ends.last, first <= last else { return 1...3 }
        return first...last
    }()
    /// How many steps lie between two comparisons; ENTREPOT_SIMULATION_EVERY=1 finds the step at which the two part.
    private static let interval = variable("ENTREPOT_SIMULATION_EVERY").flatMap { Int($0) } ?? 10
    private static let steps = variable("ENTREPOT_SIMULATION_STEPS").flatMap { Int($0) } ?? 300

    private static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

    @Test("agree on every refusal, balance, day, promise, exception and count, whatever is cut off or said twice", arguments: seeds)
    func season(_ seed: UInt64) async throws {
        let simulation = try await Simulation(seed: seed)
        try await simulation.run(steps: Self.steps, comparingEvery: Self.interval)
        // A workload without a cut connection, a late sheet or a broken promise would prove less than it says.
        #expect(simulation.cuts > 0)
        #expect(simulation.untried(in: Self.steps) == [], "seed \(seed)")
        await simulation.close()
    }
}
