package import Measures

/// What planning has to know of an item.
package struct PlannedItem: Sendable, Hashable {
    /// Its code.
    package var sku: String
    /// The parent whose variant it is.
    package var parent: String?
    /// The pack it is handed out in; `nil` for single base units.
    package var pack: Pack?
    /// What it weighs and fills.
    package var measure: UnitMeasure

    /// An item.
    package init(sku: String, parent: String? = nil, pack: Pack? = nil, measure: UnitMeasure) {
        self.sku = sku
        self.parent = parent
        self.pack = pack
        self.measure = measure
    }

    /// Base units in the pack it is handed out in, 1 when there is none.
    package var packUnits: Int64 { pack?.factor ?? 1 }

    /// Grams of some base units, rounded up.
    package func grams(_ units: Int64) -> Int64 { Self.scaled(measure.mass.grams, units, measure.units) }

    /// Millilitres of some base units, rounded up.
    package func millilitres(_ units: Int64) -> Int64 { Self.scaled(measure.volume.millilitres, units, measure.units) }

    private static func scaled(_ amount: Int64, _ units: Int64, _ per: Int64) -> Int64 {
        let divisor = Int128(max(1, per))
        // Far above every vehicle, and small enough for sums of many.
        return Int64(clamping: min((Int128(max(0, amount)) * Int128(max(0, units)) + divisor - 1) / divisor, Int128(Quantity.ceiling)))
    }
}

/// What is available of a lot: on hand, not reserved, not in quarantine. It may have expired: then it is never brought, and says why not.
package struct StockLot: Sendable, Hashable {
    /// The lot's number.
    package var lot: Int64
    /// Code of the place it stands in; the same lot in two places is listed twice.
    package var place: String
    /// The item it is of.
    package var item: String
    /// Who owns it.
    package var owner: String
    /// Base units available, above zero.
    package var units: Int64
    /// The last day it may be given; `nil` when it does not expire.
    package var expires: CivilDate?
    /// When it came in, for first in, first out.
    package var received: CivilDate?
    /// Whether its owner lets this plan use it.
    package var consent: Bool
    /// Whether it is of another organisation than the plan's: it goes after the plan's own.
    package var isOfOthers = false

    /// Available stock of one lot in one place.
    package init(
        lot: Int64, place: String = "", item: String, owner: String, units: Int64, expires: CivilDate? = nil, received: CivilDate? = nil,
        consent: Bool = true
    ) {
        self.lot = lot
        self.place = place
        self.item = item
        self.owner = owner
        self.units = units
        self.expires = expires
        self.received = received
        self.consent = consent
    }

    /// Whether it may still be given on a day.
    package func isGood(on date: CivilDate) -> Bool { expires.map { date <= $0 } ?? true }
}

/// What a site was given of an item on a day, or is promised by a round that stands already.
package struct PastDelivery: Sendable, Hashable {
    /// The site.
    package var site: String
    /// The item itself, never its parent.
    package var item: String
    /// The day.
    package var date: CivilDate
    /// Base units given.
    package var units: Int64

    /// A delivery.
    package init(site: String, item: String, date: CivilDate, units: Int64) {
        self.site = site
        self.item = item
        self.date = date
        self.units = units
    }
}
