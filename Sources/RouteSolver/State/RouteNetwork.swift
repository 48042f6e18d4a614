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
    private let emptySlots: UnsafeMutablePointer<Int32>
    private let emptyPlace: UnsafeMutablePointer<Int32>
    private let groupFirst: UnsafeMutablePointer<Int32>
    private let emptyCount: UnsafeMutablePointer<Int32>
    /// Slots with at least one visit.
    private(set) var usedSlots = 0
    /// Metres driven, fixed costs and day costs of everything in the plan.
    private(set) var cost = 0

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

    // MARK: Changing

    /// Puts an absent visit behind a node; the caller has checked that it fits.
    func insert(_ visit: Int32, after node: Int32) {
        let slotIndex = slot[Int(node)]
        let group = group(ofSlot: slotIndex)
        let follower = next[Int(node)]
        let opener = Int(node) >= visitCount ? node : trip[Int(node)]
        let table = groupTravel[group]
        let here = Int(location[Int(visit)])
        let from = Int(location[Int(node)])
        let to = Int(location[Int(follower)])
        cost &+=
            Int(table[from &* locationCount &+ here].y) &+ Int(table[here &* locationCount &+ to].y)
            &- Int(table[from &* locationCount &+ to].y) &+ dayCost[Int(visit) &* dayCount &+ Int(groupDay[group])]
        if size[Int(slotIndex)] == 0 { occupy(slotIndex, group: group) }
        next[Int(node)] = visit
        previous[Int(visit)] = node
        next[Int(visit)] = follower
        previous[Int(follower)] = visit
        trip[Int(visit)] = opener
        slot[Int(visit)] = slotIndex
        load[Int(opener)] = load[Int(opener)] + demand[Int(visit)]
        size[Int(slotIndex)] &+= 1
        refreshReload(follower, group: group)
        refreshForwards(from: visit, group: group)
        refreshBackwards(from: follower, group: group)
    }

    /// Takes a visit out. The earliest and latest times of its slot are right again after `refresh(slot:)`.
    func remove(_ visit: Int32) {
        let slotIndex = slot[Int(visit)]
        let group = group(ofSlot: slotIndex)
        let before = previous[Int(visit)]
        let after = next[Int(visit)]
        let table = groupTravel[group]
        let here = Int(location[Int(visit)])
        let from = Int(location[Int(before)])
        let to = Int(location[Int(after)])
        cost &-=
            Int(table[from &* locationCount &+ here].y) &+ Int(table[here &* locationCount &+ to].y)
            &- Int(table[from &* locationCount &+ to].y) &+ dayCost[Int(visit) &* dayCount &+ Int(groupDay[group])]
        next[Int(before)] = after
        previous[Int(after)] = before
        let opener = Int(trip[Int(visit)])
        load[opener] = load[opener] - demand[Int(visit)]
        trip[Int(visit)] = Self.nowhere
        slot[Int(visit)] = Self.nowhere
        size[Int(slotIndex)] &-= 1
        if size[Int(slotIndex)] == 0 { vacate(slotIndex, group: group) }
    }

    /// Moves reload nodes that came to stand at the end behind the start, and recomputes the times of a slot.
    func refresh(slot index: Int32) {
        let slot = slots[Int(index)]
        let group = Int(slot.group)
        if size[Int(index)] > 0 {
            while Int(previous[Int(slot.end)]) >= visitCount { moveLastReloadForwards(slot, group: group) }
        }
        var node = next[Int(slot.start)]
        while node != slot.end {
            if Int(node) >= visitCount { refreshReload(node, group: group) }
            node = next[Int(node)]
        }
        earliest[Int(slot.start)] = groupStarts[group]
        latest[Int(slot.end)] = groupEnds[group]
        node = slot.start
        while node != slot.end {
            let follower = next[Int(node)]
            earliest[Int(follower)] = completion(of: follower, after: node, group: group)
            node = follower
        }
        while node != slot.start {
            let before = previous[Int(node)]
            latest[Int(before)] = latestArrival(of: before, before: node, group: group)
            node = before
        }
    }

    /// Puts a chain, written with its start, reload and end nodes, in place of what a slot holds.
    func replace(slot index: Int32, by chain: UnsafeBufferPointer<Int32>) {
        let slot = slots[Int(index)]
        let group = Int(slot.group)
        empty(slot: index)
        var opener = slot.start
        var visits: Int32 = 0
        for place in 1..<chain.count {
            let before = chain[place - 1]
            let node = chain[place]
            next[Int(before)] = node
            previous[Int(node)] = before
            cost &+= Int(leg(before, node, group: group).y)
            if Int(node) >= visitCount {
                opener = node
            } else {
                trip[Int(node)] = opener
                self.slot[Int(node)] = index
                load[Int(opener)] = load[Int(opener)] + demand[Int(node)]
                cost &+= dayCost[Int(node) &* dayCount &+ Int(groupDay[group])]
                visits &+= 1
            }
        }
        cost &-= emptyCost(slot, group: group)
        size[Int(index)] = visits
        if visits > 0 { occupy(index, group: group) }
        refresh(slot: index)
    }

    /// Takes everything out of a slot. Visits that are not put elsewhere are absent afterwards.
    func empty(slot index: Int32) {
        let slot = slots[Int(index)]
        let group = Int(slot.group)
        var node = slot.start
        while node != slot.end {
            let follower = next[Int(node)]
            cost &-= Int(leg(node, follower, group: group).y)
            if Int(node) < visitCount {
                trip[Int(node)] = Self.nowhere
                self.slot[Int(node)] = Self.nowhere
                cost &-= dayCost[Int(node) &* dayCount &+ Int(groupDay[group])]
            }
            node = follower
        }
        cost &+= emptyCost(slot, group: group)
        if size[Int(index)] > 0 {
            size[Int(index)] = 0
            vacate(index, group: group)
        }
        clearChain(Int(index))
    }

    // MARK: Pieces

    /// What the leg from start to end of an unused slot would count; an unused slot drives nothing, so it is left out of `cost`.
    private func emptyCost(_ slot: Slot, group: Int) -> Int { Int(leg(slot.start, slot.end, group: group).y) }

    private func clearChain(_ index: Int) {
        let slot = slots[index]
        for node in slot.start..<slot.end {
            next[Int(node)] = node + 1
            previous[Int(node) + 1] = node
            load[Int(node)] = .nothing
            trip[Int(node)] = node
        }
        refresh(slot: Int32(index))
    }

    @inline(__always) private func completion(of node: Int32, after before: Int32, group: Int) -> Int32 {
        let arrival = earliest[Int(before)] &+ leg(before, node, group: group).x
        guard Int(node) < visitCount else { return arrival &+ service[Int(node)] }
        return serviceStart(Int(node), day: Int(groupDay[group]), arrival: arrival) &+ service[Int(node)]
    }

    @inline(__always) private func latestArrival(of node: Int32, before follower: Int32, group: Int) -> Int32 {
        let bound = latest[Int(follower)] &- leg(node, follower, group: group).x &- service[Int(node)]
        guard Int(node) < visitCount else { return bound }
        return latestStart(Int(node), day: Int(groupDay[group]), bound: bound)
    }

    private func refreshForwards(from first: Int32, group: Int) {
        var node = first
        while true {
            let value = completion(of: node, after: previous[Int(node)], group: group)
            if value == earliest[Int(node)] && node != first { return }
            earliest[Int(node)] = value
            node = next[Int(node)]
            if node == Self.nowhere { return }
        }
    }

    /// Recomputes the latest arrivals of everything before `last`, which keeps its own unless its service changed.
    private func refreshBackwards(from last: Int32, group: Int) {
        var follower = last
        if Int(last) >= visitCount, next[Int(last)] != Self.nowhere {
            latest[Int(last)] = latestArrival(of: last, before: next[Int(last)], group: group)
        }
        var first = true
        while true {
            let node = previous[Int(follower)]
            let value = latestArrival(of: node, before: follower, group: group)
            if value == latest[Int(node)] && !first { return }
            first = false
            latest[Int(node)] = value
            if previous[Int(node)] == Self.nowhere { return }
            follower = node
        }
    }

    /// Loading again takes its time only when something was driven before.
    @inline(__always) private func refreshReload(_ node: Int32, group: Int) {
        guard Int(node) >= visitCount else { return }
        guard previous[Int(node)] != Self.nowhere, next[Int(node)] != Self.nowhere else { return }
        service[Int(node)] = Int(previous[Int(node)]) < visitCount ? groupReload[group] : 0
    }

    private func moveLastReloadForwards(_ slot: Slot, group: Int) {
        let reload = previous[Int(slot.end)]
        let before = previous[Int(reload)]
        cost &-= Int(leg(before, reload, group: group).y) &+ Int(leg(reload, slot.end, group: group).y)
        cost &+= Int(leg(before, slot.end, group: group).y)
        next[Int(before)] = slot.end
        previous[Int(slot.end)] = before
        let first = next[Int(slot.start)]
        next[Int(slot.start)] = reload
        previous[Int(reload)] = slot.start
        next[Int(reload)] = first
        previous[Int(first)] = reload
        swap(&load[Int(reload)], &load[Int(slot.start)])
        var node = first
        while Int(node) < visitCount {
            trip[Int(node)] = reload
            node = next[Int(node)]
        }
    }

    private func occupy(_ index: Int32, group: Int) {
        let slot = slots[Int(index)]
        let first = Int(groupFirst[group])
        let last = Int(emptyCount[group]) - 1
        let place = Int(emptyPlace[Int(index)])
        let moved = emptySlots[first + last]
        emptySlots[place] = moved
        emptyPlace[Int(moved)] = Int32(place)
        emptyCount[group] &-= 1
        usedSlots += 1
        routesOnDay[slot.day] &+= 1
        cost &+= groupFixedCost[group] &+ emptyCost(slot, group: group)
    }

    private func vacate(_ index: Int32, group: Int) {
        let slot = slots[Int(index)]
        pushEmpty(index)
        usedSlots -= 1
        routesOnDay[slot.day] &-= 1
        cost &-= groupFixedCost[group] &+ emptyCost(slot, group: group)
    }

    private func pushEmpty(_ index: Int32) {
        let group = group(ofSlot: index)
        let place = Int(groupFirst[group]) + Int(emptyCount[group])
        emptySlots[place] = index
        emptyPlace[Int(index)] = Int32(place)
        emptyCount[group] &+= 1
    }
}
