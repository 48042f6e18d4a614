/// Makes words comparable: small letters, no accents, so that `Propriétaire` and `proprietaire` are the same word.
package enum WordFolding {
    /// The word folded.
    package static func fold(_ word: String) -> String {
        // Most words are small letters of ASCII and stay as they are.
        if word.utf8.allSatisfy({ $0 < 0x80 && !(0x41...0x5A).contains($0) }) { return word }
        var folded = ""
        for scalar in word.lowercased().unicodeScalars {
            switch scalar {
            case "à", "á", "â", "ã", "ä", "å": folded.append("a")
            case "ç": folded.append("c")
            case "è", "é", "ê", "ë": folded.append("e")
            case "ì", "í", "î", "ï": folded.append("i")
            case "ñ": folded.append("n")
            case "ò", "ó", "ô", "õ", "ö": folded.append("o")
            case "ù", "ú", "û", "ü": folded.append("u")
            case "ý", "ÿ": folded.append("y")
            case "œ": folded.append("oe")
            case "æ": folded.append("ae")
            // Combining accents, as some keyboards and file systems send them.
            case "\u{300}"..."\u{36F}": continue
            default: folded.unicodeScalars.append(scalar)
            }
        }
        return folded
    }

    /// The candidates nearest to `word`, best first, at most `count`, none farther than a third of its length (at least two edits).
    package static func nearest(to word: String, in candidates: [String], count: Int = 3) -> [String] {
        let target = Array(fold(word).unicodeScalars)
        let farthest = max(2, target.count / 3)
        var scored: [(distance: Int, candidate: String)] = []
        for candidate in candidates {
            let letters = Array(fold(candidate).unicodeScalars)
            // The beginning of a longer word counts as near: someone stopped typing.
            let isBeginning = target.count >= 2 && letters.starts(with: target)
            let distance = isBeginning ? 1 : edits(target, letters)
            if distance <= farthest { scored.append((distance, candidate)) }
        }
        scored.sort { $0.distance != $1.distance ? $0.distance < $1.distance : $0.candidate < $1.candidate }
        var found: [String] = []
        for entry in scored where !found.contains(entry.candidate) && found.count < count { found.append(entry.candidate) }
        return found
    }

    /// The number of letters inserted, left out, changed or swapped with their neighbour (Damerau, CACM 7(3), 1964).
    private static func edits(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
        var beforeLast = [Int](repeating: 0, count: right.count + 1)
        var last = Array(0...right.count)
        for row in 1...left.count {
            var current = [row] + [Int](repeating: 0, count: right.count)
            for column in 1...right.count {
                let isSame = left[row - 1] == right[column - 1]
                var best = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (isSame ? 0 : 1))
                if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
                    best = min(best, beforeLast[column - 2] + 1)
                }
                current[column] = best
            }
            beforeLast = last
            last = current
        }
        return last[right.count]
    }
}
