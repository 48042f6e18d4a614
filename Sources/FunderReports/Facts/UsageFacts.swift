package import Measures
package import Speech

/// A line of a grant's budget and what was spent on it, in the grant's currency.
package struct BudgetLine: Hashable, Sendable {
    /// The line's code.
    package let code: String
    /// Its name.
    package let name: Wording
    /// What the line allows, minor units.
    package let budget: Int64
    /// Invoices dated in the period, minor units.
    package let spentInPeriod: Int64
    /// Invoices dated up to the end of the period, minor units.
    package let spentToDate: Int64

    package init(code: String, name: Wording, budget: Int64, spentInPeriod: Int64, spentToDate: Int64) {
        self.code = code
        self.name = name
        self.budget = budget
        self.spentInPeriod = spentInPeriod
        self.spentToDate = spentToDate
    }
}

/// The grant a usage report answers for.
package struct ReportedGrant: Hashable, Sendable {
    /// The grant's code.
    package let code: String
    /// The funder's name.
    package let funder: String
    /// The name of the association that holds it.
    package let organisation: String
    /// Its currency.
    package let currency: Currency
    /// The amount granted, minor units.
    package let amount: Int64
    /// The dates it covers.
    package let period: ReportingPeriod
    /// Its budget lines.
    package let lines: [BudgetLine]

    package init(
        code: String,
        funder: String,
        organisation: String,
        currency: Currency,
        amount: Int64,
        period: ReportingPeriod,
        lines: [BudgetLine]
    ) {
        self.code = code
        self.funder = funder
        self.organisation = organisation
        self.currency = currency
        self.amount = amount
        self.period = period
        self.lines = lines
    }
}

/// Where goods bought or given under a grant have got to, by the value frozen at their receipt.
package struct ValueTrace: Hashable, Sendable {
    /// Where the goods are.
    package enum Fate: String, CaseIterable, Sendable {
        /// Followed lot by lot to people or partners.
        case traced
        /// Given out of mixed stock and shared out by rule: allocated, not traced.
        case allocated
        /// Still on hand.
        case onHand = "on_hand"
        /// Lent and due back.
        case lent
        /// Lost, by any cause.
        case lost
    }
    /// Where the goods are.
    package let fate: Fate
    /// Minor units of the grant's currency.
    package let value: Int64

    package init(_ fate: Fate, _ value: Int64) {
        self.fate = fate
        self.value = value
    }
}

/// Gifts in kind of one valuation basis; never added to money.
package struct InKindValue: Hashable, Sendable {
    /// How the value was found, as the valuation table says: `market_new`, `agreed_scale`.
    package let basis: String
    /// The value frozen at receipt.
    package let value: Money

    package init(basis: String, value: Money) {
        self.basis = basis
        self.value = value
    }
}

/// Goods of the grant that another owner holds and owes.
package struct LentOut: Hashable, Sendable {
    /// Who owes them.
    package let borrower: String
    /// The item's code.
    package let item: String
    /// Base units still due.
    package let units: Int64
    /// The day of the oldest loan still open.
    package let since: CivilDate

    package init(borrower: String, item: String, units: Int64, since: CivilDate) {
        self.borrower = borrower
        self.item = item
        self.units = units
        self.since = since
    }
}

/// Everything a usage report of one grant is made of, read in one snapshot.
package struct UsageFacts: Hashable, Sendable {
    /// The grant.
    package var grant: ReportedGrant
    /// The warehouses whose books were read.
    package var warehouses: [ReportWarehouse]
    /// The days covered.
    package var period: ReportingPeriod
    /// Where the books were cut, one cut for each warehouse in the same order.
    package var cuts: [ReportCut]
    /// Every item named anywhere below.
    package var items: [ReportItem]
    /// What each owner and item of this grant did in the period.
    package var flows: [FlowRow] = []
    /// Where the goods of the grant have got to by the end of the period.
    package var traces: [ValueTrace] = []
    /// Gifts in kind received in the period, by basis.
    package var inKind: [InKindValue] = []
    /// Lots of the grant without a value, left out of `traces`.
    package var lotsWithoutValue: Int64 = 0
    /// People served at stops that gave goods of the grant.
    package var contacts: [StopContacts] = []
    /// Headcounts of the sites served, in the period.
    package var headcounts: [Headcount] = []
    /// Goods lent and due back at the end of the period.
    package var lent: [LentOut] = []
    /// Entries of earlier, closed periods that stand in this one.
    package var earlierPeriods: [LateEntry] = []

    package init(
        grant: ReportedGrant,
        warehouses: [ReportWarehouse],
        period: ReportingPeriod,
        cuts: [ReportCut],
        items: [ReportItem]
    ) {
        self.grant = grant
        self.warehouses = warehouses
        self.period = period
        self.cuts = cuts
        self.items = items
    }
}
