package import Measures

/// What a count says of one lot at one place.
package struct CountLine: Hashable, Sendable {
    /// The lot.
    package let lot: Identifier<Lot>
    /// The place.
    package let place: Identifier<Place>
    /// Base units on the books when it was counted.
    package let expected: Quantity
    /// Base units counted.
    package let counted: Quantity
    /// The part of the variance that late sheets have explained since, with the variance's sign.
    package var explained: Int64

    package init(lot: Identifier<Lot>, place: Identifier<Place>, expected: Quantity, counted: Quantity, explained: Int64 = 0) {
        self.lot = lot
        self.place = place
        self.expected = expected
        self.counted = counted
        self.explained = explained
    }

    /// Counted less expected.
    package var variance: Int64 { counted.units - expected.units }
}

/// One entry of a count: what was on the books of an item, or of one lot, at a place when it was counted, and how much there was.
package struct CountEntry: Hashable, Sendable {
    /// The lots that the figure covers with their balances when they were first counted.
    package let books: [LotCandidate]
    /// Base units counted, over all of them.
    package let counted: Quantity

    package init(books: [LotCandidate], counted: Quantity) {
        self.books = books
        self.counted = counted
    }

    /// What a figure for several lots becomes.
    package enum Spread: Hashable, Sendable {
        /// One line for each lot on the books.
        case lines([CountLine])
        /// Nothing of it is on the books: somebody has to say whose it is, and from where (a lot).
        case needsLot(Quantity)
    }

    /// The figure spread over the lots: what is missing from those that leave first, what is too much to the lot received last.
    package func spread() -> Spread {
        let ordered = books.sorted { (LotOrder($0.lot), $0.place) < (LotOrder($1.lot), $1.place) }
        let expected = ordered.reduce(Quantity.zero) { Quantity.saturatingSum($0, $1.balance.onHand) }
        var missing = Quantity.saturatingDifference(expected, counted)
        let surplus = Quantity.saturatingDifference(counted, expected)
        let newest = ordered.indices.max { left, right in
            let (first, second) = (ordered[left].lot, ordered[right].lot)
            return first.receivedOn == second.receivedOn ? first.id < second.id : first.receivedOn < second.receivedOn
        }
        guard let newest else { return counted.isZero ? .lines([]) : .needsLot(counted) }
        var lines: [CountLine] = []
        for (index, candidate) in ordered.enumerated() {
            let onHand = candidate.balance.onHand
            let gone = min(missing, onHand)
            missing = Quantity.saturatingDifference(missing, gone)
            var found = Quantity.saturatingDifference(onHand, gone)
            if index == newest { found = Quantity.saturatingSum(found, surplus) }
            lines.append(CountLine(lot: candidate.lot.id, place: candidate.place, expected: onHand, counted: found))
        }
        return .lines(lines)
    }
}
