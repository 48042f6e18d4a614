import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// Money spent on what is no goods: rent, diesel, a phone card. It is never changed, only taken back.
package struct AddExpense: Sendable {
    /// What was said; nil is not said.
    package struct Words: Sendable {
        package var amount: String
        package var what: String
        package var on: String?
        package var grant: String?
        package var line: String?
        package var supplier: String?
        package var invoice: String?
        package var owner: String?
        package var warehouse: String?

        package init(amount: String, what: String) {
            (self.amount, self.what) = (amount, what)
        }
    }

    /// The keys of an expense's record, in order.
    package static let keys = [
        "expense", "on", "what", "amount", "currency", "grant", "line", "supplier", "invoice", "owner", "state", "reversed_by", "warehouse",
        "by",
        "note",
    ]

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Writes an expense down.
    package func run(_ words: Words) async throws -> Answer {
        let charge = try await ChargeGrant(desk).understand(
            grant: words.grant, line: words.line, owner: words.owner, warehouse: words.warehouse)
        let warehouse = charge.warehouse
        if let kept = try await desk.replay(in: warehouse.id) { return kept }
        let amount = try WrittenMoney.read(words.amount, allowsZero: false)
        let day = try await KnownInvoice.day(words.on, figure: "on", warehouse, desk)
        let what = try CatalogueWords.name(words.what, figure: "what")
        let supplier = try CatalogueWords.name(words.supplier, figure: "supplier")
        let meaning = [
            "expense", FoldedText(what ?? "").text, FoldedText(supplier ?? "").text, FoldedText(words.invoice ?? "").text,
            amount.description,
            charge.owner.code, charge.grant?.code ?? "", charge.line ?? "", day.description,
        ]
        var new = NewSpending(
            .expense, owner: charge.owner.id, amount: amount, spentOn: day,
            contentHash: Fingerprint.number(meaning.joined(separator: "\u{1F}")))
        (new.grant, new.line, new.what, new.supplier) = (charge.grant?.id, charge.line, what, supplier)
        new.invoice = try CatalogueWords.name(words.invoice, figure: "invoice")
        new.note = desk.entry.note
        let said = new
        return try await desk.once(in: warehouse.id, of: .goods) { desk in
            let transaction = try desk.requireTransaction
            try await KnownInvoice(desk).refuse(said, warehouse)
            let number = try await SpendingQueries.add(said, by: desk.actor, warehouse: warehouse.id, in: transaction)
            let row = try await AddExpense(desk).find(number).row
            let on = charge.grant.map { grant in charge.line.map { "\(grant.code), \($0)" } ?? grant.code }
            return Answer(
                records: [Self.record(row, warehouse)], pairs: ["expense": .integer(number)],
                Wording("\(amount) spent on \(what ?? "")", "\(amount) dépensés pour \(what ?? "")")
                    + (on.map { Wording("; charged to \($0)", " ; imputés à \($0)") }
                        ?? Wording("; charged to no grant", " ; imputés à aucune subvention")),
                warnings: try await ChargeGrant(desk).warnings(charge, amount, on: day))
        }
    }

    /// Takes an expense back by its opposite, dated today.
    package func reverse(_ number: Int64) async throws -> Answer {
        let (row, warehouse) = try await find(number)
        try desk.requireOwner(row.owner, in: warehouse.id)
        if let kept = try await desk.replay(in: warehouse.id) { return kept }
        if let by = row.reversedBy { throw Self.alreadyReversed(number, by) }
        return try await desk.once(in: warehouse.id, of: .goods) { desk in
            let transaction = try desk.requireTransaction
            let today = try await Moments(desk).today(warehouse)
            let reversal = try await SpendingQueries.reverse(
                number, on: today, note: desk.entry.note, by: desk.actor, warehouse: warehouse.id, in: transaction)
            let now = try await AddExpense(desk).find(number).row
            return Answer(
                records: [Self.record(now, warehouse)], pairs: ["expense": .integer(number), "reversed_by": .integer(reversal)],
                Wording(
                    "expense \(number) is taken back: \(now.amount) less is spent",
                    "la dépense \(number) est reprise : \(now.amount) de moins dépensés"))
        }
    }

    /// Expenses, the newest first, with their sums by currency.
    package func list(
        grant code: String?, line: String?, warehouse: String?, from: String?, until: String?, _ page: Page
    ) async throws -> Answer {
        var filter = SpendingFilter(.expense, limit: page.wanted)
        if let code { filter.grant = try await Names(desk).grant(code).id }
        filter.line = line
        filter.before = try page.number(of: "expense list")
        let warehouses: [WarehouseRecord] =
            if let warehouse { [try await Names(desk).warehouse(warehouse)] } else { try await Names(desk).everyWarehouse() }
        var rows: [(row: SpendingRow, home: WarehouseRecord)] = []
        for home in warehouses {
            if let from { filter.from = try await Moments(desk).day(from, .lookedBack, figure: "from", warehouse: home) }
            if let until { filter.until = try await Moments(desk).day(until, .lookedBack, figure: "until", warehouse: home) }
            rows += try await SpendingQueries.list(filter, warehouse: home.id, from: desk.source).map { ($0, home) }
        }
        rows.sort { $0.row.id > $1.row.id }
        return page.answer(rows, cursor: { String($0.row.id) }) { Self.record($0.row, $0.home) }
    }

    private func find(_ number: Int64) async throws -> (row: SpendingRow, warehouse: WarehouseRecord) {
        let row = try await desk.reading { desk -> SpendingRow? in
            guard let home = try await SpendingQueries.warehouse(of: number, .expense, from: desk.source) else { return nil }
            var filter = SpendingFilter(.expense)
            filter.number = number
            return try await SpendingQueries.list(filter, warehouse: home, from: desk.source).first
        }
        guard let row, let warehouse = desk.catalogue.warehouse(row.warehouse) else {
            throw Refusal(
                "NOTFOUND.EXPENSE", [.init("expense", String(number))],
                Wording("there is no expense \(number): see \(en: .expenseList)", "pas de dépense \(number) : voir \(fr: .expenseList)"))
        }
        return (row, warehouse)
    }

    static func alreadyReversed(_ number: Int64, _ by: Int64) -> Refusal {
        Refusal(
            "RULE.SPENDING-REVERSED", [.init("spending", String(number)), .init("by", String(by))],
            Wording(
                "\(number) was taken back already, by \(by): write it down again if it was right",
                "\(number) est déjà repris, par \(by) : l'écrire à nouveau si c'était juste"))
    }

    private static func record(_ row: SpendingRow, _ warehouse: WarehouseRecord) -> JSONObject {
        JSONObject(
            keys: keys,
            values: [
                .integer(row.id), .string(row.spentOn.description), JSONValue(row.what), .decimal(row.amount.decimal),
                .string(row.amount.currency.code), JSONValue(row.grant), JSONValue(row.line), JSONValue(row.supplier),
                JSONValue(row.invoice),
                .string(row.ownerCode), .string(row.reversedBy == nil ? "stands" : "reversed"), JSONValue(row.reversedBy),
                .string(warehouse.code),
                .string(row.actor), JSONValue(row.note),
            ])
    }
}
