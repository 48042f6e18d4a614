import EntrepotStore
import Measures
import PlainJSON
import PostgresClient
import Speech
import StockLedger

/// Counting what really stands in a place, while goods go on moving.
///
/// A count is of the moment it was taken, whenever it is typed: each line keeps what the books held then, as far as it is known when the
/// count is closed, and its difference is booked on that day. The counter does not see what is expected. What was given out before the
/// count but typed after it explains a difference rather than making a new one; what happened after it goes on from what was counted.
package struct CountStock: Sendable {
    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Opens a count of a place.
    package func open(place text: String) async throws -> Answer {
        let (place, warehouse) = try await Names(desk).shelf(text)
        let moment = try await moment(warehouse)
        return try await desk.once(in: warehouse.id, of: .goods) { desk in
            let transaction = try desk.requireTransaction
            let id = try await StockCountQueries.open(
                place: place.place.id, at: moment, warehouse: warehouse.id, actor: desk.actor, in: transaction)
            return Answer(
                pairs: ["count": .integer(id), "place": .string(place.place.address)],
                Wording(
                    "count \(id) is open: type \(en: .countEnter) \(id) SKU QTY for each thing, then \(en: .countClose) \(id)",
                    "le comptage \(id) est ouvert : taper \(fr: .countEnter) \(id) ARTICLE QTÉ pour chaque chose, puis \(fr: .countClose) \(id)"))
        }
    }

    /// Keeps what was counted of an item, or of one lot of it.
    package func enter(
        _ count: Int64, item sku: String, quantity: String, lot lotCode: String?, owner ownerCode: String?, adding: Bool
    ) async throws -> Answer {
        let warehouse = try await home(of: count)
        let names = Names(desk)
        let item = try await names.anyItem(sku)
        let lot: Lot? = if let lotCode { try await names.lot(lotCode, item: item, warehouse: warehouse) } else { nil }
        let owner: OrganisationRecord? = if let ownerCode { try await names.organisation(ownerCode, figure: "owner") } else { nil }
        let written = try QuantityReader(item.item, lot: lot, allowsZero: true).read(quantity)
        let moment = try await moment(warehouse)
        return try await desk.once(in: warehouse.id, of: .goods) { desk in
            let transaction = try desk.requireTransaction
            let row = try await Self.live(count, warehouse, in: transaction)
            if let lot {
                let earlier = adding ? row.lines.first { $0.lot == lot.id } : nil
                let onBooks = try await StockCountQueries.onBooks(
                    row.place, at: moment, warehouse: warehouse.id, in: transaction)
                let expected = earlier?.expected ?? onBooks[lot.id] ?? 0
                try await StockCountQueries.enter(
                    count, lot: lot.id, expected: expected, counted: written.quantity.units + (earlier?.counted ?? 0),
                    countedAt: earlier?.countedAt ?? moment, actor: desk.actor, warehouse: warehouse.id, in: transaction)
            } else {
                try await CountStock(desk).spread(
                    written.quantity, over: item, owner: owner, count: row, adding: adding, at: moment, warehouse, transaction)
            }
            return Answer(
                pairs: ["count": .integer(count), "item": .string(item.item.sku.text), "counted": .integer(written.quantity.units)],
                written.understood)
        }
    }

    /// An item counted as a whole: fewer are taken from the lots that leave first, more are put to the lot received last.
    ///
    /// More of it found in the same place is held, together with the earlier figure, against what was on the books at that figure: what has
    /// moved since is neither missing nor too much. A new figure forgets the earlier one.
    private func spread(
        _ figure: Quantity, over item: ItemRecord, owner: OrganisationRecord?, count: StockCountRow, adding: Bool, at moment: Timestamp?,
        _ warehouse: WarehouseRecord, _ transaction: Transaction
    ) async throws {
        let earlier = adding ? count.lines.filter { $0.item == item.item.id && (owner == nil || $0.owner == owner?.code) } : []
        var books: [LotCandidate] = []
        if earlier.isEmpty {
            try await StockCountQueries.forget(
                count.id, item: item.item.id, owner: owner?.id, warehouse: warehouse.id, in: transaction)
            let then = try await StockCountQueries.onBooks(
                count.place, at: moment, warehouse: warehouse.id, in: transaction)
            let lots = try await LotQueries.lots(Array(then.keys), warehouse: warehouse.id, from: transaction)
            for (lot, units) in then {
                guard let lot = lots[lot], lot.item == item.item.id, owner == nil || lot.owner == owner?.id else { continue }
                books.append(LotCandidate(lot: lot, place: count.place, balance: Balance(onHand: try Quantity(units), reserved: .zero)))
            }
        } else {
            let lots = try await LotQueries.lots(earlier.map(\.lot), warehouse: warehouse.id, from: transaction)
            for line in earlier {
                guard let lot = lots[line.lot] else { continue }
                books.append(
                    LotCandidate(lot: lot, place: count.place, balance: Balance(onHand: try Quantity(line.expected), reserved: .zero)))
            }
        }
        let counted = try earlier.reduce(figure) { try $0 + Quantity($1.counted) }
        let lines: [CountLine]
        switch CountEntry(books: books, counted: counted).spread() {
        case .lines(let spread) where !spread.isEmpty: lines = spread
        case .lines:
            // None on the books and none counted: the line of the newest lot keeps that it was looked at, for sheets that come later.
            lines =
                try await LotQueries.newest(item: item.item.id, owner: owner?.id, warehouse: warehouse.id, from: transaction)
                .map { [CountLine(lot: $0.id, place: count.place, expected: .zero, counted: .zero)] } ?? []
        case .needsLot(let counted):
            guard
                let lot = try await LotQueries.newest(item: item.item.id, owner: owner?.id, warehouse: warehouse.id, from: transaction)
            else {
                throw Refusal(
                    "RULE.COUNT-NEEDS-LOT", [.init("item", item.item.sku.text)],
                    Wording(
                        "\(item.item.sku) was never received here, so nobody knows whose it is: book \(en: .donationReceive) with its owner, then count",
                        "\(item.item.sku) n'a jamais été reçu ici, on ne sait pas à qui c'est : enregistrer \(fr: .donationReceive) avec le propriétaire, puis compter"
                    ))
            }
            lines = [CountLine(lot: lot.id, place: count.place, expected: .zero, counted: counted)]
        }
        // Added to lots that were counted by name, it is more of them; only a figure for all lots covers those that nobody knew of.
        let coversItem = owner == nil && earlier.allSatisfy(\.coversItem)
        for line in lines {
            try await StockCountQueries.enter(
                count.id, lot: line.lot, expected: line.expected.units, counted: line.counted.units,
                countedAt: earlier.map(\.countedAt).min() ?? moment, coversItem: coversItem, actor: desk.actor, warehouse: warehouse.id,
                in: transaction)
        }
    }

    /// The lines of a count. The expected figures are shown once it is closed, so that nobody counts towards them.
    package func show(_ count: Int64) async throws -> Answer {
        let warehouse = try await home(of: count)
        guard let row = try await StockCountQueries.find(count, warehouse: warehouse.id, from: desk.source) else {
            throw Self.unknown(count)
        }
        let isClosed = row.state == "closed"
        return Answer(
            records: row.lines.map { line in
                [
                    "count": .integer(count), "item": .string(line.sku), "lot": .string(line.lotCode), "owner": .string(line.owner),
                    "expected": isClosed ? .integer(line.expected) : .null, "counted": .integer(line.counted),
                    "variance": isClosed ? .integer(line.counted - line.expected) : .null, "unit": .string(line.unit),
                    "by": .string(line.countedBy), "at": .string(line.countedAt.description),
                ]
            },
            pairs: [
                "count": .integer(count), "count_state": .string(row.state),
                "place": .string(desk.catalogue.place(row.place)?.place.address ?? ""),
            ])
    }

    /// Closes a count and books its differences; `restIsZero` counts every lot that nobody named as gone.
    package func close(_ count: Int64, restIsZero: Bool) async throws -> Answer {
        let warehouse = try await home(of: count)
        let moment = try await moment(warehouse)
        return try await desk.once(in: warehouse.id) { desk in
            let transaction = try desk.requireTransaction
            var row = try await Self.live(count, warehouse, in: transaction)
            guard let found = desk.catalogue.outside(.found, of: warehouse) else {
                throw Refusal(
                    "NOTFOUND.PLACE", [], Wording("the warehouse has no found place", "l'entrepôt n'a pas de place de trouvailles"))
            }
            try await StockCountQueries.holdStill(row, in: transaction)
            if restIsZero {
                let named = Set(row.lines.map(\.lot))
                let onBooks = try await StockCountQueries.onBooks(row.place, at: moment, warehouse: warehouse.id, in: transaction)
                for (lot, units) in onBooks.sorted(by: { $0.key < $1.key }) where !named.contains(lot) {
                    try await StockCountQueries.enter(
                        count, lot: lot, expected: units, counted: 0, countedAt: moment, actor: desk.actor, warehouse: warehouse.id,
                        in: transaction)
                }
            }
            try await StockCountQueries.expectAnew(row, in: transaction)
            row = try await Self.live(count, warehouse, in: transaction)
            let differing = row.lines.filter { $0.counted != $0.expected }
            var answer = Answer(
                records: row.lines.map { line in
                    [
                        "count": .integer(count), "item": .string(line.sku), "lot": .string(line.lotCode), "owner": .string(line.owner),
                        "expected": .integer(line.expected), "counted": .integer(line.counted),
                        "variance": .integer(line.counted - line.expected), "unit": .string(line.unit), "by": .string(line.countedBy),
                        "at": .string(line.countedAt.description),
                    ]
                }, pairs: ["count": .integer(count), "lines": .integer(Int64(row.lines.count))], changed: true)
            var movements: [Int64] = []
            for day in Set(differing.map(\.day)).sorted() {
                let lines = differing.filter { $0.day == day }
                var posting = try desk.draft(.counted, in: warehouse)
                posting.count = count
                // What was counted is a fact: a difference beyond today's balance is booked with its exception.
                posting.anyway = desk.entry.anyway ?? "count \(count)"
                posting.occurredAt = lines.map(\.countedAt).max()
                posting.lines = try lines.map { line in
                    let variance = line.counted - line.expected
                    return PostingLine(
                        lot: .existing(line.lot), from: variance > 0 ? found.place.id : row.place,
                        to: variance > 0 ? row.place : found.place.id, quantity: try Quantity(abs(variance)))
                }
                let booked = try await desk.bookPart(posting, in: warehouse)
                movements.append(booked.movement)
                if let shortfall = booked.shortfall {
                    answer.pairs["shortfall"] = .integer((answer.pairs.integer("shortfall") ?? 0) + shortfall)
                }
                answer.warnings += booked.warnings
            }
            if movements.count == 1 { answer.pairs["movement"] = .integer(movements[0]) }
            if movements.count > 1 { answer.pairs["movement"] = .string(movements.map(String.init).joined(separator: ",")) }
            try await StockCountQueries.end(
                count, state: "closed", at: moment, restIsZero: restIsZero, actor: desk.actor, warehouse: warehouse.id, in: transaction)
            let changed = differing.count
            answer.pairs["variances"] = .integer(Int64(changed))
            answer.sentence =
                changed == 0
                ? Wording("the books were right: nothing to adjust", "les comptes étaient justes : rien à ajuster")
                : changed == 1
                    ? Wording("1 difference booked", "1 écart enregistré")
                    : Wording("\(changed) differences booked", "\(changed) écarts enregistrés")
            return answer
        }
    }

    /// Gives a count up; nothing is booked.
    package func cancel(_ count: Int64) async throws -> Answer {
        let warehouse = try await home(of: count)
        return try await desk.once(in: warehouse.id, of: .goods) { desk in
            let transaction = try desk.requireTransaction
            _ = try await Self.live(count, warehouse, in: transaction)
            try await StockCountQueries.end(
                count, state: "cancelled", at: nil, restIsZero: false, actor: desk.actor, warehouse: warehouse.id, in: transaction)
            return Answer(pairs: ["count": .integer(count), "count_state": "cancelled"])
        }
    }

    /// When it was counted, as it was said; nil is now.
    private func moment(_ warehouse: WarehouseRecord) async throws -> Timestamp? {
        guard let written = desk.entry.occurred else { return nil }
        return try await Moments(desk).instant(written, warehouse: warehouse)
    }

    private func home(of count: Int64) async throws -> WarehouseRecord {
        guard let id = try await StockCountQueries.warehouse(of: count, from: desk.source),
            let warehouse = desk.catalogue.warehouse(id)
        else { throw Self.unknown(count) }
        return warehouse
    }

    private static func live(_ count: Int64, _ warehouse: WarehouseRecord, in transaction: Transaction) async throws -> StockCountRow {
        guard let row = try await StockCountQueries.find(count, warehouse: warehouse.id, forUpdate: true, from: transaction) else {
            throw unknown(count)
        }
        guard row.state == "open" else {
            throw Refusal(
                "RULE.COUNT-CLOSED", [.init("count", String(count)), .init("count_state", row.state)],
                Wording(
                    "count \(count) is \(row.state): open a new one", "le comptage \(count) est terminé (\(row.state)) : en ouvrir un autre"
                ))
        }
        return row
    }

    private static func unknown(_ count: Int64) -> Refusal {
        Refusal(
            "NOTFOUND.COUNT", [.init("count", String(count))],
            Wording(
                "there is no count \(count): open one with \(en: .countOpen) place=…",
                "pas de comptage \(count) : en ouvrir un avec \(fr: .countOpen) emplacement=…"))
    }
}
