import EntrepotStore
import FunderReports
import PlainJSON
import Speech
import StockLedger

/// A report that does not close, as a person is told.
enum ReportFailure {
    /// What is kept with the run.
    static func text(_ error: ReportError) -> String {
        ([error.code.rawValue] + error.findings).joined(separator: "\n")
    }

    /// The refusal, with a row for every row that does not close.
    static func refusal(_ error: ReportError) -> Refusal {
        let found = error.findings.prefix(3).joined(separator: "; ")
        let more = error.findings.count > 3 ? "; …" : ""
        let rows: [Figures] =
            switch error {
            case .unbalanced(let rows):
                rows.map { row in
                    [
                        "warehouse": .string(row.warehouse), "owner": .string(row.owner), "item": .string(row.item),
                        "grant": .string(row.grant ?? ""), "expected": .integer(row.expected), "closing": .integer(row.closing),
                        "difference": .integer(row.difference),
                    ]
                }
            case .wrongTotals, .facts: error.findings.map { ["finding": .string($0)] }
            }
        return Refusal(
            error.code, ["findings": .integer(Int64(error.findings.count))], rows: rows,
            Wording("\(found)\(more). \(error.remedy.english)", "\(found)\(more). \(error.remedy.french)"))
    }
}
