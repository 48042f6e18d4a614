/// Something to be done once, at one location, on one of the days.
package struct Visit: Sendable, Hashable {
    /// The caller's own number for it; unique in a problem and never looked into.
    package var id: Int
    /// Row and column of the travel matrix.
    package var location: Int
    /// For each day of the problem, the windows in which service may begin, ascending and apart; an empty list is a closed day.
    package var windows: [[ServiceWindow]]
    /// How long the service takes, in seconds.
    package var serviceSeconds: Int
    /// What has to be brought, one figure per load dimension of the problem.
    package var demand: [Int]
    /// What serving it is worth, in the units of cost (metres driven unless the vehicles say otherwise); `nil` for a visit that must be made if it can be.
    package var prize: Int?
    /// Positions of the vehicle types that may come; `nil` for all.
    package var allowedVehicles: [Int]?
    /// Days on which it may be made, besides having to be open; `nil` for all.
    package var allowedDays: [Int]?
    /// Skills the crew of that vehicle must have that day, as a set of bits.
    package var requiredSkills: UInt64
    /// What making it on each day costs beside the driving (a later day than promised, say); empty for nothing.
    package var dayCosts: [Int]

    /// A visit; everything that is not said is as free as it can be.
    package init(
        id: Int, location: Int, windows: [[ServiceWindow]], serviceSeconds: Int = 0, demand: [Int], prize: Int? = nil,
        allowedVehicles: [Int]? = nil, allowedDays: [Int]? = nil, requiredSkills: UInt64 = 0, dayCosts: [Int] = []
    ) {
        self.id = id
        self.location = location
        self.windows = windows
        self.serviceSeconds = serviceSeconds
        self.demand = demand
        self.prize = prize
        self.allowedVehicles = allowedVehicles
        self.allowedDays = allowedDays
        self.requiredSkills = requiredSkills
        self.dayCosts = dayCosts
    }
}
