/// What is in no slot and wants to be: single visits, and series by their first visit.
struct AbsentUnits {
    let units: UnsafeMutablePointer<Int32>
    private let saved: UnsafeMutablePointer<Int32>
    private(set) var count = 0
    /// How many there were before the ruin.
    private(set) var savedCount = 0
    /// How many there were before anything was put back.
    private(set) var triedCount = 0

    init(_ tables: RoutingTables) {
        units = .table(tables.visitCount, 0)
        saved = .table(tables.visitCount, 0)
    }

    func deallocate() {
        units.deallocate()
        saved.deallocate()
    }

    @inline(__always) mutating func append(_ unit: Int32) {
        units[count] = unit
        count &+= 1
        triedCount = count
    }

    /// Drops what is behind the first so many, before anything is put back.
    mutating func shrink(to kept: Int) {
        count = kept
        triedCount = kept
    }

    mutating func removeAll() {
        count = 0
        triedCount = 0
    }

    /// Keeps the first so many; the others have been put into slots.
    @inline(__always) mutating func keepFirst(_ kept: Int) { count = kept }

    /// Remembers the list as it is before an iteration.
    @inline(__always) mutating func save() {
        saved.update(from: units, count: count)
        savedCount = count
        triedCount = count
    }

    /// Marks everything that was or came to be absent as absent, and puts the list back.
    mutating func restore(_ network: RouteNetwork) {
        for place in 0..<triedCount { markAbsent(units[place], network) }
        units.update(from: saved, count: savedCount)
        count = savedCount
        triedCount = savedCount
    }

    private func markAbsent(_ unit: Int32, _ network: RouteNetwork) {
        let series = network.tables.seriesOf[Int(unit)]
        guard series >= 0 else {
            network.nodes[Int(unit)].trip = Node.nowhere
            return
        }
        network.tables.withSeries(Int(series)) { series in
            for place in 0..<series.visitCount where network.tables.hold[series.visits[place]] == RoutingTables.Hold.free {
                network.nodes[series.visits[place]].trip = Node.nowhere
            }
        }
    }
}
