/// A statement whose interpolated values are binds, so that a value can never become text.
///
///     let sql: SQL = "select name from item where code = \(code) and warehouse_id = \(warehouse)"
///
/// Literals are `StaticString`: text that is only known when the program runs can enter by `\(unsafe:)` alone, which is for
/// identifiers known in code. `\(fragment)` splices another `SQL` and renumbers its binds.
package struct SQL: ExpressibleByStringInterpolation, Sendable, CustomStringConvertible {
    /// The text with `$1`, `$2`, … where values stood.
    package private(set) var text: String
    private(set) var binds: BindBuffer
    /// Where each placeholder stands in the UTF-8 of the text, in order of its number.
    private var placeholders: [Placeholder]

    private struct Placeholder: Sendable {
        var offset: Int
        var length: Int
    }

    /// Text without values.
    package init(stringLiteral: StaticString) {
        text = stringLiteral.description
        binds = BindBuffer()
        placeholders = []
    }

    package init(stringInterpolation: StringInterpolation) {
        self = stringInterpolation.sql
    }

    private init(empty: Void, capacity: Int) {
        text = ""
        text.reserveCapacity(capacity)
        binds = BindBuffer()
        placeholders = []
    }

    /// The text; never the values.
    package var description: String { text }

    /// How many values are bound.
    package var bindCount: Int { binds.slots.count }

    /// The types of the values in order.
    var bindTypes: [PostgresType] { binds.slots.map(\.type) }

    /// Joins fragments, such as conditions, with a text known in code.
    package static func joined(_ fragments: [SQL], separator: StaticString) -> SQL {
        var result = SQL(empty: (), capacity: fragments.reduce(0) { $0 + $1.text.utf8.count + separator.utf8CodeUnitCount })
        for (index, fragment) in fragments.enumerated() {
            if index > 0 { result.text += separator.description }
            result.append(fragment)
        }
        return result
    }

    /// Adds another statement's text and binds after this one's.
    package static func + (left: SQL, right: SQL) -> SQL {
        var result = left
        result.append(right)
        return result
    }

    private mutating func appendPlaceholder() {
        let number = "$\(binds.slots.count)"
        placeholders.append(Placeholder(offset: text.utf8.count, length: number.utf8.count))
        text += number
    }

    private mutating func append(_ fragment: SQL) {
        var copied = fragment.text.utf8.startIndex
        var copiedOffset = 0
        for (index, placeholder) in fragment.placeholders.enumerated() {
            let start = fragment.text.utf8.index(copied, offsetBy: placeholder.offset - copiedOffset)
            text += fragment.text[copied..<start]
            let number = "$\(binds.slots.count + index + 1)"
            placeholders.append(Placeholder(offset: text.utf8.count, length: number.utf8.count))
            text += number
            copied = fragment.text.utf8.index(start, offsetBy: placeholder.length)
            copiedOffset = placeholder.offset + placeholder.length
        }
        text += fragment.text[copied...]
        binds.splice(fragment.binds)
    }

    /// Collects the pieces of an interpolated literal.
    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var sql: SQL

        package init(literalCapacity: Int, interpolationCount: Int) {
            sql = SQL(empty: (), capacity: literalCapacity + interpolationCount * 3)
        }

        package mutating func appendLiteral(_ literal: StaticString) {
            sql.text += literal.description
        }

        /// A value: it becomes the next bind.
        package mutating func appendInterpolation(_ value: some Bindable) {
            value.bind(into: &sql.binds)
            sql.appendPlaceholder()
        }

        /// A value or NULL.
        package mutating func appendInterpolation<Value: Bindable>(_ value: Value?) {
            value.bind(into: &sql.binds)
            sql.appendPlaceholder()
        }

        /// Another statement or fragment: its text is spliced in and its binds are renumbered.
        package mutating func appendInterpolation(_ fragment: SQL) {
            sql.append(fragment)
        }

        /// Text taken as it is: only for identifiers known in code.
        package mutating func appendInterpolation(unsafe rawText: String) {
            sql.text += rawText
        }
    }
}
