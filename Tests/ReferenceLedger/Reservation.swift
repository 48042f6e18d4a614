package import Measures
package import StockLedger

/// Units of a lot at a place, promised to a round.
package struct Reservation: Hashable, Sendable {
    /// Its number.
    package let id: Identifier<Reservation>
    /// The round.
    package let round: Identifier<Round>
    /// The day of the round.
    package let roundOn: CivilDate
    /// The lot.
    package let lot: Identifier<Lot>
    /// The place.
    package let place: Identifier<Place>
    /// Base units still promised.
    package var quantity: Quantity

    package init(
        id: Identifier<Reservation>, round: Identifier<Round>, roundOn: CivilDate, lot: Identifier<Lot>, place: Identifier<Place>,
        quantity: Quantity
    ) {
        self.id = id
        self.round = round
        self.roundOn = roundOn
        self.lot = lot
        self.place = place
        self.quantity = quantity
    }
}

/// Units taken back from a reservation; its round is short of them.
package struct ReleasedReservation: Hashable, Sendable {
    /// The reservation.
    package let reservation: Identifier<Reservation>
    /// The round that is short.
    package let round: Identifier<Round>
    /// The lot.
    package let lot: Identifier<Lot>
    /// The place.
    package let place: Identifier<Place>
    /// Base units.
    package let quantity: Quantity

    package init(_ reservation: Reservation, quantity: Quantity) {
        self.reservation = reservation.id
        self.round = reservation.round
        self.lot = reservation.lot
        self.place = reservation.place
        self.quantity = quantity
    }
}

/// Which promises give way when a fact needs the goods.
package enum ReservationRelease {
    /// Takes `excess` out of reservations of one lot at one place: the latest round first, of one day the one with the highest number, then
    /// the reservation made last. Releases less only when the reservations hold less.
    package static func release(_ excess: Quantity, from reservations: [Reservation]) -> [ReleasedReservation] {
        let order = reservations.sorted { left, right in
            if left.roundOn != right.roundOn { return left.roundOn > right.roundOn }
            return left.round == right.round ? left.id > right.id : left.round > right.round
        }
        var missing = excess
        var released: [ReleasedReservation] = []
        for reservation in order {
            let part = min(missing, reservation.quantity)
            if part.isZero { continue }
            released.append(ReleasedReservation(reservation, quantity: part))
            missing = Quantity.saturatingDifference(missing, part)
        }
        return released
    }
}
