import Measures
import Speech

/// What is wrong with a cell, as a record of the answer.
enum ImportRefusals {
    /// A bad cell; its message stands in both languages until it is told.
    static func record(line: Int, column: String, code: ErrorCode, value: String, _ message: Wording) -> Figures {
        [
            "line": .integer(Int64(line)), "column": .string(column), "code": .string(code.rawValue), "value": .string(value),
            "message": .string(message.english), "message_fr": .string(message.french),
        ]
    }

    /// A bad row with its message in one language.
    static func told(_ row: Figures, inFrench isFrench: Bool) -> Figures {
        var told = row
        if isFrench { told["message"] = row["message_fr"] }
        told["message_fr"] = nil
        return told
    }

    /// Rows that cannot be booked, so that nothing is.
    static func badRows(_ bad: [Figures], good: Int) -> Refusal {
        Refusal(
            "IMPORT.ROWS", ["bad": .integer(Int64(bad.count)), "good": .integer(Int64(good))], rows: bad,
            Wording(
                "\(bad.count) rows cannot be booked and nothing was: mend them and send the file again, or add partial=yes to book the other \(good)",
                "\(bad.count) lignes ne passent pas et rien n'est enregistré : les corriger et renvoyer le fichier, ou ajouter partiel=oui pour les \(good) autres"
            ))
    }

    /// Every row of the file is in the books already.
    static func allKnown(_ rows: Int, id: Int64, by actor: String, at instant: Timestamp) -> Refusal {
        Refusal(
            .conflictLooksRepeated,
            ["rows": .integer(Int64(rows)), "id": .integer(id), "by": .string(actor), "at": .string(instant.description)],
            Wording(
                "every row of this file was imported before, the first as movement \(id) by \(actor): add again=yes if these are other goods",
                "toutes les lignes de ce fichier ont déjà été importées, la première par le mouvement \(id) (\(actor)) : ajouter encore=oui s'il "
                    + "s'agit d'autres biens"))
    }
}

/// A cell that cannot be read before the donation's own rules are asked.
struct ImportCellFault: Error {
    let record: Figures
}
