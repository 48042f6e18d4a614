// EntrepotService: what people do with the house, one use case a file.
//
// A use case is given a `Desk`: who speaks, in which scope, what was said, and the transaction it is part of. It takes what was said, already
// split into words but not yet understood (a quantity is still `10carton`), looks names up, asks the ledger's rules, books in one database
// transaction, and answers with records. It knows nothing of sockets or of tables on a screen; the same use cases serve the admin socket
// today and a web page tomorrow.
//
// Failure is a `Refusal` (something a person can act on) or an error of the database, which `FailureRefusal` puts into words.

package import EntrepotStore
package import Logging
package import Measures
import PostgresClient

/// Settings of the use cases, with their defaults.
package struct HouseRules: Sendable, Equatable {
    /// Losses of a volunteer above this much are booked and wait in the review list: so many pieces, or so many kilograms or litres of what
    /// is counted in grams or millilitres.
    package var lossReviewAbove: Int64 = 100
    /// How far what was counted of an item may differ from the books, in percent of what they hold, before it is counted a second time;
    /// 0 never asks.
    package var secondCountAbovePercent: Int64 = 0
    /// Where the daemon keeps the files of reports for people to pick up; nil keeps them in the database only.
    package var reportsDirectory: String?
    /// The language of reports that nobody asked for in another: `en` or `fr`.
    package var reportLanguage = "en"
    /// Accounts of the machine that have roles here: no person takes one's name.
    package var accounts: Set<String> = ["entrepot", "root"]
    /// Speed of the great-circle estimate, metres per hour.
    package var metresPerHour: Int64 = 35_000
    /// How much longer roads are than the great circle, in percent.
    package var detourPercent: Int64 = 130

    package init() {}

    /// Whether an item has to be counted a second time.
    package func needsSecondCount(counted: Int64, expected: Int64) -> Bool {
        guard secondCountAbovePercent > 0, counted != expected else { return false }
        return Int128(abs(counted - expected)) * 100 > Int128(max(expected, 1)) * Int128(secondCountAbovePercent)
    }

    /// Whether a loss is large enough for somebody to look at it.
    package func isLargeLoss(_ quantity: Quantity, of base: BaseUnit) -> Bool {
        let (limit, overflow) = lossReviewAbove.multipliedReportingOverflow(by: base.unitsPerMeasure)
        return !overflow && quantity.units > limit
    }
}

/// The house: its books and its rules. Use cases reach them through a `Desk`.
package struct House: Sendable {
    package let store: Store
    package let rules: HouseRules
    package let logger: Logger
    /// The time now; tests hold it still.
    package let now: @Sendable () -> Timestamp

    package init(store: Store, rules: HouseRules, logger: Logger, now: @escaping @Sendable () -> Timestamp) {
        self.store = store
        self.rules = rules
        self.logger = logger
        self.now = now
    }
}
