/// The part of a plan that one worker has to itself: some routes, the visits that go with them, and the vehicles it may take besides.
struct PlanShare {
    /// Its routes.
    var routes: [RouteOutline]
    /// For every visit whether it is its own; empty when all are.
    var visits: [Bool] = []
    /// The unused slots it may open, by slot; empty when it may open any.
    var slots: [Bool] = []
    /// How many routes it may have on each day; empty for no limit.
    var routeLimits: [Int]

    /// The whole of a plan.
    init(routes: [RouteOutline], routeLimits: [Int]) {
        self.routes = routes
        self.routeLimits = routeLimits
    }

    /// Whether a visit is its own.
    @inline(__always) func owns(_ visit: Int) -> Bool { visits.isEmpty || visits[visit] }

    /// Whether it may open an unused slot.
    @inline(__always) func mayOpen(_ slot: Int) -> Bool { slots.isEmpty || slots[slot] }

    /// A plan cut into shares of about as many visits each: routes are ordered by how far they are from a visit drawn at random, so that those of one
    /// share lie together, differently each time.
    static func cut(
        _ routes: [RouteOutline], into count: Int, frame: SearchFrame, random: inout SplitMix64
    ) -> [PlanShare] {
        let tables = frame.tables
        let movable = routes.filter { route in !route.visits.contains { tables.hold[$0] == RoutingTables.Hold.outside } }
        let total = movable.reduce(0) { $0 + $1.visits.count }
        let centre = random.below(tables.visitCount)
        let legs = LegOrder(tables)
        let distances = movable.map { route in
            route.visits.reduce(0) { $0 + legs.cost(centre, $1) } / max(1, route.visits.count)
        }
        let order = movable.indices.sorted { (distances[$0], $0) < (distances[$1], $1) }
        var isUsed = Array(repeating: false, count: tables.slotCount)
        for route in movable {
            if let slot = tables.slot(of: route) { isUsed[slot] = true }
        }
        var shares = (0..<count).map { number in
            var share = PlanShare(routes: [], routeLimits: [])
            share.visits = Array(repeating: false, count: tables.visitCount)
            share.slots = isUsed.indices.map { !isUsed[$0] && $0 % count == number }
            return share
        }
        var placed = 0
        var isPlaced = Array(repeating: false, count: tables.visitCount)
        for index in order {
            let share = min(count - 1, placed * count / max(1, total))
            shares[share].routes.append(movable[index])
            for visit in movable[index].visits {
                shares[share].visits[visit] = true
                isPlaced[visit] = true
            }
            placed += movable[index].visits.count
        }
        for visit in 0..<tables.visitCount where !isPlaced[visit] && tables.hold[visit] != RoutingTables.Hold.outside {
            shares[random.below(count)].visits[visit] = true
        }
        dealLimits(to: &shares, frame: frame)
        return shares
    }

    /// Leaves every share the routes it has and deals out what is left of each day's limit; routes that are left alone count first.
    private static func dealLimits(to shares: inout [PlanShare], frame: SearchFrame) {
        guard !frame.routeLimits.isEmpty else { return }
        for day in frame.routeLimits.indices {
            let used = shares.map { share in share.routes.reduce(0) { $0 + ($1.day == day ? 1 : 0) } }
            let standing = frame.tables.standing.whole.reduce(0) { $0 + ($1.day == day ? 1 : 0) }
            let left = max(0, frame.routeLimits[day] - standing - used.reduce(0, +))
            for number in shares.indices {
                shares[number].routeLimits.append(standing + used[number] + left / shares.count + (number < left % shares.count ? 1 : 0))
            }
        }
    }
}
