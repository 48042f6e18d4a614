package import Measures
package import StockLedger

/// What comes of wanting goods: taken, taken with a shortfall that the books cannot explain, or refused with the figures.
package enum Taking: Hashable, Sendable {
    /// The picks add up to what is wanted.
    case taken([LotPick])
    /// The person said `anyway`: `picks` add up to what is wanted once `shortfall` has been booked from `found` as unexplained.
    case takenAnyway(picks: [LotPick], shortfall: LotPick)
    /// Not enough.
    case refused(LotShortage)
    /// `anyway` was said, but the books know no lot of it at all: somebody has to say whose it was.
    case needsLot(LotShortage)

    /// Chooses lots and decides.
    ///
    /// With `anyway` an intention is treated as the fact it claims to be: it releases reservations too. The shortfall is booked to the candidate
    /// received last, where it lies.
    package static func decide(
        _ want: Quantity, from candidates: [LotCandidate], filter: LotFilter = LotFilter(), standing: Standing, anyway: Bool = false
    ) -> Taking {
        let first = LotSelection.choose(want, from: candidates, filter: filter, standing: standing)
        guard let refusal = first.shortage else { return .taken(first.picks) }
        guard anyway else { return .refused(refusal) }
        let choice = LotSelection.choose(want, from: candidates, filter: filter, standing: .fact)
        guard let shortage = choice.shortage else { return .taken(choice.picks) }
        let newest = candidates.filter { filter.admits($0.lot) }.max { left, right in
            left.lot.receivedOn == right.lot.receivedOn
                ? (left.lot.id, right.place) < (right.lot.id, left.place) : left.lot.receivedOn < right.lot.receivedOn
        }
        guard let newest else { return .needsLot(shortage) }
        let shortfall = LotPick(lot: newest.lot.id, place: newest.place, quantity: shortage.missing)
        var picks = choice.picks
        if let index = picks.firstIndex(where: { $0.lot == shortfall.lot && $0.place == shortfall.place }) {
            picks[index] = LotPick(
                lot: shortfall.lot, place: shortfall.place,
                quantity: Quantity.saturatingSum(picks[index].quantity, shortfall.quantity), fromReserved: picks[index].fromReserved)
        } else {
            picks.append(shortfall)
        }
        return .takenAnyway(picks: picks, shortfall: shortfall)
    }
}
