import EntrepotStore
import Measures
import PlainJSON
import PostgresClient
import Speech
import StockLedger

/// Counting what really stands in a place, while goods go on moving.
///
/// A count is of the moment it was taken, whenever it is typed: each line keeps what the books held then, as far as it is known when the
/// count is closed, and its difference is booked on that day. The counter does not see what is expected. What was given out before the
/// count but typed after it explains a difference rather than making a new one; what happened after it goes on from what was counted.
package struct CountStock: Sendable {
    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Opens a count of a place.
    package func open(place text: String) async throws -> Answer {
        let (place, warehouse) = try await Names(desk).shelf(text)
        let moment = try await moment(warehouse)
        return try await desk.once(in: warehouse.id, of: .goods) { desk in
            let transaction = try desk.requireTransaction
            if let open = try await StockCountQueries.openAt(place.place.id, warehouse: warehouse.id, from: transaction) {
                throw Refusal(
                    "RULE.COUNT-OPEN",
                    [.init("count", String(open.id)), .init("place", place.place.address), .init("by", open.openedBy)],
                    Wording(
                        "count \(open.id) of \(place.place.address) is open since \(open.openedBy) began it: join it with \(en: .countEnter) \(open.id), or end it with \(en: .countClose) \(open.id)",
                        "le comptage \(open.id) de \(place.place.address) est ouvert depuis que \(open.openedBy) l'a commencé : s'y joindre avec \(fr: .countEnter) \(open.id), ou le terminer avec \(fr: .countClose) \(open.id)"
                    ))
            }
            let id = try await StockCountQueries.open(
                place: place.place.id, at: moment, warehouse: warehouse.id, actor: desk.actor, in: transaction)
            return Answer(
                pairs: ["count": .integer(id), "place": .string(place.place.address)],
                Wording(
                    "count \(id) is open: type \(en: .countEnter) \(id) SKU QTY for each thing, then \(en: .countClose) \(id)",
                    "le comptage \(id) est ouvert : taper \(fr: .countEnter) \(id) ARTICLE QTÉ pour chaque chose, puis \(fr: .countClose) \(id)"
                ))
        }
    }

    /// Keeps what was counted of an item, or of one lot of it; see `CountEntry` for how a figure of an item becomes lines of lots.
    package func enter(
        _ count: Int64, item sku: String, quantity: String, lot lotCode: String?, owner ownerCode: String?, adding: Bool
    ) async throws -> Answer {
        let warehouse = try await home(of: count)
        let names = Names(desk)
        let item = try await names.anyItem(sku)
        let lot: NamedLot? = if let lotCode { try await names.lot(lotCode, item: item, warehouse: warehouse) } else { nil }
        let owner: OrganisationRecord? = if let ownerCode { try await names.organisation(ownerCode, figure: "owner") } else { nil }
        if let owner { try desk.requireOwner(owner.id, in: warehouse.id) }
        if let lot { try await refuse(lot, owner, warehouse) }
        let written = try QuantityReader(item.item, lot: lot?.lot, allowsZero: true).read(quantity)
        try await desk.askUnusual(written.quantity, typed: quantity, of: item, in: warehouse)
        if item.hasSerials, lot != nil, written.quantity.units > 1 {
            throw Refusal(
                .argumentValue, [.init("item", item.item.sku.text), .init("qty", written.quantity.description)],
                Wording(
                    "there is one piece with a serial number, or none: count each number by itself",
                    "il y a une pièce par numéro de série, ou aucune : compter chaque numéro à part"))
        }
        let moment = try await moment(warehouse)
        return try await desk.once(in: warehouse.id, of: .goods) { desk in
            let transaction = try desk.requireTransaction
            let row = try await Self.live(count, warehouse, in: transaction)
            if let lot {
                let earlier = adding ? row.lines.first { $0.lot == lot.lot.id } : nil
                let onBooks = try await StockCountQueries.onBooks(
                    row.place, at: moment, warehouse: warehouse.id, in: transaction)
                let expected = earlier?.expected ?? onBooks[lot.lot.id] ?? 0
                try await StockCountQueries.enter(
                    count, lot: lot.lot.id, expected: expected, counted: written.quantity.units + (earlier?.counted ?? 0),
                    countedAt: earlier?.countedAt ?? moment, isNamed: true,
                    countedBeforeBy: adding ? earlier?.countedBeforeBy : row.lines.first { $0.lot == lot.lot.id }?.countedBy,
                    actor: desk.actor, warehouse: warehouse.id, in: transaction)
            } else {
                try await CountedItem(
                    item: item, owner: owner, count: row, adding: adding, moment: moment, warehouse: warehouse, desk: desk,
                    transaction: transaction
                ).enter(written.quantity)
            }
            return Answer(
                pairs: ["count": .integer(count), "item": .string(item.item.sku.text), "counted": .integer(written.quantity.units)],
                written.understood)
        }
    }

    /// Goods of others, and goods that are not whom they are said to be of.
    private func refuse(_ lot: NamedLot, _ owner: OrganisationRecord?, _ warehouse: WarehouseRecord) async throws {
        guard desk.scope.owners(in: warehouse.id).contains(lot.lot.owner) else {
            throw Refusal(.permissionScope, ["lot": .string(lot.code)], Desk.notYours)
        }
        if let owner, owner.id != lot.lot.owner { throw WhoseGoods(desk).contradiction(lot, owner) }
    }

    /// The lines of a count. While it is open only what was counted is shown, and of a figure for several lots the figure alone: how it is
    /// spread over them would tell what the books expect, and somebody would count towards it.
    package func show(_ count: Int64) async throws -> Answer {
        let warehouse = try await home(of: count)
        guard let row = try await StockCountQueries.find(count, warehouse: warehouse.id, from: desk.source) else {
            throw Self.unknown(count)
        }
        let isClosed = row.state == "closed"
        return Answer(
            records: isClosed ? row.lines.map { Self.told($0, of: count) } : Self.blind(row),
            pairs: [
                "count": .integer(count), "count_state": .string(row.state),
                "place": .string(desk.catalogue.place(row.place)?.place.address ?? ""),
            ])
    }

    /// What was counted, without what was expected: lots that were counted by name, and of each item that was counted as a whole one figure.
    private static func blind(_ row: StockCountRow) -> [JSONObject] {
        func record(_ lines: [StockCountRow.Line], lot: String?, owner: String?) -> JSONObject {
            let counters = Set(lines.map(\.countedBy)).sorted().joined(separator: ", ")
            return [
                "count": .integer(row.id), "item": .string(lines[0].sku), "lot": JSONValue(lot), "owner": JSONValue(owner),
                "expected": .null,
                "counted": .integer(lines.reduce(0) { $0 + $1.counted }), "variance": .null, "unit": .string(lines[0].unit),
                "by": .string(counters), "at": JSONValue(lines.map(\.countedAt).max()?.description),
            ]
        }
        var records: [JSONObject] = []
        for sku in Set(row.lines.map(\.sku)).sorted() {
            let lines = row.lines.filter { $0.sku == sku }
            let spread = lines.filter { !$0.isNamed }
            if !spread.isEmpty {
                let owners = Set(spread.map(\.owner))
                records.append(record(spread, lot: nil, owner: spread.allSatisfy(\.coversItem) || owners.count > 1 ? nil : owners.first))
            }
            records += lines.filter(\.isNamed).map { record([$0], lot: $0.lotCode, owner: $0.owner) }
        }
        return records
    }

    /// Closes a count and books its differences; `restIsZero` counts every lot that nobody named as gone.
    package func close(_ count: Int64, restIsZero: Bool) async throws -> Answer {
        let warehouse = try await home(of: count)
        // A count is of a place with all that lies there, whoever owns it.
        try desk.requireWhole(warehouse.id)
        let moment = try await moment(warehouse)
        return try await desk.once(in: warehouse.id) { desk in
            let transaction = try desk.requireTransaction
            var row = try await Self.live(count, warehouse, in: transaction)
            guard let found = desk.catalogue.outside(.found, of: warehouse) else {
                throw Refusal(
                    "NOTFOUND.PLACE", [], Wording("the warehouse has no found place", "l'entrepôt n'a pas de place de trouvailles"))
            }
            try await StockCountQueries.holdStill(row, in: transaction)
            let entered = Set(row.lines.map(\.sku))
            if restIsZero {
                let named = Set(row.lines.map(\.lot))
                let onBooks = try await StockCountQueries.onBooks(row.place, at: moment, warehouse: warehouse.id, in: transaction)
                for (lot, units) in onBooks.sorted(by: { $0.key < $1.key }) where !named.contains(lot) {
                    try await StockCountQueries.enter(
                        count, lot: lot, expected: units, counted: 0, countedAt: moment, actor: desk.actor, warehouse: warehouse.id,
                        in: transaction)
                }
            }
            try await StockCountQueries.expectAnew(row, in: transaction)
            row = try await Self.live(count, warehouse, in: transaction)
            if desk.entry.anyway == nil { try await Self.askSecondCount(row, entered: entered, desk) }
            let differing = row.lines.filter { $0.counted != $0.expected }
            var answer = Answer(
                records: row.lines.map { Self.told($0, of: count) },
                pairs: ["count": .integer(count), "lines": .integer(Int64(row.lines.count))], changed: true)
            let closedUntil = try await MovementQueries.closedUntil(warehouse.id, from: transaction)
            var movements: [Int64] = []
            for day in Set(differing.map(\.day)).sorted() {
                let lines = differing.filter { $0.day == day }
                var posting = try desk.draft(.counted, in: warehouse)
                posting.count = count
                // What was counted is a fact: a difference beyond today's balance is booked with its exception.
                posting.anyway = desk.entry.anyway ?? "count \(count)"
                posting.occurredAt = lines.map(\.countedAt).max()
                // Of a period that was closed meanwhile it is booked today, and says so.
                if let taken = posting.occurredAt, taken < closedUntil { posting.concerns = day }
                posting.lines = try lines.map { line in
                    let variance = line.counted - line.expected
                    return PostingLine(
                        lot: .existing(line.lot), from: variance > 0 ? found.place.id : row.place,
                        to: variance > 0 ? row.place : found.place.id, quantity: try Quantity(abs(variance)))
                }
                let booked = try await desk.bookPart(posting, in: warehouse)
                movements.append(booked.movement)
                if let shortfall = booked.shortfall {
                    answer.pairs["shortfall"] = .integer((answer.pairs.integer("shortfall") ?? 0) + shortfall)
                }
                answer.warnings += booked.warnings
            }
            if movements.count == 1 { answer.pairs["movement"] = .integer(movements[0]) }
            if movements.count > 1 { answer.pairs["movement"] = .string(movements.map(String.init).joined(separator: ",")) }
            try await StockCountQueries.end(
                count, state: "closed", at: moment, restIsZero: restIsZero, actor: desk.actor, warehouse: warehouse.id, in: transaction)
            let changed = differing.count
            answer.pairs["variances"] = .integer(Int64(changed))
            answer.sentence =
                changed == 0
                ? Wording("the books were right: nothing to adjust", "les comptes étaient justes : rien à ajuster")
                : changed == 1
                    ? Wording("1 difference booked", "1 écart enregistré")
                    : Wording("\(changed) differences booked", "\(changed) écarts enregistrés")
            if let shared = CountStock(desk).shared(differing) {
                answer.sentence = answer.sentence.map { $0 + Wording(": ", " : ") + shared }
            }
            return answer
        }
    }

    /// What differs a lot from the books is counted once more, by somebody else where people have names; how it differs is not told.
    ///
    /// - Parameter entered: the items that somebody counted; of the rest whoever closes the count says that it is gone.
    private static func askSecondCount(_ row: StockCountRow, entered: Set<String>, _ desk: Desk) async throws {
        let transaction = try desk.requireTransaction
        var asked: [String] = []
        var by: Set<String> = []
        let knowsPersons = try await StockCountQueries.knowsPersons(from: transaction)
        for sku in entered.sorted() {
            let lines = row.lines.filter { $0.sku == sku }
            let (counted, expected) = (lines.reduce(0) { $0 + $1.counted }, lines.reduce(0) { $0 + $1.expected })
            guard desk.rules.needsSecondCount(counted: counted, expected: expected) else { continue }
            let isSecond = lines.contains { line in
                line.countedBeforeBy.map { !knowsPersons || $0 != line.countedBy } ?? false
            }
            guard !isSecond else { continue }
            asked.append(sku)
            by.formUnion(lines.map(\.countedBy))
        }
        guard !asked.isEmpty else { return }
        let (items, counters) = (asked.joined(separator: ", "), by.sorted().joined(separator: ", "))
        throw Refusal(
            "RULE.SECOND-COUNT", [.init("count", String(row.id)), .init("items", items), .init("by", counters)],
            Wording(
                "\(items) differ a lot from the books: count them once more, somebody other than \(counters) if possible, with \(en: .countEnter) \(row.id), and close again; or add anyway=REASON",
                "\(items) : l'écart avec les comptes est grand ; recompter, par quelqu'un d'autre que \(counters) si possible, avec \(fr: .countEnter) \(row.id), puis clore ; ou ajouter malgré=MOTIF"
            ))
    }

    /// A line of a count that is over.
    private static func told(_ line: StockCountRow.Line, of count: Int64) -> JSONObject {
        [
            "count": .integer(count), "item": .string(line.sku), "lot": .string(line.lotCode), "owner": .string(line.owner),
            "expected": .integer(line.expected), "counted": .integer(line.counted), "variance": .integer(line.counted - line.expected),
            "unit": .string(line.unit), "by": .string(line.countedBy), "at": .string(line.countedAt.description),
        ]
    }

    /// Of which owners things are missing where several share a place, `blanket 8 of abri, 2 of brasero`; nil when nothing was shared.
    private func shared(_ lines: [StockCountRow.Line]) -> Wording? {
        var parts: [Wording] = []
        for sku in Set(lines.map(\.sku)).sorted() {
            let missing = lines.filter { $0.sku == sku && $0.counted < $0.expected }
            let whose = missing.compactMap { line in
                desk.catalogue.organisation(line.owner).map { WhoseGoods.Part(owner: $0.id, units: line.expected - line.counted) }
            }
            guard let item = desk.catalogue.item(sku), let shared = WhoseGoods(desk).shared(whose, item) else { continue }
            parts.append(Wording("\(sku) \(shared.english) missing", "\(sku) \(shared.french) manquants"))
        }
        guard let first = parts.first else { return nil }
        return parts.dropFirst().reduce(first) { $0 + Wording("; ", " ; ") + $1 }
    }

    /// Gives a count up; nothing is booked.
    package func cancel(_ count: Int64) async throws -> Answer {
        let warehouse = try await home(of: count)
        return try await desk.once(in: warehouse.id, of: .goods) { desk in
            let transaction = try desk.requireTransaction
            let row = try await Self.live(count, warehouse, in: transaction)
            // Whoever opened it may give it up; somebody else's is everybody's.
            if row.openedBy != desk.actor { try desk.requireWhole(warehouse.id) }
            try await StockCountQueries.end(
                count, state: "cancelled", at: nil, restIsZero: false, actor: desk.actor, warehouse: warehouse.id, in: transaction)
            return Answer(pairs: ["count": .integer(count), "count_state": "cancelled"])
        }
    }

    /// When it was counted, as it was said; nil is now.
    private func moment(_ warehouse: WarehouseRecord) async throws -> Timestamp? {
        guard let written = desk.entry.occurred else { return nil }
        return try await Moments(desk).instant(written, warehouse: warehouse)
    }

    private func home(of count: Int64) async throws -> WarehouseRecord {
        guard let id = try await StockCountQueries.warehouse(of: count, from: desk.source),
            let warehouse = desk.catalogue.warehouse(id)
        else { throw Self.unknown(count) }
        return warehouse
    }

    private static func live(_ count: Int64, _ warehouse: WarehouseRecord, in transaction: Transaction) async throws -> StockCountRow {
        guard let row = try await StockCountQueries.find(count, warehouse: warehouse.id, forUpdate: true, from: transaction) else {
            throw unknown(count)
        }
        guard row.state == "open" else {
            throw Refusal(
                "RULE.COUNT-CLOSED", [.init("count", String(count)), .init("count_state", row.state)],
                Wording(
                    "count \(count) is \(row.state): open a new one", "le comptage \(count) est terminé (\(row.state)) : en ouvrir un autre"
                ))
        }
        return row
    }

    private static func unknown(_ count: Int64) -> Refusal {
        Refusal(
            "NOTFOUND.COUNT", [.init("count", String(count))],
            Wording(
                "there is no count \(count): open one with \(en: .countOpen) place=…",
                "pas de comptage \(count) : en ouvrir un avec \(fr: .countOpen) emplacement=…"))
    }
}
