/// A JSON object that keeps its keys in the order given.
///
/// Records of one reply share one array of keys, so ten thousand records cost ten thousand arrays of values and one of keys.
package struct JSONObject: Sendable, Equatable, ExpressibleByDictionaryLiteral {
    /// The keys, each once, in order.
    package private(set) var keys: [String]
    /// The values, one for each key.
    package private(set) var values: [JSONValue]

    /// An empty object.
    package init() {
        keys = []
        values = []
    }

    /// An object from keys and as many values; missing values are null and values beyond the keys are left out.
    package init(keys: [String], values: [JSONValue]) {
        self.keys = keys
        if values.count == keys.count {
            self.values = values
        } else {
            self.values = keys.indices.map { $0 < values.count ? values[$0] : .null }
        }
    }

    /// An object from pairs; a key given twice keeps its first place and its last value.
    package init(_ pairs: [(String, JSONValue)]) {
        self.init()
        keys.reserveCapacity(pairs.count)
        values.reserveCapacity(pairs.count)
        for (key, value) in pairs { self[key] = value }
    }

    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        self.init(elements)
    }

    /// The number of keys.
    package var count: Int { keys.count }

    /// Whether there are no keys.
    package var isEmpty: Bool { keys.isEmpty }

    /// The value of a key: nil when the key is absent; setting nil removes the key.
    package subscript(key: String) -> JSONValue? {
        get {
            guard let index = keys.firstIndex(of: key) else { return nil }
            return values[index]
        }
        set {
            if let index = keys.firstIndex(of: key) {
                if let newValue {
                    values[index] = newValue
                } else {
                    keys.remove(at: index)
                    values.remove(at: index)
                }
            } else if let newValue {
                keys.append(key)
                values.append(newValue)
            }
        }
    }

    /// The text of a key whose value is a string.
    package func text(_ key: String) -> String? {
        guard case .string(let text)? = self[key] else { return nil }
        return text
    }

    /// The number of a key whose value is a whole number.
    package func integer(_ key: String) -> Int64? {
        guard case .integer(let number)? = self[key] else { return nil }
        return number
    }

    /// The same object with exactly `wanted` keys in that order; a key this object does not have is null.
    package func projected(to wanted: [String]) -> JSONObject {
        if keys == wanted { return self }
        return JSONObject(keys: wanted, values: wanted.map { self[$0] ?? .null })
    }
}
