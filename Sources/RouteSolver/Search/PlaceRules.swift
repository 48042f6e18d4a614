/// What one place costs and whether it is feasible, computed from the tables.
struct PlaceRules {
    private let network: RouteNetwork
    private let tables: RoutingTables

    init(_ network: RouteNetwork) {
        self.network = network
        tables = network.tables
    }

    /// What putting a visit behind a node adds to the cost.
    @inline(__always) func cost(of visit: Int32, after node: Int32, group: Int) -> Int {
        let here = network.nodes[Int(node)]
        return Int(network.leg(node, visit, group: group).y) &+ Int(network.leg(visit, here.next, group: group).y) &- Int(here.legCost)
    }

    /// Whether a visit may stand behind a node.
    @inline(__always) func admits(_ visit: Int32, after node: Int32, group: Int, fit: UInt8) -> Bool {
        InsertionCheck.admits(
            visit, after: node, there: network.leg(node, visit, group: group).x,
            onwards: network.leg(visit, network.nodes[Int(node)].next, group: group).x, fit: fit, in: network)
    }

    /// What making a visit in a slot costs beside the driving: its day, and the price of not being at home.
    @inline(__always) func extra(_ visit: Int32, slot: Int32, group: Int) -> Int {
        var cost = tables.dayCost[Int(visit) &* tables.dayCount &+ Int(tables.groupDay[group])]
        if tables.hasPrices, tables.home[Int(visit)] != slot { cost &+= tables.changePrice[Int(visit)] }
        return cost
    }

    /// What a trip of its own at the end of a slot adds to the cost.
    func costOfLastTrip(_ visit: Int32, slot: Int32, group: Int) -> Int {
        let start = tables.slotStart[Int(slot)]
        let end = tables.slotEnd[Int(slot)]
        let last = network.nodes[Int(end)].previous
        return Int(network.leg(last, start, group: group).y) &+ Int(network.leg(start, visit, group: group).y)
            &+ Int(network.leg(visit, end, group: group).y) &- Int(network.nodes[Int(last)].legCost)
    }

    /// Whether a visit may have a trip of its own at the end of a slot that has a loading left.
    func admitsLastTrip(_ visit: Int32, slot: Int32, group: Int, fit: UInt8) -> Bool {
        let start = tables.slotStart[Int(slot)]
        let end = tables.slotEnd[Int(slot)]
        let last = network.nodes[Int(end)].previous
        let opening = Int(network.nodes[Int(start)].next)
        guard Int(last) < tables.visitCount, opening >= tables.visitCount, Int32(opening) != end,
            tables.demand[Int(visit)].fits(tables.groups[group].capacity)
        else { return false }
        let there =
            network.leg(last, start, group: group).x &+ tables.groups[group].reloadSeconds &+ network.leg(start, visit, group: group).x
        let onwards = network.leg(visit, end, group: group).x
        if fit == RoutingTables.Fit.breaks {
            return network.breakTimes.admits(
                visit, after: last, before: end, there: there, onwards: onwards, reload: 0, group: group, in: network)
        }
        let service = tables.serviceStart(
            Int(visit), day: Int(tables.groupDay[group]), arrival: network.nodes[Int(last)].earliest &+ there)
        return service >= 0 && service &+ tables.service[Int(visit)] &+ onwards <= network.nodes[Int(end)].latest
    }
}
