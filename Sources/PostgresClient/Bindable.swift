/// A value that can stand in an interpolation of `SQL`; it is sent as a bind with an explicit type, never as text.
///
/// A domain type conforms by naming the type and encoding its raw value: `rawValue.encode(into: &buffer)`.
package protocol Bindable: Sendable {
    /// The type the server is told.
    static var postgresType: PostgresType { get }
    /// Appends the binary form.
    func encode(into buffer: inout BindBuffer)
    /// Adds the value as the next parameter; the default adds what `encode` appends.
    func bind(into buffer: inout BindBuffer)
}

extension Bindable {
    package func bind(into buffer: inout BindBuffer) {
        buffer.bind(Self.postgresType) { encode(into: &$0) }
    }
}

/// A value that arrays of which can be bound; `[UInt8]` is a `bytea`, every other array an array.
package protocol BindableElement: Sendable {
    /// The type of the array.
    static var postgresArrayType: PostgresType { get }
    /// Appends the binary form of all of `elements`.
    static func encode(_ elements: [Self], into buffer: inout BindBuffer)
}

extension BindableElement where Self: Bindable {
    package static func encode(_ elements: [Self], into buffer: inout BindBuffer) {
        buffer.appendArrayHead(of: postgresType, count: elements.count, hasNull: false)
        for element in elements { buffer.appendElement { element.encode(into: &$0) } }
    }
}

extension Array: Bindable where Element: BindableElement {
    package static var postgresType: PostgresType { Element.postgresArrayType }
    package func encode(into buffer: inout BindBuffer) { Element.encode(self, into: &buffer) }
}

extension Optional: Bindable where Wrapped: Bindable {
    package static var postgresType: PostgresType { Wrapped.postgresType }
    package func encode(into buffer: inout BindBuffer) { self?.encode(into: &buffer) }
    package func bind(into buffer: inout BindBuffer) {
        switch self {
        case .some(let value): value.bind(into: &buffer)
        case .none: buffer.bindNull(Wrapped.postgresType)
        }
    }
}

extension Optional: BindableElement where Wrapped: BindableElement & Bindable {
    package static var postgresArrayType: PostgresType { Wrapped.postgresArrayType }
    package static func encode(_ elements: [Wrapped?], into buffer: inout BindBuffer) {
        buffer.appendArrayHead(of: Wrapped.postgresType, count: elements.count, hasNull: elements.contains { $0 == nil })
        for element in elements {
            if let element {
                buffer.appendElement { element.encode(into: &$0) }
            } else {
                buffer.append(Int32(-1))
            }
        }
    }
}

extension UInt8: BindableElement {
    package static var postgresArrayType: PostgresType { .bytea }
    package static func encode(_ elements: [UInt8], into buffer: inout BindBuffer) { buffer.append(elements) }
}

extension Int64: Bindable, BindableElement {
    package static var postgresType: PostgresType { .int8 }
    package static var postgresArrayType: PostgresType { .int8Array }
    package func encode(into buffer: inout BindBuffer) { buffer.append(self) }
    package static func encode(_ elements: [Int64], into buffer: inout BindBuffer) {
        buffer.appendArrayHead(of: postgresType, count: elements.count, hasNull: false)
        buffer.appendElements(elements)
    }
}

extension Int: Bindable, BindableElement {
    package static var postgresType: PostgresType { .int8 }
    package static var postgresArrayType: PostgresType { .int8Array }
    package func encode(into buffer: inout BindBuffer) { buffer.append(Int64(self)) }
}

extension Int32: Bindable, BindableElement {
    package static var postgresType: PostgresType { .int4 }
    package static var postgresArrayType: PostgresType { .int4Array }
    package func encode(into buffer: inout BindBuffer) { buffer.append(self) }
    package static func encode(_ elements: [Int32], into buffer: inout BindBuffer) {
        buffer.appendArrayHead(of: postgresType, count: elements.count, hasNull: false)
        buffer.appendElements(elements)
    }
}

extension Int16: Bindable, BindableElement {
    package static var postgresType: PostgresType { .int2 }
    package static var postgresArrayType: PostgresType { .int2Array }
    package func encode(into buffer: inout BindBuffer) { buffer.append(self) }
}

extension Bool: Bindable, BindableElement {
    package static var postgresType: PostgresType { .bool }
    package static var postgresArrayType: PostgresType { .boolArray }
    package func encode(into buffer: inout BindBuffer) { buffer.append(UInt8(self ? 1 : 0)) }
}

extension Double: Bindable, BindableElement {
    package static var postgresType: PostgresType { .float8 }
    package static var postgresArrayType: PostgresType { .float8Array }
    package func encode(into buffer: inout BindBuffer) { buffer.append(bitPattern) }
}

extension String: Bindable, BindableElement {
    package static var postgresType: PostgresType { .text }
    package static var postgresArrayType: PostgresType { .textArray }
    package func encode(into buffer: inout BindBuffer) { buffer.append(self) }
}
