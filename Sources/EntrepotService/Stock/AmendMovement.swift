import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// Putting right what was booked: the opposite movement, or the difference only. Nothing is ever deleted.
package struct AmendMovement: Sendable {
    let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Books the opposite of a movement, dated now; a reversal can itself be reversed.
    package func reverse(_ id: Int64) async throws -> Answer {
        let (row, warehouse) = try await movement(id)
        if let kept = try await desk.replay(in: warehouse.id) { return kept }
        let posting = try await reversal(of: row, warehouse)
        let answer = Answer(
            records: Self.records(posting.lines, of: row, desk),
            pairs: ["movement": .movementNumber, "reverses": .integer(id)],
            Wording("movement \(id) is reversed", "le mouvement \(id) est annulé"), changed: true)
        return try await desk.book(posting, in: warehouse, answer, item: row.lines.first?.sku, meaning: nil)
    }

    /// The opposite of a movement, when it may be taken back.
    func reversal(of row: MovementRow, _ warehouse: WarehouseRecord) async throws -> Posting {
        let id = row.id
        if let by = row.reversedBy {
            throw Refusal(
                "RULE.ALREADY-REVERSED", [.init("movement", String(id)), .init("by", String(by))],
                Wording(
                    "movement \(id) was already reversed by \(by): to book it again, reverse \(by)",
                    "le mouvement \(id) a déjà été annulé par \(by) : pour le rétablir, annuler \(by)"))
        }
        if let correction = try await MovementQueries.corrections(of: id, warehouse: warehouse.id, from: desk.source).last {
            throw Refusal(
                "RULE.CORRECTED-SINCE", [.init("movement", String(id)), .init("correction", String(correction.id))],
                Wording(
                    "movement \(id) was corrected by \(correction.id): reverse \(correction.id) first",
                    "le mouvement \(id) a été corrigé par \(correction.id) : annuler d'abord \(correction.id)"))
        }
        if row.reason == MovementReason.counted.rawValue, let cause = row.because { throw Self.belongs(id, to: cause) }
        try await refuseTransit(row)
        try await SettleDebt.refuseUnlending(row, warehouse, desk)
        let history = try await LotHistory(of: row, warehouse, desk)
        if desk.entry.anyway == nil { try await refuseCounted(row, history, warehouse) }
        let lines = try row.lines.map { history.line($0.lot, from: $0.to, to: $0.from, try Quantity($0.quantity)) }
        var posting = try desk.draft(.cancelled, lines, in: warehouse)
        posting.reverses = id
        posting.round = row.round
        return posting
    }

    /// The other half of a late sheet is no entry of its own.
    static func belongs(_ movement: Int64, to cause: Int64) -> Refusal {
        Refusal(
            "RULE.PART-OF-AN-ENTRY", [.init("movement", String(movement)), .init("entry", String(cause))],
            Wording(
                "movement \(movement) keeps a count right beside movement \(cause): reverse or correct \(cause), and it follows",
                "le mouvement \(movement) garde un comptage juste à côté du mouvement \(cause) : annuler ou corriger \(cause), et il suit"))
    }

    /// Goods that were counted where the movement put them are there, whatever is said of the movement.
    private func refuseCounted(_ row: MovementRow, _ history: LotHistory, _ warehouse: WarehouseRecord) async throws {
        var taken: [Identifier<Lot>: [Identifier<Place>: Int64]] = [:]
        for line in row.lines where desk.catalogue.place(line.to)?.place.kind.isInside == true {
            guard let counted = try await history.counted(line, at: [line.to], warehouse, desk)[line.to] else { continue }
            let missing = max(0, counted.units - (taken[line.lot]?[line.to] ?? 0))
            taken[line.lot, default: [:]][line.to, default: 0] += line.quantity
            guard missing < line.quantity else { continue }
            let there = line.quantity - missing
            throw Refusal(
                "RULE.COUNTED-SINCE",
                [
                    .init("movement", String(row.id)), .init("count", String(counted.count)), .init("item", line.sku),
                    .init("place", line.toAddress), .init("have", String(missing)), .init("want", String(line.quantity)),
                ],
                Wording(
                    "\(line.sku) was counted at \(line.toAddress) since (count \(counted.count)), and \(there) of these \(line.quantity) were there: move them to where they belong, or add anyway=REASON if it was other goods that were counted",
                    "\(line.sku) a été compté à \(line.toAddress) depuis (comptage \(counted.count)), et \(there) de ces \(line.quantity) y étaient : les déplacer là où il faut, ou ajouter malgré=MOTIF si ce sont d'autres biens qui ont été comptés"
                ))
        }
    }

    /// What another warehouse has received cannot be taken back by one side alone.
    private func refuseTransit(_ row: MovementRow) async throws {
        let received = try await TransitQueries.list(to: nil, movement: row.id, from: desk.source).contains { $0.received + $0.lost > 0 }
        guard received || row.reason == MovementReason.arrived.rawValue else { return }
        throw Refusal(
            "RULE.TRANSIT-RECEIVED", [.init("movement", String(row.id))],
            Wording(
                "goods of movement \(row.id) were received at the other warehouse: send them back with transfer",
                "les biens du mouvement \(row.id) ont été reçus par l'autre entrepôt : les renvoyer avec transférer"))
    }

    /// A movement that the person may put right: all of its lots are theirs. One of others only does not exist for them.
    func movement(_ id: Int64) async throws -> (MovementRow, WarehouseRecord) {
        var filter = MovementFilter(limit: 1)
        filter.movement = id
        guard let home = try await MovementQueries.warehouse(of: id, from: desk.source),
            let warehouse = desk.catalogue.warehouse(home),
            let row = try await MovementQueries.list(filter, warehouse: home, from: desk.source).first,
            case let scope = desk.scope.owners(in: home),
            case let owners = row.lines.compactMap({ desk.catalogue.organisation($0.owner)?.id }),
            scope == .everything || owners.contains(where: scope.contains)
        else {
            throw Refusal(
                "NOTFOUND.MOVEMENT", [.init("movement", String(id))],
                Wording("there is no movement \(id): see \(en: .movementList)", "pas de mouvement \(id) : voir \(fr: .movementList)"))
        }
        guard owners.allSatisfy(scope.contains) else {
            throw Refusal(.permissionScope, ["movement": .integer(id)], Desk.notYours)
        }
        return (row, warehouse)
    }

    /// The keys of its records, in order.
    package static let keys = ["movement", "item", "lot", "qty", "from", "to", "owner"]

    static func records(_ lines: [PostingLine], of row: MovementRow, _ desk: Desk) -> [JSONObject] { records(lines, of: row.lines, desk) }

    /// Records of lines whose lots are among those of other lines.
    static func records(_ lines: [PostingLine], of known: [MovementRow.Line], _ desk: Desk) -> [JSONObject] {
        lines.map { line in
            let old = known.first { .existing($0.lot) == line.lot }
            return JSONObject(
                keys: keys,
                values: [
                    .movementNumber, .string(old?.sku ?? ""), .string(old?.lotCode ?? ""), .integer(line.quantity.units),
                    .string(desk.catalogue.place(line.from)?.place.address ?? ""),
                    .string(desk.catalogue.place(line.to)?.place.address ?? ""), .string(old?.owner ?? ""),
                ])
        }
    }

    /// Numbers of movements: one, or several with commas between.
    static func numbers(_ movements: [Int64]) -> JSONValue {
        movements.count == 1 ? .integer(movements[0]) : .string(movements.map(String.init).joined(separator: ","))
    }
}
