/// One value of a row in PostgreSQL's binary form, with its type.
@safe
package struct Cell {
    /// The type the server declared.
    package let type: PostgresType
    let bytes: UnsafeRawBufferPointer

    init(type: PostgresType, bytes: UnsafeRawBufferPointer) {
        self.type = type
        unsafe self.bytes = unsafe bytes
    }

    var count: Int { unsafe bytes.count }

    /// An integer in network byte order at the start of the cell, which must be exactly that long.
    func integer<Integer: FixedWidthInteger>(_ type: Integer.Type) throws(CellFault) -> Integer {
        guard count == Integer.bitWidth / 8 else { throw .malformed }
        return unsafe Integer(bigEndian: bytes.loadUnaligned(as: Integer.self))
    }

    /// An integer in network byte order at an offset.
    func integer<Integer: FixedWidthInteger>(_ type: Integer.Type, at offset: Int) throws(CellFault) -> Integer {
        guard offset >= 0, offset + Integer.bitWidth / 8 <= count else { throw .malformed }
        return unsafe Integer(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Integer.self))
    }

    /// A part of the cell under another type: an element of an array.
    func part(_ type: PostgresType, at offset: Int, count length: Int) throws(CellFault) -> Cell {
        guard offset >= 0, length >= 0, offset + length <= count else { throw .malformed }
        return unsafe Cell(type: type, bytes: UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + length]))
    }

    /// UTF-8 text from an offset to the end.
    func text(from offset: Int = 0) -> String {
        unsafe String(decoding: bytes[offset...], as: UTF8.self)
    }

    var allBytes: [UInt8] { unsafe Array(bytes) }

    /// An integer of any width PostgreSQL has, widened.
    var wholeNumber: Int64 {
        get throws(CellFault) {
            switch type {
            case .int8: return try integer(Int64.self)
            case .int4: return Int64(try integer(Int32.self))
            case .int2: return Int64(try integer(Int16.self))
            case .oid, .xid: return Int64(try integer(UInt32.self))
            case .xid8:
                guard let number = Int64(exactly: try integer(UInt64.self)) else { throw .outOfRange }
                return number
            default: throw .wrongType
            }
        }
    }
}

/// Why a cell cannot be read as the type asked for.
package enum CellFault: Error {
    /// NULL, where a value is needed: ask for an optional.
    case null
    /// The column's type has no reading as the type asked for: cast it in the query.
    case wrongType
    /// The number does not fit.
    case outOfRange
    /// The bytes are not of the declared type's form.
    case malformed
    /// A domain type refused the value; says why, without the value.
    case refused(String)

    var words: String {
        switch self {
        case .null: "it is NULL; ask for an optional"
        case .wrongType: "no such reading; cast it in the query"
        case .outOfRange: "the number does not fit"
        case .malformed: "the bytes are not of that type's form"
        case .refused(let why): why
        }
    }
}

/// A Swift type a column can be read as. A domain type conforms by decoding its raw value: `Self(try Int64.decode(cell))`.
package protocol ColumnDecodable {
    /// Reads a value that is not NULL.
    static func decode(_ cell: Cell) throws(CellFault) -> Self
    /// Reads NULL; the default throws.
    static func decodeNull() throws(CellFault) -> Self
}

extension ColumnDecodable {
    package static func decodeNull() throws(CellFault) -> Self { throw .null }
}

extension Optional: ColumnDecodable where Wrapped: ColumnDecodable {
    package static func decode(_ cell: Cell) throws(CellFault) -> Wrapped? { try Wrapped.decode(cell) }
    package static func decodeNull() throws(CellFault) -> Wrapped? { nil }
}

extension Int64: ColumnDecodable {
    package static func decode(_ cell: Cell) throws(CellFault) -> Int64 { try cell.wholeNumber }
}

extension Int: ColumnDecodable {
    package static func decode(_ cell: Cell) throws(CellFault) -> Int { Int(try cell.wholeNumber) }
}

extension Int32: ColumnDecodable {
    package static func decode(_ cell: Cell) throws(CellFault) -> Int32 {
        guard let number = Int32(exactly: try cell.wholeNumber) else { throw .outOfRange }
        return number
    }
}

extension Int16: ColumnDecodable {
    package static func decode(_ cell: Cell) throws(CellFault) -> Int16 {
        guard let number = Int16(exactly: try cell.wholeNumber) else { throw .outOfRange }
        return number
    }
}

extension Bool: ColumnDecodable {
    package static func decode(_ cell: Cell) throws(CellFault) -> Bool {
        guard cell.type == .bool else { throw .wrongType }
        return try cell.integer(UInt8.self) != 0
    }
}

extension Double: ColumnDecodable {
    /// Reads float8 and float4; money, people and stock are never read as floating point.
    package static func decode(_ cell: Cell) throws(CellFault) -> Double {
        switch cell.type {
        case .float8: Double(bitPattern: try cell.integer(UInt64.self))
        case .float4: Double(Float(bitPattern: try cell.integer(UInt32.self)))
        default: throw .wrongType
        }
    }
}

extension String: ColumnDecodable {
    /// Reads text, names, JSON and enumerations.
    package static func decode(_ cell: Cell) throws(CellFault) -> String {
        switch cell.type {
        case .text, .varchar, .bpchar, .name, .char, .json, .unknown: return cell.text()
        case .jsonb:
            // A version byte comes first (jsonb_send).
            guard try cell.integer(UInt8.self, at: 0) == 1 else { throw .malformed }
            return cell.text(from: 1)
        case let type where type.rawValue >= PostgresType.firstUserType: return cell.text()
        default: throw .wrongType
        }
    }
}

extension InstantMicroseconds: ColumnDecodable {
    package static func decode(_ cell: Cell) throws(CellFault) -> InstantMicroseconds {
        guard cell.type == .timestamptz else { throw .wrongType }
        return InstantMicroseconds(serverValue: try cell.integer(Int64.self))
    }
}

extension DayNumber: ColumnDecodable {
    package static func decode(_ cell: Cell) throws(CellFault) -> DayNumber {
        guard cell.type == .date else { throw .wrongType }
        return DayNumber(serverValue: try cell.integer(Int32.self))
    }
}

extension JSONColumn: ColumnDecodable {
    package static func decode(_ cell: Cell) throws(CellFault) -> JSONColumn {
        guard cell.type == .jsonb || cell.type == .json else { throw .wrongType }
        return JSONColumn(try String.decode(cell))
    }
}
