package import Measures
package import StockLedger

/// So much of a lot, put somewhere: what a receipt, a sorting or a loan brings out.
package struct LotPut: Hashable, Sendable {
    /// The lot.
    package let lot: Identifier<Lot>
    /// Where it is put.
    package let place: Identifier<Place>
    /// Base units.
    package let quantity: Quantity

    package init(lot: Identifier<Lot>, place: Identifier<Place>, quantity: Quantity) {
        self.lot = lot
        self.place = place
        self.quantity = quantity
    }
}

/// Movements by what people do; each answers drafts that are posted together, in order, in one transaction.
package enum MovementBuilders {
    /// Goods that come in: `received` from donors, `bought` from suppliers, `opening`.
    package static func receipt(
        _ reason: MovementReason, _ header: MovementHeader, from source: Identifier<Place>, _ puts: [LotPut]
    ) -> [MovementDraft] {
        [MovementDraft(reason, header, lines: puts.map { MovementLine(lot: $0.lot, from: source, to: $0.place, quantity: $0.quantity) })]
    }

    /// Goods that go to one place: a transfer, putting away, loading, unloading, an issue, a distribution, a loss, a handover, sending.
    ///
    /// With a shortfall, it is booked first from `found` as unexplained, and the movement itself is forced.
    package static func moving(
        _ reason: MovementReason, _ header: MovementHeader, _ picks: [LotPick], to destination: Identifier<Place>,
        shortfall: LotPick? = nil, found: Identifier<Place>? = nil
    ) -> [MovementDraft] {
        let lines = picks.map { MovementLine(lot: $0.lot, from: $0.place, to: destination, quantity: $0.quantity) }
        guard let shortfall, let found else { return [MovementDraft(reason, header, lines: lines)] }
        return [
            self.shortfall(header, shortfall, from: found),
            MovementDraft(reason, header, lines: lines, isForced: true),
        ]
    }

    /// A transfer inside a warehouse.
    package static func transfer(_ header: MovementHeader, _ picks: [LotPick], to place: Identifier<Place>) -> [MovementDraft] {
        moving(.transferred, header, picks, to: place)
    }

    /// A loss; `reason` is one of the causes of loss, `place` the warehouse's loss or waste place (`MovementReason.lossDestination`).
    package static func loss(
        _ reason: MovementReason, _ header: MovementHeader, _ picks: [LotPick], to place: Identifier<Place>
    ) -> [MovementDraft] {
        moving(reason, header, picks, to: place)
    }

    /// Goods handed out without a round.
    package static func issue(_ header: MovementHeader, _ picks: [LotPick], to recipients: Identifier<Place>) -> [MovementDraft] {
        moving(.issued, header, picks, to: recipients)
    }

    /// Goods put on a vehicle for a round; the round's own reservations are used up first.
    package static func load(_ header: MovementHeader, _ picks: [LotPick], onto vehicle: Identifier<Place>) -> [MovementDraft] {
        moving(.loaded, header, picks, to: vehicle)
    }

    /// Goods given out at a stop.
    package static func distribute(_ header: MovementHeader, _ picks: [LotPick], to recipients: Identifier<Place>) -> [MovementDraft] {
        moving(.distributed, header, picks, to: recipients)
    }

    /// Goods that come back on the vehicle and are put into a place.
    package static func unload(_ header: MovementHeader, _ picks: [LotPick], into place: Identifier<Place>) -> [MovementDraft] {
        moving(.returned, header, picks, to: place)
    }

    /// Goods that recipients bring back.
    package static func giveBack(_ header: MovementHeader, from recipients: Identifier<Place>, _ puts: [LotPut]) -> [MovementDraft] {
        receipt(.givenBack, header, from: recipients, puts)
    }

    /// Goods sent to another warehouse: the first leg, into this warehouse's transit place.
    package static func send(_ header: MovementHeader, _ picks: [LotPick], into transit: Identifier<Place>) -> [MovementDraft] {
        moving(.sent, header, picks, to: transit)
    }

    /// Goods received from transit, and those that were lost on the way; a part not named stays in transit.
    package static func arrive(
        _ header: MovementHeader, taken: [LotPick], into place: Identifier<Place>, lost: [LotPick], to loss: Identifier<Place>
    ) -> [MovementDraft] {
        var drafts: [MovementDraft] = []
        if !taken.isEmpty { drafts += moving(.arrived, header, taken, to: place) }
        if !lost.isEmpty { drafts += moving(.lost, header, lost, to: loss) }
        return drafts
    }

    /// Stock turned into other stock through the workshop: sorting, kits, a change of owner. Waste goes from where it lay to `waste`.
    package static func convert(
        _ reason: MovementReason, _ header: MovementHeader, _ inputs: [LotPick], through workshop: Identifier<Place>,
        outputs: [LotPut], waste: [LotPick] = [], wastePlace: Identifier<Place>? = nil
    ) -> [MovementDraft] {
        var lines = inputs.map { MovementLine(lot: $0.lot, from: $0.place, to: workshop, quantity: $0.quantity) }
        lines += outputs.map { MovementLine(lot: $0.lot, from: workshop, to: $0.place, quantity: $0.quantity) }
        if let wastePlace { lines += waste.map { MovementLine(lot: $0.lot, from: $0.place, to: wastePlace, quantity: $0.quantity) } }
        return [MovementDraft(reason, header, lines: lines)]
    }

    /// What left although the books did not know it: booked into the place it left from, unexplained until somebody explains it.
    package static func shortfall(_ header: MovementHeader, _ pick: LotPick, from found: Identifier<Place>) -> MovementDraft {
        MovementDraft(
            .unexplained, header, lines: [MovementLine(lot: pick.lot, from: found, to: pick.place, quantity: pick.quantity)])
    }
}
