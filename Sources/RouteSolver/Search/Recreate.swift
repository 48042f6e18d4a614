/// Puts absent visits back, one after another, each at its cheapest feasible place.
///
/// Source: Christiaens and Vanden Berghe (2020), section 5.2. The paper passes over each single place with a small
/// probability (a blink), which lets the search leave a greedy rut; here the best place of a slot is passed over, and with it the slot (`PlaceFinder`),
/// because these are what is remembered.
struct Recreate {
    private let network: RouteNetwork
    private let tables: RoutingTables
    private let ranks: InsertionRanks
    private let finder: PlaceFinder
    private let seriesFinder: SeriesFinder
    /// Whether every slot is looked at, not only those of near neighbours.
    private let scansAll: Bool
    /// One in how many recreations inserts optional visits whatever they cost: two may be worth a vehicle that neither is worth alone.
    private let generousEvery = 8
    /// How many of the visits that were absent before the ruin are tried again.
    private let mostTried = 24
    /// One in how many times a visit that found no place near is looked at everywhere, when some were absent before the ruin; else it always is.
    private let scanEvery = 16

    init(
        _ network: RouteNetwork, neighbours: Neighbours, ranks: InsertionRanks, places: SlotPlaces, blink: Double = 0.005,
        scansAll: Bool = false
    ) {
        self.network = network
        tables = network.tables
        self.ranks = ranks
        self.scansAll = scansAll
        finder = PlaceFinder(network, neighbours: neighbours, places: places, blink: blink)
        seriesFinder = SeriesFinder(network, finder: finder)
    }

    func deallocate() {
        finder.deallocate()
        seriesFinder.deallocate()
    }

    /// Inserts what can be inserted and returns false as soon as the plan is known to come to at least `limit`; what stays out stays in `absent`.
    func run(_ absent: inout AbsentUnits, undo: UndoLog, order: InsertionOrder, limit: Int, random: inout SplitMix64) -> Bool {
        let first = scansAll ? 0 : firstTried(&absent, random: &random)
        ranks.sort(absent.units + first, count: absent.count &- first, by: order, random: &random)
        let isGenerous = tables.hasOptional && !scansAll && random.below(generousEvery) == 0
        var place = first
        var kept = first
        let count = absent.count
        // Whoever is not put back yet counts as changed, and may yet come home.
        var atStake = 0
        if tables.hasPrices { for later in first..<max(first, count) { atStake &+= priceOfChange(absent.units[later]) } }
        while place < count {
            let unit = absent.units[place]
            place &+= 1
            if tables.hasPrices { atStake &-= priceOfChange(unit) }
            let isPlaced =
                tables.seriesOf[Int(unit)] < 0
                ? insert(unit, undo: undo, isGenerous: isGenerous, someWereAbsent: absent.savedCount > 0, random: &random)
                : seriesFinder.insert(
                    Int(tables.seriesOf[Int(unit)]), undo: undo, isGenerous: isGenerous, everywhere: scansAll, random: &random)
            if !isPlaced {
                absent.units[place &- 1] = absent.units[kept]
                absent.units[kept] = unit
                kept &+= 1
            }
            // What is still absent may find a place, so only what is driven already counts against the limit.
            if network.cost &+ network.changes &- atStake >= limit { return false }
        }
        absent.keepFirst(kept)
        return true
    }

    /// What it weighs when all visits of a unit are not at home.
    private func priceOfChange(_ unit: Int32) -> Int {
        let index = tables.seriesOf[Int(unit)]
        guard index >= 0 else { return tables.changePrice[Int(unit)] }
        return tables.withSeries(Int(index)) { series in
            var sum = 0
            for place in 0..<series.visitCount where tables.hold[series.visits[place]] == RoutingTables.Hold.free {
                sum &+= tables.changePrice[series.visits[place]]
            }
            return sum
        }
    }

    /// When very many are absent, brings a few of them behind the rest, before those just ruined, and says where they begin.
    private func firstTried(_ absent: inout AbsentUnits, random: inout SplitMix64) -> Int {
        let old = min(absent.savedCount, absent.count)
        guard old > mostTried, network.placedCount > 0 else { return 0 }
        for place in 0..<mostTried {
            let last = old &- 1 &- place
            let other = random.below(last &+ 1)
            (absent.units[last], absent.units[other]) = (absent.units[other], absent.units[last])
        }
        return old &- mostTried
    }

    private func insert(_ visit: Int32, undo: UndoLog, isGenerous: Bool, someWereAbsent: Bool, random: inout SplitMix64) -> Bool {
        let absence = tables.absence[Int(visit)]
        let bound = isGenerous || absence.missed > 0 ? InsertionCheck.none : absence.weight &+ tables.changePrice[Int(visit)]
        var found = finder.cheapest(for: visit, ruined: undo, bound: bound, everywhere: scansAll, random: &random)
        if !found.isFound, !scansAll, !someWereAbsent || random.below(scanEvery) == 0 {
            found = finder.cheapest(for: visit, ruined: undo, bound: bound, everywhere: true, random: &random)
        }
        guard found.isFound else { return false }
        network.put(visit, at: found.target, undo: undo)
        return true
    }
}

extension RouteNetwork {
    /// Puts a visit where a `PlaceFinder` found a place for it, logging the slot first.
    @inline(__always) func put(_ visit: Int32, at target: Int32, undo: UndoLog) {
        if target >= 0 {
            undo.touch(slot(of: target), in: self)
            insert(visit, after: target)
        } else {
            undo.touch(-2 &- target, in: self)
            insertLastTrip(visit, slot: -2 &- target)
        }
    }
}
