package import Measures
package import PostgresClient

// An identifier is a `bigint` to the database, whatever noun it is of.

extension Identifier: Bindable, BindableElement {
    package static var postgresType: PostgresType { Int64.postgresType }
    package static var postgresArrayType: PostgresType { Int64.postgresArrayType }
    package func encode(into buffer: inout BindBuffer) { number.encode(into: &buffer) }
}

extension Identifier: ColumnDecodable, DecodableElement {
    package static func decode(_ cell: Cell) throws(CellFault) -> Identifier { Identifier(try Int64.decode(cell)) }
}
