import EntrepotStore
import Measures
import PlainJSON
import Speech
package import StockLedger

/// Putting right what a movement said: how much, of what, whose, from whom, where, or why.
///
/// Only the difference is booked, and it is carried through what happened since. What goods came in as is mended by `CorrectedLots`, what
/// left or moved otherwise than was said by `RebookedEntry`; a quantity alone by `AmendMovement`.
package struct CorrectMovement: Sendable {
    /// What it should have said; nil is what it says.
    package struct Words: Sendable {
        package var quantity: String?
        package var item: String?
        package var owner: String?
        package var place: String?
        package var donor: String?
        package var condition: String?
        package var grant: String?
        package var reason: MovementReason?

        package init(quantity: String? = nil) { self.quantity = quantity }

        /// Whether anything but the quantity was wrong.
        var isMoreThanQuantity: Bool { names.contains { $0 != "qty" } }

        /// The names of what was said.
        var names: [String] {
            let said: [(String, Bool)] = [
                ("qty", quantity != nil), ("item", item != nil), ("owner", owner != nil), ("place", place != nil), ("donor", donor != nil),
                ("condition", condition != nil), ("grant", grant != nil), ("reason", reason != nil),
            ]
            return said.filter(\.1).map(\.0)
        }
    }

    /// What kind of entry it is, and so what of it can be said otherwise.
    private enum Kind {
        /// Goods that came in from outside: everything but a reason.
        case receipt
        /// Goods that are gone.
        case loss
        /// Goods handed out, or moved inside.
        case given, moved

        var correctable: Set<String> {
            switch self {
            case .receipt: ["qty", "item", "owner", "place", "donor", "condition", "grant"]
            case .loss: ["qty", "item", "owner", "place", "reason"]
            case .given, .moved: ["qty", "item", "owner", "place"]
            }
        }
    }

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Books the correction.
    package func run(_ id: Int64, _ words: Words) async throws -> Answer {
        guard !words.names.isEmpty else {
            throw Refusal(
                "ARG.MISSING", [.init("arg", "qty")],
                Wording(
                    "say what it should have said: qty= item= owner= place= donor= condition= grant= or reason=",
                    "dire ce qu'il aurait dû dire : qté= article= propriétaire= emplacement= donateur= état= subvention= ou motif="))
        }
        if let quantity = words.quantity, !words.isMoreThanQuantity {
            return try await AmendMovement(desk).correct(id, quantity: quantity)
        }
        let (row, warehouse) = try await AmendMovement(desk).movement(id)
        if let kept = try await desk.replay(in: warehouse.id) { return kept }
        try AmendMovement(desk).refuseUncorrectable(row)
        let kind = try kind(of: row)
        if let other = words.names.first(where: { !kind.correctable.contains($0) }) { throw refuse(other, of: row) }
        return try await desk.once(in: warehouse.id, of: .goods) { desk in
            switch kind {
            case .receipt: try await receipt(id, words, warehouse, desk)
            case .moved where words.item == nil && words.owner == nil: try await receipt(id, words, warehouse, desk)
            case .loss, .given, .moved: try await RebookedEntry(id, warehouse, desk).book(words)
            }
        }
    }

    private func kind(of row: MovementRow) throws -> Kind {
        if let round = row.round {
            throw Refusal(
                "RULE.CORRECT-A-ROUND", [.init("movement", String(row.id)), .init("round", String(round))],
                Wording(
                    "movement \(row.id) is a step of round \(round): say it anew with \(en: .roundDeliver) or \(en: .roundReturn) \(round)",
                    "le mouvement \(row.id) est une étape de la tournée \(round) : la redire avec \(fr: .roundDeliver) ou \(fr: .roundReturn) \(round)"
                ))
        }
        switch MovementReason(rawValue: row.reason) {
        case .received, .bought, .opening: return .receipt
        case .issued, .handedOver: return .given
        case .transferred, .putAway: return .moved
        case .counted:
            throw Refusal(
                "RULE.CORRECT-OTHERWISE", [.init("movement", String(row.id)), .init("reason", row.reason)],
                Wording(
                    "movement \(row.id) is the difference of a count: count again with \(en: .countOpen) place=…",
                    "le mouvement \(row.id) est l'écart d'un comptage : recompter avec \(fr: .countOpen) emplacement=…"))
        case let reason? where MovementReason.losses.contains(reason): return .loss
        default:
            throw Refusal(
                "RULE.CORRECT-OTHERWISE", [.init("movement", String(row.id)), .init("reason", row.reason)],
                Wording(
                    "of movement \(row.id) only the quantity can be corrected: take it back with «\(en: .movementReverse) \(row.id)» and book what really happened",
                    "du mouvement \(row.id), seule la quantité se corrige : l'annuler avec « \(fr: .movementReverse) \(row.id) » et enregistrer ce qui s'est vraiment passé"
                ))
        }
    }

    private func refuse(_ name: String, of row: MovementRow) -> Refusal {
        Refusal(
            "RULE.CORRECT-OTHERWISE", [.init("movement", String(row.id)), .init("argument", name), .init("reason", row.reason)],
            Wording(
                "movement \(row.id) says nothing of its \(name): correct the movement that brought the goods in, or take it back with «\(en: .movementReverse) \(row.id)» and book it anew",
                "le mouvement \(row.id) ne dit rien de « \(name) » : corriger celui qui a fait entrer les biens, ou l'annuler avec « \(fr: .movementReverse) \(row.id) » et l'enregistrer à nouveau"
            ))
    }

    /// Goods that came in, or were put somewhere: first how many, then what they are, then where they stand.
    private func receipt(_ id: Int64, _ words: Words, _ warehouse: WarehouseRecord, _ desk: Desk) async throws -> Answer {
        var answer = Answer(changed: true)
        var movements: [Int64] = []
        var told: [Wording] = []
        func keep(_ booked: [Booked], _ records: [JSONObject]) {
            movements += booked.map(\.movement)
            answer.warnings += booked.flatMap(\.warnings)
            answer.records += records
        }
        let lots = try await CorrectedLots(id, warehouse, desk, words)
        if let text = words.quantity {
            let (row, _) = try await AmendMovement(desk).movement(id)
            let (posting, understood) = try await AmendMovement(desk).correction(of: row, warehouse, quantity: text, as: lots.item)
            if let posting {
                let booked = try await desk.bookPart(posting, in: warehouse, item: row.lines.first?.sku)
                keep(
                    [booked],
                    AmendMovement.records(posting.lines, of: try await AmendMovement(desk).standing(row, warehouse).lines, desk).map {
                        $0.numbered(booked.movement)
                    })
            }
            told.append(understood)
        }
        if lots.changesAnything {
            let done = try await lots.book()
            keep(done.booked, done.records)
            told.append(done.sentence)
        }
        if let place = words.place {
            let (row, _) = try await AmendMovement(desk).movement(id)
            let (posting, sentence) = try await moved(row, to: place, warehouse, desk)
            let booked = try await desk.bookPart(posting, in: warehouse, item: row.lines.first?.sku)
            keep(
                [booked],
                AmendMovement.records(posting.lines, of: try await AmendMovement(desk).standing(row, warehouse).lines, desk).map {
                    $0.numbered(booked.movement)
                })
            told.append(sentence)
        }
        guard !movements.isEmpty else { throw AmendMovement.nothing(id) }
        answer.pairs = ["movement": AmendMovement.numbers(movements), "corrects": .integer(id)]
        answer.sentence = told.dropFirst().reduce(told[0]) { $0 + Wording("; ", " ; ") + $1 }
        return answer
    }

    /// What of the goods still stands where they were said to have been put goes to where they were put; what has moved on is where it is.
    private func moved(_ row: MovementRow, to text: String, _ warehouse: WarehouseRecord, _ desk: Desk) async throws -> (Posting, Wording) {
        let (place, home) = try await Names(desk).shelf(text)
        guard home.id == warehouse.id else {
            throw Refusal(
                "RULE.CORRECT-OTHERWISE", [.init("movement", String(row.id)), .init("place", place.place.address)],
                Wording(
                    "\(place.place.address) is in another warehouse: take the movement back with «\(en: .movementReverse) \(row.id)» and book it there",
                    "\(place.place.address) est dans un autre entrepôt : annuler avec « \(fr: .movementReverse) \(row.id) » et l'enregistrer là-bas"
                ))
        }
        let standing = try await AmendMovement(desk).standing(row, warehouse)
        let history = try await LotHistory(of: row, also: standing.units.keys, warehouse, desk)
        var posting = try desk.draft(.corrected, in: warehouse)
        posting.corrects = row.id
        var (stays, goes): (Int64, Int64) = (0, 0)
        for line in standing.lines {
            let units = standing.units[line.lot] ?? 0
            guard units > 0, line.to != place.place.id else { continue }
            let here = try await history.available(line, warehouse, desk)[line.to] ?? 0
            let part = desk.entry.anyway == nil ? min(units, here) : units
            stays += units - part
            goes += part
            if part > 0 { posting.lines.append(history.line(line.lot, from: line.to, to: place.place.id, try Quantity(part))) }
        }
        guard goes + stays > 0 else { throw AmendMovement.nothing(row.id) }
        guard goes > 0 else {
            let line = row.lines[0]
            throw Refusal(
                "STOCK.INSUFFICIENT",
                [.init("item", line.sku), .init("place", line.toAddress), .init("have", "0"), .init("want", String(stays))],
                Wording(
                    "all \(stays) have moved on from \(line.toAddress), or were counted there since: move them from where they are, or add anyway=REASON",
                    "les \(stays) sont repartis de \(line.toAddress), ou y ont été comptés depuis : les déplacer de là où ils sont, ou ajouter malgré=MOTIF"
                ))
        }
        let rest =
            stays == 0
            ? Wording("", "")
            : Wording("; \(stays) had moved on and are where they are", " ; \(stays) étaient repartis et restent où ils sont")
        return (
            posting, Wording("\(goes) stand at \(place.place.address)", "\(goes) sont à \(place.place.address)") + rest
        )
    }
}

extension JSONObject {
    /// A record of a movement that was about to be booked, with its number.
    func numbered(_ movement: Int64) -> JSONObject {
        var record = self
        record["movement"] = .integer(movement)
        return record
    }
}
