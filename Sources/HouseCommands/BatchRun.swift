import AdminProtocol
package import AdminSocket
import EntrepotService
import EntrepotStore
import PlainJSON
import PostgresClient
package import Speech
import StockLedger

/// Runs the lines of a batch in one transaction: all of them, or none.
package enum BatchRun {
    /// Thrown to take back what a dry run did.
    private struct DryRun: Error {
        let replies: [CommandReply]
    }

    /// Which line refused, for the whole batch.
    private struct LineFailure: Error {
        let number: Int
        let failure: Refusal
    }

    /// As many replies as lines, or the first failure with its line.
    package static func run(_ batch: BatchRequest, _ context: CommandContext) async throws(Refusal) -> [CommandReply] {
        let services = try context.services(as: HouseServices.self)
        let house = services.house
        if batch.lines.count == 1, !batch.isDry, let line = batch.lines.first, line.command.takesRows {
            // A file stands for itself: it has its own transaction and tells its progress.
            guard let handler = line.command.handler else { return [] }
            var alone = line
            if let key = batch.key, line.key == nil { alone = line.adding("key", key) }
            return [try await handler(alone, context)]
        }
        let scope = RequestQueries.catalogueScope
        let fingerprint = Fingerprint.text(
            context.actor.name + batch.lines.map { "\u{1E}" + $0.fingerprintText + $0.rows.joined(separator: "\n") }.joined())
        do {
            if let key = batch.key, !batch.isDry, let kept = try await RequestQueries.find(key, scope: scope, from: house.source) {
                return try replay(kept, fingerprint: fingerprint, key: key)
            }
            let replies = try await house.store.pool.transaction { transaction in
                var inside = house
                inside.batch = transaction
                var lineContext = context
                lineContext.services = HouseServices(house: inside)
                var replies: [CommandReply] = []
                for line in batch.lines {
                    guard let handler = line.command.handler else { continue }
                    do throws(Refusal) {
                        replies.append(try await handler(line, lineContext))
                    } catch {
                        throw LineFailure(number: line.number, failure: error)
                    }
                }
                let warehouses: Int64 = try await transaction.value(
                    "select count(distinct warehouse_id) from entrepot.movement where recorded_xid = pg_current_xact_id_if_assigned()")
                if warehouses > 1 {
                    throw Refusal(
                        "BATCH.TWO-WAREHOUSES",
                        Wording(
                            "a batch books in one warehouse only: make one batch for each",
                            "un lot de commandes n'écrit que dans un entrepôt : en faire un par entrepôt"))
                }
                if batch.isDry { throw DryRun(replies: replies) }
                if let key = batch.key {
                    let answers = replies.map { $0.kept.json }.joined(separator: ",")
                    try await RequestQueries.keep(key, fingerprint: fingerprint, reply: "[\(answers)]", scope: scope, in: transaction)
                }
                try await transaction.execute("notify catalogue")
                return replies
            }
            try await house.store.catalogue.reload()
            return replies
        } catch let dry as DryRun {
            return dry.replies.map { reply in
                var told = reply
                told.state = .unchanged
                told.pairs["dry"] = "yes"
                return told
            }
        } catch let line as LineFailure {
            var failure = line.failure
            failure.figures["line"] = .integer(Int64(line.number))
            throw failure
        } catch {
            throw CommandBridge.failure(error, house, writes: true)
        }
    }

    private static func replay(_ kept: RequestQueries.Stored, fingerprint: String, key: String) throws -> [CommandReply] {
        guard kept.fingerprint == fingerprint else {
            throw Refusal(
                .conflictKeyReused, ["key": .string(key)],
                Wording(
                    "this key already stands for another batch: take a new key",
                    "cette clé a déjà servi pour un autre lot : prendre une nouvelle clé"))
        }
        guard case .array(let values)? = try? JSONParser.parse(Array(kept.reply.utf8)) else { return [] }
        return values.compactMap { value in
            guard var answer = Answer(json: String(decoding: JSONText.encode(value), as: UTF8.self)) else { return nil }
            answer.pairs["replayed"] = "yes"
            answer.changed = false
            return CommandBridge.reply(answer)
        }
    }
}

extension CommandReply {
    /// The reply as an answer that can be kept with a key.
    fileprivate var kept: Answer {
        var answer = Answer()
        if case .list(let list) = records { answer.records = list }
        answer.pairs = pairs
        answer.sentence = text
        answer.warnings = warnings
        return answer
    }
}
