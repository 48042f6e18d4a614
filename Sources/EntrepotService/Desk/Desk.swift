package import EntrepotStore
package import Logging
package import Measures
package import PostgresClient
import Speech
package import StockLedger
import Synchronization

/// The only door to the books: who speaks, what was said, and the transaction it is part of.
///
/// Every use case is given a desk and nothing else. It reads through it, with the eyes of the house or of the person, and writes through it:
/// a single movement by `book`, anything more by `once`. Who speaks, in which scope, until when, under which key and in which words is
/// filled in here and nowhere else, so that no use case can forget it.
package struct Desk: Sendable {
    package let house: House
    package let speaker: Speaker
    package let entry: Entry
    /// The transaction this is part of: a batch, a change of several steps, or a read with somebody's eyes. Nil when it stands alone.
    package let transaction: Transaction?
    /// What is known of the books by now, for whoever has to say it after a failure.
    package let outcome: Outcome
    /// The days that were understood, for the answer.
    let days: DaysUnderstood
    /// The sites that were named otherwise than by their codes, for the audit.
    let spoken: NamesSpoken

    package init(_ house: House, _ speaker: Speaker, _ entry: Entry, transaction: Transaction? = nil, outcome: Outcome = Outcome()) {
        self.init(house, speaker, entry, transaction: transaction, outcome: outcome, days: DaysUnderstood(), spoken: NamesSpoken())
    }

    private init(
        _ house: House, _ speaker: Speaker, _ entry: Entry, transaction: Transaction?, outcome: Outcome, days: DaysUnderstood,
        spoken: NamesSpoken
    ) {
        self.house = house
        self.speaker = speaker
        self.entry = entry
        self.transaction = transaction
        self.outcome = outcome
        self.days = days
        self.spoken = spoken
    }

    /// The answer with the days it understood, where they were not told yet.
    package func told(_ answer: Answer) -> Answer { days.told(answer) }

    /// The desk of the daemon's own work.
    package init(ofTheHouse house: House, transaction: Transaction? = nil) {
        self.init(house, .house, .none, transaction: transaction)
    }

    package var store: Store { house.store }
    package var rules: HouseRules { house.rules }
    package var logger: Logger { house.logger }
    package var now: Timestamp { house.now() }
    package var scope: Scope { speaker.scope }
    package var catalogue: CatalogueSnapshot { house.store.catalogue.current }
    /// The person code that the books show.
    package var actor: String { speaker.person }

    /// Where reads go: into the transaction when there is one, so that a step sees what the steps before it did.
    package var source: any QuerySource { transaction ?? house.store.pool }

    /// The same desk inside a transaction.
    package func within(_ transaction: Transaction) -> Desk {
        Desk(house, speaker, entry, transaction: transaction, outcome: outcome, days: days, spoken: spoken)
    }

    /// The same desk with other circumstances of what was said: a part of a larger entry has no key of its own.
    func saying(_ change: (inout Entry) -> Void) -> Desk {
        var entry = entry
        change(&entry)
        return Desk(house, speaker, entry, transaction: transaction, outcome: outcome, days: days, spoken: spoken)
    }

    /// The same desk, whose answer does not repeat days: for the rows of a file.
    var tellingNoDays: Desk {
        Desk(house, speaker, entry, transaction: transaction, outcome: outcome, days: DaysUnderstood(), spoken: spoken)
    }

    /// The transaction of a change; only `once` and `inside` hand out desks that have one.
    var requireTransaction: Transaction {
        get throws(PostgresError) {
            guard let transaction else { throw PostgresError(.misuse, "a change has no transaction") }
            return transaction
        }
    }

    // MARK: Reading

    /// Reads with the eyes of the person: the database itself leaves out what is not theirs to see.
    package func reading<Value: Sendable>(_ body: @Sendable (Desk) async throws -> Value) async throws -> Value {
        if let transaction {
            return try await transaction.reading(as: scope) { try await body(within($0)) }
        }
        guard !ReadSettings(scope).readsAsHouse else { return try await body(self) }
        return try await store.reading(as: scope, deadline: speaker.deadline) { try await body(within($0)) }
    }

    // MARK: Changing

    /// Runs in one transaction: the one this is part of, or a new one. `body` may run again when the database asks for it; it must not act
    /// outside the transaction.
    package func inside<Value: Sendable>(_ body: @Sendable (Desk) async throws -> Value) async throws -> Value {
        if transaction != nil { return try await body(self) }
        let value = try await outcome.following {
            try await store.pool.transaction(deadline: speaker.deadline) { try await body(within($0)) }
        }
        store.commits.note()
        return value
    }

    /// Carries out a change that is more than one movement, once: in one transaction with its key and its audit row.
    ///
    /// Unless it is said whose affair it is, it is everybody's, and refused to whoever acts for some owners only.
    ///
    /// An answer that says nothing of it has changed the books; a step that was made before says that it has not.
    package func once(
        in warehouse: Identifier<Warehouse>, of affair: Affair = .everybodys, catalogueChanged: Bool = false,
        _ body: @escaping @Sendable (Desk) async throws -> Answer
    ) async throws -> Answer {
        try require(affair, in: warehouse)
        if entry.key != nil, let kept = try await replay(in: warehouse) { return kept }
        do {
            let answer = try await inside { desk -> Answer in
                let transaction = try desk.requireTransaction
                if let key = entry.key {
                    // Under one key one at a time: whoever waited here is answered as the one before, whatever its effect would clash with.
                    try await RequestQueries.claim(key, scope: warehouse, in: transaction)
                    if let kept = try await desk.replay(in: warehouse) { return kept }
                }
                var answer = desk.days.told(try await body(desk))
                answer.changed = answer.changed ?? true
                if let key = entry.key {
                    try await RequestQueries.keep(key, fingerprint: fingerprint, reply: answer.json, scope: warehouse, in: transaction)
                }
                try await RequestQueries.audit(actor: actor, command: spoken.told(entry.command), scope: warehouse, in: transaction)
                if catalogueChanged { try await transaction.execute("notify catalogue") }
                return answer
            }
            if catalogueChanged, transaction == nil { try await store.catalogue.reload() }
            return answer
        } catch let error as PostgresError where error.constraint == "request_key_is_unique" {
            // Somebody else carried the same key in while we were at it: answer as they were answered.
            if let kept = try await replay(in: warehouse) { return kept }
            throw error
        }
    }

    // MARK: Keys

    /// What a key is bound to: the person and the words.
    var fingerprint: String { Fingerprint.text(actor + "\u{1F}" + entry.words) }

    /// The answer already given under the entry's key, if the key was used; throws when it stands for other words.
    package func replay(in warehouse: Identifier<Warehouse>) async throws -> Answer? {
        guard let key = entry.key, let stored = try await RequestQueries.find(key, scope: warehouse, from: source) else { return nil }
        guard stored.fingerprint == fingerprint else { throw VerdictRefusal.keyReused(key) }
        guard let answer = Answer(kept: stored.reply) else {
            throw PostgresError(.decoding, "what was kept under a key is no answer of this program")
        }
        return answer.replayed
    }
}

/// What is known of the books while an entry is carried out. "Nothing was booked" is said only where it is known.
package final class Outcome: Sendable {
    package enum State: Sendable {
        /// Nothing was sent that could be booked, or what was sent was rolled back.
        case unchanged
        /// Something was sent and its fate is not known.
        case unknown
        /// Something was committed.
        case changed
    }

    private let held = Mutex(State.unchanged)

    package init() {}

    package var state: State { held.withLock { $0 } }

    /// Runs something that commits when it returns and has no effect when it throws, but for a connection that is lost over its COMMIT.
    func following<Value: Sendable>(_ work: () async throws -> Value) async throws -> Value {
        let before = state
        if before == .unchanged { held.withLock { $0 = .unknown } }
        do {
            let value = try await work()
            held.withLock { $0 = .changed }
            return value
        } catch let error as PostgresError where error.kind == .outcomeUnknown {
            throw error
        } catch {
            held.withLock { $0 = before }
            throw error
        }
    }

    /// A committed answer that had no effect, such as one that was given before.
    func hadNoEffect() {
        held.withLock { if $0 == .changed { $0 = .unchanged } }
    }
}
