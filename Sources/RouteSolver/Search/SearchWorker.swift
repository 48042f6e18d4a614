/// One chain of plans: ruins, recreates, accepts or takes back, and remembers the best.
///
/// Not shared between threads; several workers may read the same tables.
final class SearchWorker {
    let tables: RoutingTables
    let network: RouteNetwork
    let best: PlanCopy
    private(set) var bestValue: PlanValue
    private let undo: UndoLog
    private let neighbours: Neighbours
    private let order: PlanOrder
    private let tails: TailExchange
    private let ruin: Ruin
    private let recreate: Recreate
    /// Passes over the best place of a slot every other time: in small problems, where a good plan may have several visits where none of them would go by itself.
    private let bold: Recreate
    /// One in so many recreations is bold; 0 for none.
    private let boldEvery: Int
    /// How many iterations begin with an exchange of tails, and how many of these ruin nothing besides.
    private let exchangeShare = 0.5
    private let pureShare = 0.5
    /// How many times what a plan may be worse in the end an exchange may add: what follows may make up for it.
    private let exchangeAllowance = 3
    /// Looks everywhere and passes over nothing.
    private let builder: Recreate
    private let places: SlotPlaces
    private var absent: AbsentUnits
    /// The visits around which to ruin.
    private let seeds: UnsafeMutablePointer<Int32>
    private var seedCount = 0
    private var random: SplitMix64

    /// A worker without a plan.
    init(_ frame: SearchFrame, seed: UInt64) {
        tables = frame.tables
        neighbours = frame.neighbours
        order = frame.order
        network = RouteNetwork(tables, routeLimits: frame.routeLimits)
        undo = UndoLog(network)
        best = PlanCopy(network)
        tails = TailExchange(network, neighbours: neighbours)
        ruin = Ruin(network, neighbours: neighbours)
        places = SlotPlaces(network, undo: undo)
        recreate = Recreate(network, neighbours: neighbours, ranks: frame.ranks, places: places)
        bold = Recreate(network, neighbours: neighbours, ranks: frame.ranks, places: places, blink: 0.5)
        boldEvery = tables.visitCount <= 50 ? 6 : 0
        builder = Recreate(network, neighbours: neighbours, ranks: frame.ranks, places: places, blink: 0, scansAll: true)
        absent = AbsentUnits(tables)
        seeds = .table(tables.visitCount, 0)
        random = SplitMix64(seed: seed)
        bestValue = network.value
    }

    deinit {
        absent.deallocate()
        ruin.deallocate()
        recreate.deallocate()
        bold.deallocate()
        builder.deallocate()
        seeds.deallocate()
    }

    // MARK: Plans

    /// Takes a share of a plan over in place of everything it had; what is its own and in none of its routes is absent.
    func adopt(_ share: PlanShare) {
        network.clear(routeLimits: share.routeLimits)
        seedCount = 0
        for visit in 0..<tables.visitCount where tables.hold[visit] != RoutingTables.Hold.outside && share.owns(visit) {
            network.absence += tables.absence[visit]
            if tables.hasPrices { network.changes += tables.changePrice[visit] }
            if tables.hold[visit] == RoutingTables.Hold.free {
                seeds[seedCount] = Int32(visit)
                seedCount += 1
            }
        }
        for route in share.routes {
            guard let slot = tables.slot(of: route), network.isEmpty(Int32(slot)) else { continue }
            let fixed = route.visits.filter { tables.hold[$0] == RoutingTables.Hold.pinned }.count
            network.fill(Int32(slot), trips: route.trips, fixed: fixed)
        }
        for slot in 0..<tables.slotCount where !share.mayOpen(slot) { network.close(Int32(slot)) }
        listAbsent()
        best.noteAll()
        keepBest()
    }

    /// The plan as it is.
    var present: PlanCopy { PlanCopy(network) }

    /// Lists what is in no slot: single visits, and series none of whose free visits is in the plan.
    private func listAbsent() {
        absent.removeAll()
        for place in 0..<seedCount {
            let visit = Int(seeds[place])
            let index = tables.seriesOf[visit]
            if index < 0 {
                if !network.nodes[visit].isPlaced { absent.append(Int32(visit)) }
            } else {
                let members = tables.series[Int(index)].visits
                let free = members.filter { tables.hold[$0] == RoutingTables.Hold.free }
                if free[0] == visit, !free.contains(where: { network.nodes[$0].isPlaced }) { absent.append(Int32(members[0])) }
            }
        }
        absent.save()
    }

    /// Inserts whatever has a place worth taking, farthest first, looking everywhere and seeing everything, until nothing more goes in.
    func insertWhatFits() {
        var before = absent.count + 1
        while absent.count > 0, absent.count < before {
            before = absent.count
            undo.begin(network)
            absent.save()
            _ = builder.run(&absent, undo: undo, order: .far, limit: Int.max, random: &random)
            for place in 0..<undo.count { best.note(undo.touchedSlot(place)) }
        }
        keepBest()
    }

    private func keepBest() {
        bestValue = network.value
        best.keep(network)
    }

    // MARK: Iterations

    private static let lastVersionBeforeForgetting = UInt32.max - 1_000_000

    /// Versions are numbers of 32 bits; before they run out all begin anew.
    private func forgetVersions() {
        places.forget()
        network.lastVersion = 0
        for slot in 0..<Int32(tables.slotCount) { network.mark(slot) }
    }

    /// Whether all slots touched are in time; what was taken out of them may have held them together.
    @inline(__always) private var isInTime: Bool {
        for place in 0..<undo.count where !network.isInTime(undo.touchedSlot(place)) { return false }
        return true
    }

    /// Exchanges tails or ruins and recreates, or both, once.
    @inline(__always) func iterate(at moment: Annealing.Moment) {
        guard seedCount > 0 else { return }
        if network.lastVersion > Self.lastVersionBeforeForgetting { forgetVersions() }
        let limit = network.scalar &+ Annealing.slack(at: moment.temperature, random: &random)
        undo.begin(network)
        absent.save()
        let seed = seeds[random.below(seedCount)]
        let isExchanged =
            moment.exchangesTails && random.unit() < exchangeShare
            && tails.run(around: seed, below: (limit &- network.scalar) &* exchangeAllowance, undo: undo, random: &random)
        if !isExchanged || random.unit() >= pureShare { ruin.run(around: seed, &absent, undo: undo, random: &random) }
        let isBold = boldEvery > 0 && random.below(boldEvery) == 0
        let isWhole =
            isBold
            ? bold.run(&absent, undo: undo, order: .drawn(&random), limit: limit, random: &random)
            : recreate.run(&absent, undo: undo, order: .drawn(&random), limit: limit, random: &random)
        // A plan that is the same again is taken back too: its slots keep the versions by which their places are remembered.
        if isWhole, network.scalar < limit, isInTime, !undo.foundNothingNew(in: network) {
            for place in 0..<undo.count { best.note(undo.touchedSlot(place)) }
            if order.prefers(network.value, over: bestValue) { keepBest() }
        } else {
            absent.restore(network)
            undo.restore(network)
        }
        assert(network.agreesWithItsChains(), "figures kept step by step differ from those of the chains")
        assert(absencesAgree(), "what is left out or changed differs from what is kept of it")
    }

    /// Whether absences and changes kept step by step equal those of its visits counted anew. For assertions: it visits every visit.
    private func absencesAgree() -> Bool {
        var absence = Absence.nothing
        var changes = 0
        for place in 0..<seedCount {
            let visit = Int(seeds[place])
            if !network.nodes[visit].isPlaced { absence += tables.absence[visit] }
        }
        let placed = (0..<tables.visitCount).filter { network.nodes[$0].isPlaced }
        for visit in placed where tables.hasPrices && network.slot(of: Int32(visit)) != tables.home[visit] {
            changes += tables.changePrice[visit]
        }
        for place in 0..<seedCount where tables.hasPrices && !network.nodes[Int(seeds[place])].isPlaced {
            changes += tables.changePrice[Int(seeds[place])]
        }
        return absence == network.absence && changes == network.changes
    }
}

/// What all workers on one problem share.
struct SearchFrame: Sendable {
    let tables: RoutingTables
    let neighbours: Neighbours
    let ranks: InsertionRanks
    let order: PlanOrder
    let routeLimits: [Int]

    init(_ problem: RoutingProblem, start: PlanStart?) {
        tables = RoutingTables(problem, standing: StandingRoutes(problem), start: start)
        neighbours = Neighbours(tables, most: 60, mostBeside: 20)
        ranks = InsertionRanks(problem)
        order = problem.order
        routeLimits = problem.routeLimits
    }
}
