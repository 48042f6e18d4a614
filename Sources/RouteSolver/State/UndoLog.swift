/// What is needed to take one iteration back: the nodes of the slots it touched, as they were.
///
/// Nodes are copied with their times, so that taking back computes nothing.
final class UndoLog {
    private let tables: RoutingTables
    private let numbers: UnsafeMutablePointer<Int32>
    private let nodes: UnsafeMutablePointer<Node>
    private let rooms: UnsafeMutablePointer<Load>
    private let stamps: UnsafeMutablePointer<Int32>
    private let touched: UnsafeMutablePointer<Int32>
    private let sizes: UnsafeMutablePointer<Int32>
    private let versions: UnsafeMutablePointer<UInt32>
    private var stamp: Int32 = 0
    private var written = 0
    private var cost = 0
    private var changes = 0
    private var absence = Absence.nothing
    private(set) var count = 0

    init(_ network: RouteNetwork) {
        tables = network.tables
        numbers = .table(tables.nodeCount, 0)
        nodes = .table(tables.nodeCount, Node())
        rooms = .table(tables.nodeCount - tables.visitCount, .nothing)
        stamps = .table(tables.slotCount, 0)
        touched = .table(tables.slotCount, 0)
        sizes = .table(tables.slotCount, 0)
        versions = .table(tables.slotCount, 0)
    }

    deinit {
        nodes.deallocate()
        rooms.deallocate()
        versions.deallocate()
        for table in [numbers, stamps, touched, sizes] { table.deallocate() }
    }

    /// Begins an iteration.
    func begin(_ network: RouteNetwork) {
        if stamp == Int32.max {
            stamp = 0
            for slot in 0..<tables.slotCount { stamps[slot] = 0 }
        }
        stamp &+= 1
        written = 0
        count = 0
        cost = network.cost
        changes = network.changes
        absence = network.absence
    }

    /// The slots touched in this iteration, in the order in which they were.
    @inline(__always) func touchedSlot(_ place: Int) -> Int32 { touched[place] }

    /// Whether a slot has been touched in this iteration.
    @inline(__always) func isTouched(_ slot: Int32) -> Bool { stamps[Int(slot)] == stamp }

    /// Whether every touched slot has the visits it had, in the same order.
    func foundNothingNew(in network: RouteNetwork) -> Bool {
        guard network.cost == cost, network.changes == changes else { return false }
        for place in 0..<written where network.nodes[Int(numbers[place])].next != nodes[place].next { return false }
        return true
    }

    /// Copies a slot before its first change.
    @inline(__always) func touch(_ slot: Int32, in network: RouteNetwork) {
        guard !isTouched(slot) else { return }
        stamps[Int(slot)] = stamp
        touched[count] = slot
        sizes[count] = network.size[Int(slot)]
        versions[count] = network.version[Int(slot)]
        var node = tables.slotStart[Int(slot)]
        while node != Node.nowhere {
            numbers[written] = node
            nodes[written] = network.nodes[Int(node)]
            written &+= 1
            node = nodes[written &- 1].next
        }
        count &+= 1
        for stop in Int(tables.slotStart[Int(slot)])...Int(tables.slotEnd[Int(slot)]) {
            rooms[stop &- tables.visitCount] = network.room[stop &- tables.visitCount]
        }
    }

    /// Puts every touched slot back. Visits that were absent when the iteration began are the caller's to mark absent again, before this.
    func restore(_ network: RouteNetwork) {
        for place in 0..<written { network.nodes[Int(numbers[place])] = nodes[place] }
        for place in 0..<count {
            let slot = touched[place]
            network.setSize(slot, to: sizes[place])
            network.version[Int(slot)] = versions[place]
            for stop in Int(tables.slotStart[Int(slot)])...Int(tables.slotEnd[Int(slot)]) {
                network.room[stop &- tables.visitCount] = rooms[stop &- tables.visitCount]
            }
        }
        for place in 0..<count where tables.slots[Int(touched[place])].isIntricate { network.refresh(touched[place]) }
        network.cost = cost
        network.changes = changes
        network.absence = absence
    }
}
