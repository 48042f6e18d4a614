extension RouteNetwork {
    /// Whether legs, times (those by breaks as well), loads, counts and cost kept step by step equal what the chains say when they are computed
    /// anew. For assertions: it visits every node.
    func agreesWithItsChains() -> Bool {
        var driven = 0
        var used = 0
        var placed = 0
        var routes = Array(repeating: Int32(0), count: tables.dayCount)
        for route in tables.standing.whole { routes[route.day] += 1 }
        for slot in 0..<Int32(tables.slotCount) {
            let entry = tables.slots[Int(slot)]
            let group = tables.groups[entry.group]
            var opener = entry.start
            var room = group.capacity
            var visits: Int32 = 0
            var node = entry.start
            var cost = 0
            while node != entry.end {
                let here = nodes[Int(node)]
                let follower = nodes[Int(here.next)]
                let leg = leg(node, here.next, group: entry.group)
                guard follower.previous == node, leg == SIMD2(here.legSeconds, here.legCost) else { return false }
                cost += Int(leg.y)
                guard follower.earliest == recomputedEarliest(here.next, after: node, day: entry.day),
                    here.latest == recomputedLatest(node, before: here.next, day: entry.day)
                else { return false }
                node = here.next
                if Int(node) < visitCount {
                    visits += 1
                    room = room - tables.demand[Int(node)]
                    cost += tables.dayCost[Int(node) * tables.dayCount + entry.day]
                    guard nodes[Int(node)].trip == opener, Int(nodes[Int(node)].group) == entry.group else { return false }
                } else {
                    guard self.room[Int(opener) - visitCount] == room else { return false }
                    opener = node
                    room = group.capacity
                }
            }
            guard visits == size[Int(slot)] + pinned[Int(slot)] else { return false }
            guard group.breakCount == 0 || breakTimes.agrees(slot, in: self) else { return false }
            placed += Int(size[Int(slot)])
            if visits > 0 {
                driven += cost + group.fixedCost
                used += 1
                routes[entry.day] += 1
            }
        }
        return driven == cost && used == usedSlots && placed == placedCount && routes.indices.allSatisfy { routes[$0] == routesOnDay[$0] }
    }

    private func recomputedEarliest(_ node: Int32, after before: Int32, day: Int) -> Int32 {
        let arrival = nodes[Int(before)].earliest + nodes[Int(before)].legSeconds
        guard Int(node) < visitCount else { return arrival + loading[Int(node) - visitCount] }
        return tables.serviceStart(Int(node), day: day, arrival: arrival) + tables.service[Int(node)]
    }

    private func recomputedLatest(_ node: Int32, before follower: Int32, day: Int) -> Int32 {
        let bound = nodes[Int(follower)].latest - nodes[Int(node)].legSeconds
        guard Int(node) < visitCount else { return bound - loading[Int(node) - visitCount] }
        return tables.latestStart(Int(node), day: day, bound: bound - tables.service[Int(node)])
    }
}
