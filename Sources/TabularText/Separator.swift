/// What stands between two cells.
package enum Separator: UInt8, CaseIterable, Sendable {
    case comma = 44
    case semicolon = 59
    case tab = 9

    /// The separator of a file: the one that most of its first 25 lines hold equally often; quoted parts do not count.
    ///
    /// Rows of a French file hold decimal commas, but not each and not in the header, so the semicolon wins; a title above the header weighs
    /// one line only. Without any separator the file has one column and the comma is answered.
    package static func sniff(_ text: [UInt8]) -> Separator {
        var counts: [[Int]] = []
        var current = [0, 0, 0]
        var quoted = false
        var blank = true
        for byte in text {
            if counts.count == 25 { break }
            if byte == 34 { quoted.toggle() }
            let endsLine = byte == 10 || byte == 13
            // A quote left open would hide the rest of the file: no quoted part is believed beyond its line here.
            if endsLine {
                if !blank { counts.append(current) }
                current = [0, 0, 0]
                quoted = false
                blank = true
                continue
            }
            blank = false
            guard !quoted else { continue }
            for (index, separator) in allCases.enumerated() where separator.rawValue == byte { current[index] += 1 }
        }
        if !blank, counts.count < 25 { counts.append(current) }
        var best: (separator: Separator, lines: Int, cells: Int) = (.comma, 0, 0)
        for (index, separator) in allCases.enumerated() {
            var linesByCount: [Int: Int] = [:]
            for line in counts where line[index] > 0 { linesByCount[line[index], default: 0] += 1 }
            for (cells, lines) in linesByCount.sorted(by: { $0.key < $1.key })
            where lines > best.lines || (lines == best.lines && cells > best.cells) {
                best = (separator, lines, cells)
            }
        }
        return best.separator
    }
}
