import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// Taking back one's own last entry, within the hour, whoever one is: a slip of the fingers needs no manager.
///
/// Said again it takes back the entry before. What others have built on since is theirs to undo first, and is named.
package struct UndoEntry: Sendable {
    /// The keys of its records, in order.
    package static let keys = ["movement", "undoes", "item", "lot", "qty", "from", "to", "owner"]

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Takes back the last entry, or one by its number.
    package func run(_ movement: Int64?) async throws -> Answer {
        let homes = desk.catalogue.warehouses.map(\.id).filter { desk.scope.warehouses.contains($0) }
        // Under its key it was done already, in whichever warehouse that was.
        if desk.entry.key != nil {
            for home in homes { if let kept = try await desk.replay(in: home) { return kept } }
        }
        if let movement { try await refuseOthers(movement) }
        guard
            let last = try await MovementQueries.lastEntry(
                of: desk.actor, warehouses: homes, movement: movement, from: desk.source),
            let warehouse = desk.catalogue.warehouse(last.warehouse)
        else { throw nothing(movement) }
        return try await desk.once(in: last.warehouse, of: .goods) { desk in
            var answer = Answer(changed: true)
            var undone: [Int64] = []
            var told: [String] = []
            for id in last.movements {
                let (row, _) = try await AmendMovement(desk).movement(id)
                try refuseKind(row)
                try await refusePromised(row, warehouse, desk)
                var posting = try await AmendMovement(desk).reversal(of: row, warehouse)
                posting.isUndo = true
                let booked: Booked
                do {
                    booked = try await desk.bookPart(posting, in: warehouse, item: row.lines.first?.sku)
                } catch let refusal as Refusal where refusal.code == .stockInsufficient {
                    throw try await builtOn(row, warehouse, desk) ?? refusal
                }
                undone.append(booked.movement)
                answer.warnings += booked.warnings
                answer.records += row.lines.map { line in
                    [
                        "movement": .integer(booked.movement), "undoes": .integer(id), "item": .string(line.sku),
                        "lot": .string(line.lotCode),
                        "qty": .integer(line.quantity), "from": .string(line.toAddress), "to": .string(line.fromAddress),
                        "owner": .string(line.owner),
                    ]
                }
                told += row.lines.map { "\($0.quantity) \($0.unit) \($0.sku) \($0.fromAddress) → \($0.toAddress)" }
            }
            func list(_ numbers: [Int64]) -> JSONValue {
                numbers.count == 1 ? .integer(numbers[0]) : .string(numbers.map(String.init).joined(separator: ","))
            }
            answer.pairs = ["movement": list(undone), "undoes": list(last.movements)]
            let what = told.prefix(3).joined(separator: "; ") + (told.count > 3 ? "; …" : "")
            let numbers = last.movements.map(String.init).joined(separator: ", ")
            answer.sentence = Wording("taken back: \(what) (movement \(numbers))", "annulé : \(what) (mouvement \(numbers))")
            return answer
        }
    }

    private func nothing(_ movement: Int64?) -> Refusal {
        guard let movement else {
            return Refusal(
                "RULE.NOTHING-TO-UNDO", [],
                Wording(
                    "you booked nothing within the last hour that still stands: see \(en: .movementList) by=\(desk.actor); what is older a manager reverses",
                    "rien d'enregistré par vous depuis une heure qui tienne encore : voir \(fr: .movementList) par=\(desk.actor) ; ce qui est plus ancien, un responsable l'annule"
                ))
        }
        return Refusal(
            "RULE.NOTHING-TO-UNDO", [.init("movement", String(movement))],
            Wording(
                "movement \(movement) is older than an hour or taken back already: see \(en: .movementShow) \(movement); a manager can still reverse it",
                "le mouvement \(movement) a plus d'une heure ou est déjà annulé : voir \(fr: .movementShow) \(movement) ; un responsable peut encore l'annuler"
            ))
    }

    /// What somebody else booked is theirs, on a shared account too.
    private func refuseOthers(_ movement: Int64) async throws {
        let (row, _) = try await AmendMovement(desk).movement(movement)
        guard row.actor != desk.actor else { return }
        throw Refusal(
            "PERM.OTHERS-ENTRY", [.init("movement", String(movement)), .init("by", row.actor)],
            Wording(
                "movement \(movement) is \(row.actor)'s: ask them to take it back, or a manager to reverse it",
                "le mouvement \(movement) est de \(row.actor) : lui demander de l'annuler, ou à un responsable"))
    }

    /// Steps of rounds, counts and receipts of transits are more than their movements.
    private func refuseKind(_ row: MovementRow) throws {
        if let round = row.round {
            throw Refusal(
                "RULE.UNDO-OTHERWISE", [.init("movement", String(row.id)), .init("round", String(round))],
                Wording(
                    "your last entry is a step of round \(round): put it right with \(en: .roundDeliver) or \(en: .roundReturn) \(round), which say it anew",
                    "votre dernière écriture est une étape de la tournée \(round) : la corriger avec \(fr: .roundDeliver) ou \(fr: .roundReturn) \(round), qui la redisent"
                ))
        }
        guard row.reason == MovementReason.counted.rawValue else { return }
        throw Refusal(
            "RULE.UNDO-OTHERWISE", [.init("movement", String(row.id)), .init("count", row.count.map(String.init) ?? "")],
            Wording(
                "your last entry closed a count: count again with \(en: .countOpen) place=…",
                "votre dernière écriture a clos un comptage : recompter avec \(fr: .countOpen) emplacement=…"))
    }

    /// Goods that were promised to a round since are not taken from under it.
    private func refusePromised(_ row: MovementRow, _ warehouse: WarehouseRecord, _ desk: Desk) async throws {
        for line in row.lines where desk.catalogue.place(line.to)?.place.kind.isInside == true {
            let here = try await BalanceQueries.balance(line.lot, at: line.to, warehouse: warehouse.id, from: desk.source)
            guard here.onHand.units >= line.quantity, here.available.units < line.quantity else { continue }
            if let refusal = try await builtOn(row, warehouse, desk) { throw refusal }
        }
    }

    /// Who built on the entry, and what to do.
    private func builtOn(_ row: MovementRow, _ warehouse: WarehouseRecord, _ desk: Desk) async throws -> Refusal? {
        for line in row.lines {
            guard
                let later = try await MovementQueries.builtOn(
                    row.id, lot: line.lot, place: line.to, warehouse: warehouse.id, from: desk.source)
            else { continue }
            if let round = later.round {
                return Refusal(
                    "RULE.BUILT-ON", [.init("movement", String(row.id)), .init("round", String(round))],
                    Wording(
                        "goods of movement \(row.id) are promised to round \(round) since: ask whoever plans it, or a manager for «\(en: .movementCorrect) \(row.id) …»",
                        "des biens du mouvement \(row.id) sont promis à la tournée \(round) depuis : demander à qui la prépare, ou à un responsable pour « \(fr: .movementCorrect) \(row.id) … »"
                    ))
            }
            guard let movement = later.movement else { continue }
            let by = later.by ?? ""
            return Refusal(
                "RULE.BUILT-ON", [.init("movement", String(row.id)), .init("since", String(movement)), .init("by", by)],
                Wording(
                    "goods of movement \(row.id) have moved on since with movement \(movement) of \(by): that one first, or ask a manager for «\(en: .movementCorrect) \(row.id) …»",
                    "des biens du mouvement \(row.id) sont repartis depuis avec le mouvement \(movement) de \(by) : celui-là d'abord, ou demander à un responsable « \(fr: .movementCorrect) \(row.id) … »"
                ))
        }
        return nil
    }
}
