internal import Measures

/// What a grant allowed and what was spent, line by line, in its one currency.
package struct BudgetStatement: Hashable, Sendable {
    /// The lines, in the grant's order.
    package let lines: [BudgetLine]
    /// The amount granted that no line names, minor units; below zero when the lines promise more than the grant.
    package let unallocated: Int64
    /// Spent in the period, minor units.
    package let spentInPeriod: Int64
    /// Spent up to the end of the period, minor units.
    package let spentToDate: Int64
    /// What is left of the grant, minor units; below zero when overspent.
    package let left: Int64

    /// The statement of a grant; throws `facts` for a line told twice or amounts beyond the books.
    package init(_ grant: ReportedGrant) throws(ReportError) {
        let twice = Dictionary(grouping: grant.lines, by: \.code).filter { $0.value.count > 1 }.keys.sorted()
        guard twice.isEmpty else { throw .facts(twice.map { "the budget line \($0) is told twice" }) }
        try ReportFooting.check(
            amounts: [grant.amount] + grant.lines.flatMap { [$0.budget, $0.spentInPeriod, $0.spentToDate] },
            of: "money of the grant \(grant.code)",
            areMoney: true
        )
        lines = grant.lines
        unallocated = grant.amount - grant.lines.reduce(0) { $0 + $1.budget }
        spentInPeriod = grant.lines.reduce(0) { $0 + $1.spentInPeriod }
        spentToDate = grant.lines.reduce(0) { $0 + $1.spentToDate }
        left = grant.amount - spentToDate
    }
}

/// How much of the value of a grant's goods can be followed to people.
package struct TracedValue: Hashable, Sendable {
    /// The value of each fate, in the order of `ValueTrace.Fate`; every fate is there.
    package let fates: [ValueTrace]
    /// The value of all goods of the grant.
    package let total: Int64

    /// Sums the traces by fate; throws `facts` for amounts beyond the books.
    package init(_ traces: [ValueTrace]) throws(ReportError) {
        try ReportFooting.check(amounts: traces.map(\.value), of: "value of goods", areMoney: true)
        fates = ValueTrace.Fate.allCases.map { fate in
            ValueTrace(fate, traces.reduce(0) { $1.fate == fate ? $0 + $1.value : $0 })
        }
        total = traces.reduce(0) { $0 + $1.value }
    }

    /// The share of a fate in thousandths, rounded half up; nothing when there is no value.
    package func perMille(_ fate: ValueTrace.Fate) -> Int64? {
        guard total > 0 else { return nil }
        let value = fates.reduce(Int128(0)) { $1.fate == fate ? $0 + Int128($1.value) : $0 }
        return Int64((2_000 * value + Int128(total)) / (2 * Int128(total)))
    }
}
