import Measures

/// How many teams can go out on one day, and what each can do.
///
/// A driver makes a team; everybody else is divided evenly, as few teams as it takes for each to be large enough for the sites of the day. Women
/// and named skills go with the first vehicles, by code: a promise the crew can keep, if not always the best it could make.
struct CrewDay: Equatable {
    /// Teams that can go out; `nil` when nobody said who is there.
    var teams: Int?
    /// Drivers and volunteers left after committed rounds.
    var people: Int
    /// Drivers left.
    var drivers: Int
    /// Teams of women only.
    var womenTeams: Int
    /// Women left.
    var women: Int
    /// Named skills.
    var skills: [String]

    /// The crew of a date, for sites that need teams of some sizes.
    init(_ situation: PlanningSituation, date: CivilDate, teamSizes: [Int], womenTeamSizes: [Int]) {
        let entries = situation.crews.filter { $0.date == date }
        let out = situation.committed.filter { $0.date == date }
        let drivers = max(0, Self.sum(entries.map(\.drivers)) - out.count)
        let everybody = Self.sum(entries.map(\.drivers)) + Self.sum(entries.map(\.volunteers))
        let people = max(0, everybody - Self.sum(out.map(\.people)))
        let women = min(people, Self.sum(entries.map(\.women)))
        let largest = max(1, teamSizes.filter { $0 <= people }.max() ?? 1)
        let womenSize = max(1, womenTeamSizes.filter { $0 <= women }.max() ?? 1)
        self.drivers = drivers
        self.people = people
        self.women = women
        skills = Array(Set(entries.flatMap(\.skills))).sorted()
        teams = entries.isEmpty ? nil : min(drivers, people / largest)
        womenTeams = entries.isEmpty ? Int.max : women / womenSize
    }

    /// Whether a team large enough for a site can go out.
    func canServe(_ site: Site) -> Bool {
        guard let teams else { return true }
        return teams > 0 && site.teamSize <= people && (!site.womenOnly || max(1, site.teamSize) <= women)
            && (site.requiredSkill.map { skills.contains($0) } ?? true)
    }

    private static func sum(_ figures: [Int]) -> Int { figures.reduce(0) { $0 + min(max(0, $1), 1_000_000) } }
}
