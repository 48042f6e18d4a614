internal import Measures
package import Speech

/// A report as a value: what it says, before anybody decides how it looks.
package struct ReportDocument: Hashable, Sendable {
    /// The report's name as people ask for it: `nightly`, `usage`.
    package let kind: ReportKind
    /// The language of every word in it.
    package let language: Language
    /// The subject of its mail; never holds a line break.
    package let subject: String
    /// Its heading.
    package let title: String
    /// What stands below the heading: warehouse, grant, period, in words.
    package let scope: [String]
    /// The days covered.
    package let period: ReportingPeriod
    /// The codes of the warehouses covered, in their order.
    package let warehouses: [String]
    /// The grant's code, for a report on a grant.
    package let grant: String?
    /// The figures at its head, of which the tables tell the rest.
    package let headline: [HeadlineCell]
    /// Its sections.
    package let sections: [ReportSection]
    /// What stands at its foot: where the books were cut, by which rules.
    package let footers: [String]

    package init(
        kind: ReportKind,
        language: Language,
        subject: String,
        title: String,
        scope: [String],
        period: ReportingPeriod,
        warehouses: [String],
        grant: String?,
        headline: [HeadlineCell],
        sections: [ReportSection],
        footers: [String]
    ) {
        self.kind = kind
        self.language = language
        self.subject = SafeText.oneLine(subject)
        self.title = title
        self.scope = scope
        self.period = period
        self.warehouses = warehouses
        self.grant = grant
        self.headline = headline
        self.sections = sections
        self.footers = footers
    }

    /// Every table.
    package var tables: [ReportTable] {
        sections.flatMap(\.blocks).compactMap { block in
            if case .table(let table) = block { table } else { nil }
        }
    }
}

/// A figure at the head of a report.
package struct HeadlineCell: Hashable, Sendable {
    /// The figure's lasting name.
    package let id: String
    /// What it is.
    package let label: String
    /// Its value.
    package let cell: ReportCell
    /// What to compare it with, in words: "7-day mean 380".
    package let comparison: String
    /// The mean it is compared with, as a figure; `blank` when there is none.
    package let mean: ReportCell

    package init(id: String, label: String, cell: ReportCell, comparison: String, mean: ReportCell = .blank) {
        self.id = id
        self.label = label
        self.cell = cell
        self.comparison = comparison
        self.mean = mean
    }
}

/// A part of a report under one heading.
package struct ReportSection: Hashable, Sendable {
    /// A lasting name: `exceptions`, `runway`.
    package let id: String
    /// The heading.
    package let title: String
    /// What stands under it, in order.
    package let blocks: [ReportBlock]

    package init(id: String, title: String, blocks: [ReportBlock]) {
        self.id = id
        self.title = title
        self.blocks = blocks
    }
}

/// A table, a list or a remark.
package enum ReportBlock: Hashable, Sendable {
    /// A table.
    case table(ReportTable)
    /// Things to look at, the most urgent first.
    case lines([ReportLine])
    /// A remark, or what is said when there is nothing to show.
    case note(String)
}

/// One thing to look at: what, how many, which.
package struct ReportLine: Hashable, Sendable {
    /// How much it matters.
    package enum Weight: String, Sendable {
        /// Somebody must act.
        case alert
        /// Somebody should know.
        case notice
        /// For the record.
        case plain
    }
    /// The figure's lasting name: `exceptions.low`.
    package let id: String
    /// How much it matters.
    package let weight: Weight
    /// What it is.
    package let label: String
    /// How many there are.
    package let count: ReportCell
    /// Which they are; one screen shows the first ones and says how many follow.
    package let details: [String]

    package init(id: String, weight: Weight, label: String, count: ReportCell, details: [String]) {
        self.id = id
        self.weight = weight
        self.label = label
        self.count = count
        self.details = details
    }
}
