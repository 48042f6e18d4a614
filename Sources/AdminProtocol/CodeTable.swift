import PlainJSON
package import Speech

/// One row of the table of codes.
package struct CodeRow: Sendable, Equatable {
    package var code: ErrorCode
    /// What it means, in one sentence.
    package var meaning: Wording
    /// What `retry=` says unless the error knows better.
    package var retry: Retry

    /// A row of the table.
    package init(_ code: ErrorCode, _ retry: Retry, en english: String, fr french: String) {
        self.code = code
        self.retry = retry
        meaning = Wording(english, french)
    }
}

/// Every code an instance can answer with, in the order shown by `show codes`.
package struct CodeTable: Sendable {
    /// The rows, each code once.
    package private(set) var rows: [CodeRow]
    private var places: [ErrorCode: Int]
    private var doubled: [ErrorCode] = []

    /// A table of rows; of two rows with the same code the first stays, and `faults` names it.
    package init(_ rows: [CodeRow]) {
        self.rows = []
        places = [:]
        add(rows)
    }

    /// This table with the rows of another module behind its own.
    package func adding(_ more: [CodeRow]) -> CodeTable {
        var table = self
        table.add(more)
        return table
    }

    /// The row of a code.
    package subscript(code: ErrorCode) -> CodeRow? {
        places[code].map { rows[$0] }
    }

    /// What `retry=` says for a code that does not say it itself.
    package func retry(for code: ErrorCode) -> Retry {
        self[code]?.retry ?? .never
    }

    /// What is wrong with the table: codes that stand twice, which would say one thing in two ways. Empty for a table that may be shipped.
    package func faults() -> [String] { doubled.map { "the code \($0) stands twice" } }

    private mutating func add(_ more: [CodeRow]) {
        for row in more {
            if places[row.code] != nil {
                doubled.append(row.code)
                continue
            }
            places[row.code] = rows.count
            rows.append(row)
        }
    }

    /// The codes of the protocol itself, and those every release answers.
    package static let standard = CodeTable([
        CodeRow(
            .protocolUnterminated, .never, en: "the last line had no line end and was not executed",
            fr: "la dernière ligne n'était pas terminée et n'a pas été exécutée"),
        CodeRow(.protocolForeign, .never, en: "the peer speaks HTTP or SMTP", fr: "le correspondant parle HTTP ou SMTP"),
        CodeRow(.protocolNoise, .never, en: "three unreadable lines in a row", fr: "trois lignes illisibles de suite"),
        CodeRow(
            .protocolData, .never, en: "a row of data outside begin and end, or a reply that breaks the grammar",
            fr: "une rangée de données hors de début et fin, ou une réponse hors grammaire"),
        CodeRow(.lineTooLong, .never, en: "a line beyond 65536 octets", fr: "une ligne de plus de 65536 octets"),
        CodeRow(.syntaxUTF8, .never, en: "a line that is not UTF-8", fr: "une ligne qui n'est pas en UTF-8"),
        CodeRow(.syntaxControl, .never, en: "a control character in a line", fr: "un caractère de contrôle dans une ligne"),
        CodeRow(.syntaxQuote, .never, en: "a quotation mark out of place or never closed", fr: "un guillemet mal placé ou jamais fermé"),
        CodeRow(.syntaxEscape, .never, en: "an escape that JSON does not have", fr: "un échappement que JSON n'a pas"),
        CodeRow(.syntaxTag, .never, en: "a tag that is malformed or stands alone", fr: "une étiquette mal formée ou seule"),
        CodeRow(.syntaxEmpty, .never, en: "a name with nothing behind its =", fr: "un nom sans rien après son ="),
        CodeRow(.commandUnknown, .never, en: "no such command; the nearest is named", fr: "commande inconnue ; la plus proche est nommée"),
        CodeRow(
            .commandAmbiguous, .never, en: "several commands begin like that; they are named",
            fr: "plusieurs commandes commencent ainsi ; elles sont nommées"),
        CodeRow(.commandCancelled, .never, en: "cancelled before it had an effect", fr: "annulée avant tout effet"),
        CodeRow(.commandUnavailable, .never, en: "this instance does not offer the command", fr: "cette instance n'offre pas la commande"),
        CodeRow(.argumentMissing, .never, en: "an argument the command needs is not there", fr: "un argument nécessaire manque"),
        CodeRow(
            .argumentUnknown, .never, en: "the command has no such argument; the nearest is named",
            fr: "la commande n'a pas cet argument ; le plus proche est nommé"),
        CodeRow(
            .argumentValue, .never, en: "a value of the wrong form or beyond its limits", fr: "une valeur de mauvaise forme ou hors limites"
        ),
        CodeRow(
            .argumentRepeated, .never, en: "an argument given twice that may stand once",
            fr: "un argument donné deux fois qui ne peut l'être qu'une"),
        CodeRow(
            .argumentAmbiguous, .never, en: "a value with two readings; both are shown",
            fr: "une valeur à deux lectures ; les deux sont montrées"),
        CodeRow(
            .argumentUnit, .never, en: "a quantity without its unit, or in a unit the item does not have",
            fr: "une quantité sans unité, ou dans une unité que l'article n'a pas"),
        CodeRow(.authUnknown, .never, en: "this account has no role here", fr: "ce compte n'a aucun rôle ici"),
        CodeRow(.authPerson, .never, en: "the person or the pin is not known", fr: "la personne ou le code est inconnu"),
        CodeRow(
            "AUTH.NOT-SHARED", .never, en: "the account is one person's own; nobody else speaks through it",
            fr: "le compte est à une seule personne ; nul autre ne parle par lui"),
        CodeRow("AUTH.PERSON-ENDED", .never, en: "the person has ended here", fr: "la personne a fini ici"),
        CodeRow(
            "AUTH.PERSON-BEYOND", .never, en: "nothing that the person is may be used through this account",
            fr: "rien de ce qu'est la personne ne vaut par ce compte"),
        CodeRow(
            "AUTH.PIN-PAUSED", .never, en: "too many wrong PINs; the next is looked at after a pause",
            fr: "trop de codes faux ; le prochain est regardé après une pause"),
        CodeRow(.permissionRole, .never, en: "the command needs another role", fr: "la commande demande un autre rôle"),
        CodeRow(
            .permissionScope, .never, en: "the role does not reach this warehouse or organisation",
            fr: "le rôle ne s'étend pas à cet entrepôt ou cette association"),
        CodeRow(
            .permissionSite, .never, en: "the site is limited to named people or roles",
            fr: "le lieu est réservé à des personnes ou rôles nommés"),
        CodeRow(.notFound, .never, en: "no such record", fr: "enregistrement inconnu"),
        CodeRow(
            .itemNotFound, .never, en: "no item of that code; the nearest is named",
            fr: "aucun article de ce code ; le plus proche est nommé"),
        CodeRow(
            .placeNotFound, .never, en: "no place of that name; the nearest is named",
            fr: "aucun emplacement de ce nom ; le plus proche est nommé"),
        CodeRow(
            .ambiguousCode, .never, en: "a code that means several things; they are named",
            fr: "un code qui désigne plusieurs choses ; elles sont nommées"),
        CodeRow(.stockInsufficient, .never, en: "less is available than asked for", fr: "stock disponible insuffisant"),
        CodeRow(.conflictKeyReused, .never, en: "the key was used for something else", fr: "la clé a servi à autre chose"),
        CodeRow(
            .conflictLooksRepeated, .never, en: "the same was booked minutes ago; again=yes books it anyway",
            fr: "la même écriture date de quelques minutes ; encore=oui l'enregistre"),
        CodeRow(.conflictRevision, .never, en: "it changed since you read it; read it again", fr: "modifié depuis votre lecture ; relisez"),
        CodeRow(
            .batchPoisoned, .never, en: "a line of the batch was refused; nothing was run",
            fr: "une ligne du lot a été refusée ; rien n'a été exécuté"),
        CodeRow(.batchOpen, .never, en: "a batch is already open", fr: "un lot est déjà ouvert"),
        CodeRow(.batchNone, .never, en: "no batch is open", fr: "aucun lot n'est ouvert"),
        CodeRow(.batchRead, .never, en: "only writing commands stand in a batch", fr: "un lot ne contient que des commandes d'écriture"),
        CodeRow(
            .batchRows, .never, en: "rows of data where no command takes them",
            fr: "des rangées de données là où aucune commande n'en prend"),
        CodeRow(.batchTooLarge, .never, en: "the batch is beyond its limit", fr: "le lot dépasse sa limite"),
        CodeRow(.busyClients, .after(milliseconds: 1000), en: "too many clients", fr: "trop de clients"),
        CodeRow(
            .busyBatches, .after(milliseconds: 5000), en: "the open batches of all clients are too large together",
            fr: "les lots ouverts de tous les clients sont trop gros ensemble"),
        CodeRow(
            "BUSY.WATCHES", .never, en: "the session watches as often as it may", fr: "la session suit déjà autant de fois que permis"),
        CodeRow(.databaseUnavailable, .sameKey, en: "the database cannot be reached", fr: "la base de données est injoignable"),
        CodeRow(.timeoutCommand, .sameKey, en: "the command took longer than its limit", fr: "la commande a dépassé son délai"),
        CodeRow(.shutdownDraining, .after(milliseconds: 2000), en: "the daemon is stopping", fr: "le démon s'arrête"),
        CodeRow(
            .internal, .sameKey, en: "a fault of the program; its log names it by id",
            fr: "une faute du programme ; son journal la nomme par id"),
    ])
}
