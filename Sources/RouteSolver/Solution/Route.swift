/// One visit made: when, and with what still on board.
package struct Stop: Sendable, Hashable {
    /// Position of the visit in the problem.
    package var visit: Int
    /// Second of the day at which the vehicle arrives.
    package var arrives: Int
    /// Second at which service begins: the arrival, or the opening of a window waited for.
    package var begins: Int
    /// Second at which service ends.
    package var ends: Int
    /// Second at which the vehicle leaves: the end of service, or of a break taken after it.
    package var leaves: Int
    /// What is on board on arrival, per dimension.
    package var load: [Int]
    /// Metres driven since the stop before, or since loading.
    package var metres: Int

    /// Seconds from arrival to the beginning of service, a break taken then included.
    package var waits: Int { begins - arrives }
}

/// What is driven between two loadings.
package struct Trip: Sendable, Hashable {
    /// Second of the day at which it leaves the start location.
    package var leaves: Int
    /// What is on board then, per dimension.
    package var load: [Int]
    /// The visits made, in order.
    package var stops: [Stop]
}

/// A slot that is used: one copy of a vehicle on one day, from leaving to return.
package struct Route: Sendable, Hashable {
    /// Position of the vehicle type in the problem.
    package var vehicle: Int
    /// Which copy of it, from 0.
    package var copy: Int
    /// Day of the problem, from 0.
    package var day: Int
    /// What it drives, at least one trip and none empty.
    package var trips: [Trip]
    /// Second of the day at which it leaves; as late as its visits allow without ending later.
    package var departs: Int
    /// Second of the day at which it is at its end location.
    package var returns: Int
    /// Metres of the whole route.
    package var metres: Int
    /// What driving it costs, its fixed cost included and day costs not.
    package var cost: Int
    /// The breaks its crew takes, ascending.
    package var breaks: [TakenBreak] = []

    /// All visits made, in order.
    package var stops: [Stop] { trips.flatMap(\.stops) }
    /// Seconds from leaving to return.
    package var seconds: Int { returns - departs }
}

/// A break of a route, taken standing.
package struct TakenBreak: Sendable, Hashable {
    /// Second of the day at which it begins.
    package var begins: Int
    /// Second of the day at which it ends.
    package var ends: Int
}
