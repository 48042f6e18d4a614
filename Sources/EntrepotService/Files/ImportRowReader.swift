import Measures
import Speech
import StockLedger
import TabularText

/// Turns the rows of a file into the words of donations, and what is refused of them into cells.
struct ImportRowReader: Sendable {
    let columns: ImportColumns
    let table: TabularTable
    let said: ImportDonations.Words
    let forms: ImportForms

    /// What a row says, before anything is looked up.
    struct Said {
        var words: ReceiveDonation.Words
        /// The day it came in, as written.
        var date: String?
        var note: String?
    }

    func words(_ row: TabularRecord) throws(ImportCellFault) -> Said {
        guard let item = table.text(row, columns[.item]) else {
            throw fault(
                row, .item, .argumentMissing, "", Wording("the item is missing: write its code", "l'article manque : écrire son code"))
        }
        guard let place = table.text(row, columns[.place]) ?? said.place else {
            throw fault(
                row, .place, .argumentMissing, "",
                Wording(
                    "no place: fill the column, or say place= for the whole file",
                    "pas d'emplacement : remplir la colonne, ou dire emplacement= pour tout le fichier"))
        }
        var words = ReceiveDonation.Words(
            item: item.lowercased(), quantity: try quantity(row), place: place.lowercased(), mark: forms.mark)
        words.order = forms.order
        words.isRow = true
        words.owner = (table.text(row, columns[.owner]) ?? said.owner)?.lowercased()
        words.donor = table.text(row, columns[.donor]) ?? said.donor
        words.condition = table.text(row, columns[.condition])
        words.expires = table.text(row, columns[.expires])
        words.grant = table.text(row, columns[.grant])?.lowercased()
        words.lot = table.text(row, columns[.lot])
        words.waybill = table.text(row, columns[.waybill])
        words.value = try value(row)
        return Said(words: words, date: table.text(row, columns[.date]), note: table.text(row, columns[.note]))
    }

    /// The number with its unit. A unit cell is a word: one that begins with a digit, a mark or a sign is a size or a factor, and never more
    /// digits of the number beside it.
    private func quantity(_ row: TabularRecord) throws(ImportCellFault) -> String {
        guard let number = table.text(row, columns[.quantity]) else {
            throw fault(row, .quantity, .argumentMissing, "", Wording("the quantity is missing", "la quantité manque"))
        }
        guard let unit = table.text(row, columns[.unit]) else { return number }
        guard let first = unit.unicodeScalars.first, first.properties.isAlphabetic else {
            throw fault(
                row, .unit, .argumentUnit, unit,
                Wording(
                    "«\(unit)» is not a unit but a size or a number, and is not multiplied by itself: write the whole quantity, such as 12kg, or "
                        + "the pack with its content, such as 24bag:500g, in the quantity and leave this cell empty",
                    "«\(unit)» n'est pas une unité mais une taille ou un nombre, et n'est pas multiplié tout seul : écrire toute la quantité, par "
                        + "exemple 12kg, ou le conditionnement et son contenu, par exemple 24sac:500g, dans la quantité et laisser cette cellule "
                        + "vide"))
        }
        guard number.unicodeScalars.contains(where: \.properties.isAlphabetic) else { return number + unit }
        guard FoldedText(String(number.drop { !$0.isLetter })).text == FoldedText(unit).text else {
            throw fault(
                row, .unit, .argumentUnit, unit,
                Wording(
                    "the quantity «\(number)» has a unit of its own: leave this cell empty",
                    "la quantité «\(number)» a déjà son unité : laisser cette cellule vide"))
        }
        return number
    }

    /// The amount with its currency, which is never assumed.
    private func value(_ row: TabularRecord) throws(ImportCellFault) -> String? {
        guard let value = table.text(row, columns[.value]) else { return nil }
        let hasCurrency = value.unicodeScalars.contains { $0.properties.isAlphabetic || "€£$".unicodeScalars.contains($0) }
        guard !hasCurrency else { return value }
        guard let currency = table.text(row, columns[.currency]) ?? said.currency else {
            throw fault(
                row, .value, .argumentUnit, value,
                Wording(
                    "the amount has no currency: write it (120,00EUR), add a column currency, or say currency= for the whole file",
                    "le montant n'a pas de monnaie : l'écrire (120,00EUR), ajouter une colonne devise, ou dire monnaie= pour tout le fichier"
                ))
        }
        return value + currency
    }

    private func fault(_ row: TabularRecord, _ meaning: ImportColumns.Meaning, _ code: ErrorCode, _ value: String, _ message: Wording)
        -> ImportCellFault
    {
        ImportCellFault(
            record: ImportRefusals.record(
                line: row.line, column: ImportColumns.label(columns[meaning], table), code: code, value: value, message))
    }

    // MARK: Refusals of the donation's rules

    /// A refusal of the donation with the place in the file that it is about.
    func complaint(_ refusal: Refusal, _ row: TabularRecord) -> Figures {
        let figure = refusal.figures.all.first {
            ["place", "owner", "grant", "lot", "expires", "condition", "value", "unit", "qty"].contains($0.name)
        }
        let column = column(of: refusal, row, figure)
        let value = column.flatMap { table.text(row, $0) } ?? (refusal.code == .argumentMissing ? "" : figure?.value.text ?? "")
        return ImportRefusals.record(
            line: row.line, column: ImportColumns.label(column, table), code: refusal.code, value: value, refusal.sentence)
    }

    private func column(of refusal: Refusal, _ row: TabularRecord, _ figure: Refusal.Figure?) -> Int? {
        let argument = refusal.figures["argument"]?.text ?? refusal.figures["arg"]?.text
        switch refusal.code {
        case "NOTFOUND.ITEM": return columns[.item]
        case .ambiguousCode where refusal.figures["item"] != nil: return columns[.item]
        case .ambiguousCode where refusal.figures["owner"] != nil: return columns[.owner]
        case .ambiguousCode where refusal.figures["grant"] != nil: return columns[.grant]
        case .ambiguousCode where refusal.figures["lot"] == nil: return columns[.place]
        case "RULE.ARCHIVED" where refusal.figures["item"] != nil: return columns[.item]
        case "NOTFOUND.PLACE", "NOTFOUND.WAREHOUSE", "RULE.PLACE-OUTSIDE": return columns[.place]
        case "NOTFOUND.ORGANISATION": return columns[.owner]
        case .permissionScope: return refusal.figures["owner"] != nil ? columns[.owner] : columns[.place]
        case "NOTFOUND.GRANT", "RULE.GRANT-CLOSED": return columns[.grant]
        case "CONFLICT.LOT-DIFFERS": return columns[.lot]
        case "RULE.QUANTITY-ABOVE-ZERO", "RULE.QUANTITY-CEILING": return columns[.quantity]
        default: break
        }
        switch argument {
        case "expires": return columns[.expires]
        case "date", "occurred": return columns[.date]
        case "owner": return columns[.owner]
        default: break
        }
        switch figure?.name {
        case "condition": return columns[.condition]
        case "expires": return columns[.expires]
        default: return cell(of: refusal, row) ?? whereIs(figure?.value.text, row) ?? columns[.quantity]
        }
    }

    /// The cell whose written value a refusal repeats: the amount, else the quantity or its unit. Both are read with the cell beside them.
    private func cell(of refusal: Refusal, _ row: TabularRecord) -> Int? {
        guard let written = refusal.figures["value"]?.text else { return nil }
        if let amount = table.text(row, columns[.value]), refusal.figures["item"] == nil, written.hasPrefix(amount) {
            return columns[.value]
        }
        guard let number = table.text(row, columns[.quantity]), written.hasPrefix(number) else { return nil }
        return refusal.code == .argumentUnit ? columns[.unit] ?? columns[.quantity] : columns[.quantity]
    }

    private func whereIs(_ value: String?, _ row: TabularRecord) -> Int? {
        guard let value else { return nil }
        return row.fields.indices.first { table.text(row, $0) == value }
    }
}
