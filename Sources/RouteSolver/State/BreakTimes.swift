/// Earliest and latest times where crews have breaks: one pair for every number of breaks already taken.
///
/// A break is taken standing: before the service at a node, after it, or while loading. With `k` breaks behind it
///
///     ready[k]     when a vehicle can leave a node, breaks taken there included
///     arrival[k]   latest arrival at a node that keeps the rest feasible, breaks still to be taken included
///
/// and a place is feasible when for some k the visit's `ready[k]` plus the leg is not above the follower's `arrival[k]`. Each pair is exact: earlier
/// is never worse, so nothing else has to be remembered.
struct BreakTimes {
    /// Up to three breaks make four labels.
    typealias Labels = SIMD4<Int32>

    private let tables: RoutingTables
    /// See above, by node; one entry that is not used where nobody has breaks.
    let ready: UnsafeMutablePointer<Labels>
    let arrival: UnsafeMutablePointer<Labels>
    private static let never: Int32 = 1_000_000_000

    init(_ tables: RoutingTables) {
        self.tables = tables
        let count = tables.hasBreaks ? tables.nodeCount : 0
        ready = .table(count, .zero)
        arrival = .table(count, .zero)
    }

    func deallocate() {
        ready.deallocate()
        arrival.deallocate()
    }

    /// Recomputes both for every node of a slot.
    func refresh(_ slot: Int32, in network: RouteNetwork) {
        let entry = tables.slots[Int(slot)]
        let group = tables.groups[entry.group]
        let nodes = network.nodes
        var labels = Labels(repeating: Self.never)
        labels[0] = group.begins
        takeBreaks(&labels, group)
        ready[Int(entry.start)] = labels
        var node = entry.start
        while node != entry.end {
            labels = delayed(ready[Int(node)], by: nodes[Int(node)].legSeconds, group)
            node = nodes[Int(node)].next
            ready[Int(node)] = readied(node, arrivals: labels, group, network)
        }
        var latest = Labels(repeating: -1)
        for taken in 0...group.breakCount {
            latest[taken] =
                taken == group.breakCount ? group.ends : min(group.ends, tables.breaks[group.firstBreak + taken].y)
        }
        arrival[Int(entry.end)] = latest
        while node != entry.start {
            let before = nodes[Int(node)].previous
            arrival[Int(before)] = latestArrivals(
                before, onwards: nodes[Int(before)].legSeconds, follower: arrival[Int(node)], group, network)
            node = before
        }
    }

    /// Whether what is kept of a slot equals what computing it anew gives. For assertions: it allocates.
    func agrees(_ slot: Int32, in network: RouteNetwork) -> Bool {
        let chain = network.chain(ofSlot: Int(slot)).map(Int.init)
        let kept = chain.map { [ready[$0], arrival[$0]] }
        refresh(slot, in: network)
        return kept == chain.map { [ready[$0], arrival[$0]] }
    }

    /// Whether a visit may stand between two nodes, `there` and `onwards` being the seconds of its legs; `reload` is added behind it.
    func admits(
        _ visit: Int32, after before: Int32, before follower: Int32, there: Int32, onwards: Int32, reload: Int32, group index: Int,
        in network: RouteNetwork
    ) -> Bool {
        let group = tables.groups[index]
        var labels = readied(visit, arrivals: delayed(ready[Int(before)], by: there, group), group, network)
        labels = delayed(labels, by: onwards, group)
        if reload > 0 {
            // The follower is a reload node that took no time so far: its own times are those of a stop of no length.
            takeBreaks(&labels, group)
            labels = delayed(labels, by: reload, group)
        }
        for taken in 0...group.breakCount where labels[taken] <= arrival[Int(follower)][taken] { return true }
        return false
    }

    // MARK: Pieces

    private func delayed(_ labels: Labels, by seconds: Int32, _ group: SlotGroup) -> Labels {
        var later = labels
        for taken in 0...group.breakCount {
            later[taken] = labels[taken] >= Self.never ? Self.never : min(Self.never, labels[taken] &+ seconds)
        }
        return later
    }

    /// Takes the next break wherever that makes the vehicle ready earlier than it is known to be with that many.
    private func takeBreaks(_ labels: inout Labels, _ group: SlotGroup) {
        for taken in 0..<group.breakCount {
            let rest = tables.breaks[group.firstBreak + taken]
            guard labels[taken] <= rest.y else { continue }
            labels[taken + 1] = min(labels[taken + 1], max(labels[taken], rest.x) &+ rest.z)
        }
    }

    private func readied(_ node: Int32, arrivals: Labels, _ group: SlotGroup, _ network: RouteNetwork) -> Labels {
        var labels = arrivals
        takeBreaks(&labels, group)
        for taken in 0...group.breakCount where labels[taken] < Self.never {
            if Int(node) >= tables.visitCount {
                labels[taken] &+= network.loading[Int(node) &- tables.visitCount]
            } else {
                let start = tables.serviceStart(Int(node), day: group.day, arrival: labels[taken])
                labels[taken] = start < 0 ? Self.never : start &+ tables.service[Int(node)]
            }
        }
        takeBreaks(&labels, group)
        return labels
    }

    private func latestArrivals(_ node: Int32, onwards: Int32, follower: Labels, _ group: SlotGroup, _ network: RouteNetwork) -> Labels {
        var labels = follower
        for taken in 0...group.breakCount { labels[taken] = follower[taken] < 0 ? -1 : follower[taken] &- onwards }
        takeBreaksBackwards(&labels, group)
        for taken in 0...group.breakCount where labels[taken] >= 0 {
            labels[taken] =
                Int(node) >= tables.visitCount
                ? labels[taken] &- network.loading[Int(node) &- tables.visitCount]
                : tables.latestStart(Int(node), day: group.day, bound: labels[taken] &- tables.service[Int(node)])
        }
        takeBreaksBackwards(&labels, group)
        return labels
    }

    private func takeBreaksBackwards(_ labels: inout Labels, _ group: SlotGroup) {
        for taken in (0..<group.breakCount).reversed() {
            let rest = tables.breaks[group.firstBreak + taken]
            let bound = labels[taken + 1] &- rest.z
            if bound >= rest.x { labels[taken] = max(labels[taken], min(bound, rest.y)) }
        }
    }
}
