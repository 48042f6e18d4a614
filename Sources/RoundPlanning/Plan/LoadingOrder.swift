/// The order in which a van is loaded: what is unloaded last goes in first.
package struct LoadingOrder {
    /// One thing to put into the van.
    package struct Step: Sendable, Hashable {
        /// Number of the stop it is for.
        package var stop: Int
        /// The site.
        package var site: String
        /// The item.
        package var item: String
        /// Base units.
        package var units: Int64
    }

    /// The steps for a round, from the back of the van to its doors.
    package static func steps(for round: PlannedRound) -> [Step] {
        round.stops.reversed().flatMap { stop in
            stop.lines.flatMap { line in
                line.itemUnits.map { Step(stop: stop.sequence, site: stop.site, item: $0.item, units: $0.units) }
            }
        }
    }
}
