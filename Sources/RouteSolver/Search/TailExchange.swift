/// Lets two routes exchange everything they do from some visit on, so that one visit comes behind another it is near to.
///
/// Strings of a few visits cannot change which half of a long route goes with which: on the way the plan would be far worse. This move,
/// the 2-opt* of Potvin and Rousseau (1995), changes it at once, and both routes are checked in constant time but for their loads.
struct TailExchange {
    private let network: RouteNetwork
    private let tables: RoutingTables
    private let neighbours: Neighbours

    init(_ network: RouteNetwork, neighbours: Neighbours) {
        self.network = network
        tables = network.tables
        self.neighbours = neighbours
    }

    /// Brings one of the visits that `seed` may stand beside behind it, with all that follows, if both routes can be driven then and it adds
    /// less than `bound`; false when none does. Each touched slot is logged first; times are right afterwards.
    func run(around seed: Int32, below bound: Int, undo: UndoLog, random: inout SplitMix64) -> Bool {
        let nodes = network.nodes
        guard nodes[Int(seed)].isPlaced, neighbours.besideCount > 0 else { return false }
        let slot = network.slot(of: seed)
        let here = nodes[Int(seed)]
        guard !tables.slotIsIntricate[Int(slot)], isFree(here.next) else { return false }
        let group = Int(here.group)
        let list = neighbours.beside(seed)
        var place = random.below(neighbours.besideCount)
        for _ in 0..<neighbours.besideCount {
            let near = list[place]
            place = place &+ 1 == neighbours.besideCount ? 0 : place &+ 1
            guard near >= 0, nodes[Int(near)].isPlaced, Int(nodes[Int(near)].group) == group, isFree(near) else { continue }
            let other = network.slot(of: near)
            guard other != slot else { continue }
            let before = nodes[Int(nodes[Int(near)].previous)]
            let joined = network.leg(seed, near, group: group)
            let left = network.leg(nodes[Int(near)].previous, here.next, group: group)
            guard Int(joined.y) &+ Int(left.y) &- Int(here.legCost) &- Int(before.legCost) < bound,
                here.earliest &+ joined.x <= nodes[Int(near)].latest, before.earliest &+ left.x <= nodes[Int(here.next)].latest
            else { continue }
            let tail = network.tail(from: here.next)
            let otherTail = network.tail(from: near)
            guard otherTail.load.fits(network.room(in: slot) + tail.load), tail.load.fits(network.room(in: other) + otherTail.load)
            else { continue }
            undo.touch(slot, in: network)
            undo.touch(other, in: network)
            network.exchange(tail, of: slot, with: otherTail, of: other)
            return true
        }
        return false
    }

    /// Whether a node may go into another slot with everything behind it: the end of a route, or a visit that is not pinned there.
    @inline(__always) private func isFree(_ node: Int32) -> Bool {
        Int(node) >= tables.visitCount || tables.hold[Int(node)] == RoutingTables.Hold.free
    }
}
