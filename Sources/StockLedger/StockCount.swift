package import Measures
package import Speech

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

/// How a further figure for something already counted is meant.
package enum CountMode: String, Sendable {
    /// More of it was found elsewhere in the same place: added to the first figure.
    case add
    /// The first figure was wrong.
    case replace
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

    /// A further figure. `add` keeps what was on the books at the first figure; `replace` takes the books of now.
    package func entering(_ figure: Quantity, _ mode: CountMode, books now: [LotCandidate]) throws(MeasureError) -> CountEntry {
        switch mode {
        case .add: CountEntry(books: books, counted: try counted + figure)
        case .replace: CountEntry(books: now, counted: figure)
        }
    }

    /// The figure spread over the lots: what is missing from those that leave first, what is too much to the lot received last.
    package func spread() -> Spread {
        let ordered = books.sorted { left, right in
            if Lot.leavesBefore(left.lot, right.lot) { return true }
            return Lot.leavesBefore(right.lot, left.lot) ? false : left.place < right.place
        }
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

    /// `RULE.COUNT-NEEDS-LOT`, for an item that is not on the books.
    package static func needsLotError(item: String, counted: Quantity) -> Refusal {
        Refusal(
            .countNeedsLot, [.init("item", item), .init("counted", counted.description)],
            found: Wording("no lot of \(item) is on the books here", "aucun lot de \(item) n'est inscrit ici"),
            remedy: Wording(
                "name its owner with owner=, or the lot with lot=", "nommer son propriétaire avec propriétaire=, ou le lot avec lot="))
    }

    /// `rest=zero`: lines of nothing for every lot at the place that no line names.
    package static func rest(of candidates: [LotCandidate], notIn lines: [CountLine]) -> [CountLine] {
        let named = Set(lines.map { [$0.lot.number, $0.place.number] })
        return
            candidates
            .filter { !$0.balance.onHand.isZero && !named.contains([$0.lot.id.number, $0.place.number]) }
            .sorted { ($0.place, $0.lot.id) < ($1.place, $1.lot.id) }
            .map { CountLine(lot: $0.lot.id, place: $0.place, expected: $0.balance.onHand, counted: .zero) }
    }
}

/// The movement that books the variances of a count.
package enum CountAdjustment {
    /// The draft, or nil when everything agrees.
    ///
    /// What is missing goes to `found`, what is too much comes from there: its net is what counts could not explain. Goods may have moved since they were counted, so the difference
    /// is booked, not the figure; no more is taken away than is on hand now.
    package static func draft(
        _ count: Identifier<Count>, _ header: MovementHeader, _ lines: [CountLine], found: Identifier<Place>,
        onHand: (Identifier<Lot>, Identifier<Place>) -> Quantity
    ) -> MovementDraft? {
        var booked: [MovementLine] = []
        for line in lines {
            let amount =
                line.variance < 0
                ? min(Quantity.saturatingDifference(line.expected, line.counted), onHand(line.lot, line.place))
                : Quantity.saturatingDifference(line.counted, line.expected)
            if amount.isZero { continue }
            booked.append(
                line.variance < 0
                    ? MovementLine(lot: line.lot, from: line.place, to: found, quantity: amount)
                    : MovementLine(lot: line.lot, from: found, to: line.place, quantity: amount))
        }
        return booked.isEmpty ? nil : MovementDraft(.counted, header, lines: booked, link: .adjusts(count))
    }
}
