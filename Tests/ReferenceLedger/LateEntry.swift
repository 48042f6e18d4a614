package import Measures
package import StockLedger

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

    /// Works out the opposite adjustment, between the place and `found` as the count's own.
    ///
    /// The effect of the entry on the place is first set against variances of the same sign (its own lot's, then those of other lots of the item in
    /// the order of the count), undoing what the count had booked; what no variance explains is a new difference on the entry's own lot.
    ///
    /// - Parameters:
    ///   - entry: the line of the late movement.
    ///   - place: the counted place, one end of the line.
    ///   - counted: the lines of the first count closed after the entry's time, for the item at that place.
    ///   - found: the warehouse's `found`.
    ///   - onHand: what is at the place of a lot now; for goods that arrived, the late movement included.
    package static func adjust(
        _ entry: MovementLine, at place: Identifier<Place>, against counted: [CountLine], found: Identifier<Place>,
        onHand: (Identifier<Lot>) -> Quantity
    ) -> LateEntry {
        let arrives = entry.to == place
        var missing = entry.quantity
        var parts: [(lot: Identifier<Lot>, quantity: Quantity)] = []
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
            parts.append((counted[index].lot, part))
            after[index].explained += arrives ? part.units : -part.units
            missing = Quantity.saturatingDifference(missing, part)
        }
        let explained = Quantity.saturatingDifference(entry.quantity, missing)
        if !missing.isZero {
            if let own = parts.firstIndex(where: { $0.lot == entry.lot }) {
                parts[own].quantity = Quantity.saturatingSum(parts[own].quantity, missing)
            } else {
                parts.append((entry.lot, missing))
            }
        }
        let lines = parts.map { part in
            arrives
                ? MovementLine(lot: part.lot, from: place, to: found, quantity: part.quantity)
                : MovementLine(lot: part.lot, from: found, to: place, quantity: part.quantity)
        }
        return LateEntry(lines: lines, counted: after, explained: explained)
    }
}
