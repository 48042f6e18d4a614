import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech
import StockLedger
import TabularText

/// `donation import`: a whole file of donations. It tells its progress, so it is written out rather than by `CommandSpec.write`.
enum DonationImportCommand {
    static let spec = CommandSpec(
        "donation import", fr: "don importer",
        Wording(
            "book a whole file of donations, or name every bad row", "enregistrer un fichier de dons, ou nommer chaque ligne fausse"
        ),
        roles: WhoMay.amend, effect: .write, takesRows: true,
        arguments: [
            .named(
                "place", fr: "emplacement", .place, default: .place, example: "main/a1",
                Wording("for rows without a place", "pour les lignes sans emplacement")),
            .named(
                "owner", fr: "propriétaire", .code, default: .owner, example: "auberge",
                Wording("for rows without an owner", "pour les lignes sans propriétaire")),
            .named(
                "donor", fr: "donateur", .text, example: "\"Collecte Lille\"",
                Wording("for rows without a donor", "pour les lignes sans donateur")),
            .named(
                "partial", fr: "partiel", .flag, example: "yes",
                Wording("book the good rows, leave the bad ones", "enregistrer les bonnes lignes, laisser les autres")),
            .named(
                "decimal", fr: "décimale", .choice([Choice("comma", fr: "virgule"), Choice("dot", fr: "point")]), example: "comma",
                Wording("the decimal mark, when the file does not tell", "le séparateur décimal, si le fichier ne le dit pas")),
            .named(
                "dates", .choice([Choice("day-first", fr: "jour-mois"), Choice("month-first", fr: "mois-jour")]), example: "day-first",
                Wording("how 03/04/2027 is meant, when the file does not tell", "comment lire 03/04/2027, si le fichier ne le dit pas")),
            .named(
                "separator", fr: "séparateur",
                .choice([Choice("comma", fr: "virgule"), Choice("semicolon", fr: "point-virgule"), Choice("tab", fr: "tabulation")]),
                example: "semicolon",
                Wording("what separates the cells, when it cannot be told", "le séparateur de cellules")),
            .named(
                "currency", fr: "monnaie", .text, example: "EUR",
                Wording("for amounts without a currency", "pour les montants sans monnaie")),
        ],
        errors: [
            "IMPORT.ROWS", "IMPORT.HEADER", "IMPORT.EMPTY", "IMPORT.COLUMN", "IMPORT.DECIMAL", "IMPORT.DATES", "IMPORT.TWO-WAREHOUSES",
            "CONFLICT.LOOKS-REPEATED",
        ],
        reply: ["line", "column", "code", "value", "message"],
        examples: ["donation import place=main/a1 owner=auberge"]
    ) { invocation, context throws(Refusal) in
        try await CommandBridge.writing(invocation, context) { desk in
            var words = ImportDonations.Words(rows: invocation.rows)
            words.place = invocation.optionalText("place")
            words.owner = invocation.optionalText("owner")
            words.donor = invocation.optionalText("donor")
            words.isPartial = invocation.flag("partial")
            words.currency = invocation.optionalText("currency")
            words.order = invocation.optionalText("dates").map { $0 == "day-first" ? .dayFirst : .monthFirst }
            words.separator =
                switch invocation.optionalText("separator") {
                case "comma": .comma
                case "semicolon": .semicolon
                case "tab": .tab
                default: nil
                }
            words.isFrench = context.language == .french
            words.mark = invocation.optionalText("decimal").map { $0 == "comma" ? .comma : .dot }
            return try await ImportDonations(desk).run(words) { done, total in
                context.progress(CommandProgress(done: Int64(done), total: Int64(total), unit: "rows"))
            }
        }
    }
}
