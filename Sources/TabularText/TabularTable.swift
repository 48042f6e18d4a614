import Measures
import Speech

/// A file seen as a table: a header, perhaps an HXL tag row, and rows of data.
package struct TabularTable: Sendable {
    /// How many rows from the top may hold the tag row (HXL 1.1) or the header.
    package static let rowsSearched = 25

    /// The labels above the columns; empty when the tag row stands first.
    package let header: [TabularField]
    /// The tag of each column, nil where there is none; empty without a tag row.
    package let tags: [HXLTag?]
    /// The rows of data, blank ones left out.
    package let rows: [TabularRecord]
    /// The faults of the file and of the rows, in order of lines.
    package let faults: [TabularFault]
    /// The notes of the file.
    package let notes: [TabularNote]
    private let foldedLabels: [String]

    /// Finds header and tag row. Rows that have not as many cells as the header are kept and reported, unless only empty cells are too many.
    package init(_ file: TabularFile) {
        let records = file.records
        let top = records.prefix(Self.rowsSearched)
        var firstRow = 0
        if let tagRow = top.firstIndex(where: { Self.isTagRow($0) }) {
            tags = records[tagRow].fields.map { HXLTag($0.text) }
            let labels = records[..<tagRow].last { !$0.isBlank }
            header = labels?.fields ?? []
            firstRow = tagRow + 1
        } else {
            tags = []
            // A title stands alone on its row; the header is the first row with two cells or more, or the first of a one-column file.
            let named = top.firstIndex { record in record.fields.count { !$0.text.isEmpty } > 1 } ?? top.firstIndex { !$0.isBlank }
            header = named.map { records[$0].fields } ?? []
            firstRow = named.map { $0 + 1 } ?? records.count
        }
        rows = records[firstRow...].filter { !$0.isBlank }
        let width = max(header.count, tags.count)
        var found = file.faults
        for row in rows where row.fields.count != width {
            let surplusIsEmpty = row.fields.count > width && row.fields[width...].allSatisfy { $0.text.isEmpty }
            if !surplusIsEmpty { found.append(.ragged(line: row.line, found: row.fields.count, expected: width)) }
        }
        faults = found.enumerated().sorted {
            $0.element.line == $1.element.line ? $0.offset < $1.offset : $0.element.line < $1.element.line
        }
        .map(\.element)
        notes = file.notes
        foldedLabels = header.map { FoldedText($0.text, wordBreaks: true).text }
    }

    /// Whether every cell that holds something holds a tag, and at least one does.
    private static func isTagRow(_ record: TabularRecord) -> Bool {
        var found = false
        for field in record.fields where !field.text.utf8.allSatisfy({ $0 == 32 }) {
            guard HXLTag(field.text) != nil else { return false }
            found = true
        }
        return found
    }

    /// How many columns the header or the tag row has.
    package var width: Int { max(header.count, tags.count) }

    /// Every column with a tag or, without one, with a label: the columns with the first pattern that any of them has exactly, else with one
    /// that has at least its attributes; else those with any of the labels.
    ///
    /// - Parameters:
    ///   - patterns: HXL tags in order of preference, `#item+code`.
    ///   - labels: header labels; case, accents, dashes and underscores aside.
    /// - Returns: the indices from 0.
    package func columns(tags patterns: [String] = [], labels: [String] = []) -> [Int] {
        for pattern in patterns.compactMap({ HXLTag($0) }) {
            let exact = tags.indices.filter { tags[$0].map { $0.matches(pattern) && pattern.matches($0) } ?? false }
            if !exact.isEmpty { return exact }
            let near = tags.indices.filter { tags[$0].map { $0.matches(pattern) } ?? false }
            if !near.isEmpty { return near }
        }
        let folded = Set(labels.map { FoldedText($0, wordBreaks: true).text })
        return foldedLabels.indices.filter { folded.contains(foldedLabels[$0]) }
    }

    /// The text of a cell with outer spaces and the guard against formulas removed; nil when the row is too short or the cell empty.
    package func text(_ row: TabularRecord, _ column: Int?) -> String? {
        guard let column, row.fields.indices.contains(column) else { return nil }
        let restored = FormulaGuard.restore(row.fields[column].text)
        let scalars = restored.unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return nil }
        return String(scalars[first...last])
    }
}
