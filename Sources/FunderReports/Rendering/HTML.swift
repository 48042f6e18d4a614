import Speech

/// The report as one page of HTML: everything inside, nothing fetched, every text escaped; readable on a phone, printable.
package enum HTML {
    /// The page, UTF-8.
    package static func render(_ document: ReportDocument) -> String {
        let format = ReportFormat(document.language)
        var page = """
            <!DOCTYPE html>
            <html lang="\(document.language == .english ? "en-GB" : "fr")">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>\(SafeText.html(document.subject))</title>
            <style>
            \(stylesheet)
            </style>
            </head>
            <body>
            <header>
            <h1>\(SafeText.html(document.title))</h1>

            """
        for line in document.scope { page += "<p>\(SafeText.html(line))</p>\n" }
        page += "</header>\n<main>\n"
        page += headline(document.headline, format)
        for section in document.sections {
            page += "<section id=\"\(SafeText.html(section.id))\">\n<h2>\(SafeText.html(section.title))</h2>\n"
            for block in section.blocks {
                switch block {
                case .note(let note): page += "<p class=\"note\">\(SafeText.html(note))</p>\n"
                case .lines(let lines): page += list(lines, format)
                case .table(let table): page += HTML.table(table, format)
                }
            }
            page += "</section>\n"
        }
        page += "</main>\n<footer>\n"
        for footer in document.footers { page += "<p>\(SafeText.html(footer))</p>\n" }
        return page + "</footer>\n</body>\n</html>\n"
    }

    private static func headline(_ cells: [HeadlineCell], _ format: ReportFormat) -> String {
        guard !cells.isEmpty else { return "" }
        var list = "<dl>\n"
        for cell in cells {
            list += "<div><dt>\(SafeText.html(cell.label))</dt><dd>\(SafeText.html(format.text(cell.cell)))"
            list += "<small>\(SafeText.html(cell.comparison))</small></dd></div>\n"
        }
        return list + "</dl>\n"
    }

    private static func list(_ lines: [ReportLine], _ format: ReportFormat) -> String {
        var list = "<ul>\n"
        for line in lines {
            let details = line.details.isEmpty ? "" : format.colon + line.details.map(SafeText.html).joined(separator: "; ")
            list += "<li class=\"\(line.weight.rawValue)\"><b>\(SafeText.html(line.label))</b> "
            list += "<span class=\"count\">\(SafeText.html(format.text(line.count)))</span>\(details)</li>\n"
        }
        return list + "</ul>\n"
    }

    private static func table(_ table: ReportTable, _ format: ReportFormat) -> String {
        var text = "<div class=\"table\"><table>\n<thead>\n<tr>"
        for column in table.columns {
            text += "<th scope=\"col\"\(column.isText ? "" : " class=\"figure\"")>\(SafeText.html(column.title))</th>"
        }
        text += "</tr>\n</thead>\n<tbody>\n"
        for row in table.rows { text += HTML.row(row, of: table, format) }
        text += "</tbody>\n"
        if !table.totals.isEmpty {
            text += "<tfoot>\n"
            for row in table.totals { text += HTML.row(row, of: table, format) }
            text += "</tfoot>\n"
        }
        return text + "</table></div>\n"
    }

    private static func row(_ row: ReportRow, of table: ReportTable, _ format: ReportFormat) -> String {
        var text = "<tr>"
        for (place, (column, cell)) in zip(table.columns, row.cells).enumerated() {
            let value = SafeText.html(format.text(cell))
            if place == 0, column.isText {
                text += "<th scope=\"row\">\(value)</th>"
            } else {
                text += column.isText ? "<td>\(value)</td>" : "<td class=\"figure\">\(value)</td>"
            }
        }
        return text + "</tr>\n"
    }

    /// Dark on white, one accent for what needs somebody; tables scroll inside their own box on a phone.
    private static let stylesheet = """
        body { font: 16px/1.4 system-ui, sans-serif; color: #1a1a1a; background: #fff; max-width: 60rem; margin: 0 auto; padding: 1rem; }
        h1 { font-size: 1.5rem; margin: 0 0 .25rem; }
        header p, footer p { margin: 0; color: #555; }
        h2 { font-size: 1.1rem; margin: 1.6rem 0 .4rem; padding-bottom: .15rem; border-bottom: 2px solid #1a1a1a; }
        dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: .5rem; margin: 1rem 0; }
        dl div { border: 1px solid #ccc; border-radius: .3rem; padding: .5rem .7rem; }
        dt { font-size: .85rem; color: #555; }
        dd { margin: 0; font-size: 1.45rem; font-weight: 600; font-variant-numeric: tabular-nums; white-space: nowrap; }
        dd small { display: block; font-size: .8rem; font-weight: 400; color: #555; white-space: normal; }
        ul { list-style: none; margin: 0; padding: 0; }
        li { padding: .2rem 0 .2rem .6rem; border-left: 4px solid #ccc; margin: .25rem 0; }
        li.alert { border-color: #b3261e; }
        li.notice { border-color: #c77700; }
        li.plain { display: inline-block; margin-right: 1rem; }
        .count { font-weight: 600; font-variant-numeric: tabular-nums; }
        li.alert .count { color: #b3261e; }
        .table { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; font-size: .95rem; }
        th, td { padding: .25rem .5rem; text-align: left; vertical-align: top; border-bottom: 1px solid #ddd; }
        thead th { font-size: .85rem; color: #555; vertical-align: bottom; }
        tbody th { font-weight: 500; }
        th:first-child, td:first-child { padding-left: 0; }
        th:last-child, td:last-child { padding-right: 0; }
        .figure { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        tfoot th, tfoot td { font-weight: 700; border-bottom: 0; }
        tfoot tr:first-child > * { border-top: 1px solid #1a1a1a; }
        .note { margin: .4rem 0 0; font-size: .85rem; color: #555; }
        footer { margin-top: 2rem; padding-top: .5rem; border-top: 1px solid #ccc; font-size: .85rem; }
        @media (max-width: 40rem) { body { padding: .6rem; } table { font-size: .82rem; } th, td { padding: .25rem .3rem; } }
        @media print { body { max-width: none; padding: 0; font-size: 11px; } section { break-inside: avoid; } .table { overflow: visible; } }
        """
}
