/// A part of the plan that stands whatever the search would rather do: a round that is loaded or under way.
///
/// A visit that is only bound to a vehicle or to a day needs no lock: `Visit.allowedVehicles` and `Visit.allowedDays` say so.
package struct RouteLock: Sendable, Hashable {
    /// How much of the route stands.
    package enum Extent: String, Sendable, Hashable {
        /// The route is exactly this.
        case whole
        /// The route begins with these visits, and nothing is put before or between them; further visits may follow.
        case prefix
    }

    /// What stands.
    package var route: RouteOutline
    /// How much of the route that is.
    package var extent: Extent

    /// A lock on a route or on its beginning.
    package init(_ route: RouteOutline, extent: Extent = .whole) {
        self.route = route
        self.extent = extent
    }
}
