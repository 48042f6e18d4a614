package import StockLedger

/// Units of one item with one owner and one date of expiry.
package struct ReferenceLot: Hashable, Sendable {
    package let code: String
    package let item: String
    package let owner: String
    /// The last day it may be given out, as a day number.
    package let expires: Int32?
    /// The operational day it came in.
    package var receivedOn: Int64
    /// The order in which lots became known.
    package let number: Int

    /// First expired, first out; then first in, first out; then the one that was known first. Without a date comes last.
    func leaves(before other: ReferenceLot) -> Bool {
        let never = Int32.max
        return (expires ?? never, receivedOn, number) < (other.expires ?? never, other.receivedOn, other.number)
    }
}

/// So many units of a lot from a place to a place.
package struct ReferenceLine: Hashable, Sendable {
    package let lot: String
    package let from: String
    package let to: String
    package var units: Int64

    package init(_ lot: String, from: String, to: String, _ units: Int64) {
        self.lot = lot
        self.from = from
        self.to = to
        self.units = units
    }

    var opposite: ReferenceLine { ReferenceLine(lot, from: to, to: from, units) }
}

/// What somebody says happened.
package struct ReferenceEntry: Sendable {
    package var reason: MovementReason
    package var lines: [ReferenceLine]
    /// When it happened, in microseconds since 1970.
    package var occurred: Int64
    /// Whether it is to be taken although the books say otherwise.
    package var anyway = false
    package var reverses: Int?
    package var corrects: Int?
    /// Of an entry that mends another: for each line, when its goods came to be at the place it leaves and at the place it reaches.
    package var about: [(from: Int64, to: Int64)]?
    /// The count whose variance it books.
    package var count: Int64?
    package var round: Int64?
    package var stop: String?

    package init(_ reason: MovementReason, _ lines: [ReferenceLine], occurred: Int64, anyway: Bool = false) {
        self.reason = reason
        self.lines = lines
        self.occurred = occurred
        self.anyway = anyway
    }
}

/// A movement in the books.
package struct ReferenceMovement: Sendable {
    /// Its place in the order of recording.
    package let id: Int
    package let reason: MovementReason
    package let occurred: Int64
    package let lines: [ReferenceLine]
    package let reverses: Int?
    package let corrects: Int?
    package let count: Int64?
    /// The entry that made the program book it by itself: a shortfall, a late sheet's opposite, or what goes with an entry taken back.
    package let because: Int?
    package let round: Int64?
    package let stop: String?

    /// The same, booked because of an entry.
    func because(of entry: Int) -> ReferenceMovement {
        ReferenceMovement(
            id: id, reason: reason, occurred: occurred, lines: lines, reverses: reverses, corrects: corrects, count: count, because: entry,
            round: round, stop: stop)
    }
}

/// Units of a lot at a place that a round may count on.
package struct ReferencePromise: Sendable {
    package let number: Int
    package let round: Int64
    /// The day of the round, as a day number.
    package let neededOn: Int32
    package let place: String
    package let lot: String
    package var units: Int64
}

/// Units that a round counted on and that something that happened took away.
package struct ReferenceBrokenPromise: Sendable {
    package let round: Int64
    package let place: String
    package let lot: String
    package let units: Int64
}

/// What waits for an explanation.
package struct ReferenceException: Sendable {
    package let kind: String
    package let place: String
    package let lot: String
    package let units: Int64
    /// The movement it is about.
    package var movement: Int?
}

/// An entry that the books do not take, by the code people see.
package struct ReferenceRefusal: Error, Hashable, Sendable {
    package let code: String

    package init(_ code: String) { self.code = code }
}

/// What came of an entry.
package struct ReferencePosted: Sendable {
    /// The movement of the entry itself.
    package let movement: Int
    /// Units booked as unexplained to make it possible.
    package var shortfall: Int64 = 0
    /// The counts that it explains.
    package var explains: Set<Int64> = []
    /// Units found before that went away with what was mended.
    package var givenUp: Int64 = 0
}
