/// One link of a slot's chain, with everything that a look at a place needs, in half a cache line.
///
/// Nodes 0 ..< visitCount are the visits; behind them come, slot by slot, a start, one node per reload, and an end.
struct Node {
    /// The node behind it; `nowhere` at the end of a chain and for an absent visit.
    var next: Int32 = nowhere
    /// The node before it; `nowhere` at the start of a chain and for an absent visit.
    var previous: Int32 = nowhere
    /// The start or reload node that opens the trip it is in (itself for these); `nowhere` for an absent visit.
    var trip: Int32 = nowhere
    /// Second at which everything at this node is done if everybody hurries.
    var earliest: Int32 = 0
    /// Latest second of arrival that keeps everything behind it in time.
    var latest: Int32 = 0
    /// Cost of the leg to the next node.
    var legCost: Int32 = 0
    /// Seconds of the leg to the next node.
    var legSeconds: Int32 = 0
    /// The group of its slot.
    var group: UInt16 = 0
    /// Where it is.
    var location: UInt16 = 0

    static let nowhere: Int32 = -1

    /// Whether it stands in a chain.
    @inline(__always) var isPlaced: Bool { trip >= 0 }
}
