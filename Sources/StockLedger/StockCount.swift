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
        /// There is more than on the books, and several owners have some there: whose the rest is has to be said.
        case needsOwner([OwnerShare.Holding])
        /// There is more than on the books, of one owner whose lots there differ in more than their age: which lot has to be said.
        case needsWhich([Lot])
    }

    /// The figure spread over the lots. What is missing is borne by each owner by what they have there, and by those of their lots that leave
    /// first. What is too much goes to the lot received last where that says nothing about the goods: one owner, and one grant, date of
    /// expiry and condition. Otherwise it is asked.
    package func spread() -> Spread {
        let ordered = books.sorted { (LotOrder($0.lot), $0.place) < (LotOrder($1.lot), $1.place) }
        let expected = ordered.reduce(Quantity.zero) { Quantity.saturatingSum($0, $1.balance.onHand) }
        let surplus = Quantity.saturatingDifference(counted, expected)
        guard !ordered.isEmpty else { return counted.isZero ? .lines([]) : .needsLot(counted) }
        let holdings = Self.holdings(ordered)
        var newest: Identifier<Lot>?
        if !surplus.isZero {
            guard holdings.count == 1 else { return .needsOwner(holdings) }
            guard let alike = Self.newest(of: ordered.map(\.lot)) else { return .needsWhich(ordered.map(\.lot)) }
            newest = alike.id
        }
        var missing: [Identifier<Owner>: Quantity] = [:]
        for part in OwnerShare.share(Quantity.saturatingDifference(expected, counted), by: holdings) { missing[part.owner] = part.units }
        var lines: [CountLine] = []
        for candidate in ordered {
            let onHand = candidate.balance.onHand
            let owner = candidate.lot.owner
            let gone = min(missing[owner] ?? .zero, onHand)
            missing[owner] = Quantity.saturatingDifference(missing[owner] ?? .zero, gone)
            var found = Quantity.saturatingDifference(onHand, gone)
            if candidate.lot.id == newest { found = Quantity.saturatingSum(found, surplus) }
            lines.append(CountLine(lot: candidate.lot.id, place: candidate.place, expected: onHand, counted: found))
        }
        return .lines(lines)
    }

    /// The lot received last, when the lots differ in nothing but their age; nil when goods without a name could be of either.
    package static func newest(of lots: [Lot]) -> Lot? {
        guard let first = lots.first,
            lots.allSatisfy({
                $0.owner == first.owner && $0.grant == first.grant && $0.expires == first.expires && $0.condition == first.condition
            })
        else { return nil }
        return lots.max { ($0.receivedOn, $0.id) < ($1.receivedOn, $1.id) }
    }

    private static func holdings(_ books: [LotCandidate]) -> [OwnerShare.Holding] {
        var sums: [Identifier<Owner>: Quantity] = [:]
        for candidate in books {
            sums[candidate.lot.owner] = Quantity.saturatingSum(sums[candidate.lot.owner] ?? .zero, candidate.balance.onHand)
        }
        return sums.sorted { $0.key < $1.key }.map { OwnerShare.Holding(owner: $0.key, units: $0.value) }
    }
}
