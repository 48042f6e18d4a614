/// The parameters of one statement in PostgreSQL's binary form, side by side in one run of bytes.
package struct BindBuffer: Sendable {
    /// One parameter: its type and where its bytes lie; a length of -1 is NULL.
    struct Slot: Sendable {
        var type: PostgresType
        var offset: Int
        var length: Int
    }

    var bytes: [UInt8] = []
    var slots: [Slot] = []
    /// The first parameter, counted from 1, whose text holds U+0000.
    var parameterWithNUL: Int?

    /// Adds a parameter whose bytes `write` appends.
    mutating func bind(_ type: PostgresType, _ write: (inout BindBuffer) -> Void) {
        let offset = bytes.count
        let index = slots.count
        slots.append(Slot(type: type, offset: offset, length: 0))
        write(&self)
        slots[index].length = bytes.count - offset
    }

    /// Adds a NULL.
    mutating func bindNull(_ type: PostgresType) {
        slots.append(Slot(type: type, offset: bytes.count, length: -1))
    }

    /// Appends an integer in network byte order.
    package mutating func append<Integer: FixedWidthInteger>(_ value: Integer) {
        unsafe withUnsafeBytes(of: value.bigEndian) { unsafe bytes.append(contentsOf: $0) }
    }

    /// Appends text as UTF-8 and remembers whether it can be sent.
    package mutating func append(_ text: String) {
        let start = bytes.count
        bytes.append(contentsOf: text.utf8)
        if parameterWithNUL == nil, bytes[start...].contains(0) { parameterWithNUL = slots.count }
    }

    /// Appends raw bytes.
    package mutating func append(_ raw: [UInt8]) {
        bytes.append(contentsOf: raw)
    }

    /// Appends the head of a one-dimensional array (array_recv in src/backend/utils/adt/arrayfuncs.c).
    mutating func appendArrayHead(of type: PostgresType, count: Int, hasNull: Bool) {
        append(Int32(count == 0 ? 0 : 1))
        append(Int32(hasNull ? 1 : 0))
        append(type.rawValue)
        guard count > 0 else { return }
        append(Int32(count))
        append(Int32(1))
    }

    /// Appends one element of an array: its length, then what `write` appends.
    mutating func appendElement(_ write: (inout BindBuffer) -> Void) {
        let head = bytes.count
        append(Int32(0))
        write(&self)
        let length = UInt32(bytes.count - head - 4)
        for place in 0..<4 { bytes[head + place] = UInt8(truncatingIfNeeded: length >> (24 - 8 * UInt32(place))) }
    }

    /// Appends all integers of one width as array elements, in one pass.
    mutating func appendElements<Integer: FixedWidthInteger>(_ values: [Integer]) {
        let width = Integer.bitWidth / 8
        bytes.reserveCapacity(bytes.count + values.count * (width + 4))
        for value in values {
            append(Int32(width))
            append(value)
        }
    }

    /// Appends another buffer's parameters after these.
    mutating func splice(_ other: BindBuffer) {
        let shift = bytes.count
        if parameterWithNUL == nil, let found = other.parameterWithNUL { parameterWithNUL = slots.count + found }
        bytes.append(contentsOf: other.bytes)
        for slot in other.slots { slots.append(Slot(type: slot.type, offset: slot.offset + shift, length: slot.length)) }
    }
}
