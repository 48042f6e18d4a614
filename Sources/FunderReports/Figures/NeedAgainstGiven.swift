/// What zones needed of an item and what they were given.
package struct NeedAgainstGiven: Hashable, Sendable {
    /// The zone.
    package let zone: String
    /// The item's code.
    package let item: String
    /// Where the need comes from.
    package let source: NeedSource
    /// Needed, base units.
    package let needed: Int64
    /// Given, base units; may be more than needed.
    package let given: Int64

    package init(zone: String, item: String, source: NeedSource, needed: Int64, given: Int64) {
        self.zone = zone
        self.item = item
        self.source = source
        self.needed = needed
        self.given = given
    }

    /// max(0, needed − given).
    package var unmet: Int64 { max(0, needed - given) }

    /// The share of the need that was met, in thousandths, at most 1,000, floored; nothing when nothing was needed.
    ///
    /// Floored, so that 100 % is said only when all of it was met.
    package var coveredPerMille: Int64? {
        guard needed > 0 else { return nil }
        return Int64(min(Int128(given) * 1_000 / Int128(needed), 1_000))
    }

    /// One line per zone, item and source; the least covered first, then zone, item.
    package static func table(_ needs: [ZoneNeed]) -> [NeedAgainstGiven] {
        struct Key: Hashable {
            let zone: String
            let item: String
            let source: NeedSource
        }
        var sums: [Key: (needed: Int64, given: Int64)] = [:]
        for need in needs {
            let key = Key(zone: need.zone, item: need.item, source: need.source)
            let sum = sums[key] ?? (0, 0)
            sums[key] = (sum.needed + need.needed, sum.given + need.given)
        }
        let lines = sums.map { key, sum in
            NeedAgainstGiven(zone: key.zone, item: key.item, source: key.source, needed: sum.needed, given: sum.given)
        }
        return lines.sorted { left, right in
            (left.coveredPerMille ?? 1_001, left.zone, left.item, left.source.rawValue)
                < (right.coveredPerMille ?? 1_001, right.zone, right.item, right.source.rawValue)
        }
    }
}
