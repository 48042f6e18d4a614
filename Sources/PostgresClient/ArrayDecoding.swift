/// A type arrays of which can be read; `[UInt8]` is read from `bytea`, every other array from an array.
package protocol DecodableElement {
    /// Reads all elements.
    static func decodeElements(_ cell: Cell) throws(CellFault) -> [Self]
}

extension Array: ColumnDecodable where Element: DecodableElement {
    package static func decode(_ cell: Cell) throws(CellFault) -> [Element] { try Element.decodeElements(cell) }
}

extension DecodableElement where Self: ColumnDecodable {
    /// The binary form of an array (array_send in src/backend/utils/adt/arrayfuncs.c): dimensions, flags, element type, then per
    /// dimension its size and lower bound, then each element with its length, -1 for NULL.
    package static func decodeElements(_ cell: Cell) throws(CellFault) -> [Self] {
        let dimensions = try cell.integer(Int32.self, at: 0)
        guard dimensions == 0 || dimensions == 1 else { throw .refused("it has \(dimensions) dimensions; only one can be read") }
        let elementType = PostgresType(rawValue: try cell.integer(UInt32.self, at: 8))
        guard dimensions == 1 else { return [] }
        let count = Int(try cell.integer(Int32.self, at: 12))
        guard count >= 0, count <= cell.count / 4 else { throw .malformed }
        var elements: [Self] = []
        elements.reserveCapacity(count)
        var offset = 20
        for _ in 0..<count {
            let length = Int(try cell.integer(Int32.self, at: offset))
            offset += 4
            if length < 0 {
                elements.append(try decodeNull())
                continue
            }
            elements.append(try decode(try cell.part(elementType, at: offset, count: length)))
            offset += length
        }
        return elements
    }
}

extension UInt8: DecodableElement {
    package static func decodeElements(_ cell: Cell) throws(CellFault) -> [UInt8] {
        switch cell.type {
        case .bytea: return cell.allBytes
        case .uuid where cell.count == 16: return cell.allBytes
        default: throw .wrongType
        }
    }
}

extension Int64: DecodableElement {}
extension Int: DecodableElement {}
extension Int32: DecodableElement {}
extension Int16: DecodableElement {}
extension Bool: DecodableElement {}
extension Double: DecodableElement {}
extension String: DecodableElement {}
extension InstantMicroseconds: DecodableElement {}
extension DayNumber: DecodableElement {}
extension JSONColumn: DecodableElement {}
extension Optional: DecodableElement where Wrapped: ColumnDecodable {}
