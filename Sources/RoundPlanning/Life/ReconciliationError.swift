package import Speech

/// A round that does not balance, `ROUND.UNBALANCED`: per item what is missing (above zero) or too much (below zero).
///
/// Sending the same sheet again does not help; a sheet that names the difference, or says what is to be done with the rest, does.
package struct RoundUnbalanced: Error, Sendable, Hashable {
    /// The stable code.
    package static let code: ErrorCode = "ROUND.UNBALANCED"
    /// Difference per item, in order of item.
    package var differences: [ItemUnits]

    /// What was found and what to do.
    package var advice: Wording {
        let list = differences.map { "\($0.item) \($0.units > 0 ? "+" : "")\($0.units)" }.joined(separator: ", ")
        return Wording(
            "the round does not balance: \(list) (+ missing, - too much); say what came back, was damaged, lost or found, or rest=yes when the "
                + "rest came back, or anyway=REASON",
            "la tournée n'est pas équilibrée : \(list) (+ manque, − de trop) ; dire ce qui est revenu, abîmé, perdu ou trouvé, ou reste=oui si "
                + "le reste est revenu, ou malgré=MOTIF")
    }
}

/// A figure on a sheet that cannot be: below zero or above 10^15, `ROUND.FIGURE`.
package struct RoundFigureError: Error, Sendable, Hashable {
    /// The stable code.
    package static let code: ErrorCode = "ROUND.FIGURE"
    /// The item.
    package var item: String
    /// The figure.
    package var units: Int64
}

/// Why a sheet was not taken.
package enum ReconciliationError: Error, Sendable, Hashable {
    case unbalanced(RoundUnbalanced)
    case figure(RoundFigureError)
}
