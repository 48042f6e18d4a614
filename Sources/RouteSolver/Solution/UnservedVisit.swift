/// One rule that keeps a visit out of one place, with its figures.
package struct Obstacle: Sendable, Hashable {
    /// The rule.
    package enum Constraint: Sendable, Hashable {
        /// The load dimension of this number is full.
        case capacity(dimension: Int)
        /// The windows of a visit (the one left out or one behind it) have closed.
        case window(visit: Int)
        /// The vehicle would not be back in time.
        case shiftEnd
        /// All crews of the day are out.
        case routeLimit
        /// The crew lacks a skill.
        case skills
        /// The visit is not allowed on that day.
        case day
        /// The visit is not allowed for that vehicle.
        case vehicle
        /// The visit has no window on that day.
        case closed
        /// No pattern of its series has this day beside the days of the others.
        case pattern
        /// The break of this number cannot be taken in time.
        case crewBreak(number: Int)
        /// The vehicle may not load so often.
        case reloads
        /// The route is locked, or locked up to where the visit would have to go.
        case locked
        /// There is no way.
        case unreachable
        /// There is no such vehicle that day, or none at all.
        case noVehicle
    }

    /// The rule.
    package var constraint: Constraint
    /// What would be needed: a load, the second of arrival or return, a number of routes; 0 where there is no figure.
    package var needed: Int
    /// What there is: the load left, the second of closing or of the end of the shift, the routes allowed.
    package var available: Int
    /// Position of the vehicle type.
    package var vehicle: Int?
    /// Day of the problem.
    package var day: Int?

    /// By how much it fails.
    package var shortfall: Int { needed - available }

    /// An obstacle with its figures.
    package init(_ constraint: Constraint, needed: Int = 0, available: Int = 0, vehicle: Int? = nil, day: Int? = nil) {
        self.constraint = constraint
        self.needed = needed
        self.available = available
        self.vehicle = vehicle
        self.day = day
    }
}

/// A visit that is in no route of the final plan, and why.
package struct UnservedVisit: Sendable, Hashable {
    /// Why, in the order in which reasons are looked for.
    package enum Reason: Sendable, Hashable {
        /// Not even an empty vehicle could make it; the obstacles of the slot that fails by least.
        case impossibleAlone([Obstacle])
        /// An empty vehicle could, but nothing of it is left beside the plan; the obstacles of the place that fails by least, and the
        /// visit worth least that would make room by giving way: optional ones before compulsory ones, then by prize or by demand.
        case noRoom([Obstacle], displaces: Int?)
        /// There is a place, but it costs more than the prize. The cost is that of the legs, of a vehicle that would have to go out, and of the day,
        /// less the price of a change that would be none. For a series of which nothing is made both figures are those of the cheapest pattern.
        case notWorthIt(cost: Int, prize: Int)
    }

    /// Position of the visit in the problem.
    package var visit: Int
    /// Why it is left out.
    package var reason: Reason

    /// A visit left out for a reason.
    package init(visit: Int, reason: Reason) {
        self.visit = visit
        self.reason = reason
    }
}
