import EntrepotStore
import FunderReports
import PlainJSON
import StockLedger

/// A report that does not close, as a person is told.
enum ReportFailure {
    /// The keys of a row that does not close.
    static let keys = ["warehouse", "owner", "item", "grant", "expected", "closing", "difference"]

    /// What is kept with the run.
    static func text(_ error: ReportError) -> String {
        ([error.code] + error.findings).joined(separator: "\n")
    }

    /// The refusal, with a record for every row that does not close.
    static func refusal(_ error: ReportError) -> RefusedRows {
        let found = error.findings.prefix(3).joined(separator: "; ")
        let more = error.findings.count > 3 ? "; …" : ""
        let refusal = Refusal(
            error.code, [.init("findings", String(error.findings.count))],
            Wording("\(found)\(more). \(error.remedy.english)", "\(found)\(more). \(error.remedy.french)"))
        let records: [JSONObject] =
            switch error {
            case .unbalanced(let rows):
                rows.map { row in
                    JSONObject(
                        keys: keys,
                        values: [
                            .string(row.warehouse), .string(row.owner), .string(row.item), JSONValue(row.grant), .integer(row.expected),
                            .integer(row.closing), .integer(row.difference),
                        ])
                }
            case .wrongTotals, .facts: error.findings.map { ["finding": .string($0)] }
            }
        return RefusedRows(refusal: refusal, records: records)
    }
}
