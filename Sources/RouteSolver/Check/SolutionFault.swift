/// Something a solution claims that the problem does not bear out.
package struct SolutionFault: Sendable, Hashable {
    /// What kind of fault it is; the raw value is stable.
    package enum Code: String, Sendable, CaseIterable {
        case unknownVisit = "SOLUTION.UNKNOWN-VISIT"
        case madeTwice = "SOLUTION.MADE-TWICE"
        case forgotten = "SOLUTION.FORGOTTEN"
        case slot = "SOLUTION.SLOT"
        case forbidden = "SOLUTION.FORBIDDEN"
        case overloaded = "SOLUTION.OVERLOADED"
        case load = "SOLUTION.LOAD"
        case time = "SOLUTION.TIME"
        case outsideWindow = "SOLUTION.OUTSIDE-WINDOW"
        case outsideShift = "SOLUTION.OUTSIDE-SHIFT"
        case noWay = "SOLUTION.NO-WAY"
        case distance = "SOLUTION.DISTANCE"
        case routeCost = "SOLUTION.ROUTE-COST"
        case takenBreak = "SOLUTION.BREAK"
        case missingBreak = "SOLUTION.BREAK-MISSING"
        case tooManyRoutes = "SOLUTION.TOO-MANY-ROUTES"
        case series = "SOLUTION.SERIES"
        case lock = "SOLUTION.LOCK"
        case brokenLock = "SOLUTION.BROKEN-LOCK"
        case value = "SOLUTION.VALUE"
    }

    /// What kind of fault it is.
    package var code: Code
    /// Where, and what was found.
    package var text: String
}
