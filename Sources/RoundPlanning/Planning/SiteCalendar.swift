import Measures
import RouteSolver

/// When each site can be served on each planned day, and what closes it when it cannot.
struct SiteCalendar {
    /// What closes a site on a day.
    enum Closure: Hashable {
        /// Its status, or no opening hours on that weekday.
        case closed(Site.Status)
        /// A restriction nobody accepted.
        case restricted(reference: String)
    }

    private let situation: PlanningSituation

    init(_ situation: PlanningSituation) { self.situation = situation }

    /// The windows in which service may begin, ascending and apart, and the closure when there are none.
    func windows(of site: Site, on day: Int) -> (windows: [ServiceWindow], closure: Closure?) {
        let date = situation.date(day)
        guard site.isOpen(on: date) else { return ([], .closed(site.status)) }
        var open = hours(of: site, on: date)
        guard !open.isEmpty else { return ([], .closed(.open)) }
        for restriction in situation.restrictions
        where restriction.items.isEmpty && !restriction.accepted && restriction.holds(at: site, on: date) {
            guard let hours = restriction.hours else { return ([], .restricted(reference: restriction.reference)) }
            open = open.flatMap { Self.subtract(hours, from: $0) }
            if open.isEmpty { return ([], .restricted(reference: restriction.reference)) }
        }
        return (open, nil)
    }

    /// The restriction that forbids an item at a site on a day, if one does.
    func ban(on item: String, at site: Site, day: Int) -> String? {
        let date = situation.date(day)
        return situation.restrictions.first { $0.items.contains(item) && !$0.accepted && $0.holds(at: site, on: date) }?.reference
    }

    /// Every restriction in force at a site on a day, accepted or not.
    func restrictions(at site: Site, on day: Int) -> [Restriction] {
        situation.restrictions.filter { $0.holds(at: site, on: situation.date(day)) }
    }

    private func hours(of site: Site, on date: CivilDate) -> [ServiceWindow] {
        if site.windows.isEmpty { return [ServiceWindow(opens: 0, closes: 172_800)] }
        let today = site.windows.filter { $0.weekday == 0 || $0.weekday == date.weekday }
            .map { ServiceWindow(opens: Int($0.hours.opens.seconds), closes: Int($0.hours.closes.seconds)) }
            .sorted { ($0.opens, $0.closes) < ($1.opens, $1.closes) }
        var merged: [ServiceWindow] = []
        for window in today {
            if let last = merged.last, window.opens <= last.closes + 1 {
                merged[merged.count - 1].closes = max(last.closes, window.closes)
            } else {
                merged.append(window)
            }
        }
        return merged
    }

    /// What is left of a window when serving may not begin within some hours.
    private static func subtract(_ hours: TimeWindow, from window: ServiceWindow) -> [ServiceWindow] {
        let before = ServiceWindow(opens: window.opens, closes: min(window.closes, Int(hours.opens.seconds) - 1))
        let after = ServiceWindow(opens: max(window.opens, Int(hours.closes.seconds) + 1), closes: window.closes)
        return [before, after].filter { $0.opens <= $0.closes }
    }
}
