package import Measures

/// Opening + in − out = closing, for every warehouse, owner, item and grant.
package struct StockStatement: Hashable, Sendable {
    /// The sums of one or several rows, base units of one unit.
    package struct Sums: Hashable, Sendable {
        /// On hand when the period began.
        package var opening: Int64 = 0
        /// All that came in.
        package var incoming: Int64 = 0
        /// Of that, gifts and purchases.
        package var intake: Int64 = 0
        /// What reached people or partners.
        package var given: Int64 = 0
        /// What left the row without being used: lent, transferred, turned into something else.
        package var otherOut: Int64 = 0
        /// What was lost, by any cause.
        package var lost: Int64 = 0
        /// Of that, what went bad in our hands.
        package var wasted: Int64 = 0
        /// On hand when the period ended.
        package var closing: Int64 = 0

        package init() {}

        /// The sums of one row.
        package init(_ row: FlowRow) {
            opening = row.opening
            closing = row.closing
            for flow in row.incoming {
                incoming += flow.units
                if flow.reason.isIntake { intake += flow.units }
            }
            for flow in row.outgoing {
                if flow.reason.isGiven { given += flow.units } else { otherOut += flow.units }
            }
            for flow in row.losses {
                lost += flow.units
                if flow.reason.isWastage { wasted += flow.units }
            }
        }

        /// What the closing has to be.
        package var expected: Int64 { opening + incoming - given - otherOut - lost }

        /// What came in otherwise, less what went out otherwise: loans, transfers, sorting, counts. May be below zero.
        package var other: Int64 { incoming - intake - otherOut }

        /// Whether anything moved.
        package var moved: Bool { incoming != 0 || given != 0 || otherOut != 0 || lost != 0 }

        fileprivate mutating func add(_ other: Sums) {
            opening += other.opening
            incoming += other.incoming
            intake += other.intake
            given += other.given
            otherOut += other.otherOut
            lost += other.lost
            wasted += other.wasted
            closing += other.closing
        }
    }

    /// The sums of an item over its owners and grants.
    package struct ItemLine: Hashable, Sendable {
        /// The item.
        package let item: ReportItem
        /// Its sums.
        package let sums: Sums
    }

    /// The sums of a category in one unit.
    package struct CategoryLine: Hashable, Sendable {
        /// The category's code.
        package let category: String
        /// The unit of the sums.
        package let base: BaseUnit
        /// Its sums.
        package let sums: Sums
    }

    /// An amount of one item and reason, summed over owners and grants.
    package struct ReasonLine: Hashable, Sendable {
        /// Why.
        package let reason: FlowReason
        /// The item.
        package let item: ReportItem
        /// Base units.
        package let units: Int64
    }

    /// A side of the statement.
    package enum Side: String, CaseIterable, Sendable {
        case incoming = "in"
        case outgoing = "out"
        case losses = "loss"
    }

    /// The rows, by warehouse, item, owner and grant.
    package let rows: [FlowRow]
    /// The items of the rows, by code.
    package let items: [String: ReportItem]

    /// A statement that closes; throws `unbalanced` with every row that does not, `facts` for unknown items, a row told
    /// twice, or amounts no ledger can hold.
    package init(rows: [FlowRow], items: [ReportItem]) throws(ReportError) {
        self.items = try ReportFooting.byCode(items)
        try ReportFooting.check(rows, items: self.items)
        self.rows = rows.sorted { left, right in
            (left.warehouse, left.item, left.owner, left.grant ?? "") < (right.warehouse, right.item, right.owner, right.grant ?? "")
        }
    }

    /// One line per item, by code.
    package var byItem: [ItemLine] {
        var sums: [String: Sums] = [:]
        for row in rows { sums[row.item, default: Sums()].add(Sums(row)) }
        return sums.keys.sorted().compactMap { code in
            guard let item = items[code], let sum = sums[code] else { return nil }
            return ItemLine(item: item, sums: sum)
        }
    }

    /// One line per category and unit, by code, pieces first.
    package var byCategory: [CategoryLine] {
        var lines: [CategoryLine] = []
        let categories = Set(byItem.map(\.item.category)).sorted()
        for category in categories {
            for base in BaseUnit.allCases {
                let matching = byItem.filter { $0.item.category == category && $0.item.base == base }
                guard !matching.isEmpty else { continue }
                var sums = Sums()
                for line in matching { sums.add(line.sums) }
                lines.append(CategoryLine(category: category, base: base, sums: sums))
            }
        }
        return lines
    }

    /// The sums of everything counted in a unit; nothing when no item is.
    package func total(_ base: BaseUnit) -> Sums? {
        let matching = byItem.filter { $0.item.base == base }
        guard !matching.isEmpty else { return nil }
        var sums = Sums()
        for line in matching { sums.add(line.sums) }
        return sums
    }

    /// The amounts of a side by reason (in the order of `FlowReason`) and item; zero sums are left out.
    package func byReason(_ side: Side) -> [ReasonLine] {
        var sums: [FlowReason: [String: Int64]] = [:]
        for row in rows {
            let flows =
                switch side {
                case .incoming: row.incoming
                case .outgoing: row.outgoing
                case .losses: row.losses
                }
            for flow in flows { sums[flow.reason, default: [:]][row.item, default: 0] += flow.units }
        }
        var lines: [ReasonLine] = []
        for reason in FlowReason.allCases {
            let amounts = sums[reason] ?? [:]
            for code in amounts.keys.sorted() {
                guard let item = items[code], let units = amounts[code], units != 0 else { continue }
                lines.append(ReasonLine(reason: reason, item: item, units: units))
            }
        }
        return lines
    }
}
