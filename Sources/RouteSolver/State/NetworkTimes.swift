// Earliest and latest times after a change: along the chain for as long as something moves.

extension RouteNetwork {
    /// Recomputes the earliest times from a node to the end, as far as they change.
    func mendForwards(from first: Int32, group: Int) {
        let day = Int(tables.groupDay[group])
        var node = first
        var before = nodes[Int(first)].previous
        while true {
            let value = completion(of: node, arrival: nodes[Int(before)].earliest &+ nodes[Int(before)].legSeconds, day: day)
            if value == nodes[Int(node)].earliest && node != first { return }
            nodes[Int(node)].earliest = value
            before = node
            node = nodes[Int(node)].next
            if node == Node.nowhere { return }
        }
    }

    /// Recomputes the latest times of everything before a node, as far as they change.
    func mendBackwards(from last: Int32, group: Int) {
        let day = Int(tables.groupDay[group])
        var follower = last
        var node = nodes[Int(last)].previous
        var isFirst = true
        while node != Node.nowhere {
            let value = latestArrival(at: node, bound: nodes[Int(follower)].latest &- nodes[Int(node)].legSeconds, day: day)
            if value == nodes[Int(node)].latest && !isFirst { return }
            isFirst = false
            nodes[Int(node)].latest = value
            follower = node
            node = nodes[Int(node)].previous
        }
    }

    /// Recomputes all times of a slot, and settles its reload nodes.
    func refresh(_ slot: Int32) {
        let entry = tables.slots[Int(slot)]
        let group = tables.groups[entry.group]
        if entry.reloads { settleReloads(slot) }
        var node = entry.start
        while node != entry.end {
            if Int(node) >= visitCount, node != entry.start {
                loading[Int(node) &- visitCount] = Int(nodes[Int(node)].previous) < visitCount ? group.reloadSeconds : 0
            }
            node = nodes[Int(node)].next
        }
        nodes[Int(entry.start)].earliest = group.begins
        nodes[Int(entry.end)].latest = group.ends
        node = entry.start
        while node != entry.end {
            let follower = nodes[Int(node)].next
            nodes[Int(follower)].earliest = completion(
                of: follower, arrival: nodes[Int(node)].earliest &+ nodes[Int(node)].legSeconds, day: group.day)
            node = follower
        }
        while node != entry.start {
            let before = nodes[Int(node)].previous
            nodes[Int(before)].latest = latestArrival(
                at: before, bound: nodes[Int(node)].latest &- nodes[Int(before)].legSeconds, day: group.day)
            node = before
        }
        if group.breakCount > 0 { breakTimes.refresh(slot, in: self) }
    }

    @inline(__always) private func completion(of node: Int32, arrival: Int32, day: Int) -> Int32 {
        if Int(node) >= visitCount { return arrival &+ loading[Int(node) &- visitCount] }
        return tables.serviceStart(Int(node), day: day, arrival: arrival) &+ tables.service[Int(node)]
    }

    @inline(__always) private func latestArrival(at node: Int32, bound: Int32, day: Int) -> Int32 {
        if Int(node) >= visitCount { return bound &- loading[Int(node) &- visitCount] }
        return tables.latestStart(Int(node), day: day, bound: bound &- tables.service[Int(node)])
    }
}
