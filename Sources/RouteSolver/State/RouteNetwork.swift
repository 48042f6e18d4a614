/// All slots with the visits in them, as flat linked lists with the earliest, latest and load figures that make checks constant in time.
///
/// For every node in a chain it keeps, in seconds of the day,
///
///     earliest[v]   when the service at v ends if everybody hurries
///     latest[v]     the latest arrival at v that keeps everything behind it feasible
///
/// with several windows per visit: forwards the first window that closes not before the arrival, backwards the latest moment inside a
/// window that is not above the bound (both exact). Nodes 0 ..< visitCount are the visits; behind them come the nodes of each slot.
///
/// Storage is allocated once and never moves, so that a move allocates nothing and counts no references. Not safe to share between threads.
final class RouteNetwork {
    let visitCount: Int
    let dayCount: Int
    let nodeCount: Int
    let slots: [Slot]
    let groupCount: Int

    // MARK: What does not change
    /// Location of each node.
    let location: UnsafeMutablePointer<Int32>
    /// Demand of each visit; for a slot's group the capacity stands in `capacity`.
    let demand: UnsafeMutablePointer<Load>
    /// First window of visit v on day d is `windows[windowStart[v * dayCount + d]]`, the last one before the next start.
    let windowStart: UnsafeMutablePointer<Int32>
    let windowOpens: UnsafeMutablePointer<Int32>
    let windowCloses: UnsafeMutablePointer<Int32>
    /// Whether visit v may be in group g at all: `compatible[v * groupCount + g]`.
    let compatible: UnsafeMutablePointer<Bool>
    /// What serving visit v on day d costs beside the driving.
    let dayCost: UnsafeMutablePointer<Int>
    let slotGroup: UnsafeMutablePointer<Int32>
    /// The slots that may reload, so that others are not asked.
    let reloadingSlots: UnsafeMutablePointer<Int32>
    let reloadingCount: Int
    let groupDay: UnsafeMutablePointer<Int32>
    let groupVehicle: UnsafeMutablePointer<Int32>
    let groupFixedCost: UnsafeMutablePointer<Int>
    let groupReload: UnsafeMutablePointer<Int32>
    let groupStarts: UnsafeMutablePointer<Int32>
    let groupEnds: UnsafeMutablePointer<Int32>
    let groupTravel: UnsafeMutablePointer<UnsafeMutablePointer<SIMD2<Int32>>>
    let capacity: UnsafeMutablePointer<Load>
    let locationCount: Int
    /// Seconds and metres from row to column, one table per distinct speed.
    private let travelTables: [UnsafeMutablePointer<SIMD2<Int32>>]
    let routeLimit: UnsafeMutablePointer<Int32>

    // MARK: The plan
    let next: UnsafeMutablePointer<Int32>
    let previous: UnsafeMutablePointer<Int32>
    /// The start or reload node that opens the trip a visit is in; -1 for an absent visit.
    let trip: UnsafeMutablePointer<Int32>
    /// Slot of each node; -1 for an absent visit.
    let slot: UnsafeMutablePointer<Int32>
    let service: UnsafeMutablePointer<Int32>
    let earliest: UnsafeMutablePointer<Int32>
    let latest: UnsafeMutablePointer<Int32>
    /// Load of the trip opened by a node.
    let load: UnsafeMutablePointer<Load>
    /// How many visits are in a slot.
    let size: UnsafeMutablePointer<Int32>
    /// How many slots of a day are used.
    let routesOnDay: UnsafeMutablePointer<Int32>
    /// Empty slots of each group, as a stack, and where each slot stands in it.
    let emptySlots: UnsafeMutablePointer<Int32>
    let emptyPlace: UnsafeMutablePointer<Int32>
    let groupFirst: UnsafeMutablePointer<Int32>
    let emptyCount: UnsafeMutablePointer<Int32>
    /// Slots with at least one visit.
    var usedSlots = 0
    /// Metres driven, fixed costs and day costs of everything in the plan.
    var cost = 0

    static let nowhere: Int32 = -1
    /// Stands in the tables where there is no way: later than every window and small enough to be added to.
    static let unreachable: Int32 = 500_000_000

    /// An empty plan for a problem that `ProblemCheck` finds nothing wrong with.
    init(_ problem: RoutingProblem) {
        visitCount = problem.visits.count
        dayCount = problem.dayCount
        locationCount = problem.travel.count
        var slots: [Slot] = []
        var groups: [(vehicle: Int, day: Int, first: Int, shift: Shift)] = []
        var node = problem.visits.count
        for (position, vehicle) in problem.vehicles.enumerated() {
            for (day, shift) in vehicle.shifts.enumerated() {
                guard let shift, vehicle.count > 0 else { continue }
                groups.append((position, day, slots.count, shift))
                for copy in 0..<vehicle.count {
                    let end = node + 1 + vehicle.reloads
                    slots.append(
                        Slot(vehicle: position, copy: copy, day: day, group: Int32(groups.count - 1), start: Int32(node), end: Int32(end)))
                    node = end + 1
                }
            }
        }
        self.slots = slots
        groupCount = groups.count
        nodeCount = node
        let visits = visitCount
        let windowTotal = problem.visits.reduce(0) { $0 + $1.windows.reduce(0) { $0 + $1.count } }

        location = Self.table(nodeCount, 0)
        demand = Self.table(visits, .nothing)
        windowStart = Self.table(visits * dayCount + 1, 0)
        windowOpens = Self.table(windowTotal, 0)
        windowCloses = Self.table(windowTotal, 0)
        compatible = Self.table(visits * groupCount, false)
        dayCost = Self.table(visits * dayCount, 0)
        slotGroup = Self.table(slots.count, 0)
        let reloading = slots.indices.filter { slots[$0].end - slots[$0].start > 1 }
        reloadingCount = reloading.count
        reloadingSlots = Self.table(reloading.count, 0)
        for (place, slot) in reloading.enumerated() { reloadingSlots[place] = Int32(slot) }
        groupDay = Self.table(groupCount, 0)
        groupVehicle = Self.table(groupCount, 0)
        groupFixedCost = Self.table(groupCount, 0)
        groupReload = Self.table(groupCount, 0)
        groupStarts = Self.table(groupCount, 0)
        groupEnds = Self.table(groupCount, 0)
        capacity = Self.table(groupCount, .nothing)
        routeLimit = Self.table(dayCount, Int32.max)
        next = Self.table(nodeCount, Self.nowhere)
        previous = Self.table(nodeCount, Self.nowhere)
        trip = Self.table(nodeCount, Self.nowhere)
        slot = Self.table(nodeCount, Self.nowhere)
        service = Self.table(nodeCount, 0)
        earliest = Self.table(nodeCount, 0)
        latest = Self.table(nodeCount, 0)
        load = Self.table(nodeCount, .nothing)
        size = Self.table(slots.count, 0)
        routesOnDay = Self.table(dayCount, 0)
        emptySlots = Self.table(slots.count, 0)
        emptyPlace = Self.table(slots.count, 0)
        groupFirst = Self.table(groupCount, 0)
        emptyCount = Self.table(groupCount, 0)

        var tables: [(speed: Int, table: UnsafeMutablePointer<SIMD2<Int32>>)] = []
        for vehicle in problem.vehicles where !tables.contains(where: { $0.speed == vehicle.speedPercent }) {
            tables.append((vehicle.speedPercent, Self.travelTable(problem.travel, speedPercent: vehicle.speedPercent)))
        }
        if tables.isEmpty { tables.append((100, Self.travelTable(problem.travel, speedPercent: 100))) }
        travelTables = tables.map(\.table)
        groupTravel = .allocate(capacity: max(1, groupCount))
        for (index, group) in groups.enumerated() {
            let speed = problem.vehicles[group.vehicle].speedPercent
            let table = tables.first { $0.speed == speed }?.table ?? tables[0].table
            (groupTravel + index).initialize(to: table)
        }

        for (day, limit) in problem.routeLimits.enumerated() { routeLimit[day] = Int32(clamping: limit) }
        fillVisits(problem)
        for (index, group) in groups.enumerated() {
            let vehicle = problem.vehicles[group.vehicle]
            groupDay[index] = Int32(group.day)
            groupVehicle[index] = Int32(group.vehicle)
            groupFixedCost[index] = vehicle.fixedCost
            groupReload[index] = Int32(vehicle.reloadSeconds)
            groupStarts[index] = Int32(group.shift.begins)
            groupEnds[index] = Int32(group.shift.ends)
            capacity[index] = Load(vehicle.capacity)
            groupFirst[index] = Int32(group.first)
            for (visit, wanted) in problem.visits.enumerated() {
                compatible[visit * groupCount + index] = Self.mayServe(
                    wanted, vehicle: group.vehicle, day: group.day, shift: group.shift, fits: demand[visit].fits(capacity[index]))
            }
        }
        for index in slots.indices {
            let slot = slots[index]
            slotGroup[index] = slot.group
            let vehicle = problem.vehicles[slot.vehicle]
            for node in slot.start...slot.end {
                location[Int(node)] = Int32(node == slot.end ? vehicle.endLocation : vehicle.startLocation)
                self.slot[Int(node)] = Int32(index)
            }
            pushEmpty(Int32(index))
            clearChain(index)
        }
    }

    deinit {
        for table in travelTables { table.deallocate() }
        groupTravel.deallocate()
        location.deallocate()
        demand.deallocate()
        windowStart.deallocate()
        windowOpens.deallocate()
        windowCloses.deallocate()
        compatible.deallocate()
        dayCost.deallocate()
        slotGroup.deallocate()
        reloadingSlots.deallocate()
        groupDay.deallocate()
        groupVehicle.deallocate()
        groupFixedCost.deallocate()
        groupReload.deallocate()
        groupStarts.deallocate()
        groupEnds.deallocate()
        capacity.deallocate()
        routeLimit.deallocate()
        next.deallocate()
        previous.deallocate()
        trip.deallocate()
        slot.deallocate()
        service.deallocate()
        earliest.deallocate()
        latest.deallocate()
        load.deallocate()
        size.deallocate()
        routesOnDay.deallocate()
        emptySlots.deallocate()
        emptyPlace.deallocate()
        groupFirst.deallocate()
        emptyCount.deallocate()
    }

    // MARK: Reading

    /// The group of a slot.
    @inline(__always) func group(ofSlot index: Int32) -> Int { Int(slotGroup[Int(index)]) }

    /// An empty slot of a group, `nowhere` when all are used.
    @inline(__always) func emptySlot(ofGroup group: Int) -> Int32 {
        let count = emptyCount[group]
        return count == 0 ? Self.nowhere : emptySlots[Int(groupFirst[group]) + Int(count) - 1]
    }

    /// Seconds and metres of a leg between two nodes, at the speed of a group.
    @inline(__always) func leg(_ from: Int32, _ to: Int32, group: Int) -> SIMD2<Int32> {
        groupTravel[group][Int(location[Int(from)]) &* locationCount &+ Int(location[Int(to)])]
    }

    /// When service begins at a visit reached at `arrival`; -1 when every window has closed.
    @inline(__always) func serviceStart(_ visit: Int, day: Int, arrival: Int32) -> Int32 {
        var window = windowStart[visit &* dayCount &+ day]
        let end = windowStart[visit &* dayCount &+ day &+ 1]
        while window < end {
            if arrival <= windowCloses[Int(window)] { return max(arrival, windowOpens[Int(window)]) }
            window &+= 1
        }
        return -1
    }

    /// The latest moment inside a window that is not above `bound`; -1 when there is none.
    @inline(__always) func latestStart(_ visit: Int, day: Int, bound: Int32) -> Int32 {
        let start = windowStart[visit &* dayCount &+ day]
        var window = windowStart[visit &* dayCount &+ day &+ 1]
        while window > start {
            window &-= 1
            if bound >= windowOpens[Int(window)] { return min(bound, windowCloses[Int(window)]) }
        }
        return -1
    }

    /// Nodes of a slot's chain from start to end.
    func chain(ofSlot index: Int) -> [Int32] {
        var nodes: [Int32] = [slots[index].start]
        while let last = nodes.last, last != slots[index].end { nodes.append(next[Int(last)]) }
        return nodes
    }
}
