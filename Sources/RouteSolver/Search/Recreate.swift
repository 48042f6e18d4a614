/// Puts absent visits back, one after another, each at its cheapest feasible place.
///
/// Source: Christiaens and Vanden Berghe (2020), section 5.2, with the weights of their public code for the orders. A place is passed over
/// with a small probability (a blink), which lets the search leave a greedy rut.
struct Recreate {
    /// How often a feasible place is not seen.
    var blink = 0.01
    /// Whether every place is looked at, not only those beside a near neighbour.
    var scansAll = false
    /// One in how many recreations inserts optional visits whatever they cost.
    var generousEvery = 8

    /// The orders in which visits may be put back, and how often each is used.
    enum Order: CaseIterable {
        case random, demand, far, close, windowLength, windowStart, windowEnd

        var weight: Int {
            switch self {
            case .random, .demand: 4
            case .far: 2
            case .close, .windowLength, .windowStart, .windowEnd: 1
            }
        }

        static func drawn(_ random: inout SplitMix64) -> Order {
            var ticket = random.below(allCases.reduce(0) { $0 + $1.weight })
            for order in allCases {
                if ticket < order.weight { return order }
                ticket -= order.weight
            }
            return .random
        }
    }

    /// Sort keys of every visit, per order; smaller goes first.
    struct Keys {
        let demand: [Int]
        let distance: [Int]
        let windowLength: [Int]
        let windowStart: [Int]
        let windowEnd: [Int]

        init(_ problem: RoutingProblem) {
            let scales = (0..<problem.dimensionCount).map { dimension in max(1, problem.vehicles.map { $0.capacity[dimension] }.max() ?? 1)
            }
            demand = problem.visits.map { visit in
                -zip(visit.demand, scales).reduce(0) { max($0, $1.0 * 1_000_000 / $1.1) }
            }
            let start = problem.vehicles.first?.startLocation ?? 0
            distance = problem.visits.map { problem.travel.metres(from: start, to: $0.location) ?? RoutingProblem.largestMeasure }
            windowLength = problem.visits.map { visit in
                visit.windows.reduce(0) { $0 + $1.reduce(0) { $0 + $1.closes - $1.opens + 1 } }
            }
            windowStart = problem.visits.map { visit in visit.windows.compactMap { $0.first?.opens }.min() ?? 0 }
            windowEnd = problem.visits.map { visit in visit.windows.compactMap { $0.last?.closes }.max() ?? 0 }
        }
    }

    /// Inserts what can be inserted and returns false as soon as the plan is known to cost at least `limit`; what stays out stays in `absent`.
    func run(
        _ network: RouteNetwork, neighbours: Neighbours, keys: Keys, model: CostModel, absent: inout AbsentList, undo: UndoLog,
        random: inout SplitMix64, order: Order, limit: Int
    ) -> Bool {
        sort(&absent, by: order, keys: keys, random: &random)
        // Two visits may be worth a vehicle that neither is worth alone, so prizes are looked at only afterwards now and then.
        let ignoringPrizes = blink > 0 && random.below(generousEvery) == 0
        var place = 0
        var kept = 0
        let count = absent.count
        // An absent visit may still find a place, so only what is driven already counts against the limit.
        while place < count {
            let visit = absent.visits[place]
            place += 1
            if let target = cheapest(
                for: visit, network, neighbours: neighbours, model: model, ignoringPrizes: ignoringPrizes, random: &random)
            {
                undo.touch(network.slot[Int(target)], in: network)
                network.insert(visit, after: target)
                if network.cost >= limit { return false }
            } else {
                absent.visits[place - 1] = absent.visits[kept]
                absent.visits[kept] = visit
                kept += 1
            }
        }
        absent.keepFirst(kept)
        return true
    }

    /// The node behind which a visit goes most cheaply; `nil` when it fits nowhere or when every place costs at least its prize.
    private func cheapest(
        for visit: Int32, _ network: RouteNetwork, neighbours: Neighbours, model: CostModel, ignoringPrizes: Bool, random: inout SplitMix64
    ) -> Int32? {
        var best = ignoringPrizes || model.compulsory[Int(visit)] ? InsertionCheck.none : model.absence[Int(visit)]
        var target = RouteNetwork.nowhere
        let flags = network.compatible + Int(visit) &* network.groupCount
        let list = neighbours.list(of: visit)
        for place in 0..<neighbours.perVisit {
            let near = list[place]
            let slot = network.slot[Int(near)]
            guard slot != RouteNetwork.nowhere else { continue }
            let group = network.group(ofSlot: slot)
            guard flags[group] else { continue }
            consider(visit, after: near, group: group, network, &best, &target, &random)
            consider(visit, after: network.previous[Int(near)], group: group, network, &best, &target, &random)
        }
        considerNewTrips(visit, flags, network, &best, &target, &random)
        considerNewRoutes(visit, flags, network, &best, &target, &random)
        if scansAll || target == RouteNetwork.nowhere {
            considerEverywhere(visit, flags, network, &best, &target, &random)
        }
        return target == RouteNetwork.nowhere ? nil : target
    }

    @inline(__always)
    private func consider(
        _ visit: Int32, after node: Int32, group: Int, _ network: RouteNetwork, _ best: inout Int, _ target: inout Int32,
        _ random: inout SplitMix64
    ) {
        let cost = InsertionCheck.cost(of: visit, after: node, group: group, in: network)
        if cost < best, random.unit() > blink {
            best = cost
            target = node
        }
    }

    /// A trip of its own in front of the others, in slots that have one left.
    private func considerNewTrips(
        _ visit: Int32, _ flags: UnsafeMutablePointer<Bool>, _ network: RouteNetwork, _ best: inout Int, _ target: inout Int32,
        _ random: inout SplitMix64
    ) {
        for place in 0..<network.reloadingCount {
            let slot = network.reloadingSlots[place]
            let group = network.group(ofSlot: slot)
            guard network.size[Int(slot)] > 0, flags[group] else { continue }
            let start = network.slots[Int(slot)].start
            guard Int(network.next[Int(start)]) >= network.visitCount else { continue }
            consider(visit, after: start, group: group, network, &best, &target, &random)
        }
    }

    private func considerNewRoutes(
        _ visit: Int32, _ flags: UnsafeMutablePointer<Bool>, _ network: RouteNetwork, _ best: inout Int, _ target: inout Int32,
        _ random: inout SplitMix64
    ) {
        for group in 0..<network.groupCount where flags[group] {
            let slot = network.emptySlot(ofGroup: group)
            guard slot != RouteNetwork.nowhere else { continue }
            let cost = InsertionCheck.costOfNewRoute(for: visit, slot: slot, group: group, in: network)
            if cost < best, random.unit() > blink {
                best = cost
                target = network.previous[Int(network.slots[Int(slot)].end)]
            }
        }
    }

    private func considerEverywhere(
        _ visit: Int32, _ flags: UnsafeMutablePointer<Bool>, _ network: RouteNetwork, _ best: inout Int, _ target: inout Int32,
        _ random: inout SplitMix64
    ) {
        for slot in network.slots.indices where network.size[slot] > 0 {
            let group = network.group(ofSlot: Int32(slot))
            guard flags[group] else { continue }
            let end = network.slots[slot].end
            var node = network.slots[slot].start
            while node != end {
                consider(visit, after: node, group: group, network, &best, &target, &random)
                node = network.next[Int(node)]
            }
        }
    }

    /// Insertion sort by key: at most a few dozen visits are absent, and equal keys keep the order of their numbers.
    private func sort(_ absent: inout AbsentList, by order: Order, keys: Keys, random: inout SplitMix64) {
        var visits = UnsafeMutableBufferPointer(start: absent.visits, count: absent.count)
        visits.sort()
        switch order {
        case .random: visits.shuffle(using: &random)
        case .demand: sort(&visits, by: keys.demand)
        case .far: sort(&visits, by: keys.distance, descending: true)
        case .close: sort(&visits, by: keys.distance)
        case .windowLength: sort(&visits, by: keys.windowLength)
        case .windowStart: sort(&visits, by: keys.windowStart)
        case .windowEnd: sort(&visits, by: keys.windowEnd, descending: true)
        }
    }

    private func sort(_ visits: inout UnsafeMutableBufferPointer<Int32>, by keys: [Int], descending: Bool = false) {
        let sign = descending ? -1 : 1
        visits.sort { (sign * keys[Int($0)], $0) < (sign * keys[Int($1)], $1) }
    }
}
