/// Something wrong with a problem: a stable code, where it is, and what to do about it.
package struct ProblemFault: Error, Sendable, Hashable {
    /// What kind of fault it is; the raw value is stable.
    package enum Code: String, Sendable, CaseIterable {
        case noDays = "PROBLEM.NO-DAYS"
        case dimensions = "PROBLEM.DIMENSIONS"
        case tooLarge = "PROBLEM.TOO-LARGE"
        case routeLimits = "PROBLEM.ROUTE-LIMITS"
        case seriesDays = "PROBLEM.SERIES-DAYS"
        case matrixSize = "MATRIX.SIZE"
        case matrixValue = "MATRIX.VALUE"
        case duplicateVisit = "VISIT.DUPLICATE-ID"
        case visitLocation = "VISIT.LOCATION"
        case visitDays = "VISIT.DAYS"
        case windowEndsBeforeItBegins = "VISIT.WINDOW-REVERSED"
        case windowValue = "VISIT.WINDOW-VALUE"
        case windowsNotApart = "VISIT.WINDOWS-NOT-APART"
        case serviceTime = "VISIT.SERVICE-TIME"
        case visitDemand = "VISIT.DEMAND"
        case visitPrize = "VISIT.PRIZE"
        case visitVehicles = "VISIT.VEHICLES"
        case duplicateVehicle = "VEHICLE.DUPLICATE-ID"
        case vehicleCount = "VEHICLE.COUNT"
        case vehicleCapacity = "VEHICLE.CAPACITY"
        case vehicleLocation = "VEHICLE.LOCATION"
        case vehicleShift = "VEHICLE.SHIFT"
        case vehicleSpeed = "VEHICLE.SPEED"
        case vehicleReloads = "VEHICLE.RELOADS"
        case vehicleCost = "VEHICLE.COST"
        case legCost = "VEHICLE.LEG-COST"
        case breakCount = "BREAK.COUNT"
        case breakEndsBeforeItBegins = "BREAK.REVERSED"
        case breakValue = "BREAK.VALUE"
        case breakOrder = "BREAK.ORDER"
        case breakOutsideShift = "BREAK.OUTSIDE-SHIFT"
        case seriesSize = "SERIES.SIZE"
        case seriesVisit = "SERIES.VISIT"
        case seriesDuplicateVisit = "SERIES.DUPLICATE-VISIT"
        case seriesGap = "SERIES.GAP"
        case patternDays = "SERIES.PATTERN-DAYS"
        case patternGap = "SERIES.PATTERN-GAP"
        case tooManyPatterns = "SERIES.TOO-MANY-PATTERNS"
        case seriesLocks = "SERIES.LOCKS"
        case lockSlot = "LOCK.SLOT"
        case lockDuplicateSlot = "LOCK.DUPLICATE-SLOT"
        case lockEmpty = "LOCK.EMPTY"
        case lockVisit = "LOCK.VISIT"
        case lockDuplicateVisit = "LOCK.DUPLICATE-VISIT"
        case startPrice = "START.PRICE"
        case startRule = "START.RULE"
        case startSlot = "START.SLOT"
        case startDuplicateSlot = "START.DUPLICATE-SLOT"
        case startUnknownVisit = "START.UNKNOWN-VISIT"
        case startDuplicateVisit = "START.DUPLICATE-VISIT"
    }

    /// What kind of fault it is.
    package var code: Code
    /// Where it is, in the problem's own words: `visit 12`, `vehicle 3 day 1`; visits and vehicles by id, series, locks and routes of a plan to
    /// begin from by position.
    package var place: String
    /// What was found and what would be right. Sending the same problem again never helps.
    package var advice: String
}
