@testable import RouteSolver

/// The parts of a search put together one by one, so that a test sees the plan between its steps.
struct SearchTrial {
    let network: RouteNetwork
    let places: SlotPlaces
    private let tables: RoutingTables
    private let undo: UndoLog
    private let ruin: Ruin
    private let recreate: Recreate
    private(set) var absent: AbsentUnits

    /// A plan that holds the locked beginnings and nothing else.
    init(_ frame: SearchFrame) {
        tables = frame.tables
        network = RouteNetwork(tables, routeLimits: frame.routeLimits)
        Self.leaveOutAll(network)
        for route in tables.standing.prefixes {
            if let slot = tables.slot(of: route) { network.fill(Int32(slot), trips: route.trips, fixed: route.visits.count) }
        }
        places = SlotPlaces(network)
        undo = UndoLog(network)
        ruin = Ruin(network, neighbours: frame.neighbours)
        recreate = Recreate(network, neighbours: frame.neighbours, ranks: frame.ranks, places: places)
        absent = AbsentUnits(tables)
        for unit in expectedAbsent() { absent.append(unit) }
        absent.save()
    }

    func deallocate() {
        absent.deallocate()
        recreate.deallocate()
    }

    /// Counts every visit the search has to do with as absent, in a network that holds nothing.
    static func leaveOutAll(_ network: RouteNetwork) {
        let tables = network.tables
        for visit in 0..<tables.visitCount where tables.hold[visit] != RoutingTables.Hold.outside {
            network.absence += tables.absence[visit]
            if tables.hasPrices { network.changes += tables.changePrice[visit] }
        }
    }

    /// Ruins around a visit drawn and recreates; whether it was not given up at the limit.
    mutating func iterate(limit: Int, _ random: inout SplitMix64) -> Bool {
        undo.begin(network)
        absent.save()
        ruin.run(around: Int32(random.below(tables.visitCount)), &absent, undo: undo, random: &random)
        return recreate.run(&absent, undo: undo, order: .drawn(&random), limit: limit, random: &random)
    }

    /// Takes the last iteration back.
    mutating func restore() {
        absent.restore(network)
        undo.restore(network)
    }

    /// What ought to be listed as absent: single visits, and the first visit of each series that has none of its free ones in the plan.
    func expectedAbsent() -> [Int32] {
        func isFree(_ visit: Int) -> Bool { tables.hold[visit] == RoutingTables.Hold.free }
        let single = (0..<tables.visitCount).filter { isFree($0) && !network.nodes[$0].isPlaced && tables.seriesOf[$0] < 0 }
        let series = tables.series.map { $0.visits }.filter { visits in
            visits.contains(where: isFree) && visits.filter(isFree).allSatisfy { !network.nodes[$0].isPlaced }
        }
        return (single + series.map { $0[0] }).sorted().map(Int32.init)
    }
}
