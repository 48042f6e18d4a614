/// For every visit the visits nearest to it: those to ruin with it, and those it may stand beside.
///
/// Near means a cheap leg, the cheaper way of the two, by the first kind of vehicle. Lists are in space only, so that one visit sees the slots of
/// all days. A visit that could never directly follow or precede another, because one closes before the other can be left, is not listed as a
/// place beside it.
final class Neighbours: @unchecked Sendable {
    /// Entries of `near` per visit: itself first, then the nearest.
    let nearCount: Int
    /// Entries of `beside` per visit; a list that is shorter ends with `nowhere`.
    let besideCount: Int
    private let nearLists: UnsafeMutablePointer<Int32>
    private let besideLists: UnsafeMutablePointer<Int32>
    /// Mean cost of the legs to the nearest few others: a typical leg.
    let legCost: Int
    /// Mean cost of the way to a visit from where vehicles start: half of what a route of its own takes.
    let routeCost: Int

    /// Lists of up to `most` visits each; where visits come in series, so many more that as many places are seen.
    init(_ tables: RoutingTables, most: Int, mostBeside: Int) {
        let count = tables.visitCount
        let alone = (0..<count).reduce(0) { $0 + (tables.seriesOf[$1] < 0 ? 1 : 0) }
        let units = max(1, alone + tables.series.count)
        let wanted = min(240, (most * count + units - 1) / units)
        nearCount = min(wanted, count)
        besideCount = min(wanted * mostBeside / most, max(0, count - 1))
        nearLists = .table(count * nearCount, Node.nowhere)
        besideLists = .table(count * besideCount, Node.nowhere)
        var total = 0
        var counted = 0
        let keys = UnsafeMutableBufferPointer(start: UnsafeMutablePointer<Int>.table(count, 0), count: count)
        defer { keys.deallocate() }
        let order = LegOrder(tables)
        for visit in 0..<count {
            for other in 0..<count { keys[other] = (other == visit ? -1 : order.cost(visit, other)) &* 65_536 &+ other }
            let kept = min(count, 2 &* nearCount &+ 20)
            Self.select(kept, of: keys)
            var head = UnsafeMutableBufferPointer(rebasing: keys[0..<kept])
            Self.sort(&head)
            for place in 0..<nearCount { nearLists[visit &* nearCount &+ place] = Int32(truncatingIfNeeded: head[place] & 65_535) }
            for place in 1..<max(1, min(count, 13)) where head[place] >> 16 < Int(TravelTable.unreachable) {
                total += head[place] >> 16
                counted += 1
            }
            var written = Self.fill(besideLists, besideCount, of: visit, from: head, order: order, written: 0)
            if written < besideCount, kept < count {
                var tail = UnsafeMutableBufferPointer(rebasing: keys[kept...])
                Self.sort(&tail)
                written = Self.fill(besideLists, besideCount, of: visit, from: tail, order: order, written: written)
            }
        }
        legCost = counted == 0 ? 1 : max(1, total / counted)
        routeCost = order.meanCostFromStart
    }

    deinit {
        nearLists.deallocate()
        besideLists.deallocate()
    }

    /// The visits nearest to a visit, itself first.
    @inline(__always) func near(_ visit: Int32) -> UnsafeMutablePointer<Int32> { nearLists + Int(visit) &* nearCount }

    /// The visits a visit may stand beside, nearest first.
    @inline(__always) func beside(_ visit: Int32) -> UnsafeMutablePointer<Int32> { besideLists + Int(visit) &* besideCount }

    /// Appends to a visit's places those of a sorted stretch that it can ever stand beside.
    private static func fill(
        _ lists: UnsafeMutablePointer<Int32>, _ most: Int, of visit: Int, from stretch: UnsafeMutableBufferPointer<Int>, order: LegOrder,
        written: Int
    ) -> Int {
        var place = written
        for key in stretch {
            if place == most { break }
            let other = key & 65_535
            guard other != visit else { continue }
            guard order.mayFollow(other, by: visit) || order.mayFollow(visit, by: other) else { continue }
            lists[visit &* most &+ place] = Int32(other)
            place += 1
        }
        return place
    }

    /// Brings the smallest so many keys to the front, in any order (Hoare's selection).
    private static func select(_ wanted: Int, of keys: UnsafeMutableBufferPointer<Int>) {
        var (low, high) = (0, keys.count - 1)
        while low < high {
            let pivot = keys[low + (high - low) / 2]
            var (left, right) = (low, high)
            while left <= right {
                while keys[left] < pivot { left += 1 }
                while keys[right] > pivot { right -= 1 }
                if left <= right {
                    keys.swapAt(left, right)
                    left += 1
                    right -= 1
                }
            }
            if wanted - 1 <= right { high = right } else if wanted - 1 >= left { low = left } else { return }
        }
    }

    private static func sort(_ keys: inout UnsafeMutableBufferPointer<Int>) { keys.sort() }
}
