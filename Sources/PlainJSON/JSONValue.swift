/// A JSON value (RFC 8259). Whole numbers are kept exactly; other numbers keep their text, so nothing passes through floating point.
package enum JSONValue: Sendable, Equatable {
    case null
    case boolean(Bool)
    /// A whole number within 64 bits.
    case integer(Int64)
    /// Any other number, as written (`12.5`, `1e3`). Built from outside by `JSONValue.decimal(_:)` callers that have a valid JSON number.
    case decimal(String)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByNilLiteral, ExpressibleByDictionaryLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int64) { self = .integer(value) }
    package init(booleanLiteral value: Bool) { self = .boolean(value) }
    package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    package init(nilLiteral: ()) { self = .null }
    package init(dictionaryLiteral elements: (String, JSONValue)...) { self = .object(JSONObject(elements)) }
}

extension JSONValue {
    /// A text, or null when there is none.
    package init(_ text: String?) {
        self = text.map(JSONValue.string) ?? .null
    }

    /// A whole number, or null when there is none.
    package init(_ number: Int64?) {
        self = number.map(JSONValue.integer) ?? .null
    }

    /// A whole number, or null when there is none.
    package init(_ number: Int?) {
        self = number.map { .integer(Int64($0)) } ?? .null
    }

    /// A list of texts.
    package init(_ texts: [String]) {
        self = .array(texts.map(JSONValue.string))
    }

    /// The value as one cell of a table or one value of a pair: texts as they are, yes or no, nothing for null, JSON for the rest.
    package var plainText: String {
        switch self {
        case .null: ""
        case .boolean(let flag): flag ? "yes" : "no"
        case .integer(let number): String(number)
        case .decimal(let text), .string(let text): text
        case .array(let values) where values.allSatisfy(\.isScalar): values.map(\.plainText).joined(separator: ", ")
        case .array, .object: String(decoding: JSONText.encode(self), as: UTF8.self)
        }
    }

    /// Whether the value is neither an array nor an object.
    package var isScalar: Bool {
        switch self {
        case .array, .object: false
        default: true
        }
    }
}
