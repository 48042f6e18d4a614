/// The cheapest place of a visit within one slot, remembered for as long as the slot stays as it is.
///
/// An iteration changes a few slots and is taken back more often than not, and a slot that is put back has its old version again. So most of what
/// a visit asks has been answered before, for far slots as well as for those where it does not fit at all. What is found in a slot that the
/// present iteration has changed is not remembered: it would take the place of what is true of the slot as soon as it is put back.
final class SlotPlaces {
    /// Where a visit goes in a slot: behind a node, or into a trip of its own at the end of slot -2 - target; `nowhere` when it does not fit.
    struct Answer {
        var cost: Int
        var target: Int32
        var version: UInt32
    }

    /// A place that is worse than any real one.
    static let none = Int.max / 64

    private let network: RouteNetwork
    private let undo: UndoLog
    private let tables: RoutingTables
    private let rules: PlaceRules
    private let answers: UnsafeMutablePointer<Answer>
    private let versions: UnsafeMutablePointer<UInt32>
    private let slotCount: Int
    /// Whether there are few enough visits and slots to remember every answer.
    private let remembers: Bool
    /// The most answers remembered, 64 MiB of them; larger problems ask again each time.
    private static let most = 4_194_304

    init(_ network: RouteNetwork, undo: UndoLog) {
        self.network = network
        self.undo = undo
        tables = network.tables
        rules = PlaceRules(network)
        versions = network.version
        slotCount = tables.slotCount
        let count = tables.visitCount * tables.slotCount
        remembers = count <= Self.most
        answers = .table(remembers ? count : 1, Answer(cost: Self.none, target: Node.nowhere, version: 0))
    }

    deinit { answers.deallocate() }

    /// Forgets everything, before versions begin anew.
    func forget() {
        let count = remembers ? tables.visitCount * tables.slotCount : 1
        answers.update(repeating: Answer(cost: Self.none, target: Node.nowhere, version: 0), count: count)
    }

    /// The cheapest place for a visit in a slot, its fixed cost included if the slot is unused; the caller has looked whether it may be opened.
    @inline(__always) func answer(for visit: Int32, in slot: Int32) -> Answer {
        guard remembers else { return look(for: visit, in: slot) }
        let place = answers + (Int(visit) &* slotCount &+ Int(slot))
        if place.pointee.version == versions[Int(slot)] { return place.pointee }
        let found = look(for: visit, in: slot)
        if !undo.isTouched(slot) { place.pointee = found }
        return found
    }

    /// The cheapest place in a slot but for one: what is left when that one is passed over. Not remembered.
    func answer(for visit: Int32, in slot: Int32, passing target: Int32) -> Answer { look(for: visit, in: slot, passing: target) }

    private func look(for visit: Int32, in slot: Int32, passing: Int32 = Node.nowhere) -> Answer {
        let start = tables.slotStart[Int(slot)]
        let group = Int(network.nodes[Int(start)].group)
        let fit = tables.fit[Int(visit) &* tables.groupCount &+ group]
        var found = Answer(cost: Self.none, target: Node.nowhere, version: network.version[Int(slot)])
        guard fit != RoutingTables.Fit.never else { return found }
        if fit == RoutingTables.Fit.plain, passing == Node.nowhere, !tables.slotIsIntricate[Int(slot)] {
            scanPlain(visit, slot, group: group, &found)
        } else {
            scanIntricate(visit, slot, group: group, fit: fit, passing: passing, &found)
        }
        guard found.target != Node.nowhere else { return found }
        if !tables.groupExtraIsNothing { found.cost &+= rules.extra(visit, slot: slot, group: group) }
        if network.size[Int(slot)] &+ network.pinned[Int(slot)] == 0 {
            found.cost &+= tables.groups[group].fixedCost &+ network.emptyCost(slot, group: group)
        }
        return found
    }

    /// One trip, one window a visit, no breaks: the load is asked once, and each place takes three legs and two comparisons.
    @inline(__always)
    private func scanPlain(_ visit: Int32, _ slot: Int32, group: Int, _ found: inout Answer) {
        let nodes = network.nodes
        let start = tables.slotStart[Int(slot)]
        guard tables.demand[Int(visit)].fits(network.room[Int(start) &- tables.visitCount]) else { return }
        let end = tables.slotEnd[Int(slot)]
        let row = Int(nodes[Int(visit)].location) &* tables.locationCount
        let back = tables.groupBack[group] + row
        let out = tables.groupOut[group] + row
        let isSymmetric = back.cost == out.cost
        let span = tables.dayWindows[Int(visit) &* tables.dayCount &+ Int(tables.groupDay[group])]
        let service = tables.service[Int(visit)]
        var best = Int32.max
        var target = Node.nowhere
        var node = network.lastPinned[Int(slot)] == Node.nowhere ? start : network.lastPinned[Int(slot)]
        var here = nodes[Int(node)]
        // Nobody may arrive later further back: before this node there is no time left for the service.
        let ready = span.opens &+ service
        while node != end, nodes[Int(here.next)].latest < ready {
            node = here.next
            here = nodes[Int(node)]
        }
        var there = back.cost[Int(here.location)]
        while node != end {
            // Nobody is ready earlier further on.
            if here.earliest > span.closes { break }
            let next = here.next
            let follower = nodes[Int(next)]
            let onwards = out.cost[Int(follower.location)]
            let cost = there &+ onwards &- here.legCost
            if cost < best {
                let arrival = here.earliest &+ back.seconds[Int(here.location)]
                let ready = max(arrival, span.opens) &+ service
                if arrival <= span.closes, ready &+ out.seconds[Int(follower.location)] <= follower.latest {
                    best = cost
                    target = node
                }
            }
            node = next
            here = follower
            there = isSymmetric ? onwards : back.cost[Int(follower.location)]
        }
        if target != Node.nowhere {
            found.cost = Int(best)
            found.target = target
        }
    }

    /// Any slot: every place by the long test, and trips of its own before the others and behind them.
    private func scanIntricate(_ visit: Int32, _ slot: Int32, group: Int, fit: UInt8, passing: Int32, _ found: inout Answer) {
        let start = tables.slotStart[Int(slot)]
        let end = tables.slotEnd[Int(slot)]
        let isUsed = network.size[Int(slot)] &+ network.pinned[Int(slot)] > 0
        var node = start
        if network.lastPinned[Int(slot)] != Node.nowhere {
            node = network.lastPinned[Int(slot)]
        } else if !isUsed {
            node = network.nodes[Int(end)].previous
        }
        while node != end {
            let cost = rules.cost(of: visit, after: node, group: group)
            if cost < found.cost, node != passing, rules.admits(visit, after: node, group: group, fit: fit) {
                found.cost = cost
                found.target = node
            }
            node = network.nodes[Int(node)].next
        }
        guard isUsed, tables.slots[Int(slot)].reloads else { return }
        let cost = rules.costOfLastTrip(visit, slot: slot, group: group)
        if cost < found.cost, passing != -2 &- slot, rules.admitsLastTrip(visit, slot: slot, group: group, fit: fit) {
            found.cost = cost
            found.target = -2 &- slot
        }
    }
}
