import AdminProtocol
package import AdminSocket
import EntrepotService
import PlainJSON
package import Speech

/// Runs the lines of a batch in one transaction: all of them, or none.
package enum BatchRun {
    /// As many replies as lines, or the first refusal with its line.
    package static func run(_ batch: BatchRequest, _ context: CommandContext) async throws(Refusal) -> [CommandReply] {
        let services = try context.services(as: HouseServices.self)
        let house = services.house
        if batch.lines.count == 1, !batch.isDry, let line = batch.lines.first, line.command.takesRows {
            // A file stands for itself: it has its own transaction and tells its progress.
            guard let handler = line.command.handler else { return [] }
            var alone = line
            // The file is the whole batch, so its key is that of the batch.
            if let key = batch.key, line.key == "\(key)/\(line.number)" { alone = line.adding("key", key) }
            return [try await handler(alone, context)]
        }
        let outcome = Outcome()
        do {
            let answers = try await Batch(house, person: context.actor.name, deadline: context.deadline, outcome: outcome).run(
                key: batch.key, words: batch.fingerprintText, isDry: batch.isDry
            ) { transaction in
                let sink = AnswerSink()
                var lineContext = context
                lineContext.services = services.within(transaction, outcome, sink)
                for line in batch.lines {
                    guard let handler = line.command.handler else { continue }
                    do throws(Refusal) {
                        _ = try await handler(line, lineContext)
                    } catch {
                        var refusal = error
                        refusal.figures["line"] = .integer(Int64(line.number))
                        throw refusal
                    }
                }
                return sink.answers
            }
            return answers.map(CommandBridge.reply)
        } catch {
            throw FailureRefusal(house, outcome).refusal(error)
        }
    }
}
