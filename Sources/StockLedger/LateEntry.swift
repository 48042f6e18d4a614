package import Measures

/// A sheet typed after a closed count, of something that happened before it: today's balance stays as counted, the variance is explained.
///
/// Where goods left, the adjustment is booked before the late movement, so that it takes what the count had missed and is never short for
/// that; where goods arrived, after it. The adjustment carries the time of the count's own, so that days between the two show the movement.
package struct LateEntry: Hashable, Sendable {
    /// The lines that undo the entry's effect on the counted place.
    package let lines: [MovementLine]
    /// The count's lines, with what is explained now.
    package let counted: [CountLine]
    /// Base units of the count's variance that the entry explains.
    package let explained: Quantity

    package init(lines: [MovementLine], counted: [CountLine], explained: Quantity) {
        self.lines = lines
        self.counted = counted
        self.explained = explained
    }

    /// Works out the opposite adjustment.
    ///
    /// The effect of the entry on the place is first set against variances of the same sign (its own lot's, then those of other lots of the item in
    /// the order of the count), undoing what the count had booked; what no variance explains is a new difference on the entry's own lot.
    ///
    /// - Parameters:
    ///   - entry: the line of the late movement, already booked.
    ///   - place: the counted place, one end of the line.
    ///   - counted: the lines of the first count closed after the entry's time, for the item at that place.
    ///   - found: the warehouse's `found`.
    ///   - loss: the warehouse's `loss`.
    ///   - onHand: what is at the place of a lot now, the late movement included.
    package static func adjust(
        _ entry: MovementLine, at place: Identifier<Place>, against counted: [CountLine], found: Identifier<Place>, loss: Identifier<Place>,
        onHand: (Identifier<Lot>) -> Quantity
    ) -> LateEntry {
        let arrives = entry.to == place
        var missing = entry.quantity
        var lines: [MovementLine] = []
        var after = counted
        let order = counted.indices.sorted { left, right in
            let (first, second) = (counted[left].lot == entry.lot, counted[right].lot == entry.lot)
            return first == second ? left < right : first
        }
        for index in order where counted[index].place == place {
            let open = counted[index].variance - counted[index].explained
            guard arrives ? open > 0 : open < 0, let room = try? Quantity(abs(open)) else { continue }
            var part = min(missing, room)
            if arrives { part = min(part, onHand(counted[index].lot)) }
            if part.isZero { continue }
            let lot = counted[index].lot
            lines.append(
                arrives
                    ? MovementLine(lot: lot, from: place, to: found, quantity: part)
                    : MovementLine(lot: lot, from: loss, to: place, quantity: part))
            after[index].explained += arrives ? part.units : -part.units
            missing = Quantity.saturatingDifference(missing, part)
        }
        let explained = Quantity.saturatingDifference(entry.quantity, missing)
        if !missing.isZero {
            lines.append(
                arrives
                    ? MovementLine(lot: entry.lot, from: place, to: loss, quantity: missing)
                    : MovementLine(lot: entry.lot, from: found, to: place, quantity: missing))
        }
        return LateEntry(lines: lines, counted: after, explained: explained)
    }
}
