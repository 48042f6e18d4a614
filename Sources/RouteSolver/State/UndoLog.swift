/// What is needed to take one iteration back: the chains of the slots it touched, as they were.
final class UndoLog {
    private let chains: UnsafeMutablePointer<Int32>
    private let stamps: UnsafeMutablePointer<Int32>
    private let touched: UnsafeMutablePointer<Int32>
    private let starts: UnsafeMutablePointer<Int32>
    private var stamp: Int32 = 0
    private var written = 0
    private(set) var count = 0

    init(_ network: RouteNetwork) {
        chains = RouteNetwork.table(network.nodeCount, 0)
        stamps = RouteNetwork.table(network.slots.count, 0)
        touched = RouteNetwork.table(network.slots.count, 0)
        starts = RouteNetwork.table(network.slots.count + 1, 0)
    }

    deinit {
        chains.deallocate()
        stamps.deallocate()
        touched.deallocate()
        starts.deallocate()
    }

    /// Begins an iteration.
    func begin(_ network: RouteNetwork) {
        if stamp == Int32.max {
            stamp = 0
            for slot in network.slots.indices { stamps[slot] = 0 }
        }
        stamp &+= 1
        written = 0
        count = 0
        starts[0] = 0
    }

    /// Whether a slot was touched in this iteration.
    @inline(__always) func isTouched(_ slot: Int32) -> Bool { stamps[Int(slot)] == stamp }

    /// The slots touched in this iteration, in the order in which they were.
    @inline(__always) func touchedSlot(_ place: Int) -> Int32 { touched[place] }

    /// Copies a slot's chain before its first change.
    @inline(__always) func touch(_ slot: Int32, in network: RouteNetwork) {
        guard stamps[Int(slot)] != stamp else { return }
        stamps[Int(slot)] = stamp
        touched[count] = slot
        var node = network.slots[Int(slot)].start
        while node != RouteNetwork.nowhere {
            chains[written] = node
            written &+= 1
            node = network.next[Int(node)]
        }
        count &+= 1
        starts[count] = Int32(written)
    }

    /// Puts every touched slot back.
    func restore(_ network: RouteNetwork) {
        for place in 0..<count { network.empty(slot: touched[place]) }
        for place in 0..<count {
            let from = Int(starts[place])
            network.replace(slot: touched[place], by: UnsafeBufferPointer(start: chains + from, count: Int(starts[place + 1]) - from))
        }
    }
}
