package import EntrepotStore
import Measures
import PostgresClient
package import Speech
package import StockLedger

extension Desk {
    /// A movement to be booked, with who, for whom, when and in which words filled in.
    package func draft(_ reason: MovementReason, _ lines: [PostingLine] = [], in warehouse: WarehouseRecord) throws(Refusal) -> Posting {
        try requireReach(of: warehouse.id)
        var posting = Posting(reason: reason, actor: actor, scope: scope.owners(in: warehouse.id), lines: lines)
        posting.deadline = speaker.deadline
        posting.note = entry.note
        posting.anyway = entry.anyway
        return posting
    }

    /// Books an entry that is one movement: alone it waits in the warehouse's lane and is posted with others; inside a transaction it is
    /// posted there. Its key, its audit row, its review, donor and transit are in the same transaction.
    ///
    /// - Parameters:
    ///   - meaning: what was understood, for the question whether the same was said before; nil when likeness does not matter.
    ///   - item: the item's code, for a refusal for want of stock.
    package func book(
        _ posting: Posting, in warehouse: WarehouseRecord, _ answer: Answer, item: String? = nil, meaning: String?
    ) async throws -> Answer {
        var posting = posting
        posting.command = spoken.told(entry.command)
        try await date(&posting, in: warehouse)
        let answer = days.told(answer)
        if let meaning {
            posting.contentHash = Fingerprint.number(meaning)
            posting.refusesRepeats = entry.refusesRepeats && !entry.again
        }
        if let key = entry.key {
            posting.key = (key, fingerprint)
            posting.reply = answer.json
        }
        return answer.completed(by: try await post([posting], in: warehouse, item: item)[0])
    }

    /// Books a movement that is part of a larger entry, inside its transaction.
    package func bookPart(_ posting: Posting, in warehouse: WarehouseRecord, item: String? = nil) async throws -> Booked {
        guard transaction != nil else { throw PostgresError(.misuse, "a part of an entry is booked inside its transaction") }
        var posting = posting
        try await date(&posting, in: warehouse)
        return try await post([posting], in: warehouse, item: item)[0]
    }

    /// Books several movements in one call, inside the transaction of their entry.
    ///
    /// - Parameter items: the item's code of each, for a refusal for want of stock.
    /// - Throws: the refusal of the first that is refused, with its place in the list as the figure `entry`.
    package func bookParts(_ postings: [Posting], in warehouse: WarehouseRecord, items: [String]) async throws -> [Booked] {
        try await bookEach(postings, in: warehouse, items: items).enumerated().map { index, outcome in
            do throws(Refusal) {
                return try outcome.get()
            } catch {
                var refusal = error
                refusal.figures["entry"] = .integer(Int64(index))
                throw refusal
            }
        }
    }

    /// Books several movements in one call, inside the transaction of their entry, and says of each what became of it. One that is refused
    /// has left nothing behind; whether the others stay is for the caller, who lets the transaction end or not.
    func bookEach(_ postings: [Posting], in warehouse: WarehouseRecord, items: [String]) async throws -> [Result<Booked, Refusal>] {
        guard let transaction else { throw PostgresError(.misuse, "parts of an entry are booked inside its transaction") }
        var postings = postings
        if entry.occurred != nil || entry.concerns != nil {
            for index in postings.indices { try await date(&postings[index], in: warehouse) }
        }
        let outcomes = try await PostMovements.post(postings, warehouse: warehouse.id, through: transaction)
        var results: [Result<Booked, Refusal>] = []
        for (index, outcome) in outcomes.enumerated() {
            if let one = outcome.booked {
                results.append(.success(one))
            } else {
                results.append(
                    .failure(
                        try await VerdictRefusal(self).refusal(
                            outcome, postings[index], warehouse: warehouse, item: items.indices.contains(index) ? items[index] : nil)))
            }
        }
        return results
    }

    /// When it happened and which day it concerns, where the use case has not said so itself.
    private func date(_ posting: inout Posting, in warehouse: WarehouseRecord) async throws {
        if posting.occurredAt == nil, let written = entry.occurred {
            posting.occurredAt = try await Moments(self).instant(written, warehouse: warehouse)
        }
        if posting.concerns == nil, let written = entry.concerns {
            posting.concerns = try await Moments(self).day(written, .lookedBack, figure: "concerns", warehouse: warehouse)
        }
    }

    private func post(_ postings: [Posting], in warehouse: WarehouseRecord, item: String?) async throws -> [Booked] {
        let outcomes: [PostingOutcome]
        if let transaction {
            outcomes = try await PostMovements.post(postings, warehouse: warehouse.id, through: transaction)
        } else {
            outcomes = try await outcome.following { [try await store.lanes.post(postings[0], warehouse: warehouse.id)] }
            store.commits.note()
        }
        var booked: [Booked] = []
        for (posting, outcome) in zip(postings, outcomes) {
            guard let one = outcome.booked else {
                self.outcome.hadNoEffect()
                throw try await VerdictRefusal(self).refusal(outcome, posting, warehouse: warehouse, item: item)
            }
            if one.isReplay { self.outcome.hadNoEffect() }
            booked.append(one)
        }
        return booked
    }
}
