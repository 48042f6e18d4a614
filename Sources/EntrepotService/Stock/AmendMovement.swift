import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// Putting right what was booked: the opposite movement, or the difference only. Nothing is ever deleted.
package struct AmendMovement: Sendable {
    private let desk: Desk

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

    /// Books the difference between what a movement said and what it should have said, and carries it through what happened since: what
    /// has moved on inside is taken back from where it is now.
    package func correct(_ id: Int64, quantity text: String) async throws -> Answer {
        let (row, warehouse) = try await movement(id)
        if let kept = try await desk.replay(in: warehouse.id) { return kept }
        guard row.reversedBy == nil else {
            throw Refusal(
                "RULE.ALREADY-REVERSED", [.init("movement", String(id))],
                Wording(
                    "movement \(id) is reversed: book what really happened",
                    "le mouvement \(id) est annulé : enregistrer ce qui s'est vraiment passé"))
        }
        // What came out of the workshop stands against what went in.
        guard ![MovementReason.sorted, .assembled, .brokenUp].map(\.rawValue).contains(row.reason) else {
            throw Refusal(
                "RULE.CORRECT-A-MAKING", [.init("movement", String(id))],
                Wording(
                    "in movement \(id) goods became others, which have to agree: reverse it and book what really happened",
                    "dans le mouvement \(id) des biens en sont devenus d'autres, qui doivent s'accorder : l'annuler et enregistrer ce qui s'est vraiment passé"
                ))
        }
        guard let line = row.lines.first, row.lines.allSatisfy({ $0.item == line.item && $0.from == line.from && $0.to == line.to }) else {
            throw Refusal(
                "RULE.CORRECT-ONE-ITEM", [.init("movement", String(id)), .init("lines", String(row.lines.count))],
                Wording(
                    "movement \(id) moved several things: reverse it and book it again",
                    "le mouvement \(id) porte sur plusieurs choses : l'annuler et l'enregistrer à nouveau"))
        }
        // What is due at the other warehouse is what was sent: a sending that said another figure is taken back as a whole.
        guard row.reason != MovementReason.sent.rawValue, row.reason != MovementReason.arrived.rawValue else {
            throw Refusal(
                "RULE.CORRECT-A-SENDING", [.init("movement", String(id))],
                Wording(
                    "movement \(id) is on its way between two warehouses: reverse it while nothing of it was received and send again, or receive "
                        + "what came and say the rest as lost",
                    "le mouvement \(id) va d'un entrepôt à l'autre : l'annuler tant que rien n'est reçu et renvoyer, ou recevoir ce qui est "
                        + "arrivé et dire le reste perdu"))
        }
        let item = try await Names(desk).anyItem(line.sku)
        let written = try QuantityReader(item.item, allowsZero: true).read(text)
        try await desk.askUnusual(written.quantity, typed: text, of: item, in: warehouse, to: desk.catalogue.place(line.to))
        let earlier = try await MovementQueries.corrections(of: id, warehouse: warehouse.id, from: desk.source)
        // What each lot of the movement stands for by now: what was said, more by some corrections, less by others.
        var standingByLot: [Identifier<Lot>: Int64] = [:]
        for part in row.lines { standingByLot[part.lot, default: 0] += part.quantity }
        for correction in earlier {
            for part in correction.lines {
                standingByLot[part.lot, default: 0] += part.from == line.from || part.to == line.to ? part.quantity : -part.quantity
            }
        }
        let standing = standingByLot.values.reduce(0, +)
        let difference = written.quantity.units - standing
        guard difference != 0 else {
            throw Refusal(
                "RULE.NOTHING-TO-CORRECT", [.init("movement", String(id)), .init("qty", String(standing))],
                Wording("movement \(id) already says \(standing)", "le mouvement \(id) dit déjà \(standing)"))
        }
        var posting = try desk.draft(
            .corrected, in: warehouse)
        posting.corrects = id
        posting.round = row.round
        let history = try await LotHistory(of: row, warehouse, desk)
        if difference > 0 {
            posting.lines = [history.line(line.lot, from: line.from, to: line.to, try Quantity(difference))]
        } else {
            posting.lines = try await takeBack(-difference, standingByLot, row, history, warehouse, anyway: desk.entry.anyway != nil)
        }
        let answer = Answer(
            records: Self.records(posting.lines, of: row, desk),
            pairs: ["movement": .movementNumber, "corrects": .integer(id), "difference": .integer(difference)],
            written.understood, changed: true)
        return try await desk.book(posting, in: warehouse, answer, item: line.sku, meaning: nil)
    }

    /// Lines that bring units back: from where they were put, else from where they went since inside; what has left the house is short. Where
    /// they were counted since, what the count found missing is theirs.
    private func takeBack(
        _ quantity: Int64, _ standing: [Identifier<Lot>: Int64], _ row: MovementRow, _ history: LotHistory, _ warehouse: WarehouseRecord,
        anyway: Bool
    ) async throws -> [PostingLine] {
        var rest = quantity
        var lines: [PostingLine] = []
        for part in row.lines.reversed() where rest > 0 {
            guard desk.catalogue.place(part.to)?.place.kind.isInside == true else {
                // It went outside, and outside has no balance: the difference simply comes back.
                let taken = min(rest, standing[part.lot] ?? 0)
                lines.append(history.line(part.lot, from: part.to, to: part.from, try Quantity(taken)))
                rest -= taken
                continue
            }
            let wanted = min(rest, standing[part.lot] ?? 0)
            guard wanted > 0 else { continue }
            let stands = try Quantity(standing[part.lot] ?? 0)
            let here = try await history.available(part, warehouse, desk)
            let plan = try Correction.plan(
                MovementLine(lot: part.lot, from: part.from, to: part.to, quantity: stands),
                right: Quantity.saturatingDifference(stands, try Quantity(wanted)),
                since: history.lines(of: part.lot)
            ) { place in
                desk.catalogue.place(place)?.place.kind.isInside == true
            } onHand: { place in
                here[place].flatMap { try? Quantity($0) } ?? .zero
            }
            lines += plan.lines.map { history.line($0.lot, from: $0.from, to: $0.to, $0.quantity) }
            let missing = plan.short.units
            if missing > 0 {
                guard anyway else {
                    throw Refusal(
                        "STOCK.INSUFFICIENT",
                        [
                            .init("item", part.sku), .init("place", part.toAddress), .init("have", String(wanted - missing)),
                            .init("want", String(wanted)),
                        ],
                        Wording(
                            "\(missing) of them have already left the house: correct what gave them out, or add anyway=REASON to book them as unexplained",
                            "\(missing) ont déjà quitté la maison : corriger ce qui les a donnés, ou ajouter malgré=MOTIF pour les enregistrer comme inexpliqués"
                        ))
                }
                if let index = lines.firstIndex(where: { $0.lot == .existing(part.lot) && $0.from == part.to }) {
                    lines[index].quantity = try Quantity(lines[index].quantity.units + missing)
                } else {
                    lines.append(history.line(part.lot, from: part.to, to: part.from, try Quantity(missing)))
                }
            }
            rest -= wanted
        }
        return lines
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

    static func records(_ lines: [PostingLine], of row: MovementRow, _ desk: Desk) -> [JSONObject] {
        lines.map { line in
            let old = row.lines.first { .existing($0.lot) == line.lot }
            return JSONObject(
                keys: keys,
                values: [
                    .movementNumber, .string(old?.sku ?? ""), .string(old?.lotCode ?? ""), .integer(line.quantity.units),
                    .string(desk.catalogue.place(line.from)?.place.address ?? ""),
                    .string(desk.catalogue.place(line.to)?.place.address ?? ""), .string(old?.owner ?? ""),
                ])
        }
    }
}
