/// Every rule a place must keep before a visit is put into it, once.
///
/// The tests are constant in time: `earliest` and `latest` of the two neighbours stand for the whole rest of the slot.
struct InsertionCheck {
    /// A place that is worse than any real one.
    static let none = Int.max

    /// Whether a visit may stand behind a node, the cost of it apart. `there` and `onwards` are the seconds of its two legs, `fit` how it
    /// fits the group (not `never`).
    @inline(__always)
    static func admits(
        _ visit: Int32, after node: Int32, there: Int32, onwards: Int32, fit: UInt8, in network: RouteNetwork
    ) -> Bool {
        let tables = network.tables
        let before = network.nodes[Int(node)]
        let isStop = Int(node) >= tables.visitCount
        let opener = isStop ? node : before.trip
        guard tables.demand[Int(visit)].fits(network.room[Int(opener) &- tables.visitCount]) else { return false }
        let follower = network.nodes[Int(before.next)]
        let day = Int(tables.groupDay[Int(before.group)])
        // A loading that nothing was driven before takes no time so far; with this visit in front of it, it will.
        var reload: Int32 = 0
        if isStop, Int(before.next) >= tables.visitCount, follower.next != Node.nowhere {
            reload = tables.groups[Int(before.group)].reloadSeconds
        }
        if fit == RoutingTables.Fit.plain {
            let span = tables.dayWindows[Int(visit) &* tables.dayCount &+ day]
            let arrival = before.earliest &+ there
            return arrival <= span.closes
                && max(arrival, span.opens) &+ tables.service[Int(visit)] &+ onwards &+ reload <= follower.latest
        }
        if fit == RoutingTables.Fit.breaks {
            return network.breakTimes.admits(
                visit, after: node, before: before.next, there: there, onwards: onwards, reload: reload, group: Int(before.group),
                in: network)
        }
        let start = tables.serviceStart(Int(visit), day: day, arrival: before.earliest &+ there)
        return start >= 0 && start &+ tables.service[Int(visit)] &+ onwards &+ reload <= follower.latest
    }
}
