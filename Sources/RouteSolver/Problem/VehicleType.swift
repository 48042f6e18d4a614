/// When a vehicle works on one day, and what its crew can do that day.
package struct Shift: Sendable, Hashable {
    /// Earliest second of the day at which it may leave its start location.
    package var begins: Int
    /// Latest second of the day at which it must be at its end location.
    package var ends: Int
    /// Skills on board that day, as a set of bits.
    package var skills: UInt64
    /// Rests the crew has to be given, ascending and apart.
    package var breaks: [ShiftBreak]

    /// A shift between two seconds of the day.
    package init(begins: Int, ends: Int, skills: UInt64 = 0, breaks: [ShiftBreak] = []) {
        self.begins = begins
        self.ends = ends
        self.skills = skills
        self.breaks = breaks
    }
}

/// A kind of vehicle and how many there are of it.
package struct VehicleType: Sendable, Hashable {
    /// The caller's own number for it; unique in a problem.
    package var id: Int
    /// How many of them there are.
    package var count: Int
    /// What one trip can carry, one figure per load dimension of the problem.
    package var capacity: [Int]
    /// One shift per day of the problem; `nil` where it does not work.
    package var shifts: [Shift?]
    /// Where it starts, and where it reloads.
    package var startLocation: Int
    /// Where it has to end.
    package var endLocation: Int
    /// Its speed in percent of the travel matrix; at 50 every leg takes twice as long, rounded up to a second.
    package var speedPercent: Int
    /// How many times a day it may come back to its start location to load again.
    package var reloads: Int
    /// How long loading again takes, in seconds.
    package var reloadSeconds: Int
    /// What using it on one day costs beside the driving.
    package var fixedCost: Int
    /// What each metre it drives costs.
    package var costPerMetre: Int
    /// What each second it drives costs, at its own speed; waiting and service cost nothing.
    package var costPerDrivingSecond: Int

    /// A vehicle type; everything that is not said is plain.
    package init(
        id: Int, count: Int = 1, capacity: [Int], shifts: [Shift?], startLocation: Int, endLocation: Int, speedPercent: Int = 100,
        reloads: Int = 0, reloadSeconds: Int = 0, fixedCost: Int = 0, costPerMetre: Int = 1, costPerDrivingSecond: Int = 0
    ) {
        self.id = id
        self.count = count
        self.capacity = capacity
        self.shifts = shifts
        self.startLocation = startLocation
        self.endLocation = endLocation
        self.speedPercent = speedPercent
        self.reloads = reloads
        self.reloadSeconds = reloadSeconds
        self.fixedCost = fixedCost
        self.costPerMetre = costPerMetre
        self.costPerDrivingSecond = costPerDrivingSecond
    }
}
