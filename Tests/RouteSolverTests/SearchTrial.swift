@testable import RouteSolver

/// The parts of a search put together one by one, so that a test sees the plan between its steps.
struct SearchTrial {
    let network: RouteNetwork
    let places: SlotPlaces
    private let tables: RoutingTables
    private let undo: UndoLog
    private let tails: TailExchange
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
        undo = UndoLog(network)
        places = SlotPlaces(network, undo: undo)
        tails = TailExchange(network, neighbours: frame.neighbours)
        ruin = Ruin(network, neighbours: frame.neighbours)
        recreate = Recreate(network, neighbours: frame.neighbours, ranks: frame.ranks, places: places)
        absent = AbsentUnits(tables)
        for unit in expectedAbsent() { absent.append(unit) }
        absent.save()
    }

    func deallocate() {
        absent.deallocate()
        recreate.deallocate()
        ruin.deallocate()
    }

    /// Counts every visit the search has to do with as absent, in a network that holds nothing.
    static func leaveOutAll(_ network: RouteNetwork) {
        let tables = network.tables
        for visit in 0..<tables.visitCount where tables.hold[visit] != RoutingTables.Hold.outside {
            network.absence += tables.absence[visit]
            if tables.hasPrices { network.changes += tables.changePrice[visit] }
        }
    }

    /// Exchanges tails every other time, ruins around a visit drawn and recreates; whether it was not given up at the limit.
    mutating func iterate(limit: Int, _ random: inout SplitMix64) -> Bool {
        undo.begin(network)
        absent.save()
        let seed = Int32(random.below(tables.visitCount))
        if random.below(2) == 0 { _ = exchangeTails(around: seed, below: Int.max, &random) }
        ruin.run(around: seed, &absent, undo: undo, random: &random)
        return recreate.run(&absent, undo: undo, order: .drawn(&random), limit: limit, random: &random)
    }

    /// Lets the route of a visit exchange tails with one beside it, for less than `bound`.
    func exchangeTails(around seed: Int32, below bound: Int, _ random: inout SplitMix64) -> Bool {
        tails.run(around: seed, below: bound, undo: undo, random: &random)
    }

    /// Whether the last iteration ended with the plan it began with.
    var foundNothingNew: Bool { undo.foundNothingNew(in: network) }

    /// The cheapest places, with nothing remembered.
    var placesAnew: SlotPlaces { SlotPlaces(network, undo: undo) }

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
