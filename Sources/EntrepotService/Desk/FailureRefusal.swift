import EntrepotStore
import Logging
import Measures
import PostgresClient
package import Speech

/// Any failure as a person is told it. Details of rows never leave the database's own log, and "nothing was booked" is said only where the
/// desk knows it.
package struct FailureRefusal: Sendable {
    private let house: House
    /// What is known of the books; nil for a read.
    private let books: Outcome.State?

    package init(_ house: House, _ outcome: Outcome?) {
        self.house = house
        books = outcome?.state
    }

    /// The refusal that an error stands for.
    package func refusal(_ error: any Error) -> Refusal {
        switch error {
        case let refusal as Refusal: return refusal
        case let error as MeasureError:
            return Refusal(
                .argumentValue, ["found": .string("\(error)")],
                Wording("a value is out of its range: \(error)", "une valeur est hors limites : \(error)"))
        case let error as PostgresError: return database(error)
        case is CancellationError:
            return Refusal(
                .commandCancelled, state: state, retry: .sameKey,
                Wording("the command was cancelled\(told.english)", "la commande a été annulée\(told.french)"))
        default:
            let number = house.now().microseconds & 0xFFFF_FFFF
            house.logger.error("a use case failed", metadata: ["fault": "\(number)", "error": "\(error)"])
            return Refusal(
                .internal, ["fault": .integer(number)], state: state, retry: state == .unknown ? .sameKey : .never,
                Wording(
                    "the daemon met a fault of its own (\(number) in its log)\(told.english); tell the administrator",
                    "le démon a rencontré un défaut (\(number) dans son journal)\(told.french) ; prévenir l'administrateur"))
        }
    }

    /// What happened to the books, for `state=`.
    private var state: BookState {
        switch books {
        case nil, .unchanged?: .unchanged
        case .unknown?: .unknown
        case .changed?: .changed
        }
    }

    /// What is known of the books, in words behind a finding.
    private var told: Wording {
        switch books {
        case nil: Wording("", "")
        case .unchanged?: Wording(": nothing was booked", " : rien n'est enregistré")
        case .changed?: Wording(": the entry itself was booked", " : l'écriture, elle, est enregistrée")
        case .unknown?:
            Wording(
                ": it is not known whether it was booked; repeat the line with the same key to learn",
                " : on ne sait pas si c'est enregistré ; répéter la ligne avec la même clé pour savoir")
        }
    }

    private func database(_ error: PostgresError) -> Refusal {
        if let refusal = ConstraintErrors.refusal(error) { return refusal }
        switch error.kind {
        case .outcomeUnknown:
            return Refusal(
                .databaseUnavailable, state: books == nil ? .unchanged : .unknown, retry: .sameKey,
                Wording(
                    "the database was lost while it was booking: repeat the line with the same key to learn what happened",
                    "la base a été perdue pendant l'enregistrement : répéter la ligne avec la même clé pour savoir"))
        case .nulInText:
            return Refusal(
                .argumentValue, Wording("a text holds a NUL character: remove it", "un texte contient un caractère NUL : l'enlever"))
        case .deadlineExceeded:
            return Refusal(
                .timeoutCommand, state: state, retry: .sameKey,
                Wording(
                    "the time for this command is over\(told.english); timeout= sets another",
                    "le temps de la commande est écoulé\(told.french) ; délai= en fixe un autre"))
        case _ where error.sqlState?.description == "53100":
            return Refusal(
                "DB.DISK-FULL", state: state, retry: .after(milliseconds: 60_000),
                Wording(
                    "the disk of the database is full\(told.english); free space, then repeat the line",
                    "le disque de la base est plein\(told.french) ; libérer de la place, puis répéter la ligne"))
        case _ where error.isDamage:
            house.logger.critical("the database met damaged data", metadata: ["error": "\(error)"])
            return Refusal(
                "DB.DAMAGED", state: state, retry: .never,
                Wording(
                    "the database met data that is damaged on its disk\(told.english); tell the administrator at once: restore the last backup "
                        + "beside it and compare",
                    "la base a trouvé des données abîmées sur le disque\(told.french) ; prévenir tout de suite l'administrateur : restaurer "
                        + "la dernière sauvegarde à côté et comparer"))
        case _ where error.isTransient:
            return Refusal(
                .databaseUnavailable, state: state, retry: .after(milliseconds: 1_000),
                Wording(
                    "the database cannot be reached right now\(told.english); repeat the line in a moment",
                    "la base ne répond pas\(told.french) ; répéter la ligne dans un moment"))
        default:
            house.logger.error("the database refused a statement", metadata: ["error": "\(error)"])
            return Refusal(
                .internal, ["sqlstate": .string(error.sqlState?.description ?? error.kind.rawValue)], state: state,
                Wording(
                    "the database refused the statement\(told.english); the log says more",
                    "la base a refusé la commande\(told.french) ; le journal en dit plus"))
        }
    }
}
