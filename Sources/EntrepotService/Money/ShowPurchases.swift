import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// Purchases, with what came of them and what is still due.
package struct ShowPurchases: Sendable {
    /// What was asked; nil is all.
    package struct Question: Sendable {
        package var supplier: String?
        package var item: String?
        package var grant: String?
        package var line: String?
        package var warehouse: String?
        package var openOnly = false

        package init() {}
    }

    /// The keys of a record, in order: one for each item that was bought. `total` is the invoice's, `value` the item's share of it.
    package static let keys = [
        "purchase", "total", "currency", "due", "item", "ordered", "received", "unit", "value", "supplier", "invoice", "invoice_on",
        "grant",
        "line", "owner", "state", "movements", "warehouse", "by", "note",
    ]
    /// The keys of what is due, for those who take it in: no money.
    package static let dueKeys = ["purchase", "supplier", "item", "due", "ordered", "received", "unit", "owner", "warehouse"]

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// The newest purchases first; each item is a record.
    package func list(_ question: Question, _ page: Page) async throws -> Answer {
        var filter = SpendingFilter(.purchase)
        if let grant = question.grant { filter.grant = try await Names(desk).grant(grant).id }
        filter.line = question.line
        let rows = try await rows(filter, question)
        var sums: [String: Int64] = [:]
        for (row, _) in rows where row.spending.reversedBy == nil {
            let amount = row.spending.amount
            sums[amount.currency.code] = Quantity.clampedSum(sums[amount.currency.code] ?? 0, amount.minor)
        }
        let records = rows.flatMap { Self.records($0.row, $0.warehouse) }
        var answer = try page.cut(records, list: "purchase list", cursor: Self.cursor) { $0 }
        let text = sums.sorted { $0.key < $1.key }.map { ReceivedValue.text($0.value, $0.key) }.joined(separator: ", ")
        answer.pairs["spent"] = .string(text)
        answer.sentence = text.isEmpty ? nil : Wording("bought for \(text)", "acheté pour \(text)")
        return answer
    }

    /// What is still to come, the oldest first.
    package func due(item: String?, warehouse: String?, _ page: Page) async throws -> Answer {
        var question = Question()
        (question.item, question.warehouse, question.openOnly) = (item, warehouse, true)
        let records = try await rows(SpendingFilter(.purchase), question).reversed().flatMap { Self.records($0.row, $0.warehouse) }
            .filter { ($0.integer("due") ?? 0) > 0 }
        return try page.cut(records, list: "purchase due", cursor: Self.cursor) { $0.projected(to: Self.dueKeys) }
    }

    /// One purchase.
    package func show(_ number: Int64) async throws -> Answer {
        let (row, warehouse) = try await find(number)
        return Answer(
            records: Self.records(row, warehouse),
            pairs: ["purchase": .integer(number), "total": .string(row.spending.amount.description)],
            Self.state(row))
    }

    /// A purchase of a number, with its warehouse; one of others does not exist for the person.
    func find(_ number: Int64) async throws -> (row: PurchaseRow, warehouse: WarehouseRecord) {
        let row = try await desk.reading { desk -> PurchaseRow? in
            guard let home = try await SpendingQueries.warehouse(of: number, .purchase, from: desk.source) else { return nil }
            var filter = SpendingFilter(.purchase)
            filter.number = number
            return try await PurchaseQueries.list(filter, warehouse: home, from: desk.source).first
        }
        guard let row, let warehouse = desk.catalogue.warehouse(row.spending.warehouse) else {
            throw Refusal(
                "NOTFOUND.PURCHASE", [.init("purchase", String(number))],
                Wording("there is no purchase \(number): see \(en: .purchaseDue)", "pas d'achat \(number) : voir \(fr: .purchaseDue)"))
        }
        return (row, warehouse)
    }

    private func rows(_ filter: SpendingFilter, _ question: Question) async throws -> [(row: PurchaseRow, warehouse: WarehouseRecord)] {
        let names = Names(desk)
        var items: Set<Identifier<Item>>?
        if let sku = question.item {
            let item = try await names.anyItem(sku)
            items = Set([item.item.id] + desk.catalogue.variants(of: item.item.id).map(\.item.id))
        }
        let supplier = question.supplier.map { FoldedText($0).text }
        let warehouses: [WarehouseRecord] =
            if let code = question.warehouse { [try await names.warehouse(code)] } else { try await names.everyWarehouse() }
        var rows: [(row: PurchaseRow, warehouse: WarehouseRecord)] = []
        for home in warehouses {
            for row in try await PurchaseQueries.list(filter, warehouse: home.id, from: desk.source) {
                guard !question.openOnly || row.isOpen, supplier.map({ FoldedText(row.spending.supplier ?? "").text.contains($0) }) ?? true,
                    items.map({ items in row.lines.contains { items.contains($0.item) } }) ?? true
                else { continue }
                rows.append((row, home))
            }
        }
        return rows.sorted { $0.row.spending.id > $1.row.spending.id }
    }

    private static func cursor(_ record: JSONObject) -> String { "\(record.integer("purchase") ?? 0):\(record.text("item") ?? "")" }

    static func records(_ row: PurchaseRow, _ warehouse: WarehouseRecord) -> [JSONObject] {
        let spending = row.spending
        return row.lines.map { line in
            JSONObject(
                keys: keys,
                values: [
                    .integer(spending.id), .decimal(spending.amount.decimal), .string(spending.amount.currency.code),
                    .integer(row.isOpen ? line.missing : 0), .string(line.sku), .integer(line.ordered), .integer(line.received),
                    .string(line.unit), ReceivedValue.decimal(line.value, spending.amount.currency.code), JSONValue(spending.supplier),
                    JSONValue(spending.invoice), JSONValue(spending.invoiceOn?.description), JSONValue(spending.grant),
                    JSONValue(spending.line),
                    .string(spending.ownerCode), .string(state(row).english),
                    JSONValue(line.movements.isEmpty ? nil : line.movements.map(String.init).joined(separator: ",")),
                    .string(warehouse.code),
                    .string(spending.actor), JSONValue(spending.note),
                ])
        }
    }

    private static func state(_ row: PurchaseRow) -> Wording {
        if row.spending.reversedBy != nil { return Wording("cancelled", "annulé") }
        if row.closedBy != nil { return Wording("closed", "clos") }
        return row.lines.allSatisfy { $0.missing == 0 } ? Wording("received", "reçu") : Wording("due", "attendu")
    }
}
