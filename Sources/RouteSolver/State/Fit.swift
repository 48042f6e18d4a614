extension RoutingTables {
    /// Whether a visit can be in a group of slots at all, and by which test its places are judged.
    enum Fit {
        /// Closed, forbidden, without the skill, or heavier than a trip carries.
        static let never: UInt8 = 0
        /// One window and no breaks: two comparisons.
        static let plain: UInt8 = 1
        /// Several windows that day.
        static let several: UInt8 = 2
        /// The crew has breaks.
        static let breaks: UInt8 = 3

        /// Whether a visit may be put into a group at all, whatever else is there and however heavy it is.
        static func mayServe(_ visit: Visit, in group: SlotGroup, of problem: RoutingProblem) -> Bool {
            guard let shift = problem.vehicles[group.vehicle].shifts[group.day] else { return false }
            return !visit.windows[group.day].isEmpty && visit.requiredSkills & ~shift.skills == 0
                && (visit.allowedVehicles?.contains(group.vehicle) ?? true) && (visit.allowedDays?.contains(group.day) ?? true)
        }
    }
}
