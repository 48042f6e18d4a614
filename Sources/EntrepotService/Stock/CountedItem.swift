import EntrepotStore
import Measures
import PostgresClient
import Speech
import StockLedger

/// A figure of a count for an item as a whole, or for all that one owner has of it, on its way to lines of lots.
///
/// More of it found in the same place is held, together with the earlier figure, against what was on the books at that figure: what has moved
/// since is neither missing nor too much. A new figure forgets the earlier one. Whoever acts for some owners only counts their goods.
struct CountedItem: Sendable {
    let item: ItemRecord
    let owner: OrganisationRecord?
    let count: StockCountRow
    /// Whether the figure is more of what was counted before.
    let adding: Bool
    /// When it was counted; nil is now.
    let moment: Timestamp?
    let warehouse: WarehouseRecord
    let desk: Desk
    let transaction: Transaction

    /// Whose goods the figure is about.
    private var owners: Limit<Owner> { owner.map { .only([$0.id]) } ?? desk.scope.owners(in: warehouse.id) }

    /// Keeps the figure.
    func enter(_ figure: Quantity) async throws {
        let earlier = adding ? count.lines.filter { $0.item == item.item.id && isMeant($0.owner) } : []
        let books = try await earlier.isEmpty ? onBooks() : expected(earlier)
        let counted = try earlier.reduce(figure) { try $0 + Quantity($1.counted) }
        if item.hasSerials { try await askWhichPiece(books, counted) }
        let lines: [CountLine]
        switch CountEntry(books: books, counted: counted).spread() {
        case .lines(let spread) where !spread.isEmpty: lines = spread
        case .lines:
            // None on the books and none counted: the line of the newest lot keeps that it was looked at, for sheets that come later.
            lines = try await LotQueries.ever(
                item: item.item.id, owners: owners, warehouse: warehouse.id, limit: 1, from: transaction
            ).map { CountLine(lot: $0.lot.id, place: count.place, expected: .zero, counted: .zero) }
        case .needsLot(let counted):
            lines = [CountLine(lot: try await somewhereElse().id, place: count.place, expected: .zero, counted: counted)]
        case .needsOwner(let holdings):
            throw WhoseGoods(desk).asked(item, at: desk.catalogue.place(count.place)?.place.address ?? "", holdings)
        case .needsWhich(let lots): throw try await asked(lots)
        }
        if earlier.isEmpty {
            for one in owners.named.map({ $0.map(Optional.some) }) ?? [nil] {
                try await StockCountQueries.forget(count.id, item: item.item.id, owner: one, warehouse: warehouse.id, in: transaction)
            }
        }
        // Added to lots that were counted by name, it is more of them; only a figure for all lots covers those that nobody knew of.
        let coversItem = owners == .everything && earlier.allSatisfy(\.coversItem)
        // A figure in place of an earlier one is a second count; more of it is the same one.
        let before = count.lines.filter { $0.item == item.item.id && isMeant($0.owner) }
        let counters =
            adding ? before.compactMap(\.countedBeforeBy).first : before.isEmpty ? nil : before.map(\.countedBy).max()
        for line in lines {
            try await StockCountQueries.enter(
                count.id, lot: line.lot, expected: line.expected.units, counted: line.counted.units,
                countedAt: earlier.map(\.countedAt).min() ?? moment, coversItem: coversItem, countedBeforeBy: counters, actor: desk.actor,
                warehouse: warehouse.id,
                in: transaction)
        }
    }

    private func isMeant(_ code: String) -> Bool { desk.catalogue.organisation(code).map { owners.contains($0.id) } ?? false }

    /// What the books held at the moment of the figure.
    private func onBooks() async throws -> [LotCandidate] {
        let then = try await StockCountQueries.onBooks(count.place, at: moment, warehouse: warehouse.id, in: transaction)
        let lots = try await LotQueries.lots(Array(then.keys), warehouse: warehouse.id, from: transaction)
        return try then.compactMap { id, units in
            guard let lot = lots[id], lot.item == item.item.id, owners.contains(lot.owner) else { return nil }
            return LotCandidate(lot: lot, place: count.place, balance: Balance(onHand: try Quantity(units), reserved: .zero))
        }
    }

    /// What was expected at the earlier figure.
    private func expected(_ earlier: [StockCountRow.Line]) async throws -> [LotCandidate] {
        let lots = try await LotQueries.lots(earlier.map(\.lot), warehouse: warehouse.id, from: transaction)
        return try earlier.compactMap { line in
            try lots[line.lot].map {
                LotCandidate(lot: $0, place: count.place, balance: Balance(onHand: try Quantity(line.expected), reserved: .zero))
            }
        }
    }

    /// A lot for goods found where the books hold none of them: only where all that was ever here is of one owner and of one kind.
    private func somewhereElse() async throws -> Lot {
        let ever = try await LotQueries.ever(
            item: item.item.id, owners: owners, warehouse: warehouse.id, limit: 1_000, from: transaction)
        guard !ever.isEmpty else {
            let sku = item.item.sku
            throw Refusal(
                .countNeedsLot, [.init("item", sku.text)],
                Wording(
                    "\(sku) was never received here, so nobody knows whose it is: book \(en: .donationReceive) with its owner, then count",
                    "\(sku) n'a jamais été reçu ici, on ne sait pas à qui c'est : enregistrer \(fr: .donationReceive) avec le propriétaire, puis compter"
                ))
        }
        let several = Set(ever.map(\.lot.owner)).sorted()
        guard several.count == 1 else { throw WhoseGoods(desk).asked(item, among: several) }
        guard let lot = CountEntry.newest(of: ever.map(\.lot)) else { throw try await asked(ever.map(\.lot)) }
        return lot
    }

    /// Pieces with serial numbers are counted as a whole only when none is missing and none too much.
    private func askWhichPiece(_ books: [LotCandidate], _ counted: Quantity) async throws {
        let expected = books.reduce(Quantity.zero) { Quantity.saturatingSum($0, $1.balance.onHand) }
        guard counted != expected, !counted.isZero else { return }
        var lots: [NamedLot]
        if books.isEmpty {
            lots = try await LotQueries.ever(item: item.item.id, owners: owners, warehouse: warehouse.id, limit: 21, from: transaction)
        } else {
            let codes = try await LotQueries.codes(books.map(\.lot.id), warehouse: warehouse.id, from: transaction)
            lots = books.map { NamedLot(lot: $0.lot, code: codes[$0.lot.id] ?? "") }
        }
        // Of a number that nobody knows here the refusal below tells what to do.
        guard !lots.isEmpty else { return }
        lots.sort { $0.code < $1.code }
        throw WhoseGoods(desk).asked(
            item, lots: lots,
            Wording(
                "each \(item.item.sku) has a number of its own: count them one by one",
                "chaque \(item.item.sku) a son numéro : les compter un par un"))
    }

    private func asked(_ lots: [Lot]) async throws -> Refusal {
        let codes = try await LotQueries.codes(lots.map(\.id), warehouse: warehouse.id, from: transaction)
        return WhoseGoods(desk).asked(
            item, lots: lots.sorted { LotOrder($0) < LotOrder($1) }.map { NamedLot(lot: $0, code: codes[$0.id] ?? "") },
            Wording(
                "there is more of \(item.item.sku) than on the books, and its lots differ in grant, date or condition",
                "il y a plus de \(item.item.sku) que dans les comptes, et ses lots diffèrent par la subvention, la date ou l'état"))
    }
}
