package import Measures

/// Everything a returning round says, and what it was loaded with.
package struct RoundSheet: Sendable, Hashable {
    /// One lot that is or was on the vehicle.
    package struct LoadedLot: Sendable, Hashable {
        /// The item.
        package var item: String
        /// Its parent, so that «trousers» on a sheet finds its sizes.
        package var parent: String?
        /// The lot.
        package var lot: Int64
        /// The last day it may be given, for first expired, first out.
        package var expires: CivilDate?
        /// The day it came in, for first in, first out among equal dates; nil comes last.
        package var receivedOn: CivilDate?
        /// Base units loaded before leaving.
        package var loaded: Int64
        /// Base units loaded on the road.
        package var toppedUp: Int64

        /// A lot on the vehicle.
        package init(
            item: String, parent: String? = nil, lot: Int64, expires: CivilDate? = nil, receivedOn: CivilDate? = nil, loaded: Int64,
            toppedUp: Int64 = 0
        ) {
            self.item = item
            self.parent = parent
            self.lot = lot
            self.expires = expires
            self.receivedOn = receivedOn
            self.loaded = loaded
            self.toppedUp = toppedUp
        }
    }

    /// What is done with units nobody accounted for.
    package enum Rest: String, Sendable, CaseIterable {
        /// They are shared over the stops that noted people only; where there is none, the round does not balance.
        case ask
        /// `rest=yes`: whatever the sheet does not name came back. Items whose return is named are shared over the stops as usual.
        case cameBack
        /// The round is closed all the same; they stay on the exceptions list until somebody explains them.
        case unexplained
    }

    /// What was on the vehicle.
    package var lots: [LoadedLot]
    /// The stops.
    package var stops: [StopRecord]
    /// Found on the vehicle without having been loaded.
    package var found: [ItemUnits]
    /// Handed over to another vehicle or partner.
    package var handedOver: [ItemUnits]
    /// Came back.
    package var returned: [ItemUnits]
    /// Damaged on the way.
    package var damaged: [ItemUnits]
    /// Spoilt or thrown away.
    package var wasted: [ItemUnits]
    /// Taken by police or others.
    package var seized: [ItemUnits]
    /// Lost or stolen.
    package var lost: [ItemUnits]
    /// What is done with the rest.
    package var rest: Rest

    /// A sheet; what is not given is empty.
    package init(
        lots: [LoadedLot], stops: [StopRecord] = [], found: [ItemUnits] = [], handedOver: [ItemUnits] = [], returned: [ItemUnits] = [],
        damaged: [ItemUnits] = [], wasted: [ItemUnits] = [], seized: [ItemUnits] = [], lost: [ItemUnits] = [], rest: Rest = .ask
    ) {
        self.lots = lots
        self.stops = stops
        self.found = found
        self.handedOver = handedOver
        self.returned = returned
        self.damaged = damaged
        self.wasted = wasted
        self.seized = seized
        self.lost = lost
        self.rest = rest
    }
}
