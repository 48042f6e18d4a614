import EntrepotStore
package import Measures
import PlainJSON
import Speech
package import StockLedger
package import TabularText

/// A manager's file of donations, booked whole or not at all.
///
/// The file is read as spreadsheets really write it: `;` with decimal commas or `,` with dots, a byte order mark, an HXL row or none. What
/// it does not show by itself is asked once for the whole file. Every bad row is named at once with its line, column, value and remedy.
/// A row that was booked before is not booked again, whatever has become of the file's bytes: its identity is what it says, as it was
/// understood, and the how-manieth of its kind it is in its file. One with a day of its own is known in its warehouse for ever, one without
/// for thirty days.
package struct ImportDonations: Sendable {
    /// What was said beside the rows.
    package struct Words: Sendable {
        /// The lines of the file, without their line ends.
        package var rows: [String]
        package var place: String?
        package var owner: String?
        package var donor: String?
        /// For amounts without one.
        package var currency: String?
        package var isPartial = false
        /// Whether bad rows are explained in French.
        package var isFrench = false
        /// Nil lets the file's own cells tell.
        package var mark: DecimalMark?
        /// Nil lets the file's own cells tell.
        package var order: WrittenDate.Order?
        /// Nil lets the file's first lines tell.
        package var separator: Separator?

        package init(rows: [String]) {
            self.rows = rows
        }
    }

    /// A row that can be booked.
    private struct Good: Sendable {
        let row: TabularRecord
        let understood: ReceiveDonation.Understood
        let identity: ImportRowQueries.Row
    }

    /// How many movements are posted in one call.
    private static let chunk = 500

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Checks every row, then books those that are new in one transaction.
    package func run(_ words: Words, progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void) async throws
        -> Answer
    {
        // A key that was used answers before anything is looked at; the file says only later which warehouse it is for.
        for warehouse in desk.catalogue.warehouses where desk.entry.key != nil {
            if let kept = try await desk.replay(in: warehouse.id) { return kept }
        }
        let text = words.rows.joined(separator: "\n") + "\n"
        let table = TabularTable(TabularReader.read(Array(text.utf8), separator: words.separator))
        let columns = try ImportColumns(table)
        guard !table.rows.isEmpty else {
            throw Refusal(
                "IMPORT.EMPTY", [], Wording("the file has no rows below its header", "le fichier n'a pas de ligne sous l'en-tête"))
        }
        let reader: ImportRowReader
        do {
            reader = ImportRowReader(
                columns: columns, table: table, said: words,
                forms: try ImportForms(table, columns, mark: words.mark, order: words.order))
        } catch var question {
            question.rows = question.rows.map { ImportRefusals.told($0, inFrench: words.isFrench) }
            throw question
        }
        var (good, bad) = try await understand(reader, progress)
        if let first = good.first {
            for one in good where one.understood.warehouse.id != first.understood.warehouse.id {
                throw Refusal(
                    "IMPORT.TWO-WAREHOUSES",
                    [.init("first", first.understood.warehouse.code), .init("other", one.understood.warehouse.code)],
                    Wording(
                        "a file is booked in one warehouse; this one names two: split it by warehouse",
                        "un fichier concerne un seul entrepôt ; celui-ci en nomme deux : le séparer par entrepôt"))
            }
        }
        bad = bad.map { ImportRefusals.told($0, inFrench: words.isFrench) }
        if !bad.isEmpty, !words.isPartial || good.isEmpty { throw ImportRefusals.badRows(bad, good: good.count) }
        guard let warehouse = good.first?.understood.warehouse else {
            throw Refusal("IMPORT.EMPTY", [], Wording("no row can be booked", "aucune ligne ne peut être enregistrée"))
        }
        return try await book(good, bad: bad, reader, warehouse, progress)
    }

    // MARK: Understanding

    private func understand(_ reader: ImportRowReader, _ progress: @Sendable (Int, Int) -> Void) async throws -> (
        good: [Good], bad: [Figures]
    ) {
        let table = reader.table
        var good: [Good] = []
        var bad = table.faults.map { ImportRefusals.record(line: $0.line, column: "", code: "IMPORT.ROW", value: "", $0.wording) }
        let broken = Set(table.faults.map(\.line))
        // Days are told row by row nowhere: a file's answer has no place for them.
        let desk = desk.tellingNoDays
        let donation = ReceiveDonation(desk)
        var instants: [String: Timestamp] = [:]
        var counts: [String: Int32] = [:]
        for (index, row) in table.rows.enumerated() {
            if index % 250 == 0 { progress(index, table.rows.count * 2) }
            if broken.contains(row.line) { continue }
            do {
                let said = try reader.words(row)
                var understood = try await donation.understand(said.words)
                if let date = said.date {
                    let key = "\(understood.warehouse.code) \(date)"
                    if let known = instants[key] {
                        understood.posting.occurredAt = known
                    } else {
                        let instant = try await Moments(desk).instant(
                            date, figure: "date", order: reader.forms.order, warehouse: understood.warehouse)
                        instants[key] = instant
                        understood.posting.occurredAt = instant
                    }
                }
                understood.posting.note = said.note ?? desk.entry.note
                let day = said.date == nil ? "" : understood.posting.occurredAt?.description ?? ""
                let identity = Fingerprint.text(understood.meaning + "\u{1F}" + day)
                counts[identity, default: 0] += 1
                good.append(
                    Good(
                        row: row, understood: understood,
                        identity: ImportRowQueries.Row(
                            identity: identity, ordinal: counts[identity] ?? 1, isDated: said.date != nil)))
            } catch let refusal as Refusal {
                bad.append(reader.complaint(refusal, row))
            } catch let fault as ImportCellFault {
                bad.append(fault.record)
            }
        }
        return (good, bad)
    }

    // MARK: Booking

    private func book(
        _ good: [Good], bad: [Figures], _ reader: ImportRowReader, _ warehouse: WarehouseRecord,
        _ progress: @escaping @Sendable (Int, Int) -> Void
    ) async throws -> Answer {
        try await desk.once(in: warehouse.id, of: .goods) { desk in
            let transaction = try desk.requireTransaction
            try await ImportRowQueries.claim(warehouse.id, in: transaction)
            let known = try await ImportRowQueries.known(good.map(\.identity), warehouse: warehouse.id, in: transaction)
            let knownRows = Set(known.map { ImportRowKey($0.identity, $0.ordinal) })
            let fresh =
                desk.entry.again
                ? good : good.filter { !knownRows.contains(ImportRowKey($0.identity.identity, $0.identity.ordinal)) }
            guard !fresh.isEmpty else {
                let first = known.min { $0.movement < $1.movement }
                throw ImportRefusals.allKnown(
                    good.count, id: first?.movement ?? 0, by: first?.actor ?? "", at: first?.recordedAt ?? desk.now)
            }
            var bad = bad
            var movements: [Int64] = []
            for start in stride(from: 0, to: fresh.count, by: Self.chunk) {
                let part = fresh[start..<min(start + Self.chunk, fresh.count)]
                let outcomes = try await desk.bookEach(
                    part.map(\.understood.posting), in: warehouse, items: part.map(\.understood.item.item.sku.text))
                var kept: [(row: ImportRowQueries.Row, movement: Int64)] = []
                for (one, outcome) in zip(part, outcomes) {
                    switch outcome {
                    case .success(let booked): kept.append((one.identity, booked.movement))
                    case .failure(let refusal):
                        bad.append(ImportRefusals.told(reader.complaint(refusal, one.row), inFrench: reader.said.isFrench))
                    }
                }
                movements += kept.map(\.movement)
                try await ImportRowQueries.keep(kept, warehouse: warehouse.id, in: transaction)
                progress(good.count + start + part.count, good.count * 2)
            }
            bad.sort { Self.line($0) < Self.line($1) }
            // What the books refuse is a bad row like any other: all of them are named, and nothing is booked unless the rest was asked for.
            if !bad.isEmpty, !reader.said.isPartial || movements.isEmpty { throw ImportRefusals.badRows(bad, good: movements.count) }
            return Self.answer(movements, bad: bad, known: good.count - fresh.count, fresh, reader, warehouse)
        }
    }

    private static func line(_ record: Figures) -> Int64 {
        if case .integer(let line)? = record["line"] { return line }
        return 0
    }

    private static func answer(
        _ movements: [Int64], bad: [Figures], known: Int, _ fresh: [Good], _ reader: ImportRowReader, _ warehouse: WarehouseRecord
    ) -> Answer {
        let (first, last) = (movements.first ?? 0, movements.last ?? 0)
        var sentence = Wording(
            "\(movements.count) donations booked, movements \(first) to \(last)",
            "\(movements.count) dons enregistrés, mouvements \(first) à \(last)")
        if known > 0 {
            sentence =
                sentence
                + Wording(
                    "; \(known) rows were booked before and are not booked again (again=yes if they are other goods)",
                    " ; \(known) lignes déjà enregistrées ne le sont pas une seconde fois (encore=oui si ce sont d'autres biens)")
        }
        var pairs: JSONObject = [
            "booked": .integer(Int64(movements.count)), "bad": .integer(Int64(bad.count)), "first": .integer(first), "last": .integer(last),
        ]
        if known > 0 { pairs["known"] = .integer(Int64(known)) }
        var warnings = reader.table.notes.map(\.wording)
        let ignored = reader.columns.ignored.joined(separator: ", ")
        if !ignored.isEmpty {
            pairs["ignored"] = .string(reader.columns.ignored.joined(separator: ","))
            warnings.append(Wording("columns not used: \(ignored)", "colonnes non utilisées : \(ignored)"))
        }
        let quarantined = fresh.count(where: \.understood.isQuarantined)
        if quarantined > 0 { warnings.append(Self.quarantined(quarantined, warehouse.code)) }
        return Answer(records: bad.map(\.json), pairs: pairs, sentence, warnings: warnings)
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
}

/// Which row of its kind.
private struct ImportRowKey: Hashable {
    let identity: String
    let ordinal: Int32

    init(_ identity: String, _ ordinal: Int32) {
        self.identity = identity
        self.ordinal = ordinal
    }
}
