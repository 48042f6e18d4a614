/// The codes under which the ledger refuses; stable, scripts rely on them.
package enum LedgerErrorCode: String, CaseIterable, Sendable {
    case argumentMissing = "ARG.MISSING"
    case argumentValue = "ARG.VALUE"
    case argumentAmbiguous = "ARG.AMBIGUOUS"
    case argumentUnit = "ARG.UNIT"
    case itemNotFound = "NOTFOUND.ITEM"
    case placeNotFound = "NOTFOUND.PLACE"
    case lotNotFound = "NOTFOUND.LOT"
    case movementNotFound = "NOTFOUND.MOVEMENT"
    case countNotFound = "NOTFOUND.COUNT"
    case codeNotFound = "NOTFOUND.CODE"
    case stockInsufficient = "STOCK.INSUFFICIENT"
    case lineRepeated = "RULE.LINE-REPEATED"
    case linesMissing = "RULE.LINES-MISSING"
    case quantityAboveZero = "RULE.QUANTITY-ABOVE-ZERO"
    case quantityCeiling = "RULE.QUANTITY-CEILING"
    case samePlace = "RULE.SAME-PLACE"
    case twoWarehouses = "RULE.TWO-WAREHOUSES"
    case reasonPlaces = "RULE.REASON-PLACES"
    case workshopUnbalanced = "RULE.WORKSHOP-UNBALANCED"
    case occurredInFuture = "RULE.OCCURRED-IN-FUTURE"
    case alreadyReversed = "RULE.ALREADY-REVERSED"
    case correctedSince = "RULE.CORRECTED-SINCE"
    case nothingToCorrect = "RULE.NOTHING-TO-CORRECT"
    case countClosed = "RULE.COUNT-CLOSED"
    case countNeedsLot = "RULE.COUNT-NEEDS-LOT"
    case countOverlap = "RULE.COUNT-OVERLAP"
    case keyReused = "CONFLICT.KEY-REUSED"
}

/// A refusal by a rule of the ledger: which rule, what was found, what to do, and whether trying again can help.
package struct LedgerError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Whether the same request can succeed later.
    package enum Retry: Hashable, Sendable {
        /// Never: the request itself has to change.
        case never
        /// Once something else has happened in the books (a receipt, a count), the same request may pass; by itself it never will.
        case afterChange

        /// The value of `retry=` on the admin socket: no automatic repetition helps in either case.
        package var word: String { "never" }
    }

    /// One figure or name of the refusal, `have=120`.
    package struct Figure: Hashable, Sendable {
        /// A lower-case word.
        package let name: String
        /// The value as it is written on the admin socket.
        package let value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The rule.
    package let code: LedgerErrorCode
    /// What was found, in the order in which it is shown.
    package let figures: [Figure]
    /// What was found, in words.
    package let found: Wording
    /// What to do.
    package let remedy: Wording
    /// Whether trying again can help.
    package let retry: Retry

    package init(_ code: LedgerErrorCode, figures: [Figure] = [], found: Wording, remedy: Wording, retry: Retry = .never) {
        self.code = code
        self.figures = figures
        self.found = found
        self.remedy = remedy
        self.retry = retry
    }

    /// The sentence after ` ; `: what was found, then what to do.
    package var sentence: Wording {
        Wording("\(found.english); \(remedy.english)", "\(found.french) ; \(remedy.french)")
    }

    package var description: String {
        let pairs = figures.map { " \($0.name)=\($0.value)" }.joined()
        return "\(code.rawValue)\(pairs) ; \(sentence.english)"
    }
}
