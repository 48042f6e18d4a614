import PlainJSON
import Speech

/// What the daemon says of its words: the French for values in records, and whose clock each warehouse keeps.
struct HouseWords {
    /// The request that asks for them.
    static let question = "show words format=json"

    /// French by argument or key, then by value.
    private var french: [String: [String: String]] = [:]
    /// French by value alone, where all that have the value agree.
    private var anyFrench: [String: String?] = [:]
    private var zones: [String: String] = [:]

    /// Takes a record of the answer.
    mutating func add(_ payload: [UInt8]) {
        guard case .object(let record)? = try? JSONParser.parse(payload), let kind = record.text("kind"), let key = record.text("key"),
            let word = record.text("word"), let other = record.text("french")
        else { return }
        switch kind {
        case "zone": zones[word] = other
        case "value":
            french[key, default: [:]][word] = other
            if let known = anyFrench[word], known != other { anyFrench[word] = .some(nil) } else { anyFrench[word] = other }
        default: break
        }
    }

    /// Keys whose values are words of the house, also where the argument that takes them has another name.
    private static let spoken: Set<String> = [
        "reason", "condition", "state", "status", "kind", "outcome", "quality", "class", "sensitivity", "expiry", "base", "unit", "mobile",
        "role", "roles", "action", "effect", "answer", "allow", "is", "result", "name",
    ]

    /// A value in French, as it is when it is no word of the house.
    func french(_ value: String, of key: String) -> String {
        if let word = french[key]?[value] { return word }
        if Self.spoken.contains(key), key != "name", let word = anyFrench[value] ?? nil { return word }
        return Self.common[value] ?? value
    }

    /// Words that every record may have.
    private static let common = ["yes": "oui", "no": "non"]

    /// The time zone of the warehouse that a record is about; the only zone there is when it names none.
    func zone(of record: JSONObject) -> String? {
        for key in ["warehouse", "place", "from", "to"] {
            guard let text = record.text(key) else { continue }
            if let zone = zones[String(text.prefix { $0 != "/" })] { return zone }
        }
        let all = Set(zones.values)
        return all.count == 1 ? all.first : nil
    }
}
