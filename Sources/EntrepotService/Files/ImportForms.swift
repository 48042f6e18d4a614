import Measures
import Speech
import StockLedger
import TabularText

/// How a file writes its numbers and days: shown by its own cells or said by its sender, never guessed.
struct ImportForms: Sendable {
    /// The decimal mark; `either` when no cell depends on it.
    let mark: DecimalMark
    /// The order of day and month; nil when no cell depends on it.
    let order: WrittenDate.Order?

    /// How many cells a question shows.
    private static let shown = 20

    /// A cell that shows a form, or that depends on it.
    private struct Cell {
        let line: Int
        let column: String
        let text: String
        var record: (Wording) -> Figures {
            { ImportRefusals.record(line: line, column: column, code: "ARG.AMBIGUOUS", value: text, $0) }
        }
    }

    init(_ table: TabularTable, _ columns: ImportColumns, mark said: DecimalMark?, order ordered: WrittenDate.Order?) throws(Refusal) {
        mark = if let said { said } else { try Self.mark(table, columns) }
        order = if let ordered { ordered } else { try Self.order(table, columns) }
    }

    private static func cells(_ table: TabularTable, _ columns: ImportColumns, _ meanings: [ImportColumns.Meaning]) -> [Cell] {
        meanings.compactMap { columns[$0] }.flatMap { column in
            table.rows.compactMap { row in
                table.text(row, column).map { Cell(line: row.line, column: ImportColumns.label(column, table), text: $0) }
            }
        }
    }

    // MARK: Numbers

    /// The mark that the numbers show. `12,5` and `1.234,50` show a comma; `1,200` alone shows nothing and is asked.
    private static func mark(_ table: TabularTable, _ columns: ImportColumns) throws(Refusal) -> DecimalMark {
        var proofs: [DecimalMark: Cell] = [:]
        var open: [Cell] = []
        for cell in cells(table, columns, [.quantity, .value]) {
            let number = String(
                cell.text.unicodeScalars.prefix { ("0"..."9").contains($0) || [",", ".", " ", "'", "\u{A0}", "\u{202F}"].contains($0) })
            switch WrittenNumber.read(FoldedText(number).text) {
            case .ambiguous: open.append(cell)
            case .number:
                guard let last = number.last(where: { $0 == "," || $0 == "." }) else { continue }
                let isGrouping = number.count { $0 == last } > 1
                let shows: DecimalMark = (last == ",") != isGrouping ? .comma : .dot
                if proofs[shows] == nil { proofs[shows] = cell }
            case .tooLong, .malformed: continue
            }
        }
        if proofs.count == 1, let proof = proofs.first { return proof.key }
        guard !open.isEmpty || proofs.count > 1 else { return .either }
        let examples = proofs.count > 1 ? proofs.values.sorted { $0.line < $1.line } : Array(open.prefix(shown))
        let list = examples.prefix(3).map { "«\($0.text)» (\($0.line))" }.joined(separator: ", ")
        let both = Wording("decimal=comma or decimal=dot", "décimale=virgule ou décimale=point")
        throw Refusal(
            "IMPORT.DECIMAL", ["cells": .integer(Int64(proofs.count > 1 ? 2 : open.count))],
            rows: examples.map {
                $0.record(Wording("with a decimal comma or with a decimal dot?", "avec une virgule ou avec un point décimal ?"))
            },
            proofs.count > 1
                ? Wording(
                    "the file writes decimals in two ways (\(list)): mend one of them, or say for the whole file \(both.english)",
                    "le fichier écrit les décimales de deux façons (\(list)) : corriger l'une, ou dire pour tout le fichier \(both.french)")
                : Wording(
                    "nothing in the file shows its decimal mark, and \(list) may be thousands or thousandths: say \(both.english)",
                    "rien dans le fichier ne montre sa marque décimale, et \(list) peut être des milliers ou des millièmes : dire \(both.french)"
                ))
    }

    // MARK: Days

    /// The order that the days show: `25/11/2026` is day first; `03/04/2027` alone shows nothing and is asked.
    private static func order(_ table: TabularTable, _ columns: ImportColumns) throws(Refusal) -> WrittenDate.Order? {
        var proofs: [WrittenDate.Order: Cell] = [:]
        var open: [Cell] = []
        for cell in cells(table, columns, [.expires, .date]) {
            let dayFirst = (try? WrittenDate(cell.text, order: .dayFirst))?.day
            let monthFirst = (try? WrittenDate(cell.text, order: .monthFirst))?.day
            switch (dayFirst, monthFirst) {
            case (let one?, let other?): if one != other { open.append(cell) }
            case (.some, nil): if proofs[.dayFirst] == nil { proofs[.dayFirst] = cell }
            case (nil, .some): if proofs[.monthFirst] == nil { proofs[.monthFirst] = cell }
            case (nil, nil): continue
            }
        }
        if proofs.count == 1, let proof = proofs.first { return proof.key }
        guard !open.isEmpty || proofs.count > 1 else { return nil }
        let examples = proofs.count > 1 ? proofs.values.sorted { $0.line < $1.line } : Array(open.prefix(shown))
        let list = examples.prefix(3).map { "«\($0.text)» (\($0.line))" }.joined(separator: ", ")
        let both = Wording("dates=day-first or dates=month-first", "dates=jour-mois ou dates=mois-jour")
        throw Refusal(
            "IMPORT.DATES", ["cells": .integer(Int64(proofs.count > 1 ? 2 : open.count))],
            rows: examples.map { $0.record(Wording("day first or month first?", "le jour ou le mois d'abord ?")) },
            proofs.count > 1
                ? Wording(
                    "the file writes days in two orders (\(list)): mend one of them, or say for the whole file \(both.english)",
                    "le fichier écrit les jours dans deux ordres (\(list)) : corriger l'un, ou dire pour tout le fichier \(both.french)")
                : Wording(
                    "nothing in the file shows whether the day or the month stands first in \(list): say \(both.english)",
                    "rien dans le fichier ne montre si le jour ou le mois vient d'abord dans \(list) : dire \(both.french)"))
    }
}
