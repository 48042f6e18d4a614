package import Measures
package import Speech
package import StockLedger

/// How a further figure for something already counted is meant.
package enum CountMode: String, Sendable {
    /// More of it was found elsewhere in the same place: added to the first figure.
    case add
    /// The first figure was wrong.
    case replace
}

extension CountEntry {
    /// A further figure. `add` keeps what was on the books at the first figure; `replace` takes the books of now.
    package func entering(_ figure: Quantity, _ mode: CountMode, books now: [LotCandidate]) throws(MeasureError) -> CountEntry {
        switch mode {
        case .add: CountEntry(books: books, counted: try counted + figure)
        case .replace: CountEntry(books: now, counted: figure)
        }
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
