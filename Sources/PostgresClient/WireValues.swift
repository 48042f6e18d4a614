/// An instant as microseconds since 1970-01-01 00:00 UTC: `timestamptz`.
///
/// `Int64.max` and `Int64.min` stand for `infinity` and `-infinity`.
package struct InstantMicroseconds: Hashable, Comparable, Sendable {
    /// Microseconds since 1970-01-01 00:00 UTC.
    package let value: Int64

    /// Wraps microseconds since 1970.
    package init(_ value: Int64) {
        self.value = value
    }

    package static func < (left: Self, right: Self) -> Bool { left.value < right.value }

    /// 2000-01-01 minus 1970-01-01: 10,957 days (src/include/datatype/timestamp.h, POSTGRES_EPOCH_JDATE).
    static let serverEpoch: Int64 = 10_957 * 86_400_000_000

    /// Microseconds since 2000, as the server counts; instants before its range saturate at `-infinity`.
    var serverValue: Int64 {
        guard value != .max, value != .min else { return value }
        let (shifted, overflow) = value.subtractingReportingOverflow(Self.serverEpoch)
        return overflow ? .min : shifted
    }

    /// Reads the server's count.
    init(serverValue: Int64) {
        guard serverValue != .max, serverValue != .min else {
            value = serverValue
            return
        }
        // The server's range ends in the year 294276, which leaves room for the shift.
        value = serverValue &+ Self.serverEpoch
    }
}

extension InstantMicroseconds: Bindable, BindableElement {
    package static var postgresType: PostgresType { .timestamptz }
    package static var postgresArrayType: PostgresType { .timestamptzArray }
    package func encode(into buffer: inout BindBuffer) { buffer.append(serverValue) }
}

/// A day as days since 1970-01-01: `date`. `Int32.max` and `Int32.min` stand for `infinity` and `-infinity`.
package struct DayNumber: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01.
    package let value: Int32

    /// Wraps days since 1970-01-01.
    package init(_ value: Int32) {
        self.value = value
    }

    package static func < (left: Self, right: Self) -> Bool { left.value < right.value }

    /// 2000-01-01 minus 1970-01-01 in days.
    static let serverEpoch: Int32 = 10_957

    /// Days since 2000, as the server counts; days before its range saturate at `-infinity`.
    var serverValue: Int32 {
        guard value != .max, value != .min else { return value }
        let (shifted, overflow) = value.subtractingReportingOverflow(Self.serverEpoch)
        return overflow ? .min : shifted
    }

    /// Reads the server's count.
    init(serverValue: Int32) {
        value = serverValue == .max || serverValue == .min ? serverValue : serverValue &+ Self.serverEpoch
    }
}

extension DayNumber: Bindable, BindableElement {
    package static var postgresType: PostgresType { .date }
    package static var postgresArrayType: PostgresType { .dateArray }
    package func encode(into buffer: inout BindBuffer) { buffer.append(serverValue) }
}

/// JSON as text, bound as `jsonb`.
package struct JSONColumn: Hashable, Sendable {
    /// The text; the server checks it.
    package let text: String

    /// Wraps JSON text.
    package init(_ text: String) {
        self.text = text
    }
}

extension JSONColumn: Bindable, BindableElement {
    package static var postgresType: PostgresType { .jsonb }
    package static var postgresArrayType: PostgresType { .jsonbArray }
    /// The version byte, then the text (jsonb_recv).
    package func encode(into buffer: inout BindBuffer) {
        buffer.append(UInt8(1))
        buffer.append(text)
    }
}
