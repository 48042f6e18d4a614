/// Keeps the obstacles of the place that fails by least.
struct NearestObstacles {
    /// The obstacles of that place, empty when it is free; `nil` before any place was offered.
    private(set) var obstacles: [Obstacle]?
    /// How hard they are to lift together.
    private(set) var severity = Int.max

    init() {}

    /// The obstacles to tell of a place that fails by more than these.
    init(_ told: [Obstacle], severityOf all: [Obstacle], in problem: RoutingProblem) {
        obstacles = told
        severity = all.reduce(0) { $0 + Self.severity(of: $1, in: problem) }
    }

    /// Keeps the obstacles when they are easier to lift than those kept.
    mutating func offer(_ found: [Obstacle], in problem: RoutingProblem) {
        let total = found.reduce(0) { $0 + Self.severity(of: $1, in: problem) }
        if total < severity {
            severity = total
            obstacles = found
        }
    }

    /// Keeps the easier of two.
    mutating func offer(_ other: NearestObstacles) { if other.severity < severity { self = other } }

    /// What each obstacle weighs beside its figures, so that one is easier than two.
    static let each = 50

    /// How hard an obstacle is to lift: an hour late weighs as much as a whole vehicle's load too much.
    static func severity(of obstacle: Obstacle, in problem: RoutingProblem) -> Int {
        switch obstacle.constraint {
        case .capacity(let dimension):
            let capacity = obstacle.vehicle.map { problem.vehicles[$0].capacity[dimension] } ?? 1
            return each + overload(obstacle.shortfall, capacity: capacity)
        case .window, .shiftEnd, .crewBreak: return each + lateness(obstacle.shortfall)
        case .routeLimit, .reloads: return each + 40
        case .pattern: return each + 4_000
        case .day: return each + 5_000
        case .vehicle: return each + 6_000
        case .skills: return each + 7_000
        case .closed: return each + 10_000
        case .locked: return each + 20_000
        case .unreachable: return unreachable
        case .noVehicle: return each + 100_000
        }
    }

    /// What a load too much weighs, in percent of a vehicle.
    static func overload(_ shortfall: Int, capacity: Int) -> Int { shortfall * 100 / max(1, capacity) }
    /// What seconds too late weigh.
    static func lateness(_ seconds: Int) -> Int { seconds / 36 }
    /// What a leg that does not exist weighs.
    static let unreachable = each + 50_000
}
