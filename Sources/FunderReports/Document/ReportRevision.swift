/// What changed between two issues of one report: an old figure is never changed silently.
package enum ReportRevision {
    /// One figure that changed; who changed it and why stands with the entry that did.
    package struct Change: Hashable, Sendable {
        /// The figure's lasting name.
        package let figure: String
        /// Its words: section, row and column.
        package let label: String
        /// What it was; nothing when it is new.
        package let old: ReportCell?
        /// What it is; nothing when it is gone.
        package let new: ReportCell?
    }

    /// Every figure that differs, in the order of the new issue, then those that are gone in the order of the old.
    package static func differences(from old: [ReportFigure], to new: [ReportFigure]) -> [Change] {
        let before = Dictionary(old.map { ($0.id, $0.cell) }, uniquingKeysWith: { first, _ in first })
        let after = Set(new.map(\.id))
        let changed = new.filter { before[$0.id] != $0.cell }.map { figure in
            Change(figure: figure.id, label: label(figure), old: before[figure.id], new: figure.cell)
        }
        let gone = old.filter { !after.contains($0.id) }.map { figure in
            Change(figure: figure.id, label: label(figure), old: figure.cell, new: nil)
        }
        return changed + gone
    }

    private static func label(_ figure: ReportFigure) -> String {
        [figure.section, figure.row, figure.column].filter { !$0.isEmpty }.joined(separator: " · ")
    }
}
