import EntrepotStore
import Measures
import PlainJSON
import PostgresClient
import Speech
package import StockLedger
import TabularText

/// A manager's file of donations, booked whole or not at all.
///
/// The file is read as spreadsheets really write it: `;` with decimal commas or `,` with dots, a byte order mark, an HXL row or none.
/// Every bad row is named at once with its line, column, value and remedy. The same file sent again is recognised by its content.
package struct ImportDonations: Sendable {
    /// What was said beside the rows.
    package struct Words: Sendable {
        /// The lines of the file, without their line ends.
        package var rows: [String]
        package var place: String?
        package var owner: String?
        package var donor: String?
        package var isPartial = false
        /// Whether bad rows are explained in French.
        package var isFrench = false
        /// Nil lets the separator tell: `;` goes with decimal commas.
        package var mark: DecimalMark?

        package init(rows: [String]) {
            self.rows = rows
        }
    }

    /// How many movements are posted in one call.
    private static let chunk = 500

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Checks every row, then books them in one transaction.
    package func run(_ words: Words, progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void) async throws
        -> Answer
    {
        // A key that was used answers before anything is looked at; the file says only later which warehouse it is for.
        for warehouse in desk.catalogue.warehouses where desk.entry.key != nil {
            if let kept = try await desk.replay(in: warehouse.id) { return kept }
        }
        let text = words.rows.joined(separator: "\n") + "\n"
        let table = TabularTable(TabularReader.read(Array(text.utf8)))
        let columns = try Columns(table)
        guard !table.rows.isEmpty else {
            throw Refusal(
                "IMPORT.EMPTY", [], Wording("the file has no rows below its header", "le fichier n'a pas de ligne sous l'en-tête"))
        }
        let digest = "file:" + Fingerprint.text(text)
        let mark = words.mark ?? (TabularReader.read(Array(text.utf8.prefix(4_096))).separator == .semicolon ? .comma : .dot)

        var good: [ReceiveDonation.Understood] = []
        var bad: [Figures] = table.faults.map { fault in
            Self.record(line: fault.line, column: "", code: "IMPORT.ROW", value: "", fault.wording)
        }
        let broken = Set(table.faults.map(\.line))
        let reader = RowReader(desk: desk, columns: columns, table: table, words: words, mark: mark)
        let cache = ReceiveDonation(desk)
        for (index, row) in table.rows.enumerated() {
            if index % 250 == 0 { progress(index, table.rows.count * 2) }
            if broken.contains(row.line) { continue }
            do {
                let parsed = try reader.words(row)
                var understood = try await cache.understand(parsed.words)
                if let day = parsed.occurred { understood.posting.occurredAt = day }
                understood.posting.note = parsed.note ?? desk.entry.note
                good.append(understood)
            } catch let refusal as Refusal {
                bad.append(reader.complaint(refusal, row))
            } catch let fault as CellFault {
                bad.append(fault.record)
            }
        }
        if let first = good.first {
            for understood in good where understood.warehouse.id != first.warehouse.id {
                throw Refusal(
                    "IMPORT.TWO-WAREHOUSES", [.init("first", first.warehouse.code), .init("other", understood.warehouse.code)],
                    Wording(
                        "a file is booked in one warehouse; this one names two: split it by warehouse",
                        "un fichier concerne un seul entrepôt ; celui-ci en nomme deux : le séparer par entrepôt"))
            }
        }
        bad = bad.map { Self.told($0, inFrench: words.isFrench) }
        if !bad.isEmpty, !words.isPartial || good.isEmpty {
            throw Refusal(
                "IMPORT.ROWS", ["bad": .integer(Int64(bad.count)), "good": .integer(Int64(good.count))], rows: bad,
                Wording(
                    "\(bad.count) rows cannot be booked and nothing was: mend them and send the file again, or add partial=yes to book the other \(good.count)",
                    "\(bad.count) lignes ne passent pas et rien n'est enregistré : les corriger et renvoyer le fichier, ou ajouter partiel=oui pour les \(good.count) autres"
                ))
        }
        guard let warehouse = good.first?.warehouse else {
            throw Refusal("IMPORT.EMPTY", [], Wording("no row can be booked", "aucune ligne ne peut être enregistrée"))
        }
        return try await book(good, bad: bad, digest: digest, warehouse: warehouse, progress: progress)
    }

    private func book(
        _ good: [ReceiveDonation.Understood], bad: [Figures], digest: String, warehouse: WarehouseRecord,
        progress: @escaping @Sendable (Int, Int) -> Void
    ) async throws -> Answer {
        return try await desk.once(in: warehouse.id, of: .goods) { desk in
            let transaction = try desk.requireTransaction
            if !desk.entry.again {
                if try await RequestQueries.find(digest, scope: warehouse.id, from: transaction) != nil {
                    throw Refusal(
                        "CONFLICT.LOOKS-REPEATED", [.init("rows", String(good.count))],
                        Wording(
                            "this very file was imported before: add again=yes if these are other goods",
                            "ce même fichier a déjà été importé : ajouter encore=oui s'il s'agit d'autres biens"))
                }
                try await RequestQueries.keep(digest, fingerprint: digest, reply: "{}", scope: warehouse.id, in: transaction)
            }
            var booked: Int64 = 0
            var first: Int64 = 0
            var last: Int64 = 0
            for start in stride(from: 0, to: good.count, by: Self.chunk) {
                let part = good[start..<min(start + Self.chunk, good.count)]
                let there = try await desk.bookParts(part.map(\.posting), in: warehouse, items: part.map(\.item.item.sku.text))
                if first == 0 { first = there.first?.movement ?? 0 }
                last = there.last?.movement ?? last
                booked += Int64(there.count)
                progress(good.count + start + part.count, good.count * 2)
            }
            let quarantined = good.count(where: \.isQuarantined)
            return Answer(
                records: bad.map(\.json),
                pairs: ["booked": .integer(booked), "bad": .integer(Int64(bad.count)), "first": .integer(first), "last": .integer(last)],
                Wording(
                    "\(booked) donations booked, movements \(first) to \(last)", "\(booked) dons enregistrés, mouvements \(first) à \(last)"
                ), warnings: quarantined > 0 ? [Self.quarantined(quarantined, warehouse.code)] : [])
        }
    }

    /// That some rows did not go where the file says.
    private static func quarantined(_ rows: Int, _ warehouse: String) -> Wording {
        let place = "\(warehouse)/quarantine"
        return Wording(
            "\(rows == 1 ? "1 row was" : "\(rows) rows were") taken into \(place), being expired, of unknown expiry or infant formula: "
                + "see stock place=\(place)",
            "\(rows == 1 ? "1 ligne prise" : "\(rows) lignes prises") en \(place) (périmé, péremption inconnue ou lait infantile) : "
                + "voir stock emplacement=\(place)")
    }

    /// A bad row with its message in one language.
    private static func told(_ row: Figures, inFrench isFrench: Bool) -> Figures {
        var told = row
        if isFrench { told["message"] = row["message_fr"] }
        told["message_fr"] = nil
        return told
    }

    fileprivate static func record(line: Int, column: String, code: ErrorCode, value: String, _ message: Wording) -> Figures {
        [
            "line": .integer(Int64(line)), "column": .string(column), "code": .string(code.rawValue), "value": .string(value),
            "message": .string(message.english), "message_fr": .string(message.french),
        ]
    }

    /// Where the file keeps what.
    struct Columns: Sendable {
        var item, quantity, unit, donor, owner, place, condition, expires, value, currency, grant, lot, date, note, waybill: Int?

        init(_ table: TabularTable) throws {
            item = table.column(
                tags: ["#item+code", "#item"], labels: ["item", "article", "sku", "code", "item code", "code article", "ref", "référence"])
            quantity = table.column(
                tags: ["#output+num", "#quantity", "#output"],
                labels: ["qty", "qté", "quantity", "quantité", "nombre", "number", "qte reçue"])
            unit = table.column(tags: ["#meta+unit"], labels: ["unit", "unité", "pack", "conditionnement", "packaging"])
            donor = table.column(tags: ["#org+donor", "#org+funder+name"], labels: ["donor", "donateur", "from", "provenance", "don de"])
            owner = table.column(tags: ["#org+owner"], labels: ["owner", "propriétaire", "association", "organisation"])
            place = table.column(tags: ["#loc+place", "#loc"], labels: ["place", "emplacement", "location", "lieu", "rayon", "bin"])
            condition = table.column(tags: ["#status"], labels: ["condition", "état", "state"])
            expires = table.column(
                tags: ["#date+expires"],
                labels: ["expires", "péremption", "expiry", "ddm", "dlc", "dluo", "date de péremption", "best before"])
            value = table.column(tags: ["#value"], labels: ["value", "valeur", "montant", "amount"])
            currency = table.column(tags: ["#currency"], labels: ["currency", "devise", "monnaie"])
            grant = table.column(tags: ["#grant"], labels: ["grant", "subvention", "fonds"])
            lot = table.column(tags: ["#item+lot"], labels: ["lot", "lot number", "numéro de lot", "batch"])
            date = table.column(
                tags: ["#date", "#date+received"], labels: ["date", "received", "reçu le", "date de réception", "received on", "jour"])
            note = table.column(tags: ["#description"], labels: ["note", "remarque", "remark", "comment", "commentaire", "notes"])
            waybill = table.column(tags: ["#waybill"], labels: ["waybill", "lettre de voiture", "cmr", "bl", "bon de livraison"])
            guard item != nil, quantity != nil else {
                let missing = [item == nil ? "item" : nil, quantity == nil ? "qty" : nil].compactMap { $0 }.joined(separator: ",")
                let found = table.header.map(\.text).joined(separator: ", ")
                throw Refusal(
                    "IMPORT.HEADER", [.init("missing", missing), .init("found", found)],
                    Wording(
                        "the header needs a column item (or #item+code) and a column qty (or #output+num); found: \(found)",
                        "l'en-tête doit avoir une colonne article (ou #item+code) et une colonne qté (ou #output+num) ; trouvé : \(found)"))
            }
        }
    }

    /// A cell that cannot be read before the donation's own rules are asked.
    struct CellFault: Error {
        let record: Figures
    }

    /// Turns rows into the words of a donation.
    struct RowReader: Sendable {
        let desk: Desk
        let columns: Columns
        let table: TabularTable
        let words: Words
        let mark: DecimalMark

        func words(_ row: TabularRecord) throws -> (words: ReceiveDonation.Words, occurred: Timestamp?, note: String?) {
            guard let item = table.text(row, columns.item) else {
                throw CellFault(
                    record: record(
                        line: row.line, column: label(columns.item), code: "ARG.MISSING", value: "",
                        Wording("the item is missing: write its code", "l'article manque : écrire son code")))
            }
            guard let number = table.text(row, columns.quantity) else {
                throw CellFault(
                    record: record(
                        line: row.line, column: label(columns.quantity), code: "ARG.MISSING", value: "",
                        Wording("the quantity is missing", "la quantité manque")))
            }
            guard let place = table.text(row, columns.place) ?? self.words.place else {
                throw CellFault(
                    record: record(
                        line: row.line, column: label(columns.place), code: "ARG.MISSING", value: "",
                        Wording(
                            "no place: fill the column, or say place= for the whole file",
                            "pas d'emplacement : remplir la colonne, ou dire emplacement= pour tout le fichier")))
            }
            var words = ReceiveDonation.Words(
                item: item.lowercased(), quantity: number + (table.text(row, columns.unit) ?? ""), place: place.lowercased(), mark: mark)
            words.owner = (table.text(row, columns.owner) ?? self.words.owner)?.lowercased()
            words.donor = table.text(row, columns.donor) ?? self.words.donor
            words.condition = table.text(row, columns.condition)
            words.expires = table.text(row, columns.expires)
            words.grant = table.text(row, columns.grant)?.lowercased()
            words.lot = table.text(row, columns.lot)
            words.waybill = table.text(row, columns.waybill)
            if let value = table.text(row, columns.value) {
                let currency = table.text(row, columns.currency) ?? ""
                words.value =
                    value
                    + (value.utf8.contains { (65...90).contains($0) } || value.unicodeScalars.contains("€")
                        ? "" : currency.isEmpty ? "EUR" : currency)
            }
            var occurred: Timestamp?
            if let text = table.text(row, columns.date) {
                guard let day = try? CivilDate(text) else {
                    throw CellFault(
                        record: record(
                            line: row.line, column: label(columns.date), code: "ARG.VALUE", value: text,
                            Wording(
                                "«\(text)» is no date: write 2026-11-21 or 21/11/2026", "« \(text) » n'est pas une date : écrire 21/11/2026"
                            )))
                }
                // Noon UTC lies in the same day in every zone of Europe and never in the future of a day that is over.
                let noon = Int64(day.dayNumber) * 86_400_000_000 + 43_200_000_000
                let now = desk.now.microseconds
                if noon > now, Int64(day.dayNumber) * 86_400_000_000 > now {
                    throw CellFault(
                        record: record(
                            line: row.line, column: label(columns.date), code: "RULE.OCCURRED-IN-FUTURE", value: text,
                            Wording("«\(text)» lies in the future", "« \(text) » est dans le futur")))
                }
                occurred = Timestamp(microseconds: min(noon, now))
            }
            return (words, occurred, table.text(row, columns.note))
        }

        /// A refusal of the donation with the place in the file that it is about.
        func complaint(_ refusal: Refusal, _ row: TabularRecord) -> Figures {
            let figure = refusal.figures.all.first {
                ["place", "owner", "grant", "lot", "expires", "condition", "value", "unit", "qty"].contains($0.name)
            }
            let column: Int? =
                switch refusal.code {
                case "NOTFOUND.ITEM": columns.item
                case "RULE.ARCHIVED" where refusal.figures["item"] != nil: columns.item
                case "NOTFOUND.PLACE", "NOTFOUND.WAREHOUSE", "RULE.PLACE-OUTSIDE": columns.place
                case "NOTFOUND.ORGANISATION": columns.owner
                case "NOTFOUND.GRANT", "RULE.GRANT-CLOSED": columns.grant
                case "RULE.QUANTITY-ABOVE-ZERO", "RULE.QUANTITY-CEILING": columns.quantity
                case "ARG.MISSING" where refusal.figures.all.contains { $0.value == "owner" }: columns.owner
                case "ARG.MISSING" where refusal.figures.all.contains { $0.value == "expires" }: columns.expires
                default:
                    switch figure?.name {
                    case "condition": columns.condition
                    case "expires": columns.expires
                    default: cell(of: refusal, row) ?? whereIs(figure?.value.text, row) ?? columns.quantity
                    }
                }
            let value = column.flatMap { table.text(row, $0) } ?? (refusal.code == "ARG.MISSING" ? "" : figure?.value.text ?? "")
            return record(line: row.line, column: label(column), code: refusal.code, value: value, refusal.sentence)
        }

        /// The cell whose written value a refusal repeats: the amount, else the quantity or its unit. Both are read with the cell beside them.
        private func cell(of refusal: Refusal, _ row: TabularRecord) -> Int? {
            guard let written = refusal.figures["value"]?.text else { return nil }
            if let amount = table.text(row, columns.value), refusal.figures["item"] == nil, written.hasPrefix(amount) {
                return columns.value
            }
            guard let number = table.text(row, columns.quantity), written.hasPrefix(number) else { return nil }
            return refusal.code == "ARG.UNIT" ? columns.unit ?? columns.quantity : columns.quantity
        }

        private func whereIs(_ value: String?, _ row: TabularRecord) -> Int? {
            guard let value else { return nil }
            return row.fields.indices.first { table.text(row, $0) == value }
        }

        private func label(_ column: Int?) -> String {
            guard let column else { return "" }
            if table.header.indices.contains(column) { return table.header[column].text }
            return table.tags.indices.contains(column) ? table.tags[column]?.description ?? "" : ""
        }
    }
}

private func record(line: Int, column: String, code: ErrorCode, value: String, _ message: Wording) -> Figures {
    ImportDonations.record(line: line, column: column, code: code, value: value, message)
}
