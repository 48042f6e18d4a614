/// Something wrong with a problem: a stable code, where it is, and what to do about it.
package struct ProblemFault: Error, Sendable, Hashable {
    /// What kind of fault it is; the raw value is stable.
    package enum Code: String, Sendable, CaseIterable {
        /// No day at all.
        case noDays = "PROBLEM.NO-DAYS"
        /// Not 1 to 4 load dimensions.
        case dimensions = "PROBLEM.DIMENSIONS"
        /// More visits, slots, pairs or stops than a problem may have.
        case tooLarge = "PROBLEM.TOO-LARGE"
        /// Not one limit of zero or more for each day.
        case routeLimits = "PROBLEM.ROUTE-LIMITS"
        /// Series over more days than they may cover.
        case seriesDays = "PROBLEM.SERIES-DAYS"
        /// The lists of the matrix are not count * count long.
        case matrixSize = "MATRIX.SIZE"
        /// A time or distance out of range.
        case matrixValue = "MATRIX.VALUE"
        /// Two visits with one id.
        case duplicateVisit = "VISIT.DUPLICATE-ID"
        /// A visit outside the matrix.
        case visitLocation = "VISIT.LOCATION"
        /// Windows, allowed days or day costs that do not match the days of the problem.
        case visitDays = "VISIT.DAYS"
        /// A window that closes before it opens.
        case windowEndsBeforeItBegins = "VISIT.WINDOW-REVERSED"
        /// A window with seconds out of range.
        case windowValue = "VISIT.WINDOW-VALUE"
        /// Windows of one day that are not ascending or touch.
        case windowsNotApart = "VISIT.WINDOWS-NOT-APART"
        /// A service time out of range.
        case serviceTime = "VISIT.SERVICE-TIME"
        /// A demand out of range, or not one figure per dimension.
        case visitDemand = "VISIT.DEMAND"
        /// A prize out of range.
        case visitPrize = "VISIT.PRIZE"
        /// A vehicle type is allowed that does not exist.
        case visitVehicles = "VISIT.VEHICLES"
        /// Two vehicle types with one id.
        case duplicateVehicle = "VEHICLE.DUPLICATE-ID"
        /// Fewer than no copies.
        case vehicleCount = "VEHICLE.COUNT"
        /// A capacity out of range, or not one figure per dimension.
        case vehicleCapacity = "VEHICLE.CAPACITY"
        /// A start or end outside the matrix.
        case vehicleLocation = "VEHICLE.LOCATION"
        /// A shift that is reversed or out of range, or not one per day.
        case vehicleShift = "VEHICLE.SHIFT"
        /// A speed out of range.
        case vehicleSpeed = "VEHICLE.SPEED"
        /// Reloads or their time out of range.
        case vehicleReloads = "VEHICLE.RELOADS"
        /// A fixed cost out of range.
        case vehicleCost = "VEHICLE.COST"
        /// A cost per metre or second below zero, or a leg that costs more than can be added up.
        case legCost = "VEHICLE.LEG-COST"
        /// More breaks than a shift may have.
        case breakCount = "BREAK.COUNT"
        /// A break that closes before it opens.
        case breakEndsBeforeItBegins = "BREAK.REVERSED"
        /// A break with seconds out of range.
        case breakValue = "BREAK.VALUE"
        /// Breaks of one shift whose ends do not ascend.
        case breakOrder = "BREAK.ORDER"
        /// A break that closes before the shift begins.
        case breakOutsideShift = "BREAK.OUTSIDE-SHIFT"
        /// A series of no visits, or of too many.
        case seriesSize = "SERIES.SIZE"
        /// A visit of a series that does not exist.
        case seriesVisit = "SERIES.VISIT"
        /// A visit that is in two series, or twice in one.
        case seriesDuplicateVisit = "SERIES.DUPLICATE-VISIT"
        /// A gap out of range.
        case seriesGap = "SERIES.GAP"
        /// A pattern with more days than visits, or with days that do not exist or do not ascend.
        case patternDays = "SERIES.PATTERN-DAYS"
        /// A pattern whose days are closer than the gap.
        case patternGap = "SERIES.PATTERN-GAP"
        /// More patterns than a series may have.
        case tooManyPatterns = "SERIES.TOO-MANY-PATTERNS"
        /// Locks that have visits of a series on days no pattern allows.
        case seriesLocks = "SERIES.LOCKS"
        /// A lock on a vehicle that does not exist or does not work that day.
        case lockSlot = "LOCK.SLOT"
        /// Two locks on one vehicle and day.
        case lockDuplicateSlot = "LOCK.DUPLICATE-SLOT"
        /// A lock without visits, or with a trip without any.
        case lockEmpty = "LOCK.EMPTY"
        /// A locked visit that does not exist.
        case lockVisit = "LOCK.VISIT"
        /// A visit that is locked twice.
        case lockDuplicateVisit = "LOCK.DUPLICATE-VISIT"
        /// A price per change out of range.
        case startPrice = "START.PRICE"
        /// What of a plan to begin from breaks a rule and is placed anew.
        case startRule = "START.RULE"
        /// A route of that plan for a vehicle that does not exist or does not work that day.
        case startSlot = "START.SLOT"
        /// Two routes of that plan for one vehicle and day.
        case startDuplicateSlot = "START.DUPLICATE-SLOT"
        /// A visit of that plan that does not exist.
        case startUnknownVisit = "START.UNKNOWN-VISIT"
        /// A visit that is in that plan twice.
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
