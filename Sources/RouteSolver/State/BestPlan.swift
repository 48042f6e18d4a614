/// A copy of every slot's chain: the best plan so far.
final class BestPlan {
    private let nodes: UnsafeMutablePointer<Int32>

    init(_ network: RouteNetwork) { nodes = RouteNetwork.table(network.nodeCount, 0) }

    deinit { nodes.deallocate() }

    private var written = 0

    /// Copies the plan out.
    func keep(_ network: RouteNetwork) {
        written = 0
        for slot in network.slots.indices where network.size[slot] > 0 {
            var node = network.slots[slot].start
            while node != RouteNetwork.nowhere {
                nodes[written] = node
                written += 1
                node = network.next[Int(node)]
            }
        }
    }

    /// Puts the plan back in place of what the network holds.
    func restore(_ network: RouteNetwork) {
        for slot in network.slots.indices where network.size[slot] > 0 { network.empty(slot: Int32(slot)) }
        var from = 0
        while from < written {
            let slot = network.slot[Int(nodes[from])]
            var count = 1
            while nodes[from + count - 1] != network.slots[Int(slot)].end { count += 1 }
            network.replace(slot: slot, by: UnsafeBufferPointer(start: nodes + from, count: count))
            from += count
        }
    }
}
