/// Something a solution claims that the problem does not bear out.
package struct SolutionFault: Sendable, Hashable {
    /// What kind of fault it is; the raw value is stable.
    package enum Code: String, Sendable, CaseIterable {
        /// A visit is made or left out that does not exist.
        case unknownVisit = "SOLUTION.UNKNOWN-VISIT"
        /// A visit is made more than once.
        case madeTwice = "SOLUTION.MADE-TWICE"
        /// A visit is not exactly once made or left out.
        case forgotten = "SOLUTION.FORGOTTEN"
        /// A vehicle that does not exist or work that day, one used twice, or trips that are empty or too many.
        case slot = "SOLUTION.SLOT"
        /// A visit made by a vehicle, on a day or by a crew it is not for.
        case forbidden = "SOLUTION.FORBIDDEN"
        /// A trip carries more than its vehicle may.
        case overloaded = "SOLUTION.OVERLOADED"
        /// A load claimed is not that of the visits.
        case load = "SOLUTION.LOAD"
        /// A time claimed does not follow from the one before.
        case time = "SOLUTION.TIME"
        /// A service begins outside the windows of its visit.
        case outsideWindow = "SOLUTION.OUTSIDE-WINDOW"
        /// A route leaves too early or returns too late.
        case outsideShift = "SOLUTION.OUTSIDE-SHIFT"
        /// A leg is driven where there is no way.
        case noWay = "SOLUTION.NO-WAY"
        /// Metres claimed are not those driven.
        case distance = "SOLUTION.DISTANCE"
        /// The cost of a route is not that of its legs and its vehicle.
        case routeCost = "SOLUTION.ROUTE-COST"
        /// A break that the shift does not have, or at the wrong moment.
        case takenBreak = "SOLUTION.BREAK"
        /// A break is due and not taken.
        case missingBreak = "SOLUTION.BREAK-MISSING"
        /// More routes go out on a day than may.
        case tooManyRoutes = "SOLUTION.TOO-MANY-ROUTES"
        /// Visits of a series are on days that are not allowed, or one is made although one before it is not.
        case series = "SOLUTION.SERIES"
        /// A locked route is not as its lock has it.
        case lock = "SOLUTION.LOCK"
        /// A lock is said to break a rule and does not, does not exist, or is named twice.
        case brokenLock = "SOLUTION.BROKEN-LOCK"
        /// The value claimed is not that of the plan.
        case value = "SOLUTION.VALUE"
    }

    /// What kind of fault it is.
    package var code: Code
    /// Where, and what was found.
    package var text: String
}
