import AdminProtocol
package import EntrepotService
import EntrepotStore
import Logging
import Measures
import PlainJSON
import PostgresClient
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
    ) async throws(CommandFailure) -> CommandReply {
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
    ) async throws(CommandFailure) -> CommandReply {
        let house = try context.services(as: HouseServices.self).house
        do {
            return reply(try await ReadScope.run(house, context.actor, body))
        } catch {
            throw failure(error, house, writes: false)
        }
    }

    /// The part that every write has in common.
    static func entry(_ invocation: Invocation, _ context: CommandContext) throws(CommandFailure) -> Entry {
        var entry = Entry(actor: context.actor.name, command: invocation.maskedText, words: invocation.fingerprintText)
        entry.key = invocation.key
        entry.note = invocation.note
        entry.occurred = invocation.occurred
        if let text = invocation.concerns {
            guard let day = try? CivilDate(text) else {
                throw CommandFailure(
                    .argumentValue, pairs: ["arg": "concerns", "value": .string(text)],
                    Bilingual(en: "concerns= takes a day such as 2026-11-02", fr: "concerne= attend un jour tel que 2026-11-02"))
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
            text: answer.sentence.map(bilingual), warnings: answer.warnings.map(bilingual))
    }

    static func bilingual(_ wording: Wording) -> Bilingual {
        Bilingual(en: wording.english, fr: wording.french)
    }

    /// A refusal or an error of the database as an ERR final. Details of rows never leave the database's own log.
    static func failure(_ error: any Error, _ house: House, writes: Bool) -> CommandFailure {
        switch error {
        case let failure as CommandFailure: return failure
        case let rows as RefusedRows:
            return CommandFailure(
                ErrorCode(rawValue: rows.refusal.code), pairs: pairs(rows.refusal), records: rows.records, bilingual(rows.refusal.sentence))
        case let refusal as Refusal: return self.failure(refusal)
        case let error as LedgerError: return self.failure(Refusal(error))
        case let error as MeasureError:
            return CommandFailure(
                .argumentValue, pairs: ["found": .string("\(error)")],
                Bilingual(en: "a value is out of its range: \(error)", fr: "une valeur est hors limites : \(error)"))
        case let error as PostgresError: return database(error, house, writes: writes)
        case is CancellationError:
            return CommandFailure(
                .commandCancelled, retry: .sameKey, Bilingual(en: "the command was cancelled", fr: "la commande a été annulée"))
        default:
            let number = house.now().microseconds & 0xFFFF_FFFF
            house.logger.error("a use case failed", metadata: ["fault": "\(number)", "error": "\(error)"])
            return CommandFailure(
                .internal, pairs: ["fault": .integer(number)],
                Bilingual(
                    en: "the daemon met a fault of its own (\(number) in its log): nothing was booked; tell the administrator",
                    fr: "le démon a rencontré un défaut (\(number) dans son journal) : rien n'est enregistré ; prévenir l'administrateur"))
        }
    }

    private static func pairs(_ refusal: Refusal) -> JSONObject {
        JSONObject(refusal.figures.map { ($0.name, .string($0.value)) })
    }

    static func failure(_ refusal: Refusal) -> CommandFailure {
        let retry: RetryAdvice =
            switch refusal.retry {
            case .never: .never
            case .sameKey: .sameKey
            case .after(let milliseconds): .after(milliseconds: milliseconds)
            }
        return CommandFailure(
            ErrorCode(rawValue: refusal.code), pairs: pairs(refusal), state: refusal.state == .unknown ? .unknown : .unchanged,
            retry: retry,
            bilingual(refusal.sentence))
    }

    private static func database(_ error: PostgresError, _ house: House, writes: Bool) -> CommandFailure {
        if let refusal = ConstraintErrors.refusal(error) { return failure(refusal) }
        switch error.kind {
        case .outcomeUnknown:
            return CommandFailure(
                .databaseUnavailable, state: writes ? .unknown : .unchanged, retry: .sameKey,
                Bilingual(
                    en: "the database was lost while it was booking: repeat the line with the same key to learn what happened",
                    fr: "la base a été perdue pendant l'enregistrement : répéter la ligne avec la même clé pour savoir"))
        case .nulInText:
            return CommandFailure(
                .argumentValue,
                Bilingual(en: "a text holds a NUL character: remove it", fr: "un texte contient un caractère NUL : l'enlever"))
        case .deadlineExceeded:
            return CommandFailure(
                .timeoutCommand, retry: .sameKey,
                Bilingual(
                    en: "the time for this command is over; nothing was booked",
                    fr: "le temps de la commande est écoulé ; rien n'est enregistré"))
        case _ where error.sqlState == .diskFull || error.sqlState?.description == "53100":
            return CommandFailure(
                "DB.DISK-FULL", retry: .after(milliseconds: 60_000),
                Bilingual(
                    en: "the disk of the database is full: nothing was booked; free space, then repeat the line",
                    fr: "le disque de la base est plein : rien n'est enregistré ; libérer de la place, puis répéter la ligne"))
        case _ where error.isTransient:
            return CommandFailure(
                .databaseUnavailable, retry: .after(milliseconds: 1_000),
                Bilingual(
                    en: "the database cannot be reached right now: nothing was booked, repeat the line in a moment",
                    fr: "la base ne répond pas : rien n'est enregistré, répéter la ligne dans un moment"))
        default:
            house.logger.error("the database refused a statement", metadata: ["error": "\(error)"])
            return CommandFailure(
                .internal, pairs: ["sqlstate": .string(error.sqlState?.description ?? error.kind.rawValue)],
                Bilingual(
                    en: "the database refused the statement: nothing was booked; the log says more",
                    fr: "la base a refusé la commande : rien n'est enregistré ; le journal en dit plus"))
        }
    }
}
