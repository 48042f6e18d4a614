import AdminProtocol
import Glibc
import PlainJSON
import Speech

/// Records as people say them: headers and values in their language, amounts with the unit people use, instants by the warehouse's clock.
/// Programs get records as they come.
struct RecordReading {
    let language: Language
    let words: HouseWords

    /// Nothing known but the language.
    static let plain = RecordReading(language: .english, words: HouseWords())

    /// The name of a column.
    func header(_ key: String) -> String { VisibleText.of(KeyWords.word(key, language)) }

    /// A value as a cell.
    func cell(_ value: JSONValue, _ key: String, of record: JSONObject) -> String {
        switch value {
        case .integer(let units) where Self.amounts.contains(key):
            if let unit = record.text("unit"), let text = SpokenAmount.text(units, unit: unit) { return text }
            return String(units)
        case .string(let text):
            if let instant = LocalTime.text(text, zone: words.zone(of: record)) { return instant }
            return VisibleText.of(language == .french ? words.french(text, of: key) : text)
        case .boolean(let flag) where language == .french: return flag ? "oui" : "non"
        case .array(let values) where language == .french && values.allSatisfy(\.isScalar):
            return VisibleText.of(values.map { words.french($0.plainText, of: key) }.joined(separator: ", "))
        default: return VisibleText.of(value.plainText)
        }
    }

    /// Whether a column says nothing that the cells do not say already: the unit that stands with the amounts.
    func isTold(_ key: String, in records: [JSONObject]) -> Bool {
        guard key == "unit" else { return false }
        return records.allSatisfy { record in
            let unit = record.text("unit") ?? ""
            return unit.isEmpty || unit == "piece"
                || (SpokenAmount.text(0, unit: unit) != nil && Self.amounts.contains { record[$0].map(Self.isNumber) ?? false })
        }
    }

    private static func isNumber(_ value: JSONValue) -> Bool {
        if case .integer = value { return true }
        return false
    }

    /// Keys that hold base units, in the unit of the record.
    private static let amounts: Set<String> = [
        "qty", "on_hand", "reserved", "available", "held", "expected", "counted", "variance", "loaded", "distributed", "returned",
        "unexplained", "have", "want", "due", "sent", "arrived", "lost", "damaged", "wasted", "seized", "given", "handed_over", "topped_up",
        "received", "remaining", "asked", "answered", "booked", "derived", "short", "quantity", "used", "waste", "settled",
    ]
}

/// Instants as the clock on the wall shows them.
enum LocalTime {
    /// `2026-11-27 21:41` for `2026-11-27T20:41:03.5Z`, in a time zone or that of this machine; nil for what is no instant.
    static func text(_ instant: String, zone: String?) -> String? {
        let octets = Array(instant.utf8)
        guard octets.count >= 20, octets.last == UInt8(ascii: "Z"), octets[4] == UInt8(ascii: "-"), octets[10] == UInt8(ascii: "T") else {
            return nil
        }
        func number(_ range: Range<Int>) -> Int32? { Int32(String(decoding: octets[range], as: UTF8.self)) }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10), let hour = number(11..<13),
            let minute = number(14..<16), let second = number(17..<19)
        else { return nil }
        var parts = tm()
        (parts.tm_year, parts.tm_mon, parts.tm_mday) = (year - 1900, month - 1, day)
        (parts.tm_hour, parts.tm_min, parts.tm_sec) = (hour, minute, second)
        var moment = timegm(&parts)
        if let zone { use(zone) }
        var local = tm()
        guard localtime_r(&moment, &local) != nil else { return nil }
        func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : String(number) }
        return "\(local.tm_year + 1900)-\(two(local.tm_mon + 1))-\(two(local.tm_mday)) \(two(local.tm_hour)):\(two(local.tm_min))"
    }

    nonisolated(unsafe) private static var zone: String?

    /// Sets the process's time zone; the client runs on one thread. tzset(3)
    private static func use(_ name: String) {
        guard zone != name else { return }
        zone = name
        setenv("TZ", ":" + name, 1)
        tzset()
    }
}
