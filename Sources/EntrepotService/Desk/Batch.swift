import EntrepotStore
import PlainJSON
package import PostgresClient
import Speech

/// Several entries in one transaction: all of them, or none.
package struct Batch: Sendable {
    /// Thrown to take back what a dry run did.
    private struct DryRun: Error {
        let answers: [Answer]
    }

    private let house: House
    /// Who sends it.
    private let person: String
    private let deadline: ContinuousClock.Instant?
    private let outcome: Outcome

    package init(_ house: House, person: String, deadline: ContinuousClock.Instant?, outcome: Outcome) {
        self.house = house
        self.person = person
        self.deadline = deadline
        self.outcome = outcome
    }

    /// Runs the lines and answers as many times; a batch sent again under its key, at the same moment or later, is answered as it was.
    ///
    /// - Parameters:
    ///   - key: what makes sending it again safe.
    ///   - words: the lines with their rows: what the key stands for.
    ///   - lines: carries the lines out inside the transaction. It may run again when the database asks for it.
    package func run(
        key: String?, words: String, isDry: Bool, _ lines: @escaping @Sendable (Transaction) async throws -> [Answer]
    ) async throws -> [Answer] {
        let scope = RequestQueries.catalogueScope
        let fingerprint = Fingerprint.text(person + "\u{1F}" + words)
        do {
            let answers = try await outcome.following {
                try await house.store.pool.transaction(deadline: deadline) { transaction in
                    if let key, !isDry {
                        // Under one key one at a time: whoever waited here is answered as the one before.
                        try await RequestQueries.claim(key, scope: scope, in: transaction)
                        if let kept = try await RequestQueries.find(key, scope: scope, from: transaction) {
                            guard kept.fingerprint == fingerprint else { throw VerdictRefusal.keyReused(key) }
                            return try Self.answers(kept.reply)
                        }
                    }
                    let answers = try await lines(transaction)
                    guard try await RequestQueries.warehousesBooked(in: transaction) <= 1 else {
                        throw Refusal(
                            "BATCH.TWO-WAREHOUSES",
                            Wording(
                                "a batch books in one warehouse only: make one batch for each",
                                "un lot de commandes n'écrit que dans un entrepôt : en faire un par entrepôt"))
                    }
                    if isDry { throw DryRun(answers: answers) }
                    if let key {
                        let reply = "{\"answers\":[\(answers.map(\.json).joined(separator: ","))]}"
                        try await RequestQueries.keep(key, fingerprint: fingerprint, reply: reply, scope: scope, in: transaction)
                    }
                    try await transaction.execute("notify catalogue")
                    return answers
                }
            }
            house.store.commits.note()
            try await house.store.catalogue.reload()
            return answers
        } catch let dry as DryRun {
            return dry.answers.map { answer in
                var told = answer
                told.changed = false
                told.pairs["dry"] = .string("yes")
                return told
            }
        }
    }

    private static func answers(_ kept: String) throws -> [Answer] {
        guard case .object(let object)? = try? JSONParser.parse(Array(kept.utf8)), case .array(let values)? = object["answers"] else {
            throw PostgresError(.decoding, "what was kept under a batch's key is no batch of this program")
        }
        return try values.map { value in
            guard let answer = Answer(kept: String(decoding: JSONText.encode(value), as: UTF8.self)) else {
                throw PostgresError(.decoding, "what was kept under a batch's key is no answer of this program")
            }
            return answer.replayed
        }
    }
}
