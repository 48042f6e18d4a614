/// A type of PostgreSQL, by its number in `pg_type` (src/include/catalog/pg_type.dat; built-in numbers never change).
package struct PostgresType: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// The OID.
    package let rawValue: UInt32

    /// Wraps an OID.
    package init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    private init(_ oid: UInt32) {
        self.rawValue = oid
    }

    /// The type's name where it is built in, else its number.
    package var description: String { Self.names[self] ?? "type \(rawValue)" }

    static let bool = Self(16), bytea = Self(17), char = Self(18), name = Self(19), int8 = Self(20), int2 = Self(21), int4 = Self(23)
    static let text = Self(25), oid = Self(26), xid = Self(28), json = Self(114), float4 = Self(700), float8 = Self(701)
    static let unknown = Self(705), bpchar = Self(1042), varchar = Self(1043), date = Self(1082), time = Self(1083)
    static let timestamp = Self(1114), timestamptz = Self(1184), numeric = Self(1700), uuid = Self(2950), jsonb = Self(3802)
    static let xid8 = Self(5069)
    static let boolArray = Self(1000), byteaArray = Self(1001), int2Array = Self(1005), int4Array = Self(1007), textArray = Self(1009)
    static let int8Array = Self(1016), float8Array = Self(1022), dateArray = Self(1182), timestamptzArray = Self(1185)
    static let jsonbArray = Self(3807), xid8Array = Self(271)

    /// Types made by users (enumerations among them) begin here; their binary form is read as text.
    static let firstUserType: UInt32 = 16_384

    private static let names: [PostgresType: String] = [
        .bool: "bool", .bytea: "bytea", .char: "\"char\"", .name: "name", .int8: "int8", .int2: "int2", .int4: "int4", .text: "text",
        .oid: "oid", .xid: "xid", .json: "json", .float4: "float4", .float8: "float8", .unknown: "unknown", .bpchar: "bpchar",
        .varchar: "varchar", .date: "date", .time: "time", .timestamp: "timestamp", .timestamptz: "timestamptz", .numeric: "numeric",
        .uuid: "uuid", .jsonb: "jsonb", .xid8: "xid8", .boolArray: "bool[]", .byteaArray: "bytea[]", .int2Array: "int2[]",
        .int4Array: "int4[]", .textArray: "text[]", .int8Array: "int8[]", .float8Array: "float8[]", .dateArray: "date[]",
        .timestamptzArray: "timestamptz[]", .jsonbArray: "jsonb[]", .xid8Array: "xid8[]",
    ]
}
