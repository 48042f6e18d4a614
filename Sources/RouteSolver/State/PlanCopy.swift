/// A copy of the plan: the best one so far.
///
/// Only the slots that changed since the last copy are copied again, so that the many small steps of the beginning cost little.
final class PlanCopy {
    private let tables: RoutingTables
    private let next: UnsafeMutablePointer<Int32>
    private let isStale: UnsafeMutablePointer<Bool>
    private let stale: UnsafeMutablePointer<Int32>
    private var staleCount = 0

    /// A copy of what the network holds.
    init(_ network: RouteNetwork) {
        tables = network.tables
        next = .table(tables.nodeCount, Node.nowhere)
        isStale = .table(tables.slotCount, false)
        stale = .table(tables.slotCount, 0)
        for slot in 0..<tables.slotCount { copy(Int32(slot), network) }
    }

    deinit {
        next.deallocate()
        isStale.deallocate()
        stale.deallocate()
    }

    /// Notes that a slot of the network is no longer what was copied.
    @inline(__always) func note(_ slot: Int32) {
        guard !isStale[Int(slot)] else { return }
        isStale[Int(slot)] = true
        stale[staleCount] = slot
        staleCount &+= 1
    }

    /// Notes every slot.
    func noteAll() { for slot in 0..<tables.slotCount { note(Int32(slot)) } }

    /// Copies what has changed.
    func keep(_ network: RouteNetwork) {
        for place in 0..<staleCount {
            copy(stale[place], network)
            isStale[Int(stale[place])] = false
        }
        staleCount = 0
    }

    private func copy(_ slot: Int32, _ network: RouteNetwork) {
        var node = tables.slotStart[Int(slot)]
        while node != Node.nowhere {
            next[Int(node)] = network.nodes[Int(node)].next
            node = next[Int(node)]
        }
    }

    /// The visits of a slot, trip by trip, without empty trips.
    func trips(ofSlot slot: Int) -> [[Int]] {
        var trips: [[Int]] = [[]]
        var node = tables.slotStart[slot]
        while node != Node.nowhere {
            if Int(node) < tables.visitCount {
                trips[trips.count - 1].append(Int(node))
            } else if trips.last?.isEmpty != true {
                trips.append([])
            }
            node = next[Int(node)]
        }
        if trips.last?.isEmpty == true { trips.removeLast() }
        return trips
    }

    /// The routes of the copy, those that are left alone included, in order.
    var outlines: [RouteOutline] { RouteOutline.inOrder(tables.standing.whole + movable) }

    /// The routes of the copy, those that are left alone apart.
    var movable: [RouteOutline] {
        var outlines: [RouteOutline] = []
        for (index, slot) in tables.slots.enumerated() {
            let trips = trips(ofSlot: index)
            if !trips.isEmpty { outlines.append(RouteOutline(vehicle: slot.vehicle, copy: slot.copy, day: slot.day, trips: trips)) }
        }
        return outlines
    }
}

extension RouteOutline {
    /// Routes by day, then vehicle, then copy.
    static func inOrder(_ routes: [RouteOutline]) -> [RouteOutline] {
        routes.sorted { ($0.day, $0.vehicle, $0.copy) < ($1.day, $1.vehicle, $1.copy) }
    }
}
