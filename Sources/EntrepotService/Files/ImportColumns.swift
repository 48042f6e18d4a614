import Measures
import Speech
import TabularText

/// Where a file of donations keeps what: found by HXL tags, else by header labels in both languages.
///
/// What looks as if it mattered and is not understood stops the file; what else is not used is named in the answer.
struct ImportColumns: Sendable {
    /// What a column can mean.
    enum Meaning: CaseIterable, Sendable {
        // In the order in which columns are found: a narrow tag before a wide one that it also fits.
        case expires, lot, item, quantity, unit, donor, owner, place, condition, value, currency, grant, waybill, date, note
    }

    private let columns: [Meaning: Int]
    /// Labels of columns that hold something and are not used.
    let ignored: [String]

    subscript(meaning: Meaning) -> Int? { columns[meaning] }

    init(_ table: TabularTable) throws(Refusal) {
        var found: [Meaning: Int] = [:]
        var taken: Set<Int> = []
        func isUsed(_ column: Int) -> Bool { table.rows.contains { table.text($0, column) != nil } }
        for meaning in Meaning.allCases {
            let all = table.columns(tags: meaning.tags, labels: meaning.labels).filter { !taken.contains($0) }
            let used = all.filter(isUsed)
            if used.count > 1 { throw Self.twice(meaning, used.map { Self.label($0, table) }) }
            guard let column = used.first ?? all.first else { continue }
            found[meaning] = column
            taken.formUnion(all)
        }
        var ignored: [String] = []
        for column in 0..<table.width where !taken.contains(column) && isUsed(column) {
            let label = Self.label(column, table)
            if let subject = Self.subject(of: label) { throw Self.notUnderstood(label, subject) }
            ignored.append(label.isEmpty ? "#\(column + 1)" : label)
        }
        columns = found
        self.ignored = ignored
        guard found[.item] != nil, found[.quantity] != nil else {
            let missing = [found[.item] == nil ? "item" : nil, found[.quantity] == nil ? "qty" : nil].compactMap { $0 }.joined(
                separator: ",")
            let header = table.header.map(\.text).joined(separator: ", ")
            throw Refusal(
                "IMPORT.HEADER", [.init("missing", missing), .init("found", header)],
                Wording(
                    "the header needs a column item (or #item+code) and a column qty (or #output+num); found: \(header)",
                    "l'en-tête doit avoir une colonne article (ou #item+code) et une colonne qté (ou #output+num) ; trouvé : \(header)"))
        }
    }

    /// The name of a column as the file writes it.
    static func label(_ column: Int?, _ table: TabularTable) -> String {
        guard let column else { return "" }
        if table.header.indices.contains(column) { return table.header[column].text }
        return table.tags.indices.contains(column) ? table.tags[column]?.description ?? "" : ""
    }

    // MARK: What is not understood

    /// What a label seems to be about, when leaving it out could falsify the books.
    private static func subject(of label: String) -> Wording? {
        let folded =
            " "
            + FoldedText(label, wordBreaks: true).text.map { $0.isLetter || $0.isNumber || "€£$".contains($0) ? String($0) : " " }.joined()
            + " "
        func speaks(of words: [String]) -> Bool { words.contains { folded.contains($0) } }
        if speaks(of: ["expir", "perem", "best before", " bbe", "use by", " dlc", " ddm", " dluo", "consommer", " bb "]) {
            return Wording("an expiry date", "une date de péremption")
        }
        if speaks(of: [
            " type ", "direction", " sens ", " in out ", " in ", " out ", "entree", "sortie", "mouvement", "movement", "distribu",
        ]) {
            return Wording("goods coming in or going out", "des entrées ou des sorties")
        }
        if speaks(of: [
            "€", "£", "$", " eur ", " gbp ", " usd ", "currenc", "devise", "monnaie", "valu", "valeur", "montant", " price", " prix",
            " cost",
            " cout",
        ]) {
            return Wording("an amount of money", "un montant")
        }
        if speaks(of: [" total ", " per ", " par "]) { return Wording("another quantity", "une autre quantité") }
        return nil
    }

    private static func notUnderstood(_ label: String, _ subject: Wording) -> Refusal {
        Refusal(
            "IMPORT.COLUMN", ["column": .string(label)],
            Wording(
                "the column «\(label)» looks like \(subject.english) and is not understood: name it as the columns of the help "
                    + "(expires, value, currency, qty, unit), or take it out of the file",
                "la colonne « \(label) » ressemble à \(subject.french) et n'est pas comprise : la nommer comme les colonnes de l'aide "
                    + "(péremption, valeur, devise, qté, unité), ou l'enlever du fichier"))
    }

    private static func twice(_ meaning: Meaning, _ labels: [String]) -> Refusal {
        let list = labels.joined(separator: ", ")
        return Refusal(
            "IMPORT.COLUMN", ["columns": .string(list)],
            Wording(
                "two columns mean the same (\(list)): keep one, or rename the other",
                "deux colonnes veulent dire la même chose (\(list)) : en garder une, ou renommer l'autre"))
    }
}

extension ImportColumns.Meaning {
    /// HXL tags, in order of preference.
    var tags: [String] {
        switch self {
        case .item: ["#item+code", "#item"]
        case .quantity: ["#output+num", "#quantity", "#output"]
        case .unit: ["#meta+unit"]
        case .donor: ["#org+donor", "#org+funder+name"]
        case .owner: ["#org+owner"]
        case .place: ["#loc+place", "#loc"]
        case .condition: ["#status"]
        case .expires: ["#date+expires"]
        case .value: ["#value"]
        case .currency: ["#currency"]
        case .grant: ["#grant"]
        case .lot: ["#item+lot"]
        case .date: ["#date+received", "#date"]
        case .note: ["#description"]
        case .waybill: ["#waybill"]
        }
    }

    /// Header labels; case, accents, dashes and underscores aside.
    var labels: [String] {
        switch self {
        case .item: ["item", "article", "sku", "code", "item code", "code article", "ref", "référence"]
        case .quantity: ["qty", "qté", "quantity", "quantité", "nombre", "number", "qte reçue"]
        case .unit: ["unit", "unité", "pack", "conditionnement", "packaging"]
        case .donor: ["donor", "donateur", "from", "provenance", "don de", "donor name", "donated by", "nom du donateur"]
        case .owner: ["owner", "propriétaire", "association", "organisation"]
        case .place: ["place", "emplacement", "location", "lieu", "rayon", "bin"]
        case .condition: ["condition", "état", "state"]
        case .expires:
            [
                "expires", "péremption", "expiry", "expiry date", "expiration", "expiration date", "expires on", "ddm", "dlc", "dluo",
                "date de péremption", "date péremption", "date d'expiration", "best before", "best before date", "bbe", "use by",
                "use by date", "à consommer avant",
            ]
        case .value: ["value", "valeur", "montant", "amount"]
        case .currency: ["currency", "devise", "monnaie"]
        case .grant: ["grant", "subvention", "fonds"]
        case .lot: ["lot", "lot number", "numéro de lot", "batch", "batch number", "lot no", "n° de lot"]
        case .date: ["date", "received", "reçu le", "date de réception", "received on", "jour"]
        case .note: ["note", "remarque", "remark", "comment", "commentaire", "notes"]
        case .waybill: ["waybill", "lettre de voiture", "cmr", "bl", "bon de livraison"]
        }
    }
}
