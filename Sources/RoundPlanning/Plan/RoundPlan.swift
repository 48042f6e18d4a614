package import Measures

/// One item at one stop.
package struct StopLine: Sendable, Hashable {
    /// The item the need speaks of (a parent when any variant will do).
    package var item: String
    /// Base units wished.
    package var wanted: Int64
    /// Base units brought.
    package var units: Int64
    /// Name of the pack it is handed out in, and how many whole ones; `nil` for single base units.
    package var pack: String?
    /// Whole packs brought.
    package var packs: Int64
    /// Grams.
    package var grams: Int64
    /// Millilitres of room.
    package var millilitres: Int64
    /// The lots, first expired first.
    package var lots: [LotShare]

    /// The items really loaded, in order of code, with their units.
    package var itemUnits: [(item: String, units: Int64)] {
        var totals: [(item: String, units: Int64)] = []
        for lot in lots.sorted(by: { $0.item < $1.item }) {
            if totals.last?.item == lot.item { totals[totals.count - 1].units += lot.units } else { totals.append((lot.item, lot.units)) }
        }
        return totals
    }
}

/// One stop of a planned round.
package struct PlannedStop: Sendable, Hashable {
    /// Number in the round, from 1.
    package var sequence: Int
    /// The site.
    package var site: String
    /// People counted on.
    package var people: Int64
    /// Second of the local day at which the vehicle arrives.
    package var arrives: Int
    /// Second at which serving begins.
    package var begins: Int
    /// Second at which it goes on.
    package var leaves: Int
    /// Metres since the stop before.
    package var metres: Int
    /// What is brought.
    package var lines: [StopLine]

    /// The lots brought, each lot of a place once, with what all needs of the stop take of it.
    package var shares: [LotShare] {
        var shares: [LotShare] = []
        for share in lines.flatMap(\.lots) {
            if let index = shares.firstIndex(where: { $0.lot == share.lot && $0.place == share.place }) {
                shares[index].units += share.units
            } else {
                shares.append(share)
            }
        }
        return shares
    }
}

/// One vehicle's outing from loading to return. A vehicle that loads again the same day has a round for each outing.
package struct PlannedRound: Sendable, Hashable {
    /// The vehicle.
    package var vehicle: String
    /// The day.
    package var date: CivilDate
    /// Which outing of the vehicle that day, from 1.
    package var outing: Int
    /// Second of the local day at which it leaves the warehouse.
    package var departs: Int
    /// Second at which it is back.
    package var returns: Int
    /// Metres driven.
    package var metres: Int
    /// The stops, in order.
    package var stops: [PlannedStop]

    /// Grams on leaving.
    package var grams: Int64 { stops.reduce(0) { $0 + $1.lines.reduce(0) { $0 + $1.grams } } }
    /// Millilitres on leaving.
    package var millilitres: Int64 { stops.reduce(0) { $0 + $1.lines.reduce(0) { $0 + $1.millilitres } } }
    /// Seconds from leaving to return.
    package var seconds: Int { returns - departs }
}

/// How much of what a site requires of an item it will have had.
package struct SiteCoverage: Sendable, Hashable {
    /// The site.
    package var site: String
    /// The item.
    package var item: String
    /// Base units required over the time the need looks at.
    package var required: Int64
    /// Base units given in it before the plan.
    package var given: Int64
    /// Base units the plan brings.
    package var planned: Int64

    /// Given and planned against required, in permille, at most 1000.
    package var permille: Int {
        guard required > 0 else { return 1_000 }
        return Int(min(1_000, (Int128(given) + Int128(planned)) * 1_000 / Int128(required)))
    }
}

/// Something a lead should know that stops nothing.
package struct PlanWarning: Sendable, Hashable {
    /// What it is about; the raw value is stable.
    package enum Code: String, Sendable {
        /// No crew was entered for the day; the plan is not limited by it.
        case crewUnknown = "crew-unknown"
        /// The site has no position; a default distance was used.
        case positionUnknown = "position-unknown"
        /// A restriction is in force where a stop is planned.
        case restriction = "restriction"
        /// The site has nobody.
        case noPeople = "no-people"
    }

    /// What it is about.
    package var code: Code
    /// The site, the day or the restriction.
    package var subject: String
    /// The day, where it is about one.
    package var date: CivilDate?
}

/// What a plan is worth, line by line.
package struct PlanScore: Sendable, Hashable {
    /// The lowest coverage of a due need, in permille; `nil` when nothing is due.
    package var coverageMinimum: Int?
    /// Metres of all rounds.
    package var metres: Int
    /// Seconds of all rounds.
    package var seconds: Int
    /// Needs that are due and not or not wholly met.
    package var unserved: Int
}

/// The answer: rounds, what they cover, what is left out and why. It can be saved as it is.
package struct RoundPlan: Sendable, Hashable {
    /// First day.
    package var from: CivilDate
    /// Days planned.
    package var days: Int
    /// Seed of the search.
    package var seed: UInt64
    /// The rounds by date, vehicle and outing.
    package var rounds: [PlannedRound]
    /// Every need left out, cut or not due, by site, item and day.
    package var unmet: [UnmetNeed]
    /// Coverage by site and item.
    package var coverage: [SiteCoverage]
    /// What a lead should know.
    package var warnings: [PlanWarning]
    /// What it is worth.
    package var score: PlanScore
}
