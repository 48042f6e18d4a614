import AdminProtocol
package import AdminSocket
package import EntrepotService
import EntrepotStore
import Logging
import Measures
import PlainJSON
import PostgresClient
package import Speech
import StockLedger

/// What the handlers of the house's commands are given.
package struct HouseServices: CommandServices {
    /// The house, outside any batch.
    package var house: House

    package init(house: House) {
        self.house = house
    }
}

/// From words to use cases and back.
package enum CommandBridge {
    /// Runs a use case that changes the books.
    package static func writing(
        _ invocation: Invocation, _ context: CommandContext, _ body: (House, Entry) async throws -> Answer
    ) async throws(Refusal) -> CommandReply {
        let house = try context.services(as: HouseServices.self).house
        let entry = try entry(invocation, context)
        do {
            return reply(try await body(house, entry))
        } catch {
            throw failure(error, house, writes: true)
        }
    }

    /// Runs a use case that only looks.
    package static func reading(
        _ invocation: Invocation, _ context: CommandContext, _ body: @escaping @Sendable (House) async throws -> Answer
    ) async throws(Refusal) -> CommandReply {
        let house = try context.services(as: HouseServices.self).house
        do {
            return reply(try await ReadScope.run(house, context.actor, body))
        } catch {
            throw failure(error, house, writes: false)
        }
    }

    /// The part that every write has in common.
    static func entry(_ invocation: Invocation, _ context: CommandContext) throws(Refusal) -> Entry {
        var entry = Entry(actor: context.actor.name, command: invocation.maskedText, words: invocation.fingerprintText)
        entry.key = invocation.key
        entry.note = invocation.note
        entry.occurred = invocation.occurred
        if let text = invocation.concerns {
            guard let day = try? CivilDate(text) else {
                throw Refusal(
                    .argumentValue, ["arg": "concerns", "value": .string(text)],
                    Wording("concerns= takes a day such as 2026-11-02", "concerne= attend un jour tel que 2026-11-02"))
            }
            entry.concerns = day
        }
        entry.again = invocation.again
        entry.anyway = invocation.anyway
        entry.refusesRepeats = context.repeats == .refuse
        let limited = context.actor.roles.filter { $0.role != .admin }
        if !context.actor.isAdministrator {
            if !limited.isEmpty, limited.allSatisfy({ $0.organisation != nil }) { entry.owners = limited.compactMap(\.organisation) }
            if !limited.isEmpty, limited.allSatisfy({ $0.warehouse != nil }) { entry.warehouses = limited.compactMap(\.warehouse) }
        }
        entry.isReviewed = !context.actor.holds(anyOf: [.manager])
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

    /// A refusal or an error of the database as an ERR final. Details of rows never leave the database's own log.
    static func failure(_ error: any Error, _ house: House, writes: Bool) -> Refusal {
        switch error {
        case let refusal as Refusal: return refusal
        case let error as MeasureError:
            return Refusal(
                .argumentValue, ["found": .string("\(error)")],
                Wording("a value is out of its range: \(error)", "une valeur est hors limites : \(error)"))
        case let error as PostgresError: return database(error, house, writes: writes)
        case is CancellationError:
            return Refusal(
                .commandCancelled, retry: .sameKey, Wording("the command was cancelled", "la commande a été annulée"))
        default:
            let number = house.now().microseconds & 0xFFFF_FFFF
            house.logger.error("a use case failed", metadata: ["fault": "\(number)", "error": "\(error)"])
            return Refusal(
                .internal, ["fault": .integer(number)],
                Wording(
                    "the daemon met a fault of its own (\(number) in its log): nothing was booked; tell the administrator",
                    "le démon a rencontré un défaut (\(number) dans son journal) : rien n'est enregistré ; prévenir l'administrateur"))
        }
    }

    private static func database(_ error: PostgresError, _ house: House, writes: Bool) -> Refusal {
        if let refusal = ConstraintErrors.refusal(error) { return refusal }
        switch error.kind {
        case .outcomeUnknown:
            return Refusal(
                .databaseUnavailable, state: writes ? .unknown : .unchanged, retry: .sameKey,
                Wording(
                    "the database was lost while it was booking: repeat the line with the same key to learn what happened",
                    "la base a été perdue pendant l'enregistrement : répéter la ligne avec la même clé pour savoir"))
        case .nulInText:
            return Refusal(
                .argumentValue,
                Wording("a text holds a NUL character: remove it", "un texte contient un caractère NUL : l'enlever"))
        case .deadlineExceeded:
            return Refusal(
                .timeoutCommand, retry: .sameKey,
                Wording(
                    "the time for this command is over; nothing was booked",
                    "le temps de la commande est écoulé ; rien n'est enregistré"))
        case _ where error.sqlState == .diskFull || error.sqlState?.description == "53100":
            return Refusal(
                "DB.DISK-FULL", retry: .after(milliseconds: 60_000),
                Wording(
                    "the disk of the database is full: nothing was booked; free space, then repeat the line",
                    "le disque de la base est plein : rien n'est enregistré ; libérer de la place, puis répéter la ligne"))
        case _ where error.isTransient:
            return Refusal(
                .databaseUnavailable, retry: .after(milliseconds: 1_000),
                Wording(
                    "the database cannot be reached right now: nothing was booked, repeat the line in a moment",
                    "la base ne répond pas : rien n'est enregistré, répéter la ligne dans un moment"))
        default:
            house.logger.error("the database refused a statement", metadata: ["error": "\(error)"])
            return Refusal(
                .internal, ["sqlstate": .string(error.sqlState?.description ?? error.kind.rawValue)],
                Wording(
                    "the database refused the statement: nothing was booked; the log says more",
                    "la base a refusé la commande : rien n'est enregistré ; le journal en dit plus"))
        }
    }
}
