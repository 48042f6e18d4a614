/// Every rule a place must keep before a visit is put into it, once.
///
/// The tests are constant in time: `earliest` and `latest` of the two neighbours stand for the whole rest of the slot.
struct InsertionCheck {
    /// A place that is worse than any real one.
    static let none = Int.max

    /// What putting `visit` behind `node` would add to the cost; `none` when a rule forbids it.
    ///
    /// The caller has seen to it that the visit may be in the slot's group at all and that an unused slot may be opened.
    @inline(__always)
    static func cost(of visit: Int32, after node: Int32, group: Int, in network: RouteNetwork) -> Int {
        let follower = network.next[Int(node)]
        let visits = network.visitCount
        let opener = Int(node) >= visits ? node : network.trip[Int(node)]
        guard (network.load[Int(opener)] + network.demand[Int(visit)]).fits(network.capacity[group]) else { return none }
        let there = network.leg(node, visit, group: group)
        let start = network.serviceStart(
            Int(visit), day: Int(network.groupDay[group]), arrival: network.earliest[Int(node)] &+ there.x)
        guard start >= 0 else { return none }
        let onwards = network.leg(visit, follower, group: group)
        var arrival = start &+ network.service[Int(visit)] &+ onwards.x
        // A reload that nothing was driven before costs no time so far; with this visit in front of it, it will.
        if Int(node) >= visits, Int(follower) >= visits, network.next[Int(follower)] != RouteNetwork.nowhere {
            arrival &+= network.groupReload[group]
        }
        guard arrival <= network.latest[Int(follower)] else { return none }
        return Int(there.y) &+ Int(onwards.y) &- Int(network.leg(node, follower, group: group).y)
            &+ network.dayCost[Int(visit) &* network.dayCount &+ Int(network.groupDay[group])]
    }

    /// What opening an unused slot of a group for `visit` alone would add to the cost; `none` when a rule forbids it.
    @inline(__always)
    static func costOfNewRoute(for visit: Int32, slot: Int32, group: Int, in network: RouteNetwork) -> Int {
        let day = Int(network.groupDay[group])
        guard network.routesOnDay[day] < network.routeLimit[day] else { return none }
        let end = network.slots[Int(slot)].end
        let last = network.previous[Int(end)]
        let added = cost(of: visit, after: last, group: group, in: network)
        guard added != none else { return none }
        return added &+ Int(network.leg(last, end, group: group).y) &+ network.groupFixedCost[group]
    }
}
