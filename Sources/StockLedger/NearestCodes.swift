/// The known names nearest to one that is not known, for refusals that teach.
package enum NearestCodes {
    /// At most `limit` of `names`, nearest first, then in the order of the names; those further than the bound are left out.
    ///
    /// The bound is a third of the typed length and at least 1 (2 from four letters on); a name that begins with what was typed counts as
    /// one edit away. Case and accents are folded by the caller.
    package static func nearest(to typed: String, among names: some Sequence<String>, limit: Int = 3) -> [String] {
        let wanted = Array(typed.unicodeScalars)
        guard !wanted.isEmpty, wanted.count <= 64 else { return [] }
        let bound = wanted.count < 4 ? 1 : max(2, wanted.count / 3)
        var found: [(distance: Int, name: String)] = []
        for name in names {
            let scalars = Array(name.unicodeScalars)
            var distance = Self.distance(wanted, scalars, bound: bound)
            if wanted.count >= 3, scalars.starts(with: wanted) { distance = min(distance ?? 1, 1) }
            if let distance { found.append((distance, name)) }
        }
        found.sort { $0.distance == $1.distance ? $0.name < $1.name : $0.distance < $1.distance }
        return found.prefix(limit).map(\.name)
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

    /// A refusal of an unknown code with the nearest ones: `NOTFOUND.ITEM code=blankt nearest=blanket`.
    package static func unknown(
        _ code: LedgerErrorCode, typed: String, noun: Wording, among names: some Sequence<String>
    ) -> LedgerError {
        let near = nearest(to: typed, among: names)
        var figures: [LedgerError.Figure] = [.init("code", typed)]
        if !near.isEmpty { figures.append(.init("nearest", near.joined(separator: ","))) }
        let list = near.joined(separator: ", ")
        return LedgerError(
            code, figures: figures,
            found: Wording("no \(noun.english) «\(typed)»", "pas de «\(typed)» (\(noun.french))"),
            remedy: near.isEmpty
                ? Wording("check the code in the list", "vérifier le code dans la liste")
                : Wording("the nearest: \(list)", "les plus proches : \(list)"))
    }
}
