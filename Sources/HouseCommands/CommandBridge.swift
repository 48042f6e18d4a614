import AdminProtocol
package import AdminSocket
package import EntrepotService
import EntrepotStore
import Measures
import PlainJSON
package import PostgresClient
package import Speech
import StockLedger
import Synchronization

/// What the handlers of the house's commands are given.
package struct HouseServices: CommandServices {
    package let house: House
    /// The transaction of the batch a line is part of; nil outside any.
    package let transaction: Transaction?
    /// What is known of the books by now.
    package let outcome: Outcome
    /// Watches the clocks; nil where nobody does.
    let watch: ClockWatch?
    /// What watchers are told of; nil where nobody is told anything.
    let watching: Watching?
    /// Where the daemon's own jobs stand.
    let jobs: @Sendable () -> [JobRow]
    /// Collects the answers of a batch's lines.
    let answers: AnswerSink?

    /// Events for watchers, and how long one hears nothing at most.
    package struct Watching: Sendable {
        package let feed: EventFeed
        package let tick: Duration

        package init(feed: EventFeed, tick: Duration) {
            self.feed = feed
            self.tick = tick
        }
    }

    package init(
        house: House, watch: ClockWatch? = nil, watching: Watching? = nil, jobs: @escaping @Sendable () -> [JobRow] = { [] }
    ) {
        self.init(house: house, watch: watch, watching: watching, jobs: jobs, transaction: nil, outcome: Outcome(), answers: nil)
    }

    private init(
        house: House, watch: ClockWatch?, watching: Watching?, jobs: @escaping @Sendable () -> [JobRow], transaction: Transaction?,
        outcome: Outcome, answers: AnswerSink?
    ) {
        self.watching = watching
        self.house = house
        self.watch = watch
        self.jobs = jobs
        self.transaction = transaction
        self.outcome = outcome
        self.answers = answers
    }

    /// The same inside the transaction of a batch.
    func within(_ transaction: Transaction, _ outcome: Outcome, _ answers: AnswerSink) -> HouseServices {
        HouseServices(
            house: house, watch: watch, watching: watching, jobs: jobs, transaction: transaction, outcome: outcome, answers: answers)
    }
}

/// The answers of a batch's lines, in their order.
final class AnswerSink: Sendable {
    private let held = Mutex<[Answer]>([])

    var answers: [Answer] { held.withLock { $0 } }
    func add(_ answer: Answer) { held.withLock { $0.append(answer) } }
}

/// From words to use cases and back.
package enum CommandBridge {
    /// Runs a use case that changes the books.
    package static func writing(
        _ invocation: Invocation, _ context: CommandContext, _ body: (Desk) async throws -> Answer
    ) async throws(Refusal) -> CommandReply {
        let services = try context.services(as: HouseServices.self)
        // Every entry outside a batch has an outcome of its own.
        let outcome = services.transaction == nil ? Outcome() : services.outcome
        let desk = Desk(
            services.house, speaker(invocation, context, services.house), entry(invocation, context), transaction: services.transaction,
            outcome: outcome)
        do {
            let answer = desk.told(try await body(desk))
            services.answers?.add(answer)
            return reply(answer)
        } catch {
            throw FailureRefusal(services.house, outcome).refusal(error)
        }
    }

    /// Runs a use case that only looks, with the eyes of who asks.
    package static func reading(
        _ invocation: Invocation, _ context: CommandContext, _ body: @escaping @Sendable (Desk) async throws -> Answer
    ) async throws(Refusal) -> CommandReply {
        let house = try context.services(as: HouseServices.self).house
        do {
            let desk = Desk(house, speaker(invocation, context, house), .none)
            return reply(desk.told(try await desk.reading(body)))
        } catch {
            throw FailureRefusal(house, nil).refusal(error)
        }
    }

    /// Who speaks, in the scope of those of their roles that allow the command.
    static func speaker(_ invocation: Invocation, _ context: CommandContext, _ house: House) -> Speaker {
        Speaker(
            person: context.actor.name,
            scope: scope(context.actor, allowing: invocation.command.roles, house),
            isReviewed: !context.actor.holds(anyOf: [.manager]), deadline: context.deadline,
            home: context.defaultWarehouse ?? context.defaultPlace.flatMap { $0.split(separator: "/").first.map(String.init) })
    }

    /// What somebody reaches through those of their roles that are among the ones named.
    static func scope(_ actor: SessionActor, allowing roles: Set<Role>, _ house: House) -> Scope {
        Scope(
            person: actor.name,
            holding: actor.roles.map { HeldRole($0.role, organisation: $0.organisation, warehouse: $0.warehouse) },
            allowing: roles, in: house.store.catalogue.current)
    }

    /// The part that every write has in common.
    static func entry(_ invocation: Invocation, _ context: CommandContext) -> Entry {
        var entry = Entry(command: invocation.maskedText, words: invocation.fingerprintText)
        // The rows of a file are part of what was said.
        if !invocation.rows.isEmpty { entry.words += "\u{1F}" + Fingerprint.text(invocation.rows.joined(separator: "\n")) }
        entry.key = invocation.key
        entry.note = invocation.note
        entry.occurred = invocation.occurred
        entry.concerns = invocation.concerns
        entry.again = invocation.again
        entry.anyway = invocation.anyway
        entry.sure = invocation.sure
        entry.refusesRepeats = context.repeats == .refuse
        return entry
    }

    /// An answer as the table sends it.
    static func reply(_ answer: Answer) -> CommandReply {
        var pairs = answer.pairs
        if let next = answer.next { pairs["next"] = .string(next) }
        return CommandReply(
            records: answer.records, columns: answer.columns, pairs: pairs, state: answer.changed.map { $0 ? .changed : .unchanged },
            text: answer.sentence, warnings: answer.warnings)
    }
}
