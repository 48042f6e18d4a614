// Emptying slots, one or all.

extension RouteNetwork {
    /// Takes everything out and gives back every slot that is not left alone.
    func clear(routeLimits: [Int]) {
        for slot in (0..<Int32(tables.slotCount)).reversed() {
            vacateEntirely(slot)
            if !isEmpty(slot) { pushEmpty(slot) }
        }
        for route in tables.standing.whole {
            if let slot = tables.slot(of: route) { close(Int32(slot)) }
        }
        for day in 0..<tables.dayCount { routeLimit[day] = day < routeLimits.count ? Int32(clamping: routeLimits[day]) : Int32.max }
        absence = .nothing
        changes = 0
    }

    /// Takes everything out of a slot, what is pinned as well.
    func vacateEntirely(_ slot: Int32) {
        let visits = size[Int(slot)] &+ pinned[Int(slot)]
        guard visits > 0 else { return }
        let entry = tables.slots[Int(slot)]
        var node = entry.start
        while node != entry.end {
            let here = nodes[Int(node)]
            cost &-= Int(here.legCost)
            if Int(node) < visitCount {
                nodes[Int(node)].trip = Node.nowhere
                cost &-= tables.dayCost[Int(node) &* tables.dayCount &+ entry.day]
            }
            node = here.next
        }
        cost &+= emptyCost(slot, group: entry.group)
        placedCount &+= Int(pinned[Int(slot)])
        size[Int(slot)] = visits
        pinned[Int(slot)] = 0
        lastPinned[Int(slot)] = Node.nowhere
        shrink(slot, by: visits, group: entry.group)
        clearChain(slot)
    }

    /// Lays out the chain of a slot without visits.
    func clearChain(_ slot: Int32) {
        let entry = tables.slots[Int(slot)]
        let group = tables.groups[entry.group]
        for node in entry.start...entry.end {
            let index = Int(node)
            nodes[index].next = node == entry.end ? Node.nowhere : node &+ 1
            nodes[index].previous = node == entry.start ? Node.nowhere : node &- 1
            nodes[index].trip = node
            nodes[index].group = UInt16(entry.group)
            room[index &- visitCount] = group.capacity
            loading[index &- visitCount] = 0
        }
        relink(slot)
        mark(slot)
        refresh(slot)
    }
}
