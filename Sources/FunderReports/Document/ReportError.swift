package import Speech

/// A row that does not close.
package struct UnbalancedRow: Hashable, Sendable, CustomStringConvertible {
    /// The warehouse's code.
    package let warehouse: String
    /// The owner's code.
    package let owner: String
    /// The item's code.
    package let item: String
    /// The grant's code, if any.
    package let grant: String?
    /// What opening + in − out − losses gives, base units.
    package let expected: Int64
    /// What the books hold at the end, base units.
    package let closing: Int64

    package init(warehouse: String, owner: String, item: String, grant: String?, expected: Int64, closing: Int64) {
        self.warehouse = warehouse
        self.owner = owner
        self.item = item
        self.grant = grant
        self.expected = expected
        self.closing = closing
    }

    /// Closing − expected: above zero when goods appeared, below zero when they are missing.
    package var difference: Int64 { closing - expected }

    /// `warehouse=calais owner=auberge item=blanket grant=winter expected=110 closing=108 difference=-2`
    package var description: String {
        let grantWords = grant.map { " grant=\($0)" } ?? ""
        return
            "warehouse=\(warehouse) owner=\(owner) item=\(item)\(grantWords) expected=\(expected) closing=\(closing) difference=\(difference)"
    }
}

/// A total that is not the sum of its rows.
package struct WrongTotal: Hashable, Sendable, CustomStringConvertible {
    /// The figure that is wrong.
    package let figure: String
    /// The sum of the rows.
    package let sum: Int64
    /// What the total says.
    package let total: Int64

    package init(figure: String, sum: Int64, total: Int64) {
        self.figure = figure
        self.sum = sum
        self.total = total
    }

    /// `figure=in.total.piece sum=12 total=13`
    package var description: String { "figure=\(figure) sum=\(sum) total=\(total)" }
}

/// Why there is no report.
package enum ReportError: Error, Equatable, Sendable {
    /// Rows for which opening + in − out − losses is not closing: all of them.
    case unbalanced([UnbalancedRow])
    /// Totals that are not the sum of their rows: all of them.
    case wrongTotals([WrongTotal])
    /// Facts that contradict themselves, one sentence each.
    case facts([String])

    /// The stable code.
    package var code: ErrorCode {
        switch self {
        case .unbalanced: "RULE.REPORT-UNBALANCED"
        case .wrongTotals: "RULE.REPORT-TOTAL"
        case .facts: "RULE.REPORT-FACTS"
        }
    }

    /// What was found, one line for each fault.
    package var findings: [String] {
        switch self {
        case .unbalanced(let rows): rows.map(\.description)
        case .wrongTotals(let totals): totals.map(\.description)
        case .facts(let sentences): sentences
        }
    }

    /// What to do about it.
    package var remedy: Wording {
        switch self {
        case .unbalanced:
            Wording(
                "The report does not close and is not sent. Run \"verify\", explain each row, then run the report again.",
                "Le rapport ne ferme pas et n'est pas envoyé. Lancez « verify », expliquez chaque ligne, puis relancez le rapport.")
        case .wrongTotals, .facts:
            Wording(
                "The report contradicts itself and is not sent. This is a fault of the program: keep this message and report it.",
                "Le rapport se contredit et n'est pas envoyé. C'est un défaut du programme : gardez ce message et signalez-le.")
        }
    }

    /// Whether asking again can help: never, before something was changed.
    package var retryHelps: Bool { false }
}
