package import AdminProtocol
import PlainJSON

/// Makes a handler of work that may throw anything.
///
/// `CommandFailure` passes; a cancellation becomes CMD.CANCELLED; anything else is given to `context.unexpected`, which logs it
/// under an id and answers INTERNAL with that id.
package func guardedHandler(
    _ work: @escaping @Sendable (Invocation, CommandContext) async throws -> CommandReply
) -> CommandHandler {
    { invocation, context throws(CommandFailure) in
        do {
            return try await work(invocation, context)
        } catch let failure as CommandFailure {
            throw failure
        } catch is CancellationError {
            throw CommandFailure.cancelled
        } catch {
            throw context.unexpected(error, invocation.id, invocation.command.effect == .write ? .unknown : .unchanged)
        }
    }
}

extension CommandFailure {
    /// Stopped by its client, or by `cancel`, before it had an effect.
    package static let cancelled = CommandFailure(
        .commandCancelled, Bilingual(en: "cancelled; nothing was changed", fr: "annulée ; rien n'a changé"))

    /// The command did not end in time.
    package static func timedOut(state: BookState) -> CommandFailure {
        CommandFailure(
            .timeoutCommand, state: state,
            state == .unknown
                ? Bilingual(
                    en: "no answer in time; it may have been booked: repeat the line with the same key to learn",
                    fr: "pas de réponse à temps ; c'est peut-être enregistré : répétez la ligne avec la même clé pour savoir")
                : Bilingual(en: "took longer than its limit; timeout= sets another", fr: "a dépassé son délai ; délai= en fixe un autre"))
    }

    /// The answer to a fault of the program, which the log names by `id`.
    package static func internalFault(id: String, state: BookState) -> CommandFailure {
        CommandFailure(
            .internal, pairs: ["id": .string(id)], state: state, retry: state == .unknown ? .sameKey : .never,
            Bilingual(en: "a fault of the program; its log names it \(id)", fr: "une faute du programme ; son journal la nomme \(id)"))
    }
}
