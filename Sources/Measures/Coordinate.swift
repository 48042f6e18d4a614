#if canImport(Glibc)
    private import Glibc
#endif

/// A point on the earth, WGS 84 degrees.
package struct Coordinate: Hashable, Sendable {
    /// Degrees north, -90...90.
    package let latitude: Double
    /// Degrees east, -180...180.
    package let longitude: Double

    /// Throws `outOfRange` outside the ranges or when not finite.
    package init(latitude: Double, longitude: Double) throws(MeasureError) {
        guard latitude.isFinite, longitude.isFinite, abs(latitude) <= 90, abs(longitude) <= 180 else {
            throw .outOfRange("a position lies within latitude ±90 and longitude ±180")
        }
        self.latitude = latitude
        self.longitude = longitude
    }

    /// Great-circle distance by the haversine formula (R. W. Sinnott, "Virtues of the Haversine", 1984), mean radius 6,371,008.8 m (IUGG).
    package func greatCircleDistance(to other: Coordinate) -> Distance {
        let toRadians = Double.pi / 180
        let latitudeHalf = sin((other.latitude - latitude) * toRadians / 2)
        let longitudeHalf = sin((other.longitude - longitude) * toRadians / 2)
        let chord =
            latitudeHalf * latitudeHalf
            + cos(latitude * toRadians) * cos(other.latitude * toRadians) * longitudeHalf * longitudeHalf
        return Distance(metres: Int64((2 * 6_371_008.8 * asin(min(1, chord.squareRoot()))).rounded()))
    }
}
