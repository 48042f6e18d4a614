/// Which columns of a table a terminal has room for, and how wide each may be.
///
///     everything fits                      natural widths
///     else the least important go          the last of those few that are for checking, not for reading
///     else long texts are shortened        the longest first, down to `readable`
///     else columns go from the right       the first stays, and how much there is
///
/// A column that somebody asked for by name is never left out.
struct TableLayout: Equatable {
    struct Column: Equatable {
        var natural: Int
        /// Whether its cells may be cut: texts may, numbers may not.
        var isText: Bool
        /// Whether it is the first to go.
        var isMinor = false
        /// Whether it is the last to go: what the table is looked at for.
        var isMajor = false
    }

    /// The columns shown, by their place, with their widths.
    var shown: [(index: Int, width: Int)] = []
    /// The columns left out.
    var leftOut: [Int] = []

    /// Blanks between two columns.
    static let gap = 2
    /// What is left of a shortened text while something else can go.
    static let readable = 16
    /// What is left of a shortened text at least.
    static let least = 8

    init(_ columns: [Column], within width: Int, keepsAll: Bool = false) {
        shown = columns.enumerated().map { ($0.offset, $0.element.natural) }
        var total: Int { shown.reduce(0) { $0 + $1.width } + Self.gap * max(0, shown.count - 1) }
        while total > width, !keepsAll, let last = shown.lastIndex(where: { columns[$0.index].isMinor }), shown.count > 1 {
            leftOut.append(shown.remove(at: last).index)
        }
        shorten(columns, to: Self.readable, within: width)
        while total > width, !keepsAll, shown.count > 2 {
            let last = shown.lastIndex { !columns[$0.index].isMajor && $0.index != shown[0].index } ?? shown.count - 1
            leftOut.append(shown.remove(at: last).index)
            for place in shown.indices { shown[place].width = columns[shown[place].index].natural }
            shorten(columns, to: Self.readable, within: width)
        }
        shorten(columns, to: Self.least, within: width)
        leftOut.sort()
    }

    /// Makes the widest text narrower until everything fits, or all texts are as narrow as they may be.
    private mutating func shorten(_ columns: [Column], to least: Int, within width: Int) {
        while true {
            let total = shown.reduce(0) { $0 + $1.width } + Self.gap * max(0, shown.count - 1)
            guard total > width else { return }
            let texts = shown.indices.filter { columns[shown[$0].index].isText && shown[$0].width > least }
            guard let widest = texts.max(by: { shown[$0].width < shown[$1].width }) else { return }
            let next = texts.filter { $0 != widest }.map { shown[$0].width }.max() ?? least
            let goal = max(least, min(next, shown[widest].width - 1))
            shown[widest].width = max(goal, shown[widest].width - (total - width))
        }
    }

    static func == (left: Self, right: Self) -> Bool {
        left.leftOut == right.leftOut && left.shown.map(\.index) == right.shown.map(\.index)
            && left.shown.map(\.width) == right.shown.map(\.width)
    }
}
