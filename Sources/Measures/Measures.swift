// Measures: numbers that carry their unit.
//
// Every figure in Entrepot is a whole number of something: base units of an item, grams, millilitres, metres, seconds, minor
// units of a currency, days of the calendar, microseconds of an instant. A type here holds one such number, refuses overflow
// with `MeasureError`, and knows how people write it. Nothing here reads a clock or a time zone: operational days and local
// times are computed by PostgreSQL and arrive as values.
//
// Ranges: a quantity lies in 0...10^15 (`Quantity.ceiling`), so that sums of thousands of them cannot overflow 64 bits.

/// Why a measure could not be computed or read.
package enum MeasureError: Error, Equatable, Sendable {
    /// The result does not fit the type's stated range.
    case outOfRange(String)
    /// The text is not of the measure's written form.
    case malformed(String)
    /// Two amounts of different currencies met.
    case currencyMismatch(String, String)
}
