/// The known words nearest to one that is not known, for refusals that teach.
package enum NearestWords {
    /// Longer words than this are no slips of a finger, and nothing is computed for them: whoever may say nothing yet must not be able
    /// to make the house think for long.
    package static let longest = 40

    /// At most `limit` of `words`, nearest first, then in order; those further than the bound are left out.
    ///
    /// Words are compared folded (`FoldedText`). The bound is a third of the typed length and at least 1 (2 from four letters on); a word
    /// that begins with what was typed counts as one edit away: somebody stopped typing. `closest` sets another bound.
    package static func nearest(to typed: String, among words: some Sequence<String>, limit: Int = 3, closest: Int? = nil) -> [String] {
        guard !typed.isEmpty, typed.utf8.count <= 4 * longest else { return [] }
        let wanted = Array(FoldedText(typed).text.unicodeScalars)
        guard !wanted.isEmpty, wanted.count <= longest else { return [] }
        let bound = closest ?? (wanted.count < 4 ? 1 : max(2, wanted.count / 3))
        var found: [(distance: Int, word: String)] = []
        for word in words {
            let scalars = Array(FoldedText(word).text.unicodeScalars)
            var distance = Self.distance(wanted, scalars, bound: bound)
            if wanted.count >= 2, scalars.starts(with: wanted) { distance = min(distance ?? 1, 1) }
            if let distance { found.append((distance, word)) }
        }
        found.sort { $0.distance == $1.distance ? $0.word < $1.word : $0.distance < $1.distance }
        var words: [String] = []
        for entry in found where !words.contains(entry.word) && words.count < limit { words.append(entry.word) }
        return words
    }

    /// Edits between two words (insert, delete, replace, swap of neighbours), or nil when more than `bound`.
    ///
    /// Optimal string alignment (Damerau 1964; Boytsov, "Indexing methods for approximate dictionary searching", 2011), three rows at a time.
    package static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar], bound: Int) -> Int? {
        guard abs(left.count - right.count) <= bound else { return nil }
        var twoBefore = [Int](repeating: 0, count: right.count + 1)
        var before = Array(0...right.count)
        for row in 0..<left.count {
            var current = [Int](repeating: row + 1, count: right.count + 1)
            for column in 0..<right.count {
                let same = left[row] == right[column]
                current[column + 1] = min(before[column] + (same ? 0 : 1), before[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    current[column + 1] = min(current[column + 1], twoBefore[column - 1] + 1)
                }
            }
            if (current.min() ?? 0) > bound { return nil }
            twoBefore = before
            before = current
        }
        return before[right.count] <= bound ? before[right.count] : nil
    }
}
