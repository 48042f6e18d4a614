import EntrepotStore
import Measures
import PlainJSON
import PostgresClient
import Speech
import StockLedger

/// An administrator says that the clock is right as it is: nights that waited are made.
package struct AcceptClock: Sendable {
    private let desk: Desk
    private let watch: ClockWatch

    package init(_ desk: Desk, watch: ClockWatch) {
        self.desk = desk
        self.watch = watch
    }

    /// Takes the database's clock as it is now. Clocks that are apart stay in doubt: nobody can say which of them would be accepted.
    package func run() async throws -> Answer {
        try desk.requireEverything()
        let accepted = try await desk.inside { desk in
            let transaction = try desk.requireTransaction
            let time = try await ClockQueries.accept(by: desk.actor, in: transaction)
            try await RequestQueries.audit(
                actor: desk.actor, command: desk.entry.command, scope: RequestQueries.catalogueScope, in: transaction)
            return time
        }
        let state = try await watch.look()
        var answer = Answer(
            pairs: ["now": .string(accepted.description), "clock": .string(state.word)],
            Wording("the books take \(accepted) as the time", "les comptes prennent \(accepted) pour l'heure"), changed: true)
        if let sentence = state.sentence { answer.warnings.append(sentence) }
        return answer
    }
}
