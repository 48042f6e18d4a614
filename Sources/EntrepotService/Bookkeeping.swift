package import EntrepotStore
package import Measures
import PlainJSON
package import PostgresClient
import Speech
import StockLedger

/// Booking one movement or one change, once.
package struct Bookkeeping: Sendable {
    let house: House

    package init(_ house: House) {
        self.house = house
    }

    /// Completes a posting with what its entry says and books it: alone it waits in the warehouse's lane and is posted with others; in a
    /// batch it is posted in the batch's transaction. Returns the answer with the numbers the books gave.
    package func book(_ posting: Posting, _ entry: Entry, warehouse: WarehouseRecord, _ answer: Answer, item: String? = nil) async throws
        -> Answer
    {
        try checkScope(entry, warehouse.id)
        var posting = posting
        posting.command = entry.command
        posting.note = posting.note ?? entry.note
        posting.concerns = entry.concerns
        posting.anyway = entry.anyway
        if let written = entry.occurred { posting.occurredAt = try await Moments(house).instant(written, warehouse: warehouse) }
        posting.deadline = posting.deadline ?? entry.deadline
        if house.batch == nil {
            posting.contentHash = entry.contentHash
            posting.refusesRepeats = entry.refusesRepeats && !entry.again
        }
        if let key = entry.key, house.batch == nil {
            posting.key = (key, entry.fingerprint)
            posting.reply = answer.json
        }
        let outcome = try await post(posting, warehouse: warehouse.id)
        guard outcome.isBooked, let movement = outcome.movement else {
            throw try await VerdictRefusal(house).refusal(outcome, posting, warehouse: warehouse, item: item)
        }
        return Self.complete(answer, outcome, movement: movement)
    }

    /// Whether the person's roles reach the warehouse; the catalogue belongs to none.
    private func checkScope(_ entry: Entry, _ scope: Identifier<Warehouse>) throws {
        guard let allowed = entry.warehouses, scope != RequestQueries.catalogueScope else { return }
        let code = house.store.catalogue.current.warehouse(scope)?.code ?? ""
        guard !allowed.contains(code) else { return }
        throw Refusal(
            "PERM.SCOPE", [.init("warehouse", code)],
            Wording(
                "your role is for \(allowed.joined(separator: ", ")), not for \(code): ask somebody there",
                "votre rôle vaut pour \(allowed.joined(separator: ", ")), pas pour \(code) : demander sur place"))
    }

    /// Posts in the batch or in the lane.
    func post(_ posting: Posting, warehouse: Identifier<Warehouse>) async throws -> PostingOutcome {
        if let batch = house.batch {
            return try await PostMovements.post([posting], warehouse: warehouse, through: batch)[0]
        }
        return try await house.store.lanes.post(posting, warehouse: warehouse)
    }

    /// The answer with what the books added: numbers, promises released, shortfalls, a count explained.
    static func complete(_ fresh: Answer, _ outcome: PostingOutcome, movement: Int64) -> Answer {
        var answer = fresh
        var detail = JSONObject()
        if let text = outcome.detail {
            if outcome.verdict == .replayed, let kept = Answer(json: text) { answer = kept }
            if case .object(let object)? = try? JSONParser.parse(Array(text.utf8)) { detail = object }
        }
        var lots: [String] = []
        if case .array(let pairs)? = detail["lots"] {
            lots = pairs.compactMap { pair in
                guard case .array(let parts) = pair, parts.count == 2, case .string(let code) = parts[1] else { return nil }
                return code
            }
        }
        answer.fill(movement: movement, lots: lots)
        if case .array(let released)? = detail["released"], !released.isEmpty {
            let rounds = Set(
                released.compactMap { value -> Int64? in if case .object(let one) = value { one.integer("round") } else { nil } }
            ).sorted()
            let list = rounds.map(String.init).joined(separator: ", ")
            answer.pairs["released_rounds"] = .string(rounds.map(String.init).joined(separator: ","))
            answer.warnings.append(
                rounds.count == 1
                    ? Wording(
                        "goods promised to round \(list) were taken: it is now short, see round show \(list)",
                        "des biens promis à la tournée \(list) ont été pris : elle manque maintenant, voir tournée montrer \(list)")
                    : Wording(
                        "goods promised to rounds \(list) were taken: they are now short, see round show of each",
                        "des biens promis aux tournées \(list) ont été pris : elles manquent maintenant, voir tournée montrer pour chacune")
            )
        }
        if let shortfall = detail.integer("shortfall") {
            answer.pairs["shortfall"] = .integer(shortfall)
            answer.warnings.append(
                Wording(
                    "\(shortfall) more than the books held was booked as unexplained; it stays on the exceptions list until explained",
                    "\(shortfall) de plus que les comptes : enregistré comme inexpliqué, reste dans les anomalies jusqu'à explication"))
        }
        if let count = detail.integer("late_after_count") {
            answer.pairs["explains_count"] = .integer(count)
            answer.warnings.append(
                Wording(
                    "this happened before count \(count): today's stock stays as counted and the variance of the count is explained by it",
                    "cela a eu lieu avant le comptage \(count) : le stock reste tel que compté et l'écart du comptage s'en trouve expliqué")
            )
        }
        if outcome.verdict == .replayed {
            answer.pairs["replayed"] = .string("yes")
            answer.changed = false
        } else {
            answer.changed = true
        }
        return answer
    }

    /// The answer already given under the entry's key, if the key was used; throws when it stands for other words.
    package func replay(_ entry: Entry, scope: Identifier<Warehouse>) async throws -> Answer? {
        try await replay(entry, scope: scope, from: house.source)
    }

    private func replay(_ entry: Entry, scope: Identifier<Warehouse>, from source: some QuerySource) async throws -> Answer? {
        guard let key = entry.key, house.batch == nil,
            let stored = try await RequestQueries.find(key, scope: scope, from: source)
        else { return nil }
        guard stored.fingerprint == entry.fingerprint else { throw VerdictRefusal.keyReused(key) }
        guard var answer = Answer(json: stored.reply) else { return nil }
        if case .object(let detail)? = try? JSONParser.parse(Array(stored.reply.utf8)), let movement = detail.integer("movement") {
            answer = Self.complete(
                answer, PostingOutcome(verdict: .replayed, movement: movement, detail: stored.reply), movement: movement)
        }
        answer.pairs["replayed"] = .string("yes")
        answer.changed = false
        return answer
    }

    /// Carries out a change that is more than one movement, once: in one transaction with its key and its audit row.
    ///
    /// `body` may run again when the database asks for it; it must not act outside the transaction. An answer that says nothing of it has
    /// changed the books; a step that was made before says that it has not.
    package func once(
        _ entry: Entry, scope: Identifier<Warehouse>, catalogueChanged: Bool = false,
        _ body: @escaping @Sendable (Transaction) async throws -> Answer
    ) async throws -> Answer {
        try checkScope(entry, scope)
        if let batch = house.batch {
            var answer = try await body(batch)
            try await RequestQueries.audit(actor: entry.actor, command: entry.command, scope: scope, in: batch)
            answer.changed = answer.changed ?? true
            return answer
        }
        if let kept = try await replay(entry, scope: scope) { return kept }
        do {
            var (answer, isReplay) = try await house.store.pool.transaction { transaction in
                if let key = entry.key {
                    // Under one key one at a time: whoever waited here is answered as the one before, whatever its effect would clash with.
                    try await RequestQueries.claim(key, scope: scope, in: transaction)
                    if let kept = try await replay(entry, scope: scope, from: transaction) { return (kept, true) }
                }
                let answer = try await body(transaction)
                if let key = entry.key {
                    try await RequestQueries.keep(key, fingerprint: entry.fingerprint, reply: answer.json, scope: scope, in: transaction)
                }
                try await RequestQueries.audit(actor: entry.actor, command: entry.command, scope: scope, in: transaction)
                if catalogueChanged { try await transaction.execute("notify catalogue") }
                return (answer, false)
            }
            if isReplay { return answer }
            if catalogueChanged { try await house.store.catalogue.reload() }
            answer.changed = answer.changed ?? true
            return answer
        } catch let error as PostgresError where error.constraint == "request_key_is_unique" {
            // Somebody else carried the same key in while we were at it: answer as they were answered.
            if let kept = try await replay(entry, scope: scope) { return kept }
            throw error
        }
    }
}
