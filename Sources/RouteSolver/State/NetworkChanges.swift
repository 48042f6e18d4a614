// Putting visits in and taking them out, with the earliest and latest times, loads and cost that follow.

extension RouteNetwork {
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

    func clearChain(_ index: Int) {
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

    func pushEmpty(_ index: Int32) {
        let group = group(ofSlot: index)
        let place = Int(groupFirst[group]) + Int(emptyCount[group])
        emptySlots[place] = index
        emptyPlace[Int(index)] = Int32(place)
        emptyCount[group] &+= 1
    }
}
