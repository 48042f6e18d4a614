package import Measures

/// A vehicle that rounds can be driven with.
package struct Vehicle: Sendable, Hashable {
    /// Its code.
    package var code: String
    /// Grams it may carry.
    package var capacityGrams: Int64
    /// Millilitres it has room for.
    package var capacityMillilitres: Int64
    /// When it may leave and when it must be back.
    package var shift: TimeWindow
    /// Where it starts and ends; `nil` for the warehouse. It is loaded at the warehouse in either case.
    package var start: Coordinate?
    /// The last day on which it is broken or away; `nil` when it is ready.
    package var awayUntil: CivilDate?
    /// How often a day it may come back and load again.
    package var reloads: Int
    /// Seconds loading again takes.
    package var reloadSeconds: Int

    /// A vehicle.
    package init(
        code: String, capacityGrams: Int64, capacityMillilitres: Int64, shift: TimeWindow, start: Coordinate? = nil,
        awayUntil: CivilDate? = nil, reloads: Int = 1, reloadSeconds: Int = 1_800
    ) {
        self.code = code
        self.capacityGrams = capacityGrams
        self.capacityMillilitres = capacityMillilitres
        self.shift = shift
        self.start = start
        self.awayUntil = awayUntil
        self.reloads = reloads
        self.reloadSeconds = reloadSeconds
    }
}

/// The people there are for rounds on one day. Several on one day (one per organisation) are added up.
package struct Crew: Sendable, Hashable {
    /// The day.
    package var date: CivilDate
    /// People who may drive.
    package var drivers: Int
    /// People who come along.
    package var volunteers: Int
    /// How many of all these are women.
    package var women: Int
    /// Skills somebody among them has.
    package var skills: [String]

    /// The people of one day.
    package init(date: CivilDate, drivers: Int, volunteers: Int, women: Int = 0, skills: [String] = []) {
        self.date = date
        self.drivers = drivers
        self.volunteers = volunteers
        self.women = women
        self.skills = skills
    }
}

/// A legal or practical ban on serving somewhere.
package struct Restriction: Sendable, Hashable {
    /// Its reference, for the words shown.
    package var reference: String
    /// The zone it holds for; `nil` when `site` is given.
    package var zone: String?
    /// The site it holds for; `nil` when `zone` is given.
    package var site: String?
    /// First and last day.
    package var from: CivilDate
    /// Last day; `nil` while nothing ends it.
    package var until: CivilDate?
    /// Hours in which nothing may be given; `nil` all day.
    package var hours: TimeWindow?
    /// Items it is about; empty for everything.
    package var items: [String]
    /// Whether a lead took it into account and goes anyway; then it only warns.
    package var accepted: Bool

    /// A restriction.
    package init(
        reference: String, zone: String? = nil, site: String? = nil, from: CivilDate, until: CivilDate? = nil, hours: TimeWindow? = nil,
        items: [String] = [], accepted: Bool = false
    ) {
        self.reference = reference
        self.zone = zone
        self.site = site
        self.from = from
        self.until = until
        self.hours = hours
        self.items = items
        self.accepted = accepted
    }

    /// Whether it is in force at a site on a day.
    package func holds(at place: Site, on date: CivilDate) -> Bool {
        let here = site.map { $0 == place.code } ?? zone.map { $0 == place.zone } ?? false
        return here && from <= date && (until.map { date <= $0 } ?? true)
    }
}

/// A vehicle that is out already: a round that was approved, loaded or sent. It is never touched.
package struct CommittedRound: Sendable, Hashable {
    /// The vehicle, not free that day.
    package var vehicle: String
    /// The day.
    package var date: CivilDate
    /// Drivers and volunteers it takes along.
    package var people: Int

    /// A committed round; its stock is no longer available and its promised deliveries stand among the past ones.
    package init(vehicle: String, date: CivilDate, people: Int = 1) {
        self.vehicle = vehicle
        self.date = date
        self.people = people
    }
}
