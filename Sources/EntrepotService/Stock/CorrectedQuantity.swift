import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

extension AmendMovement {
    /// What a movement stands for by now, with its corrections.
    struct Standing {
        /// Base units of each lot; below zero never.
        var units: [Identifier<Lot>: Int64] = [:]
        /// A line for each lot, which leads where its goods were put, or were said to have been put by a correction.
        var lines: [MovementRow.Line] = []
        /// The movement by which each lot came: the first, or a correction that said other goods.
        var rows: [Identifier<Lot>: MovementRow] = [:]
    }

    /// Books the difference between what a movement said and what it should have said, and carries it through what happened since: what
    /// has moved on inside is taken back from where it is now.
    package func correct(_ id: Int64, quantity text: String) async throws -> Answer {
        let (row, warehouse) = try await movement(id)
        if let kept = try await desk.replay(in: warehouse.id) { return kept }
        try refuseUncorrectable(row)
        let before = try await standing(row, warehouse)
        let (posting, understood) = try await correction(of: row, warehouse, quantity: text, as: nil)
        guard let posting else {
            let said = before.units.values.reduce(0, +)
            throw Refusal(
                "RULE.NOTHING-TO-CORRECT", [.init("movement", String(id)), .init("qty", String(said))],
                Wording("movement \(id) already says \(said)", "le mouvement \(id) dit déjà \(said)"))
        }
        let after = posting.lines.reduce(0) { sum, line in sum + (isAway(line, from: row) ? line.quantity.units : -line.quantity.units) }
        let answer = Answer(
            records: Self.records(posting.lines, of: before.lines, desk),
            pairs: ["movement": .movementNumber, "corrects": .integer(id), "difference": .integer(after)], understood, changed: true)
        return try await desk.book(posting, in: warehouse, answer, item: row.lines.first?.sku, meaning: nil)
    }

    /// Refuses a movement that cannot be corrected at all.
    func refuseUncorrectable(_ row: MovementRow) throws {
        let id = row.id
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
    }

    /// What it stands for by now: what was said, more by some corrections, less by others.
    func standing(_ row: MovementRow, _ warehouse: WarehouseRecord) async throws -> Standing {
        var standing = Standing()
        let corrections = try await MovementQueries.corrections(of: row.id, warehouse: warehouse.id, from: desk.source)
        for (movement, line) in ([row] + corrections).flatMap({ movement in movement.lines.map { (movement, $0) } }) {
            if isAway(PostingLine(line), from: row) {
                if standing.rows[line.lot] == nil {
                    standing.rows[line.lot] = movement
                    standing.lines.append(line)
                }
                standing.units[line.lot, default: 0] += line.quantity
            } else if isBack(line, to: row) {
                standing.units[line.lot, default: 0] -= line.quantity
            } else if let index = standing.lines.firstIndex(where: { $0.lot == line.lot && $0.to == line.from }) {
                // A correction of the place.
                standing.lines[index] = standing.lines[index].leading(to: line.to, line.toAddress)
            }
        }
        return standing
    }

    /// The end of a movement that stays where corrections follow its goods: outside, else where they were taken from.
    private func anchor(_ row: MovementRow) -> (place: Identifier<Place>, isSource: Bool)? {
        guard let line = row.lines.first else { return nil }
        let leavesHouse =
            desk.catalogue.place(line.from)?.place.kind.isInside == true && desk.catalogue.place(line.to)?.place.kind.isInside != true
        return leavesHouse ? (line.to, false) : (line.from, true)
    }

    /// Whether a line goes the way of the movement.
    private func isAway(_ line: PostingLine, from row: MovementRow) -> Bool {
        guard let anchor = anchor(row) else { return false }
        return anchor.isSource ? line.from == anchor.place : line.to == anchor.place
    }

    private func isBack(_ line: MovementRow.Line, to row: MovementRow) -> Bool {
        guard let anchor = anchor(row) else { return false }
        return anchor.isSource ? line.to == anchor.place : line.from == anchor.place
    }

    /// The difference to the right quantity, read as of the item that it should have been; nil when there is none.
    func correction(
        of row: MovementRow, _ warehouse: WarehouseRecord, quantity text: String, as other: ItemRecord?
    ) async throws -> (Posting?, Wording) {
        let standing = try await standing(row, warehouse)
        guard let line = standing.lines.first(where: { (standing.units[$0.lot] ?? 0) > 0 }) ?? standing.lines.first else {
            throw Self.nothing(row.id)
        }
        let own = try await Names(desk).anyItem(line.sku)
        let item = other ?? own
        let written = try QuantityReader(item.item, allowsZero: true).read(text)
        try await desk.askUnusual(written.quantity, typed: text, of: item, in: warehouse, to: desk.catalogue.place(line.to))
        let difference = written.quantity.units - standing.units.values.reduce(0, +)
        guard difference != 0 else { return (nil, written.understood) }
        let history = try await LotHistory(of: row, also: standing.units.keys, warehouse, desk)
        var posting = try desk.draft(.corrected, in: warehouse)
        posting.corrects = row.id
        posting.round = row.round
        posting.lines =
            difference > 0
            ? [history.line(line.lot, from: line.from, to: line.to, try Quantity(difference))]
            : try await takeBack(-difference, standing, history, warehouse)
        return (posting, written.understood)
    }

    /// Lines that bring units back: from where they were put, else from where they went since inside; what has left the house is short. Where
    /// they were counted since, what the count found missing is theirs.
    private func takeBack(
        _ quantity: Int64, _ standing: Standing, _ history: LotHistory, _ warehouse: WarehouseRecord
    ) async throws -> [PostingLine] {
        var rest = quantity
        var lines: [PostingLine] = []
        for part in standing.lines.reversed() where rest > 0 {
            let wanted = min(rest, standing.units[part.lot] ?? 0)
            guard wanted > 0 else { continue }
            rest -= wanted
            guard desk.catalogue.place(part.to)?.place.kind.isInside == true else {
                // It went outside, and outside has no balance: the difference simply comes back.
                lines.append(history.line(part.lot, from: part.to, to: part.from, try Quantity(wanted)))
                continue
            }
            let stands = try Quantity(standing.units[part.lot] ?? 0)
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
            guard missing > 0 else { continue }
            guard desk.entry.anyway != nil else {
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
        return lines
    }

    // MARK: Refusals

    /// It says that already.
    static func nothing(_ id: Int64) -> Refusal {
        Refusal(
            "RULE.NOTHING-TO-CORRECT", [.init("movement", String(id))],
            Wording("movement \(id) says so already, or nothing of it stands", "le mouvement \(id) le dit déjà, ou il n'en reste rien"))
    }

    /// A thing that is counted otherwise needs its quantity said.
    static func needsQuantity(_ item: ItemRecord) -> Refusal {
        Refusal(
            "ARG.MISSING", [.init("arg", "qty"), .init("item", item.item.sku.text)],
            Wording(
                "\(item.item.sku) is counted in \(item.item.base.rawValue): say how much with qty=",
                "\(item.item.sku) se compte en \(item.item.base.rawValue) : dire combien avec qté="))
    }
}

extension PostingLine {
    /// A line of the books as it is posted.
    init(_ line: MovementRow.Line) {
        self.init(lot: .existing(line.lot), from: line.from, to: line.to, quantity: (try? Quantity(line.quantity)) ?? .zero)
    }
}
