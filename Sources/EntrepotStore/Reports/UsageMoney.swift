import FunderReports
import Measures
import PostgresClient
import Speech

/// The money of a grant, as its report tells it.
extension ReportBooks {
    /// The code of the budget line of what was charged to none; no line of a grant can have it.
    private static var noLine: String { "no_line" }

    /// Each line of the grant with what purchases and expenses charged to it cost, in all warehouses, each at the rate of its day. What was
    /// charged to no line, and what no rate converts, stand on lines of their own: no money is left out in silence.
    func budget(of grant: GrantRecord) async throws -> [BudgetLine] {
        let currency = grant.amount.currency
        let rates = ExchangeRates(
            try await RateQueries.all(from: source).compactMap { row in
                guard let one = try? Currency(row.currency), let per = try? Currency(row.per) else { return nil }
                return ExchangeRates.Rate(one, per: per, from: row.from, millionths: row.millionths)
            })
        var inPeriod: [String: Int64] = [:]
        var toDate: [String: Int64] = [:]
        var unconverted: [String: Int64] = [:]
        for warehouse in try await source.column("select warehouse_id from entrepot.warehouse order by 1", as: Identifier<Warehouse>.self) {
            for sum in try await SpendingQueries.sums(under: grant.id, in: warehouse, from: source) where sum.day <= period.last {
                let money = try Money(minor: sum.minor, currency: Currency(sum.currency))
                guard let converted = rates.convert(money, to: currency, on: sum.rateOn) else {
                    unconverted[sum.currency, default: 0] += sum.minor
                    continue
                }
                let line = sum.line ?? Self.noLine
                toDate[line, default: 0] += converted.minor
                if sum.day >= period.first { inPeriod[line, default: 0] += converted.minor }
            }
        }
        var lines = grant.lines.map {
            BudgetLine(
                code: $0.name, name: Wording(both: $0.name), budget: $0.minor, spentInPeriod: inPeriod[$0.name] ?? 0,
                spentToDate: toDate[$0.name] ?? 0)
        }
        if toDate[Self.noLine] ?? 0 != 0 || inPeriod[Self.noLine] ?? 0 != 0 {
            lines.append(
                BudgetLine(
                    code: Self.noLine, name: Wording("charged to no line", "imputé à aucune ligne"), budget: 0,
                    spentInPeriod: inPeriod[Self.noLine] ?? 0, spentToDate: toDate[Self.noLine] ?? 0))
        }
        for (code, minor) in unconverted.sorted(by: { $0.key < $1.key }) where minor != 0 {
            let amount = try Money(minor: minor, currency: Currency(code)).description
            lines.append(
                BudgetLine(
                    code: "no_rate_\(code.lowercased())",
                    name: Wording("\(amount), no rate known: in no sum", "\(amount), aucun taux connu : dans aucune somme"), budget: 0,
                    spentInPeriod: 0, spentToDate: 0))
        }
        return lines
    }

    /// Goods given under the grant in the period, at the value they came with as it stands, by currency.
    func given(under grant: GrantRecord) async throws -> [InKindValue] {
        try await source.query(
            """
            select r.currency, sum(r.standing_value_minor)::bigint as minor
            from entrepot.standing_receipt as r
            join entrepot.movement as m on m.warehouse_id = r.warehouse_id and m.movement_id = r.movement_id
            left join entrepot.movement as k on k.warehouse_id = m.warehouse_id and k.movement_id = m.corrects_id
            join entrepot.lot as l on l.warehouse_id = r.warehouse_id and l.lot_id = r.lot_id
            where r.warehouse_id = \(id) and l.grant_id = \(grant.id) and r.value_minor is not null
              and coalesce(k.reason, m.reason) = 'received' and coalesce(k.occurred_at, m.occurred_at) >= \(opens)
              and coalesce(k.occurred_at, m.occurred_at) < \(closes)
              and m.recorded_xid < (select positioned_below from entrepot.warehouse_books where warehouse_id = \(id))
            group by r.currency having sum(r.standing_value_minor) > 0 order by r.currency
            """
        ) { row in
            InKindValue(basis: "as-given", value: try Money(minor: row.get("minor"), currency: Currency(row.get("currency"))))
        }
    }
}
