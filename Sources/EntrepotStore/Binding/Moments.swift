package import Measures
package import PostgresClient

// Days and instants of the house go to and come from the database as they are: `date` and `timestamptz`.

extension CivilDate: Bindable, BindableElement {
    package static var postgresType: PostgresType { DayNumber.postgresType }
    package static var postgresArrayType: PostgresType { DayNumber.postgresArrayType }
    package func encode(into buffer: inout BindBuffer) { DayNumber(dayNumber).encode(into: &buffer) }
}

extension CivilDate: ColumnDecodable, DecodableElement {
    package static func decode(_ cell: Cell) throws(CellFault) -> CivilDate { CivilDate(dayNumber: try DayNumber.decode(cell).value) }
}

extension Timestamp: Bindable, BindableElement {
    package static var postgresType: PostgresType { InstantMicroseconds.postgresType }
    package static var postgresArrayType: PostgresType { InstantMicroseconds.postgresArrayType }
    package func encode(into buffer: inout BindBuffer) { InstantMicroseconds(microseconds).encode(into: &buffer) }
}

extension Timestamp: ColumnDecodable, DecodableElement {
    package static func decode(_ cell: Cell) throws(CellFault) -> Timestamp {
        Timestamp(microseconds: try InstantMicroseconds.decode(cell).value)
    }
}
