import EntrepotStore
import Measures
import PlainJSON
import RoundPlanning
import Speech
import StockLedger

/// Records of crews.
package enum CrewAnswer {
    /// The keys of a crew's record.
    package static let keys = ["date", "organisation", "drivers", "volunteers", "women", "skills"]

    static func record(_ crew: CrewRecord) -> JSONObject {
        JSONObject(
            keys: keys,
            values: [
                .string(crew.crew.date.description), JSONValue(crew.organisation), .integer(Int64(crew.crew.drivers)),
                .integer(Int64(crew.crew.volunteers)), .integer(Int64(crew.crew.women)), JSONValue(crew.crew.skills),
            ])
    }
}
