/// Puts a whole series back on the cheapest of its patterns.
///
/// The cheapest place of each visit on each day is found once; a pattern is then a sum of these. Visits on different days are in different slots,
/// so that none of them spoils the place of another.
struct SeriesFinder {
    private let finder: PlaceFinder
    private let network: RouteNetwork
    private let tables: RoutingTables
    /// Cost and target of the cheapest place per visit of the series and day.
    private let costs: UnsafeMutablePointer<Int>
    private let targets: UnsafeMutablePointer<Int32>
    /// More than any plan costs, and small enough to be added up.
    private static let none = SlotPlaces.none

    init(_ network: RouteNetwork, finder: PlaceFinder) {
        self.finder = finder
        self.network = network
        tables = network.tables
        let most = tables.series.reduce(0) { max($0, $1.visits.count) } * tables.dayCount
        costs = .table(most, 0)
        targets = .table(most, Node.nowhere)
    }

    func deallocate() {
        costs.deallocate()
        targets.deallocate()
    }

    /// Inserts the visits of a series that are free, and returns whether any of them is in the plan now. Those in locked routes stay on their day.
    func insert(_ index: Int, undo: UndoLog, isGenerous: Bool, everywhere: Bool, random: inout SplitMix64) -> Bool {
        tables.withSeries(index) { series in
            look(series, ruined: undo, everywhere: everywhere, random: &random)
            guard let pattern = cheapestPattern(series, isGenerous: isGenerous) else { return false }
            let count = Int(series.table[pattern])
            for place in 0..<count where tables.hold[series.visits[place]] == RoutingTables.Hold.free {
                let day = Int(series.table[pattern &+ 1 &+ place])
                network.put(Int32(series.visits[place]), at: targets[place &* tables.dayCount &+ day], undo: undo)
            }
            return true
        }
    }

    /// Finds the cheapest place of each free visit on each day.
    private func look(_ series: RoutingTables.FlatSeries, ruined: UndoLog, everywhere: Bool, random: inout SplitMix64) {
        let days = tables.dayCount
        for place in 0..<series.visitCount {
            for day in 0..<days {
                costs[place &* days &+ day] = Self.none
                targets[place &* days &+ day] = Node.nowhere
            }
            let visit = series.visits[place]
            if tables.hold[visit] != RoutingTables.Hold.free {
                costs[place &* days &+ Int(tables.heldDay[visit])] = 0
                continue
            }
            if series.isUniform, place > 0, tables.hold[series.visits[0]] == RoutingTables.Hold.free {
                for day in 0..<days {
                    costs[place &* days &+ day] = costs[day]
                    targets[place &* days &+ day] = targets[day]
                }
                continue
            }
            finder.cheapestByDay(
                for: Int32(visit), ruined: ruined, everywhere: everywhere, costs + place &* days, targets + place &* days, random: &random)
        }
    }

    /// Where the cheapest pattern begins in the series' table; `nil` when leaving all out is cheaper or nothing fits.
    private func cheapestPattern(_ series: RoutingTables.FlatSeries, isGenerous: Bool) -> Int? {
        let days = tables.dayCount
        var out = 0
        for place in 0..<series.visitCount where tables.hold[series.visits[place]] == RoutingTables.Hold.free {
            out &+= absence(series.visits[place], isGenerous)
        }
        var best = out
        var found: Int?
        for number in 0..<series.patternCount {
            let pattern = series.begins[number]
            let count = Int(series.table[pattern])
            var cost = 0
            for place in 0..<series.visitCount {
                let visit = series.visits[place]
                if place < count {
                    cost &+= costs[place &* days &+ Int(series.table[pattern &+ 1 &+ place])]
                } else {
                    cost &+= tables.hold[visit] == RoutingTables.Hold.free ? absence(visit, isGenerous) : Self.none
                }
                if cost >= best { break }
            }
            if cost < best {
                best = cost
                found = pattern
            }
        }
        return found
    }

    @inline(__always) private func absence(_ visit: Int, _ isGenerous: Bool) -> Int {
        let weight = tables.absence[visit].weight &+ tables.changePrice[visit]
        return isGenerous ? weight &* 8 : weight
    }
}
