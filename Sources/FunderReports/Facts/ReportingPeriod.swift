package import Measures

/// The operational days a report covers, both ends included.
package struct ReportingPeriod: Hashable, Sendable {
    /// The first day.
    package let first: CivilDate
    /// The last day, not before the first.
    package let last: CivilDate

    /// Throws `facts` when the period would end before it begins.
    package init(first: CivilDate, last: CivilDate) throws(ReportError) {
        guard first <= last else { throw .facts(["the period \(first) to \(last) ends before it begins"]) }
        self.first = first
        self.last = last
    }

    /// One operational day.
    package init(day: CivilDate) {
        self.first = day
        self.last = day
    }
}

/// The point in the books at which a report was cut, so that it can be made again.
package struct ReportCut: Hashable, Sendable {
    /// The position in the warehouse's books, as the books write it: `1.4711`.
    package let position: String
    /// The local day of the cut.
    package let day: CivilDate
    /// The local time of the cut.
    package let time: ClockTime
    /// The warehouse's zone, `Europe/Paris`.
    package let zone: String
    /// 1 for the first issue of a report; higher for a restated one.
    package let revision: Int

    package init(position: String, day: CivilDate, time: ClockTime, zone: String, revision: Int = 1) {
        self.position = position
        self.day = day
        self.time = time
        self.zone = zone
        self.revision = revision
    }
}

/// A warehouse as reports name it.
package struct ReportWarehouse: Hashable, Sendable {
    /// The warehouse's code, `calais`.
    package let code: String
    /// Its name.
    package let name: String

    package init(code: String, name: String) {
        self.code = code
        self.name = name
    }
}
