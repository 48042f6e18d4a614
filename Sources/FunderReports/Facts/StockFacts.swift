package import Measures

/// What the runway of one item is computed from, over all owners of the warehouse; base units.
package struct StockLevel: Hashable, Sendable {
    /// The item's code.
    package let item: String
    /// On hand in real places.
    package let onHand: Int64
    /// Promised to approved rounds; part of `onHand`.
    package let reserved: Int64
    /// On hand and not to be given: in quarantine, expired, in repair; part of `onHand`.
    package let unusable: Int64
    /// What was given on each of the last days, oldest first, at most 28 used; nothing for a day on which there was none to give.
    package let dailyGiven: [Int64?]
    /// What plans and needs ask for in the next seven days; 0 when nothing is planned.
    package let plannedNextSevenDays: Int64
    /// Below this many days the item is low: the time it takes to get more.
    package let leadDays: Int64

    package init(
        item: String,
        onHand: Int64,
        reserved: Int64 = 0,
        unusable: Int64 = 0,
        dailyGiven: [Int64?],
        plannedNextSevenDays: Int64 = 0,
        leadDays: Int64 = 7
    ) {
        self.item = item
        self.onHand = onHand
        self.reserved = reserved
        self.unusable = unusable
        self.dailyGiven = dailyGiven
        self.plannedNextSevenDays = plannedNextSevenDays
        self.leadDays = leadDays
    }
}

/// A lot on hand that expires soon or has expired.
package struct ExpiringLot: Hashable, Sendable {
    /// The lot's number.
    package let lot: String
    /// The item's code.
    package let item: String
    /// The last day it may be given.
    package let expires: CivilDate
    /// Base units on hand.
    package let units: Int64

    package init(lot: String, item: String, expires: CivilDate, units: Int64) {
        self.lot = lot
        self.item = item
        self.expires = expires
        self.units = units
    }
}

/// A place that holds stock, and when somebody last counted it.
package struct LastCount: Hashable, Sendable {
    /// The place's code, `calais/a1`.
    package let place: String
    /// The day of the last closed count; nothing when never counted.
    package let countedOn: CivilDate?

    package init(place: String, countedOn: CivilDate?) {
        self.place = place
        self.countedOn = countedOn
    }
}

/// Goods received to which nobody has given a value.
package struct UnvaluedReceipt: Hashable, Sendable {
    /// The movement's number.
    package let movement: Int64
    /// The item's code.
    package let item: String
    /// Base units.
    package let units: Int64
    /// The operational day of the receipt.
    package let receivedOn: CivilDate

    package init(movement: Int64, item: String, units: Int64, receivedOn: CivilDate) {
        self.movement = movement
        self.item = item
        self.units = units
        self.receivedOn = receivedOn
    }
}

/// A difference the books carry and nobody has explained.
package struct UnexplainedDifference: Hashable, Sendable {
    /// Where it came from.
    package enum Kind: String, CaseIterable, Sendable {
        /// A count found more or less than the books held.
        case count
        /// More left than the books held, booked because it had happened.
        case shortfall
        /// A round came back with less than loaded − distributed.
        case round
    }
    /// Where it came from.
    package let kind: Kind
    /// The movement's number.
    package let movement: Int64
    /// The item's code.
    package let item: String
    /// Base units; above zero when goods appeared, below zero when they are missing.
    package let units: Int64
    /// The operational day.
    package let day: CivilDate

    package init(kind: Kind, movement: Int64, item: String, units: Int64, day: CivilDate) {
        self.kind = kind
        self.movement = movement
        self.item = item
        self.units = units
        self.day = day
    }
}

/// An entry recorded after its night had been reported.
package struct LateEntry: Hashable, Sendable {
    /// The movement's number.
    package let movement: Int64
    /// The operational day it belongs to.
    package let concerns: CivilDate
    /// Why the goods moved.
    package let reason: FlowReason
    /// The item's code.
    package let item: String
    /// Base units.
    package let units: Int64

    package init(movement: Int64, concerns: CivilDate, reason: FlowReason, item: String, units: Int64) {
        self.movement = movement
        self.concerns = concerns
        self.reason = reason
        self.item = item
        self.units = units
    }
}
