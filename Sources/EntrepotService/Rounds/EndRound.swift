import EntrepotStore
import Measures
import RoundPlanning
import Speech
import StockLedger

/// The end of a round: closed when everything loaded is accounted for, or cancelled before it left.
package struct EndRound: Sendable {
    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Closes a round by its equation. `ROUND.UNBALANCED` names the difference per item; `rest` of `unexplained` closes it all the same, and
    /// the rest stays on the exceptions list; `back` says that it came back.
    package func close(_ round: Int64, rest: String? = nil) async throws -> Answer {
        let settles: RoundSheet.Rest
        switch rest {
        case nil: settles = desk.entry.anyway == nil ? .ask : .unexplained
        case "unexplained": settles = .unexplained
        case "yes", "back": settles = .cameBack
        case let other?:
            throw Refusal(
                "ARG.VALUE", [.init("rest", other)],
                Wording(
                    "rest is unexplained, or yes when the rest came back",
                    "le reste est unexplained (inexpliqué), ou oui quand il est revenu"))
        }
        return try await RoundDesk.change(round, desk) { desk in
            let before = desk.round.state
            guard try await desk.reach(.close) else {
                return try await desk.answer(desk.words(.close, from: before, changed: false), changed: false)
            }
            try await desk.settle(SheetEntries(), rest: settles, shares: true, isClosing: true, place: nil)
            try await desk.note(.close)
            let silent = try await desk.seenStops().filter { $0.outcome == nil }
            if !silent.isEmpty {
                let list = silent.map { "\($0.sequence) \($0.named)" }.joined(separator: ", ")
                desk.warnings.append(
                    Wording("closed with stops nobody wrote down: \(list)", "clôturée avec des arrêts que personne n'a notés : \(list)"))
            }
            return try await desk.answer(desk.words(.close, from: before, changed: true))
        }
    }

    /// Cancels a round that has not left: what was promised is free again, what was loaded goes back to where it was taken from.
    package func cancel(_ round: Int64) async throws -> Answer {
        try await RoundDesk.change(round, desk) { desk in
            let before = desk.round.state
            guard try await desk.reach(.cancel) else {
                return try await desk.answer(desk.words(.cancel, from: before, changed: false), changed: false)
            }
            try await desk.carryOut(.cancel)
            try await desk.note(.cancel)
            return try await desk.answer(desk.words(.cancel, from: before, changed: true))
        }
    }
}
