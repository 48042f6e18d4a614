/// How near two visits are, and whether one can ever directly follow the other.
struct LegOrder {
    private let tables: RoutingTables
    private let out: TravelRows
    private let back: TravelRows
    private let fastest: [TravelRows]

    init(_ tables: RoutingTables) {
        self.tables = tables
        out = tables.travelTables[0].out
        back = tables.travelTables[0].back
        fastest = tables.travelTables.map(\.out)
    }

    /// Cost of the leg between two visits, the cheaper way.
    @inline(__always) func cost(_ one: Int, _ other: Int) -> Int {
        let place = Int(tables.location[one]) &* tables.locationCount &+ Int(tables.location[other])
        return Int(min(out[place].y, back[place].y))
    }

    /// Mean cost of the way to a visit from the start of the vehicle that is nearest to it.
    var meanCostFromStart: Int {
        let starts = Set(tables.slots.map { Int(tables.location[Int($0.start)]) }).sorted()
        var total = 0
        var counted = 0
        for visit in 0..<tables.visitCount {
            let nearest = starts.reduce(TravelTable.unreachable) { nearest, start in
                min(nearest, out[start &* tables.locationCount &+ Int(tables.location[visit])].y)
            }
            guard nearest < TravelTable.unreachable else { continue }
            total += Int(nearest)
            counted += 1
        }
        return counted == 0 ? 1 : max(1, total / counted)
    }

    /// Whether some day leaves time for one visit and then the other.
    func mayFollow(_ one: Int, by other: Int) -> Bool {
        let place = Int(tables.location[one]) &* tables.locationCount &+ Int(tables.location[other])
        var seconds = out[place].x
        if fastest.count > 1 { for table in fastest { seconds = min(seconds, table[place].x) } }
        guard seconds < TravelTable.unreachable else { return false }
        let ready = Int(tables.service[one]) &+ Int(seconds)
        for day in 0..<tables.dayCount {
            let first = tables.dayWindows[one &* tables.dayCount &+ day]
            let second = tables.dayWindows[other &* tables.dayCount &+ day]
            if first.first < first.end, second.first < second.end, Int(first.opens) &+ ready <= Int(second.closes) { return true }
        }
        return false
    }
}
