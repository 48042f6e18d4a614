package import Measures
package import Speech

/// Everything the nightly report is made of, read in one snapshot.
package struct NightlyFacts: Hashable, Sendable {
    /// The warehouse.
    package var warehouse: ReportWarehouse
    /// The operational day that ended.
    package var day: CivilDate
    /// Where the books were cut.
    package var cut: ReportCut
    /// Every item named anywhere below.
    package var items: [ReportItem]
    /// Names of the categories, by code; a category without a name shows its code.
    package var categoryNames: [String: Wording] = [:]
    /// What each owner, item and grant did during the day.
    package var flows: [FlowRow] = []
    /// The headline figures of the seven operational days before, in any order; fewer when the warehouse is younger.
    package var previousDays: [DayTotals] = []
    /// Stock and use of the items on offer.
    package var stock: [StockLevel] = []
    /// Lots that expire within `expiryHorizonDays`, and expired ones still on hand.
    package var expiring: [ExpiringLot] = []
    /// How far ahead `expiring` looks.
    package var expiryHorizonDays: Int64 = 30
    /// Every place that holds stock.
    package var counts: [LastCount] = []
    /// A place not counted for longer is an exception.
    package var countEveryDays: Int64 = 30
    /// Rounds that left the warehouse and are not closed.
    package var openRounds: [RoundFact] = []
    /// Receipts without value.
    package var unvalued: [UnvaluedReceipt] = []
    /// Rounds of the day.
    package var rounds: [RoundFact] = []
    /// People served at each stop of the day, and by issues without a round.
    package var contacts: [StopContacts] = []
    /// Need against given.
    package var needs: [ZoneNeed] = []
    /// The rounds of tomorrow.
    package var tomorrow: [RoundAhead] = []
    /// Entries that belong to nights already reported.
    package var late: [LateEntry] = []
    /// Differences nobody has explained, of any day.
    package var unexplained: [UnexplainedDifference] = []
    /// Clearances of the day.
    package var evictions: [EvictionFact] = []

    package init(warehouse: ReportWarehouse, day: CivilDate, cut: ReportCut, items: [ReportItem]) {
        self.warehouse = warehouse
        self.day = day
        self.cut = cut
        self.items = items
    }
}
