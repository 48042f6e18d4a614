// Putting visits in and taking them out, with the legs, loads and cost that follow.

extension RouteNetwork {
    /// Puts an absent visit behind a node; the caller has checked that it fits.
    func insert(_ visit: Int32, after node: Int32) {
        let group = Int(nodes[Int(node)].group)
        let slot = slot(of: node)
        mark(slot)
        link(visit, after: node, group: group)
        grow(slot, by: 1, group: group)
        enter(visit, slot: slot, group: group)
        let follower = nodes[Int(visit)].next
        if tables.slots[Int(slot)].isIntricate {
            refresh(slot)
        } else {
            mendForwards(from: visit, group: group)
            mendBackwards(from: follower, group: group)
        }
    }

    /// Puts an absent visit into a trip of its own at the end of a used slot that has a loading left.
    func insertLastTrip(_ visit: Int32, slot: Int32) {
        let entry = tables.slots[Int(slot)]
        let reload = nodes[Int(entry.start)].next
        let first = nodes[Int(reload)].next
        unlink(reload, group: entry.group)
        if Int(first) < visitCount { handOver(from: reload, to: entry.start) }
        link(reload, between: nodes[Int(entry.end)].previous, and: entry.end, group: entry.group)
        insert(visit, after: reload)
    }

    /// Takes `count` visits in a row out of a slot without loading between them; the times of its other visits are right again if the slot is
    /// not intricate, otherwise after `refresh`.
    func removeRun(from first: Int32, count: Int, slot: Int32) {
        let group = Int(nodes[Int(first)].group)
        mark(slot)
        let before = nodes[Int(first)].previous
        let opener = nodes[Int(first)].trip
        var driven = Int(nodes[Int(before)].legCost)
        var node = first
        for _ in 0..<count {
            let entry = nodes[Int(node)]
            driven &+= Int(entry.legCost)
            leave(node, slot: slot, group: group)
            room[Int(opener) &- visitCount] = room[Int(opener) &- visitCount] + tables.demand[Int(node)]
            nodes[Int(node)].trip = Node.nowhere
            node = entry.next
        }
        cost &+= join(before, node, group: group) &- driven
        shrink(slot, by: Int32(count), group: group)
        if !tables.slots[Int(slot)].isIntricate {
            mendForwards(from: node, group: group)
            mendBackwards(from: node, group: group)
        }
    }

    /// Puts visits into a slot that holds nothing, trip by trip; the first `fixed` of them are pinned. The caller knows that they fit.
    func fill(_ slot: Int32, trips: [[Int]], fixed: Int = 0) {
        let entry = tables.slots[Int(slot)]
        let visits = trips.reduce(0) { $0 + $1.count }
        guard visits > 0 else { return }
        clearChain(slot)
        var opener = entry.end - Int32(trips.count)
        var last = opener
        for (number, trip) in trips.enumerated() {
            if number > 0 {
                opener += 1
                last = opener
            }
            for visit in trip {
                link(Int32(visit), after: last, group: entry.group)
                enter(Int32(visit), slot: slot, group: entry.group)
                last = Int32(visit)
            }
        }
        grow(slot, by: Int32(visits), group: entry.group)
        let pins = min(fixed, visits)
        size[Int(slot)] &-= Int32(pins)
        placedCount &-= pins
        pinned[Int(slot)] = Int32(pins)
        lastPinned[Int(slot)] = pins == 0 ? Node.nowhere : Int32(trips.flatMap { $0 }[pins - 1])
        refresh(slot)
    }

    /// Takes everything out of a slot but what is pinned.
    func empty(_ slot: Int32) {
        let entry = tables.slots[Int(slot)]
        guard size[Int(slot)] > 0 else { return }
        let stop = lastPinned[Int(slot)]
        var node = nodes[Int(entry.end)].previous
        while node != entry.start, node != stop {
            let before = nodes[Int(node)].previous
            if Int(node) < visitCount { removeRun(from: node, count: 1, slot: slot) }
            node = before
        }
        refresh(slot)
    }

    // MARK: Pieces

    /// Accounts for a visit that comes into a slot, its driving and its slot apart.
    @inline(__always) private func enter(_ visit: Int32, slot: Int32, group: Int) {
        absence -= tables.absence[Int(visit)]
        if tables.hasDayCosts { cost &+= tables.dayCost[Int(visit) &* tables.dayCount &+ Int(tables.groupDay[group])] }
        if tables.hasPrices, tables.home[Int(visit)] == slot { changes &-= tables.changePrice[Int(visit)] }
    }

    /// Accounts for a visit that leaves a slot.
    @inline(__always) private func leave(_ visit: Int32, slot: Int32, group: Int) {
        absence += tables.absence[Int(visit)]
        if tables.hasDayCosts { cost &-= tables.dayCost[Int(visit) &* tables.dayCount &+ Int(tables.groupDay[group])] }
        if tables.hasPrices, tables.home[Int(visit)] == slot { changes &+= tables.changePrice[Int(visit)] }
    }

    /// Makes one node the next of another and returns the cost of the leg between them.
    @inline(__always) func join(_ before: Int32, _ node: Int32, group: Int) -> Int {
        let leg = leg(before, node, group: group)
        nodes[Int(before)].next = node
        nodes[Int(before)].legSeconds = leg.x
        nodes[Int(before)].legCost = leg.y
        nodes[Int(node)].previous = before
        return Int(leg.y)
    }

    /// Links an absent visit in, with its legs and load, and no times.
    @inline(__always) private func link(_ visit: Int32, after node: Int32, group: Int) {
        let follower = nodes[Int(node)].next
        let opener = opener(after: node)
        let direct = Int(nodes[Int(node)].legCost)
        cost &+= join(node, visit, group: group) &+ join(visit, follower, group: group) &- direct
        nodes[Int(visit)].trip = opener
        nodes[Int(visit)].group = UInt16(truncatingIfNeeded: group)
        room[Int(opener) &- visitCount] = room[Int(opener) &- visitCount] - tables.demand[Int(visit)]
    }

    /// Writes the legs of a chain anew, leaving the cost alone.
    func relink(_ slot: Int32) {
        let group = tables.slots[Int(slot)].group
        var node = tables.slotStart[Int(slot)]
        while nodes[Int(node)].next != Node.nowhere {
            _ = join(node, nodes[Int(node)].next, group: group)
            node = nodes[Int(node)].next
        }
    }

    /// Moves reload nodes that came to stand at the end behind the start, so that a trip that lost its visits costs nothing.
    func settleReloads(_ slot: Int32) {
        let entry = tables.slots[Int(slot)]
        guard size[Int(slot)] &+ pinned[Int(slot)] > 0 else { return }
        while Int(nodes[Int(entry.end)].previous) >= visitCount {
            let reload = nodes[Int(entry.end)].previous
            let first = nodes[Int(entry.start)].next
            unlink(reload, group: entry.group)
            link(reload, between: entry.start, and: first, group: entry.group)
            if Int(first) < visitCount { handOver(from: entry.start, to: reload) }
        }
    }

    private func link(_ reload: Int32, between before: Int32, and follower: Int32, group: Int) {
        let direct = Int(nodes[Int(before)].legCost)
        cost &+= join(before, reload, group: group) &+ join(reload, follower, group: group) &- direct
    }

    private func unlink(_ reload: Int32, group: Int) {
        let before = nodes[Int(reload)].previous
        let follower = nodes[Int(reload)].next
        let driven = Int(nodes[Int(before)].legCost) &+ Int(nodes[Int(reload)].legCost)
        cost &+= join(before, follower, group: group) &- driven
    }

    /// Makes another node the opener of a trip.
    private func handOver(from opener: Int32, to other: Int32) {
        swap(&room[Int(opener) &- visitCount], &room[Int(other) &- visitCount])
        var node = nodes[Int(other)].next
        while Int(node) < visitCount {
            nodes[Int(node)].trip = other
            node = nodes[Int(node)].next
        }
    }
}
