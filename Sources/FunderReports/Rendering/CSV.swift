internal import Measures
import Speech
internal import TabularText

/// The report as one tidy table: a row for each figure, so that a spreadsheet can filter, pivot and add.
///
/// One file and not one per section, because a funder's accountant opens one attachment. Labels first, then a row of HXL tags
/// (HXL 1.1), then the figures in the order of the report. Values are machine numbers in the unit beside them: kg, l and pieces;
/// money in its currency. A figure that an audience may not see has no value and says why in the last column.
/// French files are made for a French Excel: semicolons, decimal commas, UTF-8 mark. English ones are RFC 4180.
package enum CSV {
    /// The file, UTF-8.
    package static func render(_ document: ReportDocument) -> [UInt8] {
        let language = document.language
        let format = ReportFormat(language)
        let titles: [Phrase] = [
            .csvReport, .csvFrom, .csvTo, .csvWarehouses, .csvGrant, .csvFigure, .csvSection, .csvRow, .csvColumn, .csvValue, .unit,
            .csvRemark,
        ]
        let tags = [
            "#meta+report", "#date+start", "#date+end", "#org+warehouse+code", "#activity+grant+code", "#indicator+code",
            "#meta+section", "#indicator+name", "#meta+measure", "#indicator+num+value", "#meta+unit", "#status",
        ]
        let rows = document.figures.map { figure in
            let value = machine(figure.cell, format)
            return [
                document.kind.rawValue, document.period.first.description, document.period.last.description,
                document.warehouses.joined(separator: " "), document.grant ?? "", figure.id, figure.section, figure.row,
                figure.column, value.number, value.unit, value.remark,
            ].map(SafeText.oneLine)
        }
        return TabularWriter.write(
            language == .french ? .frenchExcel : .comma,
            header: titles.map { $0.text(language) },
            tags: tags,
            rows: rows
        )
    }

    /// A cell as a plain number, its unit, and what there is to say when it has no number.
    static func machine(_ cell: ReportCell, _ format: ReportFormat) -> (number: String, unit: String, remark: String) {
        let language = format.language
        func number(_ scaled: Int64, _ places: Int, trimmed: Bool = true) -> String {
            let parts = ReportFormat.parts(scaled, places: places, trimmed: trimmed)
            let mark = language == .french ? "," : "."
            return (scaled < 0 ? "-" : "") + parts.whole + (parts.fraction.isEmpty ? "" : mark + parts.fraction)
        }
        switch cell {
        case .quantity(let units, let base): return (number(units, base.shownPlaces), format.unit(base), "")
        case .count(let count): return (number(count, 0), "", "")
        case .people(.exact(let people)): return (number(people, 0), Phrase.csvPeople.text(language), "")
        case .people(.rounded(let people)): return (number(people, 0), Phrase.csvPeople.text(language), Phrase.csvRounded.text(language))
        case .people(.fewerThanFive): return ("", Phrase.csvPeople.text(language), Phrase.fewerThanFive.text(language))
        case .people(.hidden): return ("", Phrase.csvPeople.text(language), Phrase.hidden.text(language))
        case .money(let money): return (number(money.minor, money.currency.decimals, trimmed: false), money.currency.code, "")
        case .share(let perMille): return (number(perMille, 1), "%", "")
        case .days(.days(let days)): return (number(days, 0), Phrase.csvDays.text(language), "")
        case .days(.out): return ("0", Phrase.csvDays.text(language), Phrase.daysOut.text(language))
        case .days(.noDemand): return ("", Phrase.csvDays.text(language), Phrase.noDemand.text(language))
        case .mean(let tenths, let base):
            return (number(tenths, 1), base.map(format.unit) ?? Phrase.csvPeople.text(language), "")
        case .text, .date, .blank: return ("", "", format.text(cell))
        }
    }
}
