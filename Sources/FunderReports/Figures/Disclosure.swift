/// Which numbers of people leave the house, and in what form.
///
/// Cells of 1 to 4 are shown as "<5". Where a line with a printed total hides a cell that the others would give away, the
/// smallest other cell is hidden too, again and again until no line gives one away. What remains is rounded to 5, each total
/// by itself. Zero is told as 0. (Small cells and complements: OECD glossary of statistical terms, "secondary suppression";
/// base-5 rounding there too.)
package enum Disclosure {
    /// A table of people with its totals: each cell as an audience may see it.
    package struct Disclosed: Hashable, Sendable {
        /// The cells, row by row.
        package let cells: [[DisclosedCount]]
        /// The total of each row.
        package let rowTotals: [DisclosedCount]
        /// The total of each column.
        package let columnTotals: [DisclosedCount]
        /// The total of all.
        package let total: DisclosedCount
        /// Whether anything was hidden, so that the rule must be printed.
        package let hidesSomething: Bool
    }

    private enum Mark {
        case shown, small, hidden
    }

    /// What an outside audience may see of a table whose rows all have the same number of cells, each 0 or more.
    package static func outside(_ counts: [[Int64]]) -> Disclosed {
        let width = counts.map(\.count).max() ?? 0
        // Margins belong to the table: a last column of row totals and a last row of column totals.
        var numbers = counts.map { row in
            let padded = row + Array(repeating: 0, count: width - row.count)
            return padded + [padded.reduce(0, +)]
        }
        numbers.append((0...width).map { column in numbers.reduce(0) { $0 + $1[column] } })
        var marks = numbers.map { row in row.map { (1...4).contains($0) ? Mark.small : Mark.shown } }

        let lines = linesOf(height: numbers.count, width: width + 1)
        var changed = true
        while changed {
            changed = false
            for line in lines where givesAway(line, numbers, marks) {
                // The smallest shown cell inside the table, else the total of the line; a zero protects nothing.
                let shown = line.filter { marks[$0.row][$0.column] == .shown && numbers[$0.row][$0.column] > 0 }
                guard let victim = shown.dropLastTotal(of: line).min(by: { value($0, numbers) < value($1, numbers) }) ?? shown.first else {
                    continue
                }
                marks[victim.row][victim.column] = .hidden
                changed = true
            }
        }

        let disclosed = zip(numbers, marks).map { row, rowMarks in
            zip(row, rowMarks).map { number, mark in
                mark == .hidden ? DisclosedCount.hidden : DisclosedCount(outside: number)
            }
        }
        let bottom = disclosed.last ?? []
        return Disclosed(
            cells: disclosed.dropLast().map { Array($0.dropLast()) },
            rowTotals: disclosed.dropLast().map { $0.last ?? .rounded(0) },
            columnTotals: Array(bottom.dropLast()),
            total: bottom.last ?? .rounded(0),
            hidesSomething: marks.contains { $0.contains { $0 != .shown } }
        )
    }

    fileprivate struct Position: Hashable {
        let row: Int
        let column: Int
    }

    /// Every row and column with its total as the last position.
    private static func linesOf(height: Int, width: Int) -> [[Position]] {
        let rows = (0..<height).map { row in (0..<width).map { Position(row: row, column: $0) } }
        let columns = (0..<width).map { column in (0..<height).map { Position(row: $0, column: column) } }
        // A line of one cell and its equal total hides nothing that the other does not show.
        return rows + columns
    }

    private static func value(_ position: Position, _ numbers: [[Int64]]) -> Int64 {
        numbers[position.row][position.column]
    }

    /// Whether a reader who subtracts can find a hidden cell of the line.
    private static func givesAway(_ line: [Position], _ numbers: [[Int64]], _ marks: [[Mark]]) -> Bool {
        let concealed = line.filter { marks[$0.row][$0.column] != .shown }
        guard !concealed.isEmpty else { return false }
        if concealed.count == 1 { return true }
        // Small cells alone whose sum is printed: k cells with a sum of k or 4k can only be all ones or all fours.
        guard let total = line.last, marks[total.row][total.column] == .shown else { return false }
        guard concealed.allSatisfy({ marks[$0.row][$0.column] == .small }) else { return false }
        let sum = concealed.reduce(0) { $0 + value($1, numbers) }
        return sum == Int64(concealed.count) || sum == 4 * Int64(concealed.count)
    }

    /// A row of people at a place, before an audience sees it.
    package struct PlaceCount: Hashable, Sendable {
        /// The site's name.
        package let site: String
        /// Its zone.
        package let zone: String
        /// Whether its position may not leave its circle.
        package let isRestricted: Bool
        /// People.
        package let people: Int64

        package init(site: String, zone: String, isRestricted: Bool, people: Int64) {
            self.site = site
            self.zone = zone
            self.isRestricted = isRestricted
            self.people = people
        }
    }

    /// Who reads.
    package enum Audience: String, CaseIterable, Sendable {
        case inside = "internal"
        case partner
        case funder
        case `public`
    }

    /// People by the name of a place the audience may see, by name with the other sites last.
    ///
    /// Inside: each site. Partners: sites, those restricted or with fewer than 20 people merged into one line "other sites"
    /// (nothing). Funders and the public: zones only.
    package static func merged(_ counts: [PlaceCount], for audience: Audience) -> [(place: String?, people: Int64)] {
        var named: [String: Int64] = [:]
        var others: Int64?
        for count in counts {
            switch audience {
            case .inside: named[count.site, default: 0] += count.people
            case .partner where count.isRestricted || count.people < 20: others = (others ?? 0) + count.people
            case .partner: named[count.site, default: 0] += count.people
            case .funder, .public: named[count.zone, default: 0] += count.people
            }
        }
        let sorted: [(place: String?, people: Int64)] = named.keys.sorted().map { ($0, named[$0] ?? 0) }
        return sorted + (others.map { [(nil, $0)] } ?? [])
    }
}

extension [Disclosure.Position] {
    /// The positions without the last one of their line, which is its total.
    fileprivate func dropLastTotal(of line: [Disclosure.Position]) -> [Disclosure.Position] {
        filter { $0 != line.last }
    }
}
