package import Measures

/// A place where people are served.
package struct Site: Sendable, Hashable {
    /// Whether people can be served there.
    package enum Status: String, Sendable, CaseIterable {
        case open, evicted, unreachable, closed
    }

    /// Its code, unique among the sites.
    package var code: String
    /// The zone it lies in.
    package var zone: String
    /// Where it is; `nil` when that is not known or not told.
    package var position: Coordinate?
    /// Whether people can be served there.
    package var status: Status
    /// The last day of a status that is not open; `nil` until somebody changes it.
    package var statusUntil: CivilDate?
    /// People living there, from the newest headcount; zero or more.
    package var people: Int64
    /// When it may be served; none at all means at any hour.
    package var windows: [SiteWindow]
    /// Seconds a stop takes whoever is there.
    package var serviceSeconds: Int
    /// Further seconds per person living there.
    package var serviceSecondsPerPerson: Int
    /// People a team needs there, the driver included.
    package var teamSize: Int
    /// Whether only women may come.
    package var womenOnly: Bool
    /// A skill somebody in the team must have.
    package var requiredSkill: String?
    /// Whether only named people may see it.
    package var restricted: Bool

    /// A site; what is not said is as ordinary as it can be.
    package init(
        code: String, zone: String = "", position: Coordinate? = nil, status: Status = .open, statusUntil: CivilDate? = nil, people: Int64,
        windows: [SiteWindow] = [], serviceSeconds: Int = 900, serviceSecondsPerPerson: Int = 15, teamSize: Int = 1,
        womenOnly: Bool = false, requiredSkill: String? = nil, restricted: Bool = false
    ) {
        self.code = code
        self.zone = zone
        self.position = position
        self.status = status
        self.statusUntil = statusUntil
        self.people = people
        self.windows = windows
        self.serviceSeconds = serviceSeconds
        self.serviceSecondsPerPerson = serviceSecondsPerPerson
        self.teamSize = teamSize
        self.womenOnly = womenOnly
        self.requiredSkill = requiredSkill
        self.restricted = restricted
    }

    /// Whether people can be served there on a day.
    package func isOpen(on date: CivilDate) -> Bool {
        if status == .open { return true }
        if let until = statusUntil { return date > until }
        return false
    }

    /// How long a stop takes, in seconds; at most a day.
    package var stopSeconds: Int {
        let (perPerson, overflow) = max(0, serviceSecondsPerPerson).multipliedReportingOverflow(by: Int(clamping: max(0, people)))
        return overflow ? 86_400 : min(86_400, max(0, serviceSeconds) + min(86_400, perPerson))
    }
}

/// A span of hours in which a site may be served, on one weekday or on all.
package struct SiteWindow: Sendable, Hashable {
    /// 1 Monday to 7 Sunday, 0 every day.
    package var weekday: Int
    /// The hours in which serving may begin.
    package var hours: TimeWindow

    /// A window on one weekday, or on every day.
    package init(weekday: Int = 0, hours: TimeWindow) {
        self.weekday = weekday
        self.hours = hours
    }
}
