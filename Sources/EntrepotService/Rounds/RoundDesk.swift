import EntrepotStore
import Measures
import PlainJSON
import PostgresClient
import RoundPlanning
import Speech
import StockLedger

/// One round under the lock of a transaction, and what every step does with it: its state, its steps, its movements.
struct RoundDesk {
    let desk: Desk
    let transaction: Transaction
    let warehouse: WarehouseRecord
    var round: RoundRecord
    /// When it happened; nil is now.
    let at: Timestamp?
    let quality: Quality?
    /// Steps that nobody sent and that follow from this one.
    var inferred: [RoundStep] = []
    /// Movements booked.
    var movements: [Int64] = []
    var warnings: [Wording] = []

    var entry: Entry { desk.entry }

    /// Finds the warehouse of a round, so that the transaction can be bound to it; a round that the person does not reach is not there.
    static func warehouse(of round: Int64, _ desk: Desk) async throws -> WarehouseRecord {
        var filter = RoundQueries.Filter(limit: 1)
        filter.id = round
        let wanted = filter
        let found = try await desk.reading { try await RoundQueries.all(wanted, from: $0.source).first }
        guard let record = found else { throw unknown(round) }
        return try await home(record.warehouse, desk)
    }

    static func home(_ id: Identifier<Warehouse>, _ desk: Desk) async throws -> WarehouseRecord {
        if let known = desk.catalogue.warehouse(id) { return known }
        if let read = try await desk.store.catalogue.read(through: desk.source).warehouse(id) { return read }
        throw Refusal(
            "NOTFOUND.WAREHOUSE", [],
            Wording("the warehouse is not known: see \(en: .warehouseList)", "entrepôt inconnu : voir \(fr: .warehouseList)"))
    }

    static func unknown(_ round: Int64) -> Refusal {
        Refusal(
            "NOTFOUND.ROUND", [.init("round", String(round))],
            Wording("there is no round \(round): see \(en: .roundList)", "il n'y a pas de tournée \(round) : voir \(fr: .roundList)"))
    }

    /// Locks a round and reads when the step happened.
    init(_ number: Int64, _ desk: Desk, warehouse: WarehouseRecord, quality: String? = nil) async throws {
        self.desk = desk
        transaction = try desk.requireTransaction
        self.warehouse = warehouse
        if let quality {
            guard let known = RecordQuality(rawValue: quality) else {
                throw Refusal(
                    "ARG.VALUE", [.init("quality", quality)],
                    Wording(
                        "quality is counted, estimated or memory",
                        "la qualité est counted (compté), estimated (estimé) ou memory (de mémoire)"))
            }
            self.quality = Quality(rawValue: known.rawValue)
        } else {
            self.quality = nil
        }
        if let written = desk.entry.occurred {
            at = try await Moments(desk).instant(written, warehouse: warehouse)
        } else {
            at = nil
        }
        var filter = RoundQueries.Filter(limit: 1)
        filter.id = number
        filter.warehouse = warehouse.id
        guard let record = try await RoundQueries.all(filter, forUpdate: true, from: transaction).first else { throw Self.unknown(number) }
        try desk.requireRound(of: record.organisation.flatMap { desk.catalogue.organisation($0)?.id }, in: warehouse.id)
        round = record
    }

    /// Carries out a change of rounds of a warehouse, once. When another round has the vehicle, the refusal says which.
    static func change(
        of rounds: @escaping @Sendable () -> [Int64], in warehouse: WarehouseRecord, _ desk: Desk,
        _ body: @escaping @Sendable (Desk) async throws -> Answer
    ) async throws -> Answer {
        do {
            return try await desk.once(in: warehouse.id, of: .asked, body)
        } catch let error as PostgresError where error.constraint == "round_has_its_vehicle_alone" && desk.transaction == nil {
            guard let clash = try await RoundQueries.clash(of: rounds(), warehouse: warehouse.id, from: desk.source) else { throw error }
            throw Refusal(
                "PLAN.VEHICLE-TAKEN",
                [.init("round", String(clash.round)), .init("vehicle", clash.vehicle), .init("taken_by", String(clash.other))],
                Wording(
                    "\(clash.vehicle) is out with round \(clash.other) at that time: make the plan anew, cancel round \(clash.other), or add anyway=REASON",
                    "\(clash.vehicle) est déjà pris par la tournée \(clash.other) : refaire le plan, annuler la tournée \(clash.other), ou ajouter malgré=MOTIF"
                ))
        }
    }

    /// The same of one round, found with the person's eyes and locked.
    static func change(
        _ round: Int64, quality: String? = nil, _ desk: Desk, _ body: @escaping @Sendable (inout RoundDesk) async throws -> Answer
    ) async throws -> Answer {
        let warehouse = try await warehouse(of: round, desk)
        return try await change(of: { [round] }, in: warehouse, desk) { inside in
            var desk = try await RoundDesk(round, inside, warehouse: warehouse, quality: quality)
            return try await body(&desk)
        }
    }

    // MARK: Steps

    /// What a step comes to from here.
    func moves(_ step: RoundStep) throws -> [RoundProgress.Move] {
        do {
            return try RoundLifeCycle.progress(from: round.state, step: step).moves
        } catch {
            throw Refusal(
                ErrorCode(rawValue: error.code.rawValue),
                [.init("round", String(round.id)), .init("round_state", error.state.rawValue), .init("step", error.step.rawValue)],
                error.advice)
        }
    }

    /// Carries out the missing steps before the one sent; answers false when the step was made already.
    mutating func reach(_ step: RoundStep) async throws -> Bool {
        for move in try moves(step) {
            if !move.inferred { return true }
            inferred.append(move.transition.step)
            try await act(move.transition.effect)
            try await note(move.transition, isInferred: true)
        }
        return false
    }

    /// What a step does to stock by itself.
    ///
    /// - Parameter strictly: whether planned goods that are not there refuse; otherwise what there is goes along, with a warning.
    mutating func act(_ effect: StockEffect, strictly: Bool = false) async throws {
        switch effect {
        case .none: break
        case .reserve: try await reserve()
        case .load:
            try await loadWhatWasPromised(strictly: strictly)
            try await cautionLoaded()
        case .release:
            try await ManifestQueries.release(round, in: transaction)
            if try await books().lots.contains(where: { $0.left > 0 }) {
                try await settle(SheetEntries(), rest: .cameBack, shares: false, isClosing: false, place: nil)
            }
        }
    }

    /// The same of the step that was sent.
    mutating func carryOut(_ step: RoundStep, strictly: Bool = false) async throws {
        guard let transition = RoundLifeCycle.transition(from: round.state, step: step) else { return }
        try await act(transition.effect, strictly: strictly)
    }

    /// Writes a step down, and the state it led to.
    mutating func note(_ transition: RoundLifeCycle.Transition, stop: Int64? = nil, isInferred: Bool = false) async throws {
        try await RoundQueries.record(
            RoundStepRecord(
                step: transition.step.rawValue, state: transition.to.rawValue, stop: stop, occurredAt: at, actor: desk.actor,
                isInferred: isInferred, quality: quality?.rawValue), of: round.id, warehouse: warehouse.id, in: transaction)
        if transition.to != round.state {
            try await RoundQueries.set(transition.to, of: round, anyway: entry.anyway, in: transaction)
            round.state = transition.to
        }
    }

    /// Writes the step that was sent down; `reach` came before.
    mutating func note(_ step: RoundStep, stop: Int64? = nil) async throws {
        guard let transition = RoundLifeCycle.transition(from: round.state, step: step) else { return }
        try await note(transition, stop: stop)
    }

    // MARK: Movements

    /// Books lines as one movement of the round; nothing when there are none. Lines of one lot and way are added up.
    mutating func post(
        _ reason: MovementReason, _ lines: [PostingLine], stop: Int64? = nil, quality: Quality? = nil, note: String? = nil,
        reverses: Int64? = nil, guardsRepeats: Bool = false
    ) async throws {
        var merged: [PostingLine] = []
        for line in lines {
            if let index = merged.firstIndex(where: { $0.lot == line.lot && $0.from == line.from && $0.to == line.to }) {
                merged[index].quantity = try merged[index].quantity + line.quantity
            } else {
                merged.append(line)
            }
        }
        guard !merged.isEmpty else { return }
        var posting = try desk.draft(reason, merged, in: warehouse)
        if posting.scope != .everything {
            // What others let the round take along goes where the round goes.
            posting.scope = posting.scope.union(
                .only(try await DebtQueries.lenders(of: round.id, warehouse: warehouse.id, from: transaction)))
        }
        posting.round = round.id
        posting.stop = stop
        posting.quality = quality ?? self.quality
        posting.note = note ?? desk.entry.note
        posting.reverses = reverses
        posting.occurredAt = at
        if guardsRepeats {
            posting.contentHash = Fingerprint.number(desk.entry.words)
            posting.refusesRepeats = desk.entry.refusesRepeats && !desk.entry.again && desk.entry.key == nil
        }
        let booked = try await desk.bookPart(posting, in: warehouse)
        movements.append(booked.movement)
        warnings += booked.warnings
    }

    /// Units that nobody loaded and that were there all the same: from `found` onto the vehicle, an exception until somebody explains it.
    mutating func bookFound(_ lots: [(lot: Identifier<Lot>, units: Int64)], stop: Int64?, because: String) async throws {
        let found = try outside(.found)
        try await post(
            .unexplained,
            try lots.map { PostingLine(lot: .existing($0.lot), from: found, to: round.place, quantity: try Quantity($0.units)) },
            stop: stop,
            note: because)
        let sum = lots.reduce(0) { $0 + $1.units }
        if sum > 0 {
            warnings.append(
                Wording(
                    "\(sum) more than was loaded was booked as found and unexplained; it stays on the exceptions list until explained",
                    "\(sum) de plus que le chargement : enregistré comme trouvé et inexpliqué, reste dans les anomalies jusqu'à explication"
                ))
        }
    }

    func outside(_ kind: PlaceKind) throws -> Identifier<Place> {
        guard let place = desk.catalogue.outside(kind, of: warehouse) else {
            throw Refusal(
                "NOTFOUND.PLACE", [.init("kind", kind.rawValue)],
                Wording("the warehouse has no place of this kind", "l'entrepôt n'a pas d'emplacement de cette sorte"))
        }
        return place.place.id
    }

    /// What the books say of the round now.
    func books() async throws -> RoundBooks { RoundBooks(try await ManifestQueries.lines(of: round, from: transaction)) }

    /// The round and its books as the person may see them.
    func seen() async throws -> (round: RoundRecord, books: RoundBooks) {
        let number = round.id
        let seen = try await desk.reading { desk -> (RoundRecord, RoundBooks)? in
            var filter = RoundQueries.Filter(limit: 1)
            filter.id = number
            guard let round = try await RoundQueries.all(filter, from: desk.source).first else { return nil }
            return (round, RoundBooks(try await ManifestQueries.lines(of: round, from: desk.source)))
        }
        guard let seen else { throw Self.unknown(number) }
        return seen
    }

    /// The round's answer as the person may see it: its record, what was booked, what followed.
    func answer(_ sentence: Wording, changed: Bool = true) async throws -> Answer {
        let (round, books) = try await seen()
        var pairs: JSONObject = ["round": .integer(round.id), "round_state": .string(round.state.rawValue)]
        if !movements.isEmpty { pairs["movements"] = .array(movements.map { .integer($0) }) }
        var told = warnings
        if !inferred.isEmpty {
            let steps = inferred.map(\.rawValue).joined(separator: ", ")
            pairs["inferred"] = .string(inferred.map(\.rawValue).joined(separator: ","))
            told.append(
                Wording("nobody entered \(steps): filled in as inferred", "personne n'a saisi \(steps) : complété et marqué comme déduit"))
        }
        let record = ShowRounds.record(round, books)
        var sentence = sentence
        if !round.isBlurred, ShowRounds.whereFiguresAre([record]) != nil {
            sentence = Wording(
                "\(sentence.english); item by item: \(en: .roundItems) \(round.id)",
                "\(sentence.french) ; par article : \(fr: .roundItems) \(round.id)")
        }
        return Answer(records: [record], pairs: pairs, sentence, warnings: told, changed: changed)
    }

    /// The words of the table for a step that was made, or that was made before.
    func words(_ step: RoundStep, from before: RoundState, changed: Bool) -> Wording {
        guard changed,
            let line = RoundLifeCycle.transition(from: before, step: step) ?? RoundLifeCycle.table.first(where: { $0.step == step })
        else {
            return Wording(
                "round \(round.id) is \(round.state.rawValue) already", "la tournée \(round.id) en est déjà là (\(round.state.rawValue))")
        }
        return Wording("round \(round.id): \(line.english)", "tournée \(round.id) : \(line.french)")
    }
}
