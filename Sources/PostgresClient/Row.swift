import CLibPQ

/// One row of a result, readable only inside the closure it is lent to.
///
/// Columns are read by name or by position: `let onHand: Int64 = try row.get("on_hand")`. The name is looked up once per query, not
/// once per row.
@safe
package struct Row: ~Copyable {
    private let result: OpaquePointer
    private let columns: ColumnTable
    private var index: Int32 = 0

    init(_ result: OpaquePointer, _ columns: ColumnTable) {
        unsafe self.result = unsafe result
        self.columns = columns
    }

    mutating func move(to index: Int32) {
        self.index = index
        columns.startRow()
    }

    /// How many columns the row has.
    package var columnCount: Int { columns.names.count }

    /// The columns' names in order.
    package var columnNames: [String] { columns.names }

    /// Reads a column by name; throws `decoding` when it is missing, NULL or of another type.
    package func get<Value: ColumnDecodable>(_ name: StaticString, as type: Value.Type = Value.self) throws(PostgresError) -> Value {
        guard let column = columns.position(of: name) else {
            throw PostgresError(
                .decoding, "the result has no column \(name.description); it has \(columns.names.joined(separator: ", "))")
        }
        return try decode(column)
    }

    /// Reads a column by position, counted from 0; throws `decoding` when it is missing, NULL or of another type.
    package func get<Value: ColumnDecodable>(_ position: Int, as type: Value.Type = Value.self) throws(PostgresError) -> Value {
        guard columns.types.indices.contains(position) else {
            throw PostgresError(.decoding, "the result has no column number \(position); it has \(columns.names.count), counted from 0")
        }
        return try decode(position)
    }

    /// Reads a column by position, counted from 0.
    package subscript<Value: ColumnDecodable>(_ position: Int, _ type: Value.Type) -> Value {
        get throws(PostgresError) { try get(position, as: type) }
    }

    private func decode<Value: ColumnDecodable>(_ column: Int) throws(PostgresError) -> Value {
        do throws(CellFault) {
            let length = unsafe PQgetlength(result, index, Int32(column))
            if length == 0, unsafe PQgetisnull(result, index, Int32(column)) == 1 { return try Value.decodeNull() }
            let bytes = unsafe UnsafeRawBufferPointer(start: PQgetvalue(result, index, Int32(column)), count: Int(length))
            return try Value.decode(unsafe Cell(type: columns.types[column], bytes: bytes))
        } catch {
            var fault = PostgresError(
                .decoding,
                "column \(columns.names[column]) of type \(columns.types[column]) cannot be read as \(Value.self): \(error.words)")
            fault.column = columns.names[column]
            throw fault
        }
    }
}

/// The columns of one result, and where the names a closure asks for were found.
///
/// A closure asks for the same names in the same order for every row, and a literal has one address: the n-th question of a row is
/// answered by comparing that address with the n-th question of the row before.
final class ColumnTable {
    let names: [String]
    let types: [PostgresType]
    private var asked: [(name: StaticString, column: Int)] = []
    private var next = 0

    init(_ result: OpaquePointer) {
        let count = unsafe PQnfields(result)
        var names: [String] = []
        var types: [PostgresType] = []
        for column in 0..<count {
            names.append(unsafe PQfname(result, column).map { unsafe String(cString: $0) } ?? "")
            types.append(PostgresType(rawValue: unsafe PQftype(result, column)))
        }
        self.names = names
        self.types = types
    }

    func startRow() { next = 0 }

    func position(of name: StaticString) -> Int? {
        if next < asked.count, isSame(asked[next].name, name) {
            let column = asked[next].column
            next += 1
            return column
        }
        if let found = asked.firstIndex(where: { isSame($0.name, name) }) {
            next = found + 1
            return asked[found].column
        }
        let text = name.description
        guard let column = names.firstIndex(of: text) else { return nil }
        asked.append((name, column))
        next = asked.count
        return column
    }

    private func isSame(_ left: StaticString, _ right: StaticString) -> Bool {
        guard left.hasPointerRepresentation, right.hasPointerRepresentation else { return false }
        return unsafe left.utf8Start == right.utf8Start && left.utf8CodeUnitCount == right.utf8CodeUnitCount
    }
}
