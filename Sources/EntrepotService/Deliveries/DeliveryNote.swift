import EntrepotStore
import Measures
import Speech
import StockLedger

/// The goods received note: what was counted off a van, to be signed by who brought it, who took it and who saw it. At most 78 characters
/// wide, so that it prints on paper as it stands.
struct DeliveryNote {
    private let row: DeliveryRow
    private let lines: [ReceiptRow]
    private let warehouse: WarehouseRecord
    private let place: String?
    /// Day and time by the warehouse's own clock.
    private let came: Wording
    /// Whether the reader sees a part of the lines only.
    private let isPart: Bool

    init(_ row: DeliveryRow, lines: [ReceiptRow], warehouse: WarehouseRecord, place: String?, came: Wording, isPart: Bool) {
        (self.row, self.lines, self.warehouse, self.place) = (row, lines, warehouse, place)
        (self.came, self.isPart) = (came, isPart)
    }

    /// The page, line by line.
    func text(_ language: Language) -> [String] {
        func word(_ english: String, _ french: String) -> String { Wording(english, french)(language) }
        var page: [String] = []
        page.append(
            row.noteNumber.map { word("GOODS RECEIVED NOTE \($0)", "BON DE RÉCEPTION \($0)") }
                ?? word("DELIVERY, STILL OPEN: THIS IS NO NOTE YET", "LIVRAISON EN COURS : PAS ENCORE UN BON"))
        page.append("\(warehouse.name)   \(word("delivery", "livraison")) \(row.id)   \(came(language))")
        page.append("")
        let facts: [(String, String?)] = [
            (word("From", "De"), row.donor), (word("Waybill", "Lettre de voiture"), row.waybill), (word("Customs", "Douane"), row.customs),
            (word("Unloaded at", "Déchargé à"), place), (word("Witness", "Témoin"), row.witness), (word("Remark", "Remarque"), row.note),
            (word("Taken in by", "Reçu par"), row.openedBy), (word("Closed by", "Clos par"), row.closedBy),
        ]
        let width = facts.map(\.0.count).max() ?? 0
        for (name, fact) in facts { if let fact { page += Self.wrapped(Self.padded(name, width) + "  " + fact, indent: width + 2) } }
        page.append("")
        page.append(
            Self.padded(word("no.", "n°"), 4) + Self.padded(word("item", "article"), 22) + Self.right(word("quantity", "quantité"), 12)
                + "  "
                + Self.padded(word("lot", "lot"), 20) + word("owner", "propriétaire"))
        page.append(String(repeating: "-", count: 78))
        for (index, line) in lines.enumerated() {
            page.append(
                Self.padded("\(index + 1)", 4) + Self.padded(line.sku, 21) + " "
                    + Self.right(SpokenQuantity.amount(line.quantity, unit: line.unit), 12) + "  "
                    + Self.padded(line.lotCode, 19) + " " + line.owner)
            var more = line.condition == Condition.good.rawValue ? [] : [line.condition]
            if let expires = line.expires { more.append("\(word("expires", "péremption")) \(expires)") }
            if let donor = line.donor, donor != row.donor { more.append(donor) }
            if line.reversedBy != nil { more.append(word("taken back since", "annulé depuis")) }
            if line.reversedBy == nil, line.standing != line.quantity {
                more.append(word("corrected since to", "corrigé depuis à") + " " + SpokenQuantity.amount(line.standing, unit: line.unit))
            }
            if !more.isEmpty { page += Self.wrapped("    " + more.joined(separator: ", "), indent: 4) }
        }
        if lines.isEmpty { page.append("    " + word("nothing was received", "rien n'a été reçu")) }
        page.append(String(repeating: "-", count: 78))
        if isPart {
            page += Self.wrapped(
                word("Goods of other owners on this delivery are not shown.", "Les biens d'autres associations ne sont pas montrés."),
                indent: 0)
        }
        page.append("")
        page.append(
            Self.padded(word("Driver", "Chauffeur"), 26) + Self.padded(word("Received", "Réception"), 26) + word("Witness", "Témoin"))
        page += ["", "", Self.padded("......................", 26) + Self.padded("......................", 26) + "......................"]
        return page
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private static func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }

    /// Text over several lines of at most 78 characters, broken between words.
    private static func wrapped(_ text: String, indent: Int) -> [String] {
        guard text.count > 78 else { return [text] }
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            if line.count + 1 + word.count > 78, !line.isEmpty {
                lines.append(line)
                line = String(repeating: " ", count: indent) + word
            } else {
                line += line.isEmpty ? String(word) : " " + word
            }
        }
        return lines + [line]
    }
}
