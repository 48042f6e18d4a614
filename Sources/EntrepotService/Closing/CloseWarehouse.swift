import EntrepotStore
import Measures
import PlainJSON
import PostgresClient
import Speech
import StockLedger

/// Closing a warehouse, step by step under one command that may be said again at any time: it is frozen, what is open is named, it is
/// counted, each owner's goods are handed over, and when nothing is left it is closed and certified empty.
package struct CloseWarehouse: Sendable {
    /// What is said.
    package struct Words: Sendable {
        package var code: String
        /// Who counted: what is on the books is what was there.
        package var counted: String?
        /// `OWNER:WHERE`.
        package var handover: [String]
        /// It does not close after all.
        package var undo: Bool

        package init(code: String, counted: String? = nil, handover: [String] = [], undo: Bool = false) {
            self.code = code
            self.counted = counted
            self.handover = handover
            self.undo = undo
        }
    }

    /// The keys of its records, in order: what is open, what was handed over, what is left.
    package static let keys = ClosingDuties.Duty.keys

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Goes as far as it can, and says what is open.
    package func run(_ words: Words) async throws -> Answer {
        let warehouse = try await Names(desk).anyWarehouse(words.code)
        try desk.requireWhole(warehouse.id)
        if let kept = try await desk.replay(in: warehouse.id) { return kept }
        return try await desk.once(in: warehouse.id, of: .everybodys, catalogueChanged: true) { desk in
            let transaction = try desk.requireTransaction
            try await WarehouseQueries.lock(warehouse.id, in: transaction)
            let here = CloseWarehouse(desk)
            let before = try await ClosingQueries.find(warehouse.id, from: transaction)
            if words.undo { return try await here.undo(before, warehouse, transaction) }
            if let before, before.closedAt != nil { return here.isClosed(warehouse, before) }
            guard !warehouse.isArchived else {
                throw Refusal(
                    "RULE.ARCHIVED", ["warehouse": .string(warehouse.code)],
                    Wording(
                        "warehouse \(warehouse.code) is archived and empty already", "l'entrepôt \(warehouse.code) est déjà archivé et vide"
                    ))
            }
            return try await here.step(words, warehouse, isNew: before == nil, before?.countedBy, transaction)
        }
    }

    private func step(
        _ words: Words, _ warehouse: WarehouseRecord, isNew: Bool, _ countedBefore: String?, _ transaction: Transaction
    ) async throws -> Answer {
        if isNew { try await ClosingQueries.freeze(warehouse.id, by: desk.actor, in: transaction) }
        if let counted = words.counted { try await ClosingQueries.counted(warehouse.id, by: counted, in: transaction) }
        let isCounted = words.counted != nil || countedBefore != nil
        var duties = try await ClosingDuties.find(warehouse, isCounted: isCounted, desk, in: transaction)
        let today = try await Moments(desk).today(warehouse)
        var lots = try await ClosingQueries.lots(warehouse.id, from: transaction)
        var handed: [ClosingDuties.Duty] = []
        if !words.handover.isEmpty {
            let open = duties.first + duties.uncounted
            guard open.isEmpty else { throw Self.isOpen(warehouse, open, isUncounted: duties.first.isEmpty) }
            let handing = HandOver(desk: desk, warehouse: warehouse)
            for wish in try await handing.read(words.handover, lots: lots) {
                guard let movement = try await handing.book(wish, lots, on: today) else { continue }
                var duty = ClosingDuties.Duty(
                    kind: "handover", number: movement, owner: wish.owner.code, remedy: "\(en: .movementShow) \(movement)")
                duty.place = wish.destination.words
                if case .warehouse = wish.destination { duty.remedy = "\(en: .transitShow) \(movement)" }
                handed.append(duty)
            }
            lots = try await ClosingQueries.lots(warehouse.id, from: transaction)
            duties = try await ClosingDuties.find(warehouse, isCounted: isCounted, desk, in: transaction)
        }
        let changed = isNew || words.counted != nil || !handed.isEmpty
        let open = duties.first + duties.uncounted + duties.held
        guard lots.isEmpty, open.isEmpty else { return left(warehouse, duties, lots, handed, today, isNew: isNew, changed: changed) }
        try await ClosingQueries.close(warehouse.id, by: desk.actor, in: transaction)
        try await WarehouseQueries.setArchived(true, warehouse.id, in: transaction)
        return Answer(
            records: handed.map(\.record), pairs: ["warehouse": .string(warehouse.code), "closing": "closed", "open": .integer(0)],
            Wording(
                "\(warehouse.code) is closed: nothing of anybody is left in it; the certificate and who took what: \(en: .warehouseCloseShow) \(warehouse.code)",
                "\(warehouse.code) est fermé : il n'y reste rien à personne ; le certificat et qui a pris quoi : \(fr: .warehouseCloseShow) \(warehouse.code)"
            ))
    }

    /// How far it is, and what comes next.
    private func left(
        _ warehouse: WarehouseRecord, _ duties: ClosingDuties, _ lots: [LotCandidate], _ handed: [ClosingDuties.Duty], _ today: CivilDate,
        isNew: Bool, changed: Bool
    ) -> Answer {
        let code = warehouse.code
        var sums: [(owner: Identifier<Owner>, lots: Int64)] = []
        for lot in lots where HandOver.mayGo(lot, on: today, desk.catalogue) {
            if let index = sums.firstIndex(where: { $0.owner == lot.lot.owner }) {
                sums[index].lots += 1
            } else {
                sums.append((lot.lot.owner, 1))
            }
        }
        let owners = sums.map { (desk.catalogue.organisation($0.owner)?.code ?? "", $0.lots) }.sorted { $0.0 < $1.0 }
        let waiting = owners.map { owner, lots in
            ClosingDuties.Duty(
                kind: "owner", owner: owner, quantity: lots, unit: "lots", remedy: "\(en: .warehouseClose) \(code) handover=\(owner):")
        }
        let open = duties.first + duties.uncounted + duties.held
        let frozen =
            isNew
            ? Wording("\(code) is frozen and takes nothing new in", "\(code) est gelé et ne prend plus rien de nouveau")
            : Wording("\(code) is closing", "\(code) est en cours de fermeture")
        let next: Wording
        if !duties.first.isEmpty {
            let count = Wording.counted(
                Int64(duties.first.count), Wording("thing is open", "chose est en cours"),
                many: Wording("things are open", "choses sont en cours"))
            next = count + Wording(": each says what to do", " : chacune dit quoi faire")
        } else if !duties.uncounted.isEmpty {
            next = Wording(
                "count it, or say counted=WHO when what is on the books was checked; then handover=OWNER:WHERE",
                "le compter, ou dire compté=QUI quand ce qui est dans les comptes a été vérifié ; puis remise=PROPRIÉTAIRE:OÙ")
        } else if !owners.isEmpty {
            next = Wording(
                "hand over what is left: \(en: .warehouseClose) \(code) handover=OWNER:WHERE for \(owners.map(\.0).joined(separator: ", ")), or handover=rest:WHERE",
                "remettre ce qui reste : \(fr: .warehouseClose) \(code) remise=PROPRIÉTAIRE:OÙ pour \(owners.map(\.0).joined(separator: ", ")), ou remise=reste:OÙ"
            )
        } else {
            next = Wording(
                "what is held back is let out by \(en: .quarantineRelease), or booked as lost",
                "ce qui est retenu sort par \(fr: .quarantineRelease), ou s'enregistre comme perte")
        }
        return Answer(
            records: (handed + open + waiting).map(\.record),
            pairs: [
                "warehouse": .string(code), "closing": "frozen", "open": .integer(Int64(open.count)), "lots": .integer(Int64(lots.count)),
            ], frozen + Wording("; ", " ; ") + next, changed: changed)
    }

    private func isClosed(_ warehouse: WarehouseRecord, _ row: ClosingRow) -> Answer {
        Answer(
            pairs: ["warehouse": .string(warehouse.code), "closing": "closed", "open": .integer(0)],
            Wording(
                "\(warehouse.code) was closed by \(row.closedBy ?? ""): see \(en: .warehouseCloseShow) \(warehouse.code)",
                "\(warehouse.code) a été fermé par \(row.closedBy ?? "") : voir \(fr: .warehouseCloseShow) \(warehouse.code)"),
            changed: false)
    }

    private func undo(_ before: ClosingRow?, _ warehouse: WarehouseRecord, _ transaction: Transaction) async throws -> Answer {
        let code = warehouse.code
        if before != nil {
            try await ClosingQueries.thaw(warehouse.id, in: transaction)
            if before?.closedAt != nil { try await WarehouseQueries.setArchived(false, warehouse.id, in: transaction) }
        }
        return Answer(
            pairs: ["warehouse": .string(code)],
            before == nil
                ? Wording("\(code) is not closing", "\(code) n'est pas en cours de fermeture")
                : Wording(
                    "\(code) stays open and takes goods in again; what was handed over stays handed over",
                    "\(code) reste ouvert et reprend des biens ; ce qui a été remis reste remis"),
            changed: before != nil)
    }

    private static func isOpen(_ warehouse: WarehouseRecord, _ open: [ClosingDuties.Duty], isUncounted: Bool) -> Refusal {
        Refusal(
            "RULE.CLOSING-OPEN", ["warehouse": .string(warehouse.code), "open": .integer(Int64(open.count))],
            rows: open.map(\.figures),
            isUncounted
                ? Wording(
                    "not everything was counted since \(warehouse.code) was frozen: count it, or say counted=WHO when what is on the books was checked",
                    "tout n'a pas été compté depuis que \(warehouse.code) est gelé : compter, ou dire compté=QUI quand les comptes ont été vérifiés"
                )
                : Wording(
                    "nothing is handed over while something is open in \(warehouse.code): do what each line says first",
                    "rien n'est remis tant que quelque chose est en cours à \(warehouse.code) : faire d'abord ce que dit chaque ligne"))
    }
}
