internal import Measures

/// The checks without which there is no report: rows close, totals are the sums of their rows, facts fit each other.
package enum ReportFooting {
    /// Items by code; throws `facts` when a code is told twice.
    package static func byCode(_ items: [ReportItem]) throws(ReportError) -> [String: ReportItem] {
        var known: [String: ReportItem] = [:]
        var faults: [String] = []
        for item in items where known.updateValue(item, forKey: item.code) != nil {
            faults.append("the item \(item.code) is told twice")
        }
        guard faults.isEmpty else { throw .facts(faults) }
        return known
    }

    /// Throws `facts` naming every code that is not among the items.
    package static func check(codes: [String], among items: [String: ReportItem]) throws(ReportError) {
        let unknown = Set(codes.filter { items[$0] == nil }).sorted()
        guard unknown.isEmpty else { throw .facts(unknown.map { "the item \($0) is not among the items of the report" }) }
    }

    /// Throws `facts` unless every amount, and the sum of all amounts, is one a ledger can hold (10^15 each).
    ///
    /// The sum of the magnitudes bounds every sum made of some of them, so that no later addition can overflow; it is at most
    /// 10^18, or 10^15 minor units for money.
    package static func check(amounts: [Int64], of what: String, areMoney: Bool = false) throws(ReportError) {
        var sum: Int128 = 0
        for amount in amounts {
            guard amount.magnitude <= Quantity.ceiling.magnitude else {
                throw .facts(["\(what): \(amount) is more than the books can hold (10^15)"])
            }
            sum += Int128(amount.magnitude)
        }
        let most = (areMoney ? 1 : 1_000) * Int128(Quantity.ceiling)
        guard sum <= most else { throw .facts(["\(what): the sum of all amounts is more than a report can hold (\(most))"]) }
    }

    /// Throws `unbalanced` with every row for which opening + in − out − losses is not closing.
    package static func check(_ rows: [FlowRow], items: [String: ReportItem]) throws(ReportError) {
        try check(codes: rows.map(\.item), among: items)
        var amounts: [Int64] = []
        var told: Set<[String]> = []
        var faults: [String] = []
        for row in rows {
            amounts += [row.opening, row.closing]
            amounts += (row.incoming + row.outgoing + row.losses).map(\.units)
            if !told.insert([row.warehouse, row.owner, row.item, row.grant ?? ""]).inserted {
                faults.append(
                    "the row warehouse=\(row.warehouse) owner=\(row.owner) item=\(row.item) grant=\(row.grant ?? "-") is told twice")
            }
        }
        guard faults.isEmpty else { throw .facts(faults) }
        try check(amounts: amounts, of: "goods")
        let open = rows.compactMap { row -> UnbalancedRow? in
            let expected = StockStatement.Sums(row).expected
            guard expected != row.closing else { return nil }
            return UnbalancedRow(
                warehouse: row.warehouse, owner: row.owner, item: row.item, grant: row.grant, expected: expected, closing: row.closing)
        }
        guard open.isEmpty else {
            throw .unbalanced(
                open.sorted { left, right in
                    (left.warehouse, left.item, left.owner, left.grant ?? "") < (
                        right.warehouse, right.item, right.owner, right.grant ?? ""
                    )
                }
            )
        }
    }

    /// Throws `wrongTotals` with every total of a column that adds up and is not the sum of its rows, unit by unit and
    /// currency by currency, and `facts` when two figures of the document share a name.
    package static func check(_ document: ReportDocument) throws(ReportError) {
        var wrong: [WrongTotal] = []
        for table in document.tables {
            for (place, column) in table.columns.enumerated() where column.adds {
                for total in table.totals {
                    guard total.cells.indices.contains(place), let (said, unit) = total.cells[place].amount else { continue }
                    let sum = table.rows.reduce(Int64(0)) { sum, row in
                        guard row.cells.indices.contains(place), let (amount, rowUnit) = row.cells[place].amount, rowUnit == unit else {
                            return sum
                        }
                        return sum + amount
                    }
                    if sum != said { wrong.append(WrongTotal(figure: column.figure(of: total), sum: sum, total: said)) }
                }
            }
        }
        guard wrong.isEmpty else { throw .wrongTotals(wrong) }
        var names: Set<String> = []
        let twice = document.figures.filter { !names.insert($0.id).inserted }.map { "two figures are named \($0.id)" }
        guard twice.isEmpty else { throw .facts(twice) }
    }
}
