/// The stable name of an error, `UWORD *( "." UWORD )`. Every code has its row in a `CodeTable`, which a test demands.
package struct ErrorCode: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    package var rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }
    package init(stringLiteral value: String) { rawValue = value }

    /// The first word: what kind of thing went wrong.
    package var family: String {
        String(rawValue.prefix { $0 != "." })
    }

    package var description: String { rawValue }
}

extension ErrorCode {
    package static let protocolUnterminated: ErrorCode = "PROTO.UNTERMINATED"
    package static let protocolForeign: ErrorCode = "PROTO.FOREIGN"
    package static let protocolNoise: ErrorCode = "PROTO.NOISE"
    package static let protocolData: ErrorCode = "PROTO.DATA"
    package static let lineTooLong: ErrorCode = "LINE.TOO-LONG"
    package static let syntaxUTF8: ErrorCode = "SYNTAX.UTF8"
    package static let syntaxControl: ErrorCode = "SYNTAX.CONTROL"
    package static let syntaxQuote: ErrorCode = "SYNTAX.QUOTE"
    package static let syntaxEscape: ErrorCode = "SYNTAX.ESCAPE"
    package static let syntaxTag: ErrorCode = "SYNTAX.TAG"
    package static let syntaxEmpty: ErrorCode = "SYNTAX.EMPTY"
    package static let commandUnknown: ErrorCode = "CMD.UNKNOWN"
    package static let commandAmbiguous: ErrorCode = "CMD.AMBIGUOUS"
    package static let commandCancelled: ErrorCode = "CMD.CANCELLED"
    package static let commandUnavailable: ErrorCode = "CMD.UNAVAILABLE"
    package static let argumentMissing: ErrorCode = "ARG.MISSING"
    package static let argumentUnknown: ErrorCode = "ARG.UNKNOWN"
    package static let argumentValue: ErrorCode = "ARG.VALUE"
    package static let argumentRepeated: ErrorCode = "ARG.REPEATED"
    package static let argumentAmbiguous: ErrorCode = "ARG.AMBIGUOUS"
    package static let argumentUnit: ErrorCode = "ARG.UNIT"
    package static let argumentUnusual: ErrorCode = "ARG.UNUSUAL"
    package static let authUnknown: ErrorCode = "AUTH.UNKNOWN"
    package static let authPerson: ErrorCode = "AUTH.PERSON"
    package static let permissionRole: ErrorCode = "PERM.ROLE"
    package static let permissionScope: ErrorCode = "PERM.SCOPE"
    package static let permissionSite: ErrorCode = "PERM.SITE"
    package static let notFound: ErrorCode = "NOTFOUND.RECORD"
    package static let itemNotFound: ErrorCode = "NOTFOUND.ITEM"
    package static let placeNotFound: ErrorCode = "NOTFOUND.PLACE"
    package static let lotNotFound: ErrorCode = "NOTFOUND.LOT"
    package static let movementNotFound: ErrorCode = "NOTFOUND.MOVEMENT"
    package static let countNotFound: ErrorCode = "NOTFOUND.COUNT"
    package static let codeNotFound: ErrorCode = "NOTFOUND.CODE"
    package static let ambiguousCode: ErrorCode = "AMBIGUOUS.CODE"
    package static let stockInsufficient: ErrorCode = "STOCK.INSUFFICIENT"
    package static let lineRepeated: ErrorCode = "RULE.LINE-REPEATED"
    package static let linesMissing: ErrorCode = "RULE.LINES-MISSING"
    package static let quantityAboveZero: ErrorCode = "RULE.QUANTITY-ABOVE-ZERO"
    package static let quantityCeiling: ErrorCode = "RULE.QUANTITY-CEILING"
    package static let samePlace: ErrorCode = "RULE.SAME-PLACE"
    package static let twoWarehouses: ErrorCode = "RULE.TWO-WAREHOUSES"
    package static let reasonPlaces: ErrorCode = "RULE.REASON-PLACES"
    package static let workshopUnbalanced: ErrorCode = "RULE.WORKSHOP-UNBALANCED"
    package static let occurredInFuture: ErrorCode = "RULE.OCCURRED-IN-FUTURE"
    package static let alreadyReversed: ErrorCode = "RULE.ALREADY-REVERSED"
    package static let correctedSince: ErrorCode = "RULE.CORRECTED-SINCE"
    package static let nothingToCorrect: ErrorCode = "RULE.NOTHING-TO-CORRECT"
    package static let countClosed: ErrorCode = "RULE.COUNT-CLOSED"
    package static let countNeedsLot: ErrorCode = "RULE.COUNT-NEEDS-LOT"
    package static let countOverlap: ErrorCode = "RULE.COUNT-OVERLAP"
    package static let conflictKeyReused: ErrorCode = "CONFLICT.KEY-REUSED"
    package static let conflictLooksRepeated: ErrorCode = "CONFLICT.LOOKS-REPEATED"
    package static let conflictRevision: ErrorCode = "CONFLICT.REVISION"
    package static let batchPoisoned: ErrorCode = "BATCH.POISONED"
    package static let batchOpen: ErrorCode = "BATCH.OPEN"
    package static let batchNone: ErrorCode = "BATCH.NONE"
    package static let batchRead: ErrorCode = "BATCH.READ"
    package static let batchRows: ErrorCode = "BATCH.ROWS"
    package static let batchTooLarge: ErrorCode = "BATCH.TOO-LARGE"
    package static let busyClients: ErrorCode = "BUSY.CLIENTS"
    package static let busyBatches: ErrorCode = "BUSY.BATCHES"
    package static let databaseUnavailable: ErrorCode = "DB.UNAVAILABLE"
    package static let timeoutCommand: ErrorCode = "TIMEOUT.COMMAND"
    package static let shutdownDraining: ErrorCode = "SHUTDOWN.DRAINING"
    package static let `internal`: ErrorCode = "INTERNAL"
}
