/// A planning request that cannot be answered: a stable code, what was found and what to do. Trying again does not help.
package struct PlanningError: Error, Sendable, Hashable {
    /// What kind of error it is; the raw value is stable.
    package enum Code: String, Sendable, CaseIterable {
        case days = "PLAN.DAYS"
        case duplicateSite = "PLAN.DUPLICATE-SITE"
        case duplicateVehicle = "PLAN.DUPLICATE-VEHICLE"
        case duplicateItem = "PLAN.DUPLICATE-ITEM"
        case duplicateNeed = "PLAN.DUPLICATE-NEED"
        case unknownItem = "PLAN.UNKNOWN-ITEM"
        case unknownSite = "PLAN.UNKNOWN-SITE"
        case needFigures = "PLAN.NEED-FIGURES"
        case shares = "PLAN.SHARES"
        case capacity = "PLAN.CAPACITY"
        case people = "PLAN.PEOPLE"
        case stock = "PLAN.STOCK"
        case routing = "PLAN.ROUTING"
    }

    /// What kind of error it is.
    package var code: Code
    /// What it is about: the code of a site, an item, a vehicle.
    package var subject: String
    /// What was found and what would be right.
    package var advice: String
}

/// All that is wrong with a situation, at once.
package struct PlanningErrors: Error, Sendable, Hashable {
    /// Every error found.
    package var errors: [PlanningError]
}
