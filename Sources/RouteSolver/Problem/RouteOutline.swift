/// Which visits one copy of a vehicle makes on one day, in which order: a route without its times.
///
/// What a plan is begun from, what is fixed in it, and what is told of the best plan while a search goes on.
package struct RouteOutline: Sendable, Hashable {
    /// Position of the vehicle type in the problem.
    package var vehicle: Int
    /// Which copy of it, from 0.
    package var copy: Int
    /// Day of the problem, from 0.
    package var day: Int
    /// Positions of the visits, trip by trip.
    package var trips: [[Int]]

    /// An outline out of its parts.
    package init(vehicle: Int, copy: Int = 0, day: Int = 0, trips: [[Int]]) {
        self.vehicle = vehicle
        self.copy = copy
        self.day = day
        self.trips = trips
    }

    /// All visits, in order.
    package var visits: [Int] { trips.flatMap { $0 } }
}
