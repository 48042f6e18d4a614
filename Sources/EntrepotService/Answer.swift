package import PlainJSON
package import Speech
import StockLedger

/// What a use case answers: records, facts for the final line, and a sentence.
///
/// An answer is kept with its key, so that repeating a line is answered alike. The numbers that the books give only while booking
/// stand in it as placeholders until then: the string `@movement` and `@lot:0`, `@lot:1` … for the lots the movement made.
package struct Answer: Sendable, Equatable {
    package var records: [JSONObject]
    package var pairs: JSONObject
    package var sentence: Wording?
    package var warnings: [Wording]
    /// Whether the books changed; nil for a read.
    package var changed: Bool?
    /// The cursor to go on behind, when the list is longer.
    package var next: String?
    /// The keys of the records when they are not those the command declares.
    package var columns: [String]?

    package init(
        records: [JSONObject] = [], pairs: JSONObject = [:], _ sentence: Wording? = nil, warnings: [Wording] = [], changed: Bool? = nil
    ) {
        self.records = records
        self.pairs = pairs
        self.sentence = sentence
        self.warnings = warnings
        self.changed = changed
    }

    /// As JSON, for keeping. Objects stand as lists of names and values: the database keeps JSON without the order of its keys.
    package var json: String {
        var object: JSONObject = [
            "records": .array(records.map(Self.ordered)), "pairs": Self.ordered(pairs),
            "warnings": .array(warnings.map { .array([.string($0.english), .string($0.french)]) }),
        ]
        if let sentence {
            object["en"] = .string(sentence.english)
            object["fr"] = .string(sentence.french)
        }
        return String(decoding: JSONText.encode(.object(object)), as: UTF8.self)
    }

    /// An answer that was kept; nil when the text is not one.
    package init?(json: String) {
        guard case .object(let object)? = try? JSONParser.parse(Array(json.utf8)) else { return nil }
        self.init()
        if case .array(let values)? = object["records"] {
            records = values.compactMap(Self.object)
        }
        if let kept = object["pairs"].flatMap(Self.object) { pairs = kept }
        if let english = object.text("en"), let french = object.text("fr") { sentence = Wording(english, french) }
        if case .array(let values)? = object["warnings"] {
            warnings = values.compactMap { value in
                guard case .array(let words) = value, words.count == 2, case .string(let english) = words[0],
                    case .string(let french) = words[1]
                else { return nil }
                return Wording(english, french)
            }
        }
    }

    private static func ordered(_ object: JSONObject) -> JSONValue {
        .array(zip(object.keys, object.values).map { .array([.string($0), $1]) })
    }

    private static func object(_ value: JSONValue) -> JSONObject? {
        guard case .array(let members) = value else { return nil }
        var object = JSONObject()
        for case .array(let member) in members {
            guard member.count == 2, case .string(let name) = member[0] else { return nil }
            object[name] = member[1]
        }
        return object
    }

    /// Puts the numbers that the books gave in place of the placeholders.
    mutating func fill(movement: Int64, lots: [String]) {
        func filled(_ value: JSONValue) -> JSONValue {
            switch value {
            case .string("@movement"): return .integer(movement)
            case .string(let text) where text.hasPrefix("@lot:"):
                guard let index = Int(text.dropFirst(5)), lots.indices.contains(index) else { return value }
                return .string(lots[index])
            case .array(let values): return .array(values.map(filled))
            case .object(let object): return .object(JSONObject(keys: object.keys, values: object.values.map(filled)))
            default: return value
            }
        }
        records = records.map { JSONObject(keys: $0.keys, values: $0.values.map(filled)) }
        pairs = JSONObject(keys: pairs.keys, values: pairs.values.map(filled))
    }
}
