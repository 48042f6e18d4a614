package import Measures

/// How many people a period reached, told as two figures that are never called "unique people".
///
/// *Contacts* are the people served at each stop, added up: somebody served on five days is five contacts.
/// *Peak headcount* is the largest number of people estimated to live at the served sites on one day, each site by its latest
/// estimate up to that day within the period. Adding each site's own peak would count people twice who moved after a clearance.
package struct PeopleReached: Hashable, Sendable {
    /// People served at stops, each time counted.
    package let contacts: Int64
    /// Of the contacts, those estimated or remembered instead of counted.
    package let contactsNotCounted: Int64
    /// The peak headcount and its first day; nothing without an estimate.
    package let peak: Peak?

    /// The largest headcount.
    package struct Peak: Hashable, Sendable {
        /// People.
        package let people: Int64
        /// The first day on which they were so many.
        package let day: CivilDate
    }

    /// Applies the rule to the stops and headcounts of a period.
    package init(contacts: [StopContacts], headcounts: [Headcount]) {
        self.contacts = contacts.reduce(0) { $0 + $1.people }
        self.contactsNotCounted = contacts.reduce(0) { $0 + ($1.quality == .counted ? 0 : $1.people) }
        var latest: [Int64: Int64] = [:]
        var peak: Peak?
        let days = Set(headcounts.map(\.day)).sorted()
        for day in days {
            // Two estimates of one site on one day: the larger stands, in whatever order they come.
            var today: [Int64: Int64] = [:]
            for count in headcounts where count.day == day { today[count.site] = max(today[count.site] ?? 0, count.people) }
            latest.merge(today) { _, new in new }
            let people = latest.values.reduce(0, +)
            if people > peak?.people ?? -1 { peak = Peak(people: people, day: day) }
        }
        self.peak = peak
    }
}
