import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// A debt that was let go by mistake is owed again. What goods settled is put right by reversing their movement.
package struct ReopenDebt: Sendable {
    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Takes back that the lender let a debt go.
    package func run(_ settlement: Int64) async throws -> Answer {
        let found = try await desk.reading { try await DebtQueries.settlement(settlement, from: $0.source) }
        guard let found else {
            throw Refusal(
                "NOTFOUND.SETTLEMENT", ["settlement": .integer(settlement)],
                Wording(
                    "there is no settlement \(settlement): its number stands in the answer of \(en: .settle)",
                    "pas de règlement \(settlement) : son numéro est dans la réponse de \(fr: .settle)"))
        }
        try desk.requireOwner(found.lender, in: found.warehouse)
        if let movement = found.movement {
            throw Refusal(
                .argumentValue, ["settlement": .integer(settlement), "movement": .integer(movement)],
                Wording(
                    "goods went back with settlement \(settlement): take it back with \(en: .movementReverse) \(movement)",
                    "des biens ont été rendus par le règlement \(settlement) : l'annuler avec \(fr: .movementReverse) \(movement)"))
        }
        return try await desk.once(in: found.warehouse, of: .goods) { desk in
            let transaction = try desk.requireTransaction
            try await DebtQueries.hold(found.warehouse, in: transaction)
            try await DebtQueries.end(settlement, by: desk.actor, warehouse: found.warehouse, in: transaction)
            return Answer(
                pairs: ["settlement": .integer(settlement)],
                Wording(
                    "what settlement \(settlement) let go is owed again", "ce que le règlement \(settlement) abandonnait est de nouveau dû"),
                changed: !found.isEnded)
        }
    }
}
