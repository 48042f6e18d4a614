import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// An entry by which goods left or moved, said otherwise: it is taken back, and stands anew on its own day with what was right.
struct RebookedEntry: Sendable {
    private let id: Int64
    private let warehouse: WarehouseRecord
    /// Inside the transaction of the correction.
    private let desk: Desk

    init(_ id: Int64, _ warehouse: WarehouseRecord, _ desk: Desk) {
        self.id = id
        self.warehouse = warehouse
        self.desk = desk
    }

    /// Takes it back, with the corrections that stand, and books it anew.
    func book(_ words: CorrectMovement.Words) async throws -> Answer {
        let amend = AmendMovement(desk)
        let standing = try await amend.standing(try await amend.movement(id).0, warehouse)
        var answer = Answer(changed: true)
        let (row, _) = try await amend.movement(id)
        let back = try await back(row, standing)
        let reversal = try await desk.bookPart(back, in: warehouse, item: row.lines.first?.sku)
        answer.warnings += reversal.warnings
        var posting = try await anew(row, standing, words)
        posting.replaces = id
        let booked = try await desk.bookPart(posting, in: warehouse, item: words.item ?? row.lines.first?.sku)
        answer.warnings += booked.warnings
        let codes = try await LotQueries.codes(posting.lines.compactMap(\.existing), warehouse: warehouse.id, from: desk.source)
        let lots = try await LotQueries.lots(posting.lines.compactMap(\.existing), warehouse: warehouse.id, from: desk.source)
        answer.records = posting.lines.compactMap { line in
            guard let lot = line.existing.flatMap({ lots[$0] }) else { return nil }
            return JSONObject(
                keys: AmendMovement.keys,
                values: [
                    .integer(booked.movement), .string(desk.catalogue.item(lot.item)?.item.sku.text ?? ""), .string(codes[lot.id] ?? ""),
                    .integer(line.quantity.units), .string(desk.catalogue.place(line.from)?.place.address ?? ""),
                    .string(desk.catalogue.place(line.to)?.place.address ?? ""), .string(WhoseGoods(desk).code(lot.owner)),
                ])
        }
        answer.pairs = ["movement": .integer(booked.movement), "replaces": .integer(id), "reversal": .integer(reversal.movement)]
        answer.sentence = Wording(
            "movement \(id) is taken back and stands anew as \(booked.movement)",
            "le mouvement \(id) est annulé et refait comme \(booked.movement)")
        return answer
    }

    /// Takes back all that it stands for: the movement itself, or, where it was corrected since, what came of it.
    private func back(_ row: MovementRow, _ standing: AmendMovement.Standing) async throws -> Posting {
        guard !row.correctedBy.isEmpty else { return try await AmendMovement(desk).reversal(of: row, warehouse) }
        let history = try await LotHistory(of: row, also: standing.units.keys, warehouse, desk)
        var posting = try desk.draft(.corrected, in: warehouse)
        posting.corrects = id
        posting.lines = try standing.lines.compactMap { line in
            let units = standing.units[line.lot] ?? 0
            return units > 0 ? history.line(line.lot, from: line.to, to: line.from, try Quantity(units)) : nil
        }
        guard !posting.lines.isEmpty else { throw AmendMovement.nothing(id) }
        return posting
    }

    /// What really happened, on the day of the first.
    private func anew(_ row: MovementRow, _ standing: AmendMovement.Standing, _ words: CorrectMovement.Words) async throws -> Posting {
        let names = Names(desk)
        let line = row.lines[0]
        let isMoved = desk.catalogue.place(line.to)?.place.kind.isInside == true
        guard let said = MovementReason(rawValue: row.reason) else { throw AmendMovement.nothing(id) }
        let reason = words.reason ?? said
        var from = line.from
        var to = line.to
        if let text = words.place {
            let (place, home) = try await names.shelf(text)
            guard home.id == warehouse.id else {
                throw Refusal(
                    "RULE.CORRECT-OTHERWISE", [.init("movement", String(id)), .init("place", place.place.address)],
                    Wording(
                        "\(place.place.address) is in another warehouse: take the movement back with «\(en: .movementReverse) \(id)» and book it there",
                        "\(place.place.address) est dans un autre entrepôt : annuler avec « \(fr: .movementReverse) \(id) » et l'enregistrer là-bas"
                    ))
            }
            if isMoved { to = place.place.id } else { from = place.place.id }
        }
        if MovementReason.losses.contains(reason), let outside = desk.catalogue.outside(reason.lossDestination, of: warehouse) {
            to = outside.place.id
        }
        var posting = try desk.draft(reason, in: warehouse)
        posting.occurredAt = row.occurredAt
        if row.occurredAt < (try await MovementQueries.closedUntil(warehouse.id, from: desk.source)) {
            posting.concerns = try await Moments(desk).day(of: row.occurredAt, warehouse)
        }
        let total = standing.units.values.reduce(0, +)
        let item = try await names.anyItem(words.item ?? line.sku)
        var units = try Quantity(total)
        if let text = words.quantity {
            let written = try QuantityReader(item.item).read(text)
            try await desk.askUnusual(written.quantity, typed: text, of: item, in: warehouse)
            units = written.quantity
        } else if item.item.base != desk.catalogue.item(line.item)?.item.base {
            throw AmendMovement.needsQuantity(item)
        }
        if words.item == nil, words.owner == nil, words.place == nil || isMoved, units.units == total {
            // The same goods, gone another way.
            posting.lines = try standing.units.sorted { $0.key < $1.key }.filter { $0.value > 0 }.map {
                PostingLine(lot: .existing($0.key), from: from, to: to, quantity: try Quantity($0.value))
            }
            return posting
        }
        let owners = Set(row.lines.map(\.owner))
        var owner: OrganisationRecord?
        if let code = words.owner ?? (owners.count == 1 ? owners.first : nil) {
            owner = try await names.organisation(code, figure: "owner")
        }
        guard let source = desk.catalogue.place(from), let target = desk.catalogue.place(to) else { throw AmendMovement.nothing(id) }
        let wish = PickedGoods.Wish(
            item: item, quantity: units, place: source, lots: [], owner: owner, warehouse: warehouse,
            purpose: isMoved ? .moved(to: target.place.kind) : .gone)
        posting.lines = try await PickedGoods(desk).picks(wish).map {
            PostingLine(lot: .existing($0.lot.id), from: from, to: to, quantity: $0.quantity)
        }
        return posting
    }
}

extension PostingLine {
    /// The lot of the line when it is one in the books.
    var existing: Identifier<Lot>? {
        if case .existing(let lot) = lot { return lot }
        return nil
    }
}
