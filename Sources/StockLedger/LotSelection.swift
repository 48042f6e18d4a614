package import Measures
package import Speech

/// A lot at a place, as a candidate to be taken from.
package struct LotCandidate: Hashable, Sendable {
    /// The lot.
    package let lot: Lot
    /// The place.
    package let place: Identifier<Place>
    /// What is there.
    package let balance: Balance

    package init(lot: Lot, place: Identifier<Place>, balance: Balance) {
        self.lot = lot
        self.place = place
        self.balance = balance
    }
}

/// Which lots may be taken; nil means any.
package struct LotFilter: Hashable, Sendable {
    /// Only this owner's.
    package var owner: Identifier<Owner>?
    /// Only this lot.
    package var lot: Identifier<Lot>?
    /// Only of this condition.
    package var condition: Condition?
    /// Only lots that have not expired before this day; for giving out, not for throwing away.
    package var usableOn: CivilDate?

    package init(owner: Identifier<Owner>? = nil, lot: Identifier<Lot>? = nil, condition: Condition? = nil, usableOn: CivilDate? = nil) {
        self.owner = owner
        self.lot = lot
        self.condition = condition
        self.usableOn = usableOn
    }

    /// Whether a lot passes.
    package func admits(_ candidate: Lot) -> Bool {
        if let owner, candidate.owner != owner { return false }
        if let lot, candidate.id != lot { return false }
        if let condition, candidate.condition != condition { return false }
        if let usableOn, let expires = candidate.expires, expires < usableOn { return false }
        return true
    }
}

/// So much of a lot, taken from a place.
package struct LotPick: Hashable, Sendable {
    /// The lot.
    package let lot: Identifier<Lot>
    /// The place it is taken from.
    package let place: Identifier<Place>
    /// Base units taken, above zero.
    package let quantity: Quantity
    /// How many of them were promised to rounds and have to be released; nothing for an intention.
    package let fromReserved: Quantity

    package init(lot: Identifier<Lot>, place: Identifier<Place>, quantity: Quantity, fromReserved: Quantity = .zero) {
        self.lot = lot
        self.place = place
        self.quantity = quantity
        self.fromReserved = fromReserved
    }
}

/// The figures of a choice that did not reach.
package struct LotShortage: Hashable, Sendable {
    /// Base units asked for.
    package let want: Quantity
    /// Base units that could be taken: available ones for an intention, all on hand for a fact.
    package let have: Quantity
    /// Base units on hand in the lots that pass the filter.
    package let onHand: Quantity
    /// Base units of those that are promised.
    package let reserved: Quantity
    /// Base units missing: `want` less `have`.
    package var missing: Quantity { Quantity.saturatingDifference(want, have) }

    package init(want: Quantity, have: Quantity, onHand: Quantity, reserved: Quantity) {
        self.want = want
        self.have = have
        self.onHand = onHand
        self.reserved = reserved
    }

    /// `STOCK.INSUFFICIENT` with the figures; `item` and `place` as people write them.
    package func error(item: String, place: String, standing: Standing) -> Refusal {
        var figures: Figures = [
            .init("item", item), .init("place", place), .init("have", have.description), .init("want", want.description),
        ]
        if standing == .intention, !reserved.isZero { figures.append(.init("reserved", reserved.description)) }
        return Refusal(
            .stockInsufficient, figures,
            found: standing == .intention
                ? Wording(
                    "not enough stock: \(have) available, \(want) wanted", "stock insuffisant : \(have) disponibles, \(want) demandées")
                : Wording("not enough stock: \(have) on hand, \(want) wanted", "stock insuffisant : \(have) présentes, \(want) demandées"),
            remedy: Wording(
                "ask for \(have) or less, take it elsewhere, or add anyway=REASON if it has really happened",
                "demander \(have) au plus, prendre ailleurs, ou ajouter malgré=MOTIF si cela a vraiment eu lieu"))
    }
}

/// Lots taken and, when they do not reach, by how much.
package struct LotChoice: Hashable, Sendable {
    /// What is taken, first expired first.
    package let picks: [LotPick]
    /// The figures when the picks do not add up to what was wanted; nil when they do.
    package let shortage: LotShortage?

    package init(picks: [LotPick], shortage: LotShortage?) {
        self.picks = picks
        self.shortage = shortage
    }
}

/// Choosing lots: first expired first out, then first in first out.
package enum LotSelection {
    /// Takes `want` out of the candidates that pass the filter.
    ///
    /// An intention takes available units only. A fact takes available units of every lot first, in order, then reserved ones in the same
    /// order. When they do not reach, the choice holds what could be taken and the shortage. Picks stand in the order of leaving, one for each
    /// lot and place. A candidate given twice counts once.
    package static func choose(
        _ want: Quantity, from candidates: [LotCandidate], filter: LotFilter = LotFilter(), standing: Standing
    ) -> LotChoice {
        var seen = Set<[Int64]>()
        let ordered =
            candidates
            .filter { filter.admits($0.lot) && seen.insert([$0.lot.id.number, $0.place.number]).inserted }
            .sorted { (LotOrder($0.lot), $0.place) < (LotOrder($1.lot), $1.place) }
        var missing = want
        var taken = [Quantity](repeating: .zero, count: ordered.count)
        var promised = [Quantity](repeating: .zero, count: ordered.count)
        for (index, candidate) in ordered.enumerated() {
            taken[index] = min(missing, candidate.balance.available)
            missing = Quantity.saturatingDifference(missing, taken[index])
        }
        if standing == .fact {
            for (index, candidate) in ordered.enumerated() {
                promised[index] = min(missing, candidate.balance.reserved)
                missing = Quantity.saturatingDifference(missing, promised[index])
            }
        }
        var picks: [LotPick] = []
        for (index, candidate) in ordered.enumerated() {
            // Available and reserved add up to on hand at most, so the sum is a quantity.
            let whole = Quantity.saturatingSum(taken[index], promised[index])
            if !whole.isZero {
                picks.append(LotPick(lot: candidate.lot.id, place: candidate.place, quantity: whole, fromReserved: promised[index]))
            }
        }
        guard !missing.isZero else { return LotChoice(picks: picks, shortage: nil) }
        let onHand = ordered.reduce(Quantity.zero) { Quantity.saturatingSum($0, $1.balance.onHand) }
        let reserved = ordered.reduce(Quantity.zero) { Quantity.saturatingSum($0, $1.balance.reserved) }
        let have = Quantity.saturatingDifference(want, missing)
        return LotChoice(picks: picks, shortage: LotShortage(want: want, have: have, onHand: onHand, reserved: reserved))
    }
}
