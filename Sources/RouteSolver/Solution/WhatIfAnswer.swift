/// The answer to "what if this visit were made by that vehicle on that day?".
package enum WhatIfAnswer: Sendable, Hashable {
    /// It could be, in this place.
    case possible(Placement)
    /// It could not: the obstacles of the place that fails by least, with their figures.
    case impossible([Obstacle])
}

/// Where a visit would go, and what would become of the plan.
package struct Placement: Sendable, Hashable {
    /// Which trip of the new route, from 0.
    package var trip: Int
    /// Which stop of that trip, from 0.
    package var position: Int
    /// The route with the visit in it.
    package var route: Route
    /// The route the visit would leave, without it; `nil` when there is none, when nothing would be left of it, or when it is the same route.
    package var left: Route?
    /// How each level of the plan's value would change; below zero is better. A prize that is no longer lost counts below zero.
    package var change: PlanValue

    /// How the cost would change, everything included but a compulsory visit no longer missed: legs, fixed costs, day costs, prize and price of change.
    package var costChange: Int { change.total }

    /// A placement out of its parts.
    package init(trip: Int, position: Int, route: Route, left: Route? = nil, change: PlanValue) {
        self.trip = trip
        self.position = position
        self.route = route
        self.left = left
        self.change = change
    }
}
