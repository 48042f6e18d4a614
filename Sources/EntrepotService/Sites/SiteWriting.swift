import EntrepotStore
import Measures
import PlainJSON
import RoundPlanning
import Speech
import StockLedger

/// Positions, hours and codes as people write them.
enum SiteWriting {
    /// Degrees written with a dot or a comma; both or neither.
    static func position(_ latitude: String?, _ longitude: String?) throws -> Coordinate? {
        if latitude == nil, longitude == nil { return nil }
        guard let latitude, let longitude, let north = degrees(latitude), let east = degrees(longitude),
            let position = try? Coordinate(latitude: north, longitude: east)
        else {
            throw Refusal(
                "ARG.VALUE", [.init("lat", latitude ?? ""), .init("lon", longitude ?? "")],
                Wording(
                    "a position is written lat=50.95 lon=1.86, both together", "une position s'écrit lat=50,95 lon=1,86, les deux ensemble")
            )
        }
        return position
    }

    private static func degrees(_ text: String) -> Double? {
        Double(String(decoding: text.utf8.map { $0 == 44 ? 46 : $0 }, as: UTF8.self))
    }

    /// `08:00-12:00` on every day, `1:08:00-12:00` on Mondays (ISO 8601: 1 Monday to 7 Sunday).
    static func window(_ text: String) throws -> SiteWindow {
        let bytes = Array(text.utf8)
        if bytes.count > 2, bytes[1] == 58, (49...55).contains(bytes[0]),
            let hours = try? TimeWindow(String(decoding: bytes[2...], as: UTF8.self))
        {
            return SiteWindow(weekday: Int(bytes[0]) - 48, hours: hours)
        }
        guard let hours = try? TimeWindow(text) else {
            if let next = nextMorning(text) {
                throw Refusal(
                    "ARG.VALUE", [.init("open", text)],
                    Wording(
                        "«\(text)» ends on the next morning: hours past midnight count on, write \(next)",
                        "« \(text) » finit le lendemain : après minuit les heures continuent, écrire \(next)"))
            }
            throw Refusal(
                "ARG.VALUE", [.init("open", text)],
                Wording(
                    "hours are written 08:00-12:00, or 1:08:00-12:00 for Mondays only; found «\(text)»",
                    "les heures s'écrivent 08:00-12:00, ou 1:08:00-12:00 pour le lundi seul ; reçu « \(text) »"))
        }
        return SiteWindow(hours: hours)
    }

    /// `19:00-31:00` for `19:00-07:00`; nil when it is no such window.
    private static func nextMorning(_ text: String) -> String? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { try? ClockTime(String($0)) }
        guard parts.count == 2, let opens = parts[0], let closes = parts[1], closes < opens,
            let later = try? ClockTime(seconds: closes.seconds + 86_400)
        else { return nil }
        return "\(opens)-\(later)"
    }

    static func notACode(_ figure: String, _ text: String) -> Refusal {
        Refusal(
            "ARG.VALUE", [.init(figure, text)],
            Wording(
                "a code is 1 to 40 of a-z, 0-9 and -; found «\(text)»", "un code est fait de 1 à 40 signes a-z, 0-9 et - ; reçu « \(text) »"
            ))
    }
}
