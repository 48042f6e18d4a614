import EntrepotStore
import Measures
import PlainJSON
import PostgresClient
import Speech
import StockLedger

/// An administrator says that the clock is right as it is: nights that waited are made.
package struct AcceptClock: Sendable {
    private let house: House
    private let watch: ClockWatch

    package init(_ house: House, watch: ClockWatch) {
        self.house = house
        self.watch = watch
    }

    /// Takes the database's clock as it is now. Clocks that are apart stay in doubt: nobody can say which of them would be accepted.
    package func run(_ entry: Entry) async throws -> Answer {
        let accepted = try await house.store.pool.transaction { transaction in
            let time = try await ClockQueries.accept(by: entry.actor, in: transaction)
            try await RequestQueries.audit(
                actor: entry.actor, command: entry.command, scope: RequestQueries.catalogueScope, in: transaction)
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
