import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// Announced goods that have come: the donation is booked with what really came, and the announcement ends unless the rest is to follow.
package struct ArriveDonation: Sendable {
    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Books what came.
    ///
    /// - Parameters:
    ///   - quantity: how much; all that was still due when nothing is said.
    ///   - place: where it is put; where it was announced for when nothing is said.
    ///   - isPartly: whether the rest is still to come.
    ///   - complete: puts the rest of what was said into the words of the donation.
    package func run(
        _ number: Int64, quantity: String?, place: String?, isPartly: Bool,
        _ complete: @escaping @Sendable (inout ReceiveDonation.Words) -> Void
    ) async throws -> Answer {
        let (row, warehouse) = try await ExpectedDonations(desk).find(number)
        try desk.requireOwner(row.owner, in: warehouse.id)
        if let kept = try await desk.replay(in: warehouse.id) { return kept }
        guard let address = place ?? row.place.flatMap({ desk.catalogue.place($0)?.place.address }) else {
            throw Refusal(
                .argumentMissing, [.init("arg", "place")],
                Wording("say where it is put with place=", "dire où c'est posé avec emplacement="))
        }
        return try await desk.once(in: warehouse.id, of: .goods) { desk in
            let transaction = try desk.requireTransaction
            try await ExpectedDonations(desk).hold(row, warehouse)
            let due = max(0, row.quantity - row.arrived)
            var words = ReceiveDonation.Words(
                item: row.sku, quantity: quantity ?? "\(due)\(row.unit == "piece" ? "" : row.unit)", place: address, owner: row.ownerCode,
                donor: row.donor)
            complete(&words)
            let understood = try await ReceiveDonation(desk).understand(words)
            guard understood.warehouse.id == warehouse.id else {
                throw Refusal(
                    .argumentValue, [.init("place", address), .init("warehouse", warehouse.code)],
                    Wording(
                        "\(number) is expected in \(warehouse.code): name a place there",
                        "\(number) est attendu à \(warehouse.code) : y nommer un emplacement"))
            }
            let booked = try await desk.bookPart(understood.posting, in: warehouse, item: row.sku)
            try await ExpectedQueries.arrive(number, with: booked.movement, warehouse: warehouse.id, in: transaction)
            let came = understood.posting.lines.reduce(Int64(0)) { Quantity.clampedSum($0, $1.quantity.units) }
            let missing = row.quantity - row.arrived - came
            let isOpen = isPartly && missing > 0
            if !isOpen { try await ExpectedQueries.end(number, as: "arrived", by: desk.actor, warehouse: warehouse.id, in: transaction) }
            var answer = understood.answer.completed(by: booked)
            answer.pairs["expected"] = .integer(number)
            answer.pairs["missing"] = .integer(max(0, missing))
            func amount(_ units: Int64) -> String { SpokenQuantity.amount(units, unit: row.unit) }
            let rest: Wording =
                if missing > 0 {
                    isOpen
                        ? Wording("; \(amount(missing)) still to come", " ; \(amount(missing)) encore attendus")
                        : Wording(
                            "; \(amount(missing)) less than the \(amount(row.quantity)) announced",
                            " ; \(amount(missing)) de moins que les \(amount(row.quantity)) annoncés")
                } else if missing < 0 {
                    Wording(
                        "; \(amount(-missing)) more than the \(amount(row.quantity)) announced",
                        " ; \(amount(-missing)) de plus que les \(amount(row.quantity)) annoncés")
                } else {
                    Wording("; all that was announced", " ; tout ce qui était annoncé")
                }
            answer.sentence = (answer.sentence ?? Wording(both: "")) + rest
            return answer
        }
    }
}
