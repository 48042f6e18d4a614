import EntrepotStore
import Measures
import PlainJSON
import RoundPlanning
import Speech
import StockLedger

/// Records of needs.
package enum NeedAnswer {
    /// The keys of a need's record.
    package static let keys = [
        "item", "site", "units", "per_days", "season", "frost", "interval_days", "longest_interval_days", "class", "shares",
    ]

    static func record(_ need: Need) -> JSONObject {
        JSONObject(
            keys: keys,
            values: [
                .string(need.item), JSONValue(need.site), .integer(need.units), .integer(Int64(need.perDays)),
                JSONValue(need.season.map { "\(twoDigits($0.from))-\(twoDigits($0.until))" }), JSONValue(need.frostUnits),
                .integer(Int64(need.intervalDays)), JSONValue(need.longestIntervalDays), .string(need.priority.rawValue),
                JSONValue(need.shares.map { "\($0.item):\($0.percent)" }),
            ])
    }

    /// What was stated, in one line: `8000/7 season 11-05 frost 10000 every 2-4 days, vital, trousers-m:60`.
    static func text(_ need: Need) -> String {
        var words = ["\(need.units)/\(need.perDays)"]
        if let season = need.season { words.append("season \(twoDigits(season.from))-\(twoDigits(season.until))") }
        if let frost = need.frostUnits { words.append("frost \(frost)") }
        let longest = need.longestIntervalDays.map { "-\($0)" } ?? ""
        words.append("every \(need.intervalDays)\(longest) d")
        words.append(need.priority.rawValue)
        words += need.shares.map { "\($0.item):\($0.percent)" }
        return words.joined(separator: " ")
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
