/// Keeps cells from becoming formulas when a spreadsheet opens the file.
///
/// A cell that begins with `=`, `+`, `-`, `@`, tab or CR (OWASP, "CSV Injection", their full-width forms and LF too) gets an apostrophe in front,
/// unless it is a plain number. A cell that begins with apostrophes before such a character gets one more, so that `restore` is exact.
package enum FormulaGuard {
    /// The text as it is safe to write.
    package static func defuse(_ text: String) -> String {
        let bare = text.unicodeScalars.drop { $0 == "'" }
        guard let first = bare.first, isDangerous(first) else { return text }
        if text.unicodeScalars.first != "'", isPlainNumber(text) { return text }
        return "'" + text
    }

    /// The text as it was before `defuse`.
    package static func restore(_ text: String) -> String {
        guard text.utf8.first == 39, let first = text.unicodeScalars.drop(while: { $0 == "'" }).first, isDangerous(first) else {
            return text
        }
        return String(text.unicodeScalars.dropFirst())
    }

    private static func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠": true
        default: false
        }
    }

    /// A sign, digits, and at most one decimal mark with digits after it: `-12`, `+3.5`, `-0,25`.
    private static func isPlainNumber(_ text: String) -> Bool {
        let unsigned = text.utf8.drop { $0 == 43 || $0 == 45 }
        guard text.utf8.count - unsigned.count == 1 else { return false }
        let parts = unsigned.split(omittingEmptySubsequences: false) { $0 == 44 || $0 == 46 }
        return parts.count <= 2 && parts.allSatisfy { part in !part.isEmpty && part.allSatisfy { (48...57).contains($0) } }
    }
}
