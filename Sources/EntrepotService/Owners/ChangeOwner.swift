import EntrepotStore
import Measures
import PostgresClient
import Speech
import StockLedger

/// Goods that change owner where they lie: the lots of one go into the workshop, and as many come out of it as lots of the other, with the
/// value that they had.
struct ChangeOwner: Sendable {
    let desk: Desk

    init(_ desk: Desk) {
        self.desk = desk
    }

    /// Books the movement, inside the transaction of its entry, and answers with the code of the lot that each pick has become.
    ///
    /// - Parameter meaning: what was understood, for the question whether the same was said before.
    func book(
        _ reason: MovementReason, _ haul: PickedHaul, at place: PlaceRecord, in warehouse: WarehouseRecord, from: OrganisationRecord,
        to: OrganisationRecord, meaning: String
    ) async throws -> (booked: Booked, codes: [String]) {
        let transaction = try desk.requireTransaction
        guard let workshop = desk.catalogue.outside(.workshop, of: warehouse) else {
            throw Refusal("NOTFOUND.PLACE", [], Wording("the warehouse has no workshop", "l'entrepôt n'a pas d'atelier"))
        }
        let lots = try await DebtQueries.changedOwner(
            haul.picks.map(\.lot.id), to: to.id, warehouse: warehouse.id, from: transaction)
        var posting = try desk.draft(reason, in: warehouse)
        posting.scope = posting.scope.union(.only([from.id, to.id]))
        posting.contentHash = Fingerprint.number(meaning)
        posting.refusesRepeats = desk.entry.refusesRepeats && !desk.entry.again
        for pick in haul.picks {
            posting.lines.append(
                PostingLine(lot: .existing(pick.lot.id), from: place.place.id, to: workshop.place.id, quantity: pick.quantity))
        }
        // Two lots of one batch, of which one came from another warehouse, become one: then they come out as one line.
        var became: [Int] = []
        let goingIn = posting.lines.count
        for pick in haul.picks {
            guard let lot = lots[pick.lot.id] else { throw PostgresError(.unexpectedRowCount, "a lot that was picked is not in the books") }
            if let known = posting.newLots.firstIndex(where: { $0.isSameGoods(as: lot) }) {
                posting.lines[goingIn + known].quantity = try posting.lines[goingIn + known].quantity + pick.quantity
                became.append(known)
                continue
            }
            became.append(posting.newLots.count)
            posting.lines.append(
                PostingLine(lot: .new(posting.newLots.count), from: workshop.place.id, to: place.place.id, quantity: pick.quantity))
            posting.newLots.append(lot)
        }
        // The value of the goods goes with them.
        posting.made = Made(
            zip(haul.picks, became).map { pick, index in
                Made.Row(
                    from: pick.lot.id, to: .lot(.new(index)), went: pick.quantity.units, came: pick.quantity.units,
                    share: Int128(pick.quantity.units))
            })
        let booked = try await desk.bookPart(posting, in: warehouse)
        return (booked, became.map { booked.lots.indices.contains($0) ? booked.lots[$0] : "" })
    }
}

extension NewLot {
    /// Whether the books take it for the same lot: the same goods under the same name, of the same owner, donor and grant.
    fileprivate func isSameGoods(as other: NewLot) -> Bool {
        item == other.item && batch?.lowercased() == other.batch?.lowercased() && owner == other.owner && donor == other.donor
            && grant == other.grant && condition == other.condition && expires == other.expires
    }
}
