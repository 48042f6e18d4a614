import AdminProtocol
import PlainJSON
package import Speech

extension Refusal {
    /// Stopped by its client, or by `cancel`, before it had an effect.
    package static let cancelled = Refusal(
        .commandCancelled, Wording("cancelled; nothing was changed", "annulée ; rien n'a changé"))

    /// The command did not end in time.
    package static func timedOut(state: BookState) -> Refusal {
        Refusal(
            .timeoutCommand, state: state,
            state == .unknown
                ? Wording(
                    "no answer in time; it may have been booked: repeat the line with the same key to learn",
                    "pas de réponse à temps ; c'est peut-être enregistré : répétez la ligne avec la même clé pour savoir")
                : Wording("took longer than its limit; timeout= sets another", "a dépassé son délai ; délai= en fixe un autre"))
    }

    /// The answer to a fault of the program, which the log names by `id`.
    package static func internalFault(id: String, state: BookState) -> Refusal {
        Refusal(
            .internal, ["id": .string(id)], state: state, retry: state == .unknown ? .sameKey : .never,
            Wording("a fault of the program; its log names it \(id)", "une faute du programme ; son journal la nomme \(id)"))
    }
}
