/// All slots with the visits in them, as flat linked lists with the earliest, latest and load figures that make checks constant in time.
///
/// For every node in a chain it keeps, in seconds of the day,
///
///     earliest   when everything at the node is done if everybody hurries
///     latest     the latest arrival that keeps everything behind it feasible
///
/// with several windows per visit: forwards the first window that closes not before the arrival, backwards the latest moment inside a
/// window that is not above the bound (both exact). Where crews have breaks, `BreakTimes` keeps one such pair per number of breaks taken.
///
/// Storage is allocated once and never moves, so that a move allocates nothing and counts no references. One thread at a time.
final class RouteNetwork {
    let tables: RoutingTables
    let visitCount: Int
    let nodes: UnsafeMutablePointer<Node>
    /// What still fits into the trip opened by a start or reload node (node visitCount + i at i).
    let room: UnsafeMutablePointer<Load>
    /// Seconds a start or reload node takes.
    let loading: UnsafeMutablePointer<Int32>
    /// How many visits of a slot may be moved; those that are pinned are counted apart.
    let size: UnsafeMutablePointer<Int32>
    /// How many routes of a day go out, those that are left alone included, and how many may.
    let routesOnDay: UnsafeMutablePointer<Int32>
    let routeLimit: UnsafeMutablePointer<Int32>
    /// Empty slots of each group, as a stack, and where each slot stands in it (-1 for a slot that is used or not to be touched).
    private let emptySlots: UnsafeMutablePointer<Int32>
    private let emptyPlace: UnsafeMutablePointer<Int32>
    private let emptyCount: UnsafeMutablePointer<Int32>
    /// How many of a slot's visits are pinned; such a slot is never empty.
    let pinned: UnsafeMutablePointer<Int32>
    /// The last of them, behind which further visits may go; `nowhere` in other slots.
    let lastPinned: UnsafeMutablePointer<Int32>
    /// Times by number of breaks taken; only where there are any.
    let breakTimes: BreakTimes
    /// What a slot looks like, as a number: a slot that changes gets a new one, a slot that is put back gets its old one again.
    let version: UnsafeMutablePointer<UInt32>
    /// The last number given.
    var lastVersion: UInt32 = 0
    /// The used slots, in any order, and where each stands among them.
    private let used: UnsafeMutablePointer<Int32>
    private let usedPlace: UnsafeMutablePointer<Int32>
    /// Slots with at least one visit; those left alone are none of them.
    private(set) var usedSlots = 0
    /// Visits in the plan that may be moved.
    var placedCount = 0
    /// Driving, fixed costs and day costs of everything in the plan.
    var cost = 0
    /// What the visits that are left out come to.
    var absence = Absence.nothing
    /// What the visits that are not at home weigh in the scalar, absent ones included.
    var changes = 0

    /// The one figure by which annealing goes.
    @inline(__always) var scalar: Int { cost &+ changes &+ absence.weight }
    /// The levels by which the best plan is chosen.
    var value: PlanValue {
        PlanValue(missed: absence.missed, lostPrizes: absence.prizes, changes: tables.pricedChanges(changes), cost: cost)
    }

    /// An empty plan.
    init(_ tables: RoutingTables, routeLimits: [Int]) {
        self.tables = tables
        visitCount = tables.visitCount
        let stops = tables.nodeCount - visitCount
        nodes = .table(tables.nodeCount, Node())
        room = .table(stops, .nothing)
        loading = .table(stops, 0)
        size = .table(tables.slotCount, 0)
        routesOnDay = .table(tables.dayCount, 0)
        routeLimit = .table(tables.dayCount, Int32.max)
        emptySlots = .table(tables.slotCount, 0)
        emptyPlace = .table(tables.slotCount, -1)
        emptyCount = .table(tables.groupCount, 0)
        pinned = .table(tables.slotCount, 0)
        version = .table(tables.slotCount, 0)
        used = .table(tables.slotCount, 0)
        usedPlace = .table(tables.slotCount, 0)
        lastPinned = .table(tables.slotCount, Node.nowhere)
        breakTimes = BreakTimes(tables)
        for (day, limit) in routeLimits.enumerated() { routeLimit[day] = Int32(clamping: limit) }
        for node in 0..<tables.nodeCount { nodes[node].location = tables.location[node] }
        for slot in (0..<tables.slotCount).reversed() {
            clearChain(Int32(slot))
            pushEmpty(Int32(slot))
        }
        for route in tables.standing.whole {
            if let slot = tables.slot(of: route) { close(Int32(slot)) }
            routesOnDay[route.day] &+= 1
        }
    }

    deinit {
        breakTimes.deallocate()
        nodes.deallocate()
        room.deallocate()
        version.deallocate()
        for table in [loading, size, routesOnDay, routeLimit, emptySlots, emptyPlace, emptyCount, pinned, lastPinned, used, usedPlace] {
            table.deallocate()
        }
    }

    // MARK: Reading

    /// Slot of a node in a chain.
    @inline(__always) func slot(of node: Int32) -> Int32 {
        tables.slot(ofStop: Int(node) >= visitCount ? node : nodes[Int(node)].trip)
    }

    /// The node that opens the trip a further visit behind `node` would be in.
    @inline(__always) func opener(after node: Int32) -> Int32 { Int(node) >= visitCount ? node : nodes[Int(node)].trip }

    /// The last given back of the empty slots of a group; `nowhere` when all are used.
    @inline(__always) func emptySlot(ofGroup group: Int) -> Int32 {
        let count = emptyCount[group]
        return count == 0 ? Node.nowhere : emptySlots[tables.groups[group].firstSlot &+ Int(count) &- 1]
    }

    /// One of the empty slots of a group, another one as the plan changes: where a visit belongs into one copy rather than another they are not alike.
    @inline(__always) func anyEmptySlot(ofGroup group: Int) -> Int32 {
        let count = UInt32(truncatingIfNeeded: emptyCount[group])
        return count == 0 ? Node.nowhere : emptySlots[tables.groups[group].firstSlot &+ Int(lastVersion % count)]
    }

    /// Whether a slot holds nothing and may be used.
    @inline(__always) func isEmpty(_ slot: Int32) -> Bool { emptyPlace[Int(slot)] >= 0 }

    /// Seconds and cost of a leg between two nodes, for a group.
    @inline(__always) func leg(_ from: Int32, _ to: Int32, group: Int) -> SIMD2<Int32> {
        tables.groupOut[group][Int(nodes[Int(from)].location) &* tables.locationCount &+ Int(nodes[Int(to)].location)]
    }

    /// The used slots, by place.
    @inline(__always) func usedSlot(_ place: Int) -> Int32 { used[place] }

    /// Gives a slot a new version.
    @inline(__always) func mark(_ slot: Int32) {
        lastVersion &+= 1
        version[Int(slot)] = lastVersion
    }

    /// Whether everything in a slot can be made in time. Taking a visit out may undo that: where a detour is shorter than the direct way, where there
    /// is no direct way, and where a break was taken at that visit.
    @inline(__always) func isInTime(_ slot: Int32) -> Bool {
        guard size[Int(slot)] &+ pinned[Int(slot)] > 0 else { return true }
        let start = Int(tables.slotStart[Int(slot)])
        let group = Int(nodes[start].group)
        let latest = tables.groups[group].breakCount > 0 ? breakTimes.arrival[start][0] : nodes[start].latest
        return latest >= tables.groups[group].begins
    }

    /// Nodes of a slot's chain from start to end.
    func chain(ofSlot index: Int) -> [Int32] {
        var chain: [Int32] = [tables.slots[index].start]
        while let last = chain.last, last != tables.slots[index].end { chain.append(nodes[Int(last)].next) }
        return chain
    }

    // MARK: Used and empty slots

    /// Driving an unused slot from start to end costs nothing, though its chain has that leg.
    @inline(__always) func emptyCost(_ slot: Int32, group: Int) -> Int {
        Int(leg(tables.slotStart[Int(slot)], tables.slotEnd[Int(slot)], group: group).y)
    }

    /// Counts visits into a slot, opening it if it was empty.
    @inline(__always) func grow(_ slot: Int32, by visits: Int32, group: Int) {
        if size[Int(slot)] &+ pinned[Int(slot)] == 0 { occupy(slot, group: group) }
        size[Int(slot)] &+= visits
        placedCount &+= Int(visits)
    }

    /// Counts visits out of a slot, giving it back if it is empty.
    @inline(__always) func shrink(_ slot: Int32, by visits: Int32, group: Int) {
        size[Int(slot)] &-= visits
        placedCount &-= Int(visits)
        if size[Int(slot)] &+ pinned[Int(slot)] == 0 { vacate(slot, group: group) }
    }

    /// Puts the count of a slot's visits back to what it was, its chain having been put back; the cost is the caller's.
    @inline(__always) func setSize(_ slot: Int32, to visits: Int32) {
        let before = size[Int(slot)]
        let group = Int(nodes[Int(tables.slotStart[Int(slot)])].group)
        if before < visits {
            grow(slot, by: visits &- before, group: group)
        } else if before > visits {
            shrink(slot, by: before &- visits, group: group)
        }
    }

    private func occupy(_ slot: Int32, group: Int) {
        close(slot)
        used[usedSlots] = slot
        usedPlace[Int(slot)] = Int32(usedSlots)
        usedSlots &+= 1
        routesOnDay[Int(tables.groupDay[group])] &+= 1
        cost &+= tables.groups[group].fixedCost &+ emptyCost(slot, group: group)
    }

    private func vacate(_ slot: Int32, group: Int) {
        pushEmpty(slot)
        usedSlots &-= 1
        let moved = used[usedSlots]
        let place = usedPlace[Int(slot)]
        used[Int(place)] = moved
        usedPlace[Int(moved)] = place
        routesOnDay[Int(tables.groupDay[group])] &-= 1
        cost &-= tables.groups[group].fixedCost &+ emptyCost(slot, group: group)
    }

    /// Takes a slot from the empty ones, so that nothing is put into it as a new route.
    func close(_ slot: Int32) {
        guard emptyPlace[Int(slot)] >= 0 else { return }
        let group = Int(nodes[Int(tables.slotStart[Int(slot)])].group)
        let first = tables.groups[group].firstSlot
        emptyCount[group] &-= 1
        let moved = emptySlots[first &+ Int(emptyCount[group])]
        let place = emptyPlace[Int(slot)]
        emptySlots[Int(place)] = moved
        emptyPlace[Int(moved)] = place
        emptyPlace[Int(slot)] = -1
    }

    /// Gives a slot that holds nothing back to the empty ones.
    func pushEmpty(_ slot: Int32) {
        let group = Int(nodes[Int(tables.slotStart[Int(slot)])].group)
        let place = tables.groups[group].firstSlot &+ Int(emptyCount[group])
        emptySlots[place] = slot
        emptyPlace[Int(slot)] = Int32(place)
        emptyCount[group] &+= 1
    }
}
