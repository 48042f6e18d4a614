package import Measures

/// How long and how far it is from one place to another when no road service is asked.
///
/// Great-circle distance times a factor, at one speed; both settable, and every leg can be overridden (a road that is blocked).
package struct TravelModel: Sendable, Hashable {
    /// Detour of roads against the straight line, in permille.
    package var detourPermille: Int64
    /// Metres an hour.
    package var metresPerHour: Int64
    /// Legs that are known better; the last one given for a leg counts.
    package var legs: [TravelLeg]
    /// Metres taken for a leg of which an end has no known position.
    package var unknownMetres: Int64

    /// The usual model: 1.3 times the straight line at 35 km/h.
    package init(detourPermille: Int64 = 1_300, metresPerHour: Int64 = 35_000, legs: [TravelLeg] = [], unknownMetres: Int64 = 10_000) {
        self.detourPermille = detourPermille
        self.metresPerHour = metresPerHour
        self.legs = legs
        self.unknownMetres = unknownMetres
    }

    /// Seconds and metres of one leg; `nil` where the road is blocked.
    package func leg(from: (code: String, position: Coordinate?), to: (code: String, position: Coordinate?)) -> (seconds: Int, metres: Int)?
    {
        if from.code == to.code { return (0, 0) }
        if let known = legs.last(where: { $0.from == from.code && $0.to == to.code }) {
            guard let seconds = known.seconds, let metres = known.metres else { return nil }
            return (min(max(0, seconds), 10_000_000), min(max(0, metres), 100_000_000))
        }
        var metres = unknownMetres
        if let start = from.position, let end = to.position {
            metres = start.greatCircleDistance(to: end).metres * min(max(0, detourPermille), 100_000) / 1_000
        }
        let capped = min(max(0, metres), 100_000_000)
        return (Int(min(10_000_000, (capped * 3_600 + max(1, metresPerHour) - 1) / max(1, metresPerHour))), Int(capped))
    }
}

/// One way from a place to another, known better than by the model.
package struct TravelLeg: Sendable, Hashable {
    /// Code of the site it starts at; the warehouse has its own code, a vehicle's start `vehicle:CODE`.
    package var from: String
    /// Code of the place it ends at.
    package var to: String
    /// Seconds it takes; `nil` when there is no way.
    package var seconds: Int?
    /// Metres; `nil` when there is no way.
    package var metres: Int?

    /// A leg that is known.
    package init(from: String, to: String, seconds: Int?, metres: Int?) {
        self.from = from
        self.to = to
        self.seconds = seconds
        self.metres = metres
    }
}
