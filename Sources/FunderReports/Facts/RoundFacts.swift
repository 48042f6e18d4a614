package import Measures

/// How well the people of a stop were counted.
package enum CountQuality: String, CaseIterable, Sendable {
    /// Counted one by one.
    case counted
    /// Estimated on the spot.
    case estimated
    /// Written down from memory.
    case memory
}

/// People served at one stop, as its team counted them; never who they were.
package struct StopContacts: Hashable, Sendable {
    /// The zone of the site.
    package let zone: String
    /// The operational day.
    package let day: CivilDate
    /// People served, 0 or more.
    package let people: Int64
    /// Women among them, when somebody counted.
    package let women: Int64?
    /// Children among them, when somebody counted.
    package let children: Int64?
    /// How they were counted.
    package let quality: CountQuality

    package init(zone: String, day: CivilDate, people: Int64, women: Int64? = nil, children: Int64? = nil, quality: CountQuality = .counted)
    {
        self.zone = zone
        self.day = day
        self.people = people
        self.women = women
        self.children = children
        self.quality = quality
    }
}

/// An estimate of the people living at a site on a day.
package struct Headcount: Hashable, Sendable {
    /// A number that tells sites apart; no site name enters a report's facts for funders.
    package let site: Int64
    /// The zone of the site.
    package let zone: String
    /// The day of the estimate.
    package let day: CivilDate
    /// People, 0 or more.
    package let people: Int64

    package init(site: Int64, zone: String, day: CivilDate, people: Int64) {
        self.site = site
        self.zone = zone
        self.day = day
        self.people = people
    }
}

/// The states of a round that a report tells apart.
package enum ReportedRoundState: String, CaseIterable, Sendable {
    case draft, approved, loading, underway, returned, closed, cancelled
}

/// A round of the reported day, or one that is still open.
package struct RoundFact: Hashable, Sendable {
    /// The round's code or number as people type it.
    package let code: String
    /// The vehicle's code.
    package let vehicle: String
    /// The operational day.
    package let day: CivilDate
    /// Where it stands.
    package let state: ReportedRoundState
    /// Stops that were planned.
    package let stopsPlanned: Int64
    /// Stops that were served.
    package let stopsServed: Int64
    /// People served at them, each time counted.
    package let people: Int64

    package init(
        code: String,
        vehicle: String,
        day: CivilDate,
        state: ReportedRoundState,
        stopsPlanned: Int64,
        stopsServed: Int64,
        people: Int64 = 0
    ) {
        self.people = people
        self.code = code
        self.vehicle = vehicle
        self.day = day
        self.state = state
        self.stopsPlanned = stopsPlanned
        self.stopsServed = stopsServed
    }
}

/// A round of tomorrow: for the warehouse and its leads only.
package struct RoundAhead: Hashable, Sendable {
    /// The round's code or number as people type it.
    package let code: String
    /// The vehicle's code.
    package let vehicle: String
    /// When it leaves, local time; nothing when not said.
    package let departs: ClockTime?
    /// The zones it goes to, in order of its stops.
    package let zones: [String]
    /// How many stops.
    package let stops: Int64
    /// Where it stands: a draft is not yet a promise.
    package let state: ReportedRoundState

    package init(code: String, vehicle: String, departs: ClockTime?, zones: [String], stops: Int64, state: ReportedRoundState) {
        self.code = code
        self.vehicle = vehicle
        self.departs = departs
        self.zones = zones
        self.stops = stops
        self.state = state
    }
}

/// What a zone needed of an item on the reported day, and what it was given; base units.
package struct ZoneNeed: Hashable, Sendable {
    /// The zone's code or name.
    package let zone: String
    /// The item's code.
    package let item: String
    /// What was needed, 0 or more.
    package let needed: Int64
    /// What was given, 0 or more.
    package let given: Int64
    /// Where the need comes from.
    package let source: NeedSource

    package init(zone: String, item: String, needed: Int64, given: Int64, source: NeedSource) {
        self.zone = zone
        self.item = item
        self.needed = needed
        self.given = given
        self.source = source
    }
}

/// Where a need comes from.
package enum NeedSource: String, CaseIterable, Sendable {
    /// Somebody asked for it.
    case requested
    /// A rule, a season and a headcount say so.
    case model
}

/// A clearance of a site, told by zone.
package struct EvictionFact: Hashable, Sendable {
    /// The zone of the site.
    package let zone: String
    /// People affected, when known.
    package let people: Int64?

    package init(zone: String, people: Int64?) {
        self.zone = zone
        self.people = people
    }
}
