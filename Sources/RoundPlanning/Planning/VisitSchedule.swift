import Measures

/// A need that is due at a site on a planned day.
struct DueNeed: Hashable {
    /// Position of the site in the situation.
    var site: Int
    /// The item that is to be brought: the need's own, or a variant of it.
    var item: String
    /// Whether any variant of the item will do.
    var acceptsVariants: Bool
    /// How much it matters.
    var priority: PriorityClass
    /// Planned day from 0.
    var day: Int
    /// The last planned day it may slip to.
    var latestDay: Int
    /// Base units wished on that day, above zero.
    var wished: Int64
    /// Base units required over the time the need looks back on, and given in it: what is given of it is its coverage.
    var required: Int64
    var given: Int64
    /// The same over the trailing days of sharing.
    var trailingNeed: Int64
    var trailingGiven: Int64
}

/// A need that is not due, or due when nobody can be there.
struct UnvisitedNeed: Hashable {
    /// What keeps it out of the plan.
    enum Cause: Hashable {
        case notDue(next: CivilDate?)
        case closed(Site.Status)
        case restricted(reference: String)
    }

    var site: Int
    var item: String
    var day: Int
    var wished: Int64
    var cause: Cause
}

/// Which need is due at which site on which of the days, and how much is wished then.
///
/// A need is due `intervalDays` after it was last met and then again after each interval. A visit brings what is used up until the next one, less
/// what is left of earlier ones; what lasts (one blanket in 90 days) is brought for everybody who was given none in that time.
struct VisitSchedule {
    private(set) var due: [DueNeed] = []
    private(set) var unvisited: [UnvisitedNeed] = []

    private let situation: PlanningSituation
    private let calendar: SiteCalendar
    private let items: [String: PlannedItem]

    init(_ situation: PlanningSituation, calendar: SiteCalendar) {
        self.situation = situation
        self.calendar = calendar
        items = Dictionary(situation.items.map { ($0.sku, $0) }, uniquingKeysWith: { first, _ in first })
        for (index, site) in situation.sites.enumerated() where site.people > 0 {
            for need in Self.needs(of: site, in: situation.needs) { schedule(need, at: index) }
        }
    }

    /// The needs of a site: its own, and the general ones for the items it has no own need for.
    static func needs(of site: Site, in needs: [Need]) -> [Need] {
        let own = Set(needs.filter { $0.site == site.code }.map(\.item))
        return needs.filter { $0.site == site.code || ($0.site == nil && !own.contains($0.item)) }
            .sorted { ($0.priority.rank, $0.item) < ($1.priority.rank, $1.item) }
    }

    private mutating func schedule(_ need: Need, at index: Int) {
        let site = situation.sites[index]
        let past = situation.deliveries.filter { $0.site == site.code && $0.units > 0 && stands($0.item, for: need) }
        let last = past.map(\.date).max()
        var day = 0
        if let last { day = max(0, last.adding(days: need.intervalDays).days(since: situation.from)) }
        guard day < situation.days else {
            unvisited.append(
                UnvisitedNeed(site: index, item: need.item, day: 0, wished: 0, cause: .notDue(next: last?.adding(days: need.intervalDays))))
            return
        }
        var planned: [PastDelivery] = []
        var everInSeason = false
        while day < situation.days {
            guard need.isInSeason(situation.date(day)) else {
                day += 1
                continue
            }
            everInSeason = true
            let wished = wish(need, people: site.people, day: day, past: past + planned)
            guard wished.units > 0 else {
                if planned.isEmpty, day + 1 >= situation.days {
                    unvisited.append(UnvisitedNeed(site: index, item: need.item, day: day, wished: 0, cause: .notDue(next: nil)))
                }
                day += 1
                continue
            }
            guard let (open, closure) = firstOpenDay(site, need: need, from: day) else { return }
            if let closure {
                unvisited.append(UnvisitedNeed(site: index, item: need.item, day: day, wished: wished.units, cause: closure))
                return
            }
            let next = open + need.intervalDays
            var latest = next >= situation.days ? situation.days - 1 : open
            if let longest = need.longestIntervalDays {
                let from = last.map { $0.days(since: situation.from) } ?? 0
                latest = max(open, min(latest, (planned.isEmpty ? from : day - need.intervalDays) + longest))
            }
            append(need, site: index, day: open, latest: latest, wish: wished, past: past)
            planned.append(PastDelivery(site: site.code, item: need.item, date: situation.date(open), units: wished.units))
            day = next
        }
        if !everInSeason {
            unvisited.append(UnvisitedNeed(site: index, item: need.item, day: 0, wished: 0, cause: .notDue(next: nil)))
        }
    }

    private func stands(_ item: String, for need: Need) -> Bool {
        item == need.item || items[item]?.parent == need.item
    }

    /// What is wished on a day: required until the next visit, less what was given within the time it is required for or is still left.
    private func wish(_ need: Need, people: Int64, day: Int, past: [PastDelivery]) -> (units: Int64, required: Int64, given: Int64) {
        let date = situation.date(day)
        let window = need.lasting ? max(need.intervalDays, need.perDays) : need.intervalDays
        let required = need.required(people: people, days: window, frost: situation.frost.contains(date))
        let begins = date.adding(days: need.intervalDays - window)
        let given = need.lasting ? Self.total(past.filter { $0.date >= begins }) : need.left(of: past, people: people, on: date)
        return (max(0, required - given), required, given)
    }

    private static func total(_ deliveries: [PastDelivery]) -> Int64 {
        Int64(clamping: deliveries.reduce(Int128(0)) { $0 + Int128($1.units) }.clamped(to: 0...Int128(Quantity.ceiling)))
    }

    /// The first day from `day` on which the site can be served with the item; else what closes it on `day`.
    private func firstOpenDay(_ site: Site, need: Need, from day: Int) -> (day: Int, closure: UnvisitedNeed.Cause?)? {
        var first: UnvisitedNeed.Cause?
        for candidate in day..<situation.days {
            let closure = calendar.windows(of: site, on: candidate).closure
            let ban = calendar.ban(on: need.item, at: site, day: candidate)
            switch (closure, ban) {
            case (nil, nil): return (candidate, nil)
            case (.closed(let status)?, _): first = first ?? .closed(status)
            case (.restricted(let reference)?, _): first = first ?? .restricted(reference: reference)
            case (nil, let reference?): first = first ?? .restricted(reference: reference)
            }
        }
        return (day, first)
    }

    private mutating func append(
        _ need: Need, site: Int, day: Int, latest: Int, wish: (units: Int64, required: Int64, given: Int64), past: [PastDelivery]
    ) {
        let trailing = max(min(situation.trailingDays, 3_650), need.lasting ? need.perDays - need.intervalDays : 0, 0)
        let frost = situation.frost.contains(situation.date(day))
        let people = situation.sites[site].people
        let since = situation.from.adding(days: -trailing)
        let parts = need.shares.isEmpty ? [VariantShare(item: need.item, percent: 100)] : need.shares
        let weights = parts.map { Int64($0.percent) }
        let wishes = LargestRemainder.divide(wish.units, by: weights)
        let required = LargestRemainder.divide(wish.required, by: weights)
        let needed = LargestRemainder.divide(need.required(people: people, days: trailing + need.intervalDays, frost: frost), by: weights)
        for (index, part) in parts.enumerated() where wishes[index] > 0 {
            let matching = need.shares.isEmpty ? past : past.filter { $0.item == part.item }
            due.append(
                DueNeed(
                    site: site, item: part.item, acceptsVariants: need.shares.isEmpty, priority: need.priority, day: day, latestDay: latest,
                    wished: wishes[index], required: max(required[index], wishes[index]),
                    given: max(required[index], wishes[index]) - wishes[index],
                    trailingNeed: max(1, needed[index]), trailingGiven: Self.total(matching.filter { $0.date >= since })))
        }
    }
}

extension Comparable {
    /// The value, or the nearer end of the range.
    func clamped(to range: ClosedRange<Self>) -> Self { min(max(self, range.lowerBound), range.upperBound) }
}
