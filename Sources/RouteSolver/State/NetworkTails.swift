// Routes of one trip that exchange their ends.

/// What a route of one trip does from a node on.
struct RouteTail {
    /// The node before it, and its first one: a visit, or the end of the route when there is no visit in it.
    var before: Int32
    var first: Int32
    /// Its last visit; `before` when there is none.
    var last: Int32
    /// The end of its route.
    var end: Int32
    /// How many visits it has, and what they weigh.
    var count: Int32 = 0
    var load = Load.nothing
}

extension RouteNetwork {
    /// What still fits into a slot of one trip.
    @inline(__always) func room(in slot: Int32) -> Load { room[Int(tables.slotStart[Int(slot)]) &- visitCount] }

    /// Everything from a node to the end of its slot, which has one trip.
    func tail(from first: Int32) -> RouteTail {
        let before = nodes[Int(first)].previous
        var tail = RouteTail(before: before, first: first, last: before, end: first)
        while Int(tail.end) < visitCount {
            tail.load = tail.load + tables.demand[Int(tail.end)]
            tail.count &+= 1
            tail.last = tail.end
            tail.end = nodes[Int(tail.end)].next
        }
        return tail
    }

    /// Gives each of two slots of one group the tail of the other; the caller has checked that both can be driven then.
    func exchange(_ tail: RouteTail, of slot: Int32, with otherTail: RouteTail, of other: Int32) {
        mark(slot)
        mark(other)
        let group = Int(nodes[Int(tail.end)].group)
        cost &-= costOfEnds(tail) &+ costOfEnds(otherTail)
        hand(tail, from: slot, to: other)
        hand(otherTail, from: other, to: slot)
        cost &+= append(otherTail, behind: tail.before, end: tail.end, group: group)
        cost &+= append(tail, behind: otherTail.before, end: otherTail.end, group: group)
        setSize(slot, to: size[Int(slot)] &+ otherTail.count &- tail.count)
        setSize(other, to: size[Int(other)] &+ tail.count &- otherTail.count)
        mend(behind: tail.before, end: tail.end, group: group)
        mend(behind: otherTail.before, end: otherTail.end, group: group)
    }

    /// Mends the times on both sides of the new leg behind a node, and of the end, which another visit leads to now.
    private func mend(behind before: Int32, end: Int32, group: Int) {
        mendForwards(from: nodes[Int(before)].next, group: group)
        mendForwards(from: end, group: group)
        mendBackwards(from: nodes[Int(before)].next, group: group)
    }

    /// What the legs to and from a tail cost.
    private func costOfEnds(_ tail: RouteTail) -> Int {
        Int(nodes[Int(tail.before)].legCost) &+ (tail.count > 0 ? Int(nodes[Int(tail.last)].legCost) : 0)
    }

    /// Books the visits of a tail out of one slot into another: the trip they are in, the room there, and whether they are at home.
    private func hand(_ tail: RouteTail, from slot: Int32, to other: Int32) {
        let start = tables.slotStart[Int(slot)]
        let otherStart = tables.slotStart[Int(other)]
        room[Int(start) &- visitCount] = room(in: slot) + tail.load
        room[Int(otherStart) &- visitCount] = room(in: other) - tail.load
        var node = tail.first
        for _ in 0..<tail.count {
            nodes[Int(node)].trip = otherStart
            if tables.hasPrices {
                if tables.home[Int(node)] == slot { changes &+= tables.changePrice[Int(node)] }
                if tables.home[Int(node)] == other { changes &-= tables.changePrice[Int(node)] }
            }
            node = nodes[Int(node)].next
        }
    }

    /// Links a tail in between a node and the end of its slot, and returns what the legs to and from it cost.
    private func append(_ tail: RouteTail, behind before: Int32, end: Int32, group: Int) -> Int {
        guard tail.count > 0 else { return join(before, end, group: group) }
        return join(before, tail.first, group: group) &+ join(tail.last, end, group: group)
    }
}
