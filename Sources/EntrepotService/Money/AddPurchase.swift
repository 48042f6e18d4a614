import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// Goods that were bought: what for how much, of whom, on which line of a grant. They come in by part deliveries later, each at its share of
/// the invoice.
package struct AddPurchase: Sendable {
    /// What was said; nil is not said.
    package struct Words: Sendable {
        package var supplier: String
        package var total: String
        /// `SKU:QTY` or `SKU:QTY:TOTAL` each.
        package var items: [String]
        package var invoice: String?
        package var invoiceOn: String?
        package var grant: String?
        package var line: String?
        package var owner: String?
        package var warehouse: String?

        package init(supplier: String, total: String, items: [String]) {
            (self.supplier, self.total, self.items) = (supplier, total, items)
        }
    }

    private struct Bought: Sendable {
        let item: ItemRecord
        let written: WrittenQuantity
        let total: Money?
    }

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Writes the purchase down.
    package func run(_ words: Words) async throws -> Answer {
        let charge = try await ChargeGrant(desk).understand(
            grant: words.grant, line: words.line, owner: words.owner, warehouse: words.warehouse)
        let warehouse = charge.warehouse
        if let kept = try await desk.replay(in: warehouse.id) { return kept }
        let total = try WrittenMoney.read(words.total, allowsZero: false)
        let goods = try await goods(words.items, warehouse)
        let shares = try InvoiceShares.shares(of: total, lines: goods.map { ($0.item.item.sku.text, $0.total) })
        let day = try await KnownInvoice.day(words.invoiceOn, figure: "invoice_on", warehouse, desk)
        guard let supplier = try CatalogueWords.name(words.supplier, figure: "supplier") else { throw Self.missingSupplier }
        let meaning =
            [
                "bought", FoldedText(supplier).text, FoldedText(words.invoice ?? "").text, total.description, charge.owner.code,
                charge.grant?.code ?? "", charge.line ?? "", day.description,
            ]
            + goods.map { "\($0.item.item.sku)=\($0.written.quantity)" }.sorted()
        var new = NewSpending(
            .purchase, owner: charge.owner.id, amount: total, spentOn: day,
            contentHash: Fingerprint.number(meaning.joined(separator: "\u{1F}")))
        new.grant = charge.grant?.id
        new.line = charge.line
        new.supplier = supplier
        new.invoice = try CatalogueWords.name(words.invoice, figure: "invoice")
        new.invoiceOn = words.invoiceOn == nil ? nil : day
        new.note = desk.entry.note
        let said = new
        let lines = zip(goods, shares).map { (item: $0.item.item.id, quantity: $0.written.quantity, value: $1) }
        return try await desk.once(in: warehouse.id, of: .goods) { desk in
            let transaction = try desk.requireTransaction
            try await KnownInvoice(desk).refuse(said, warehouse)
            let number = try await SpendingQueries.add(said, by: desk.actor, warehouse: warehouse.id, in: transaction)
            try await PurchaseQueries.add(number, lines: lines, warehouse: warehouse.id, in: transaction)
            let row = try await ShowPurchases(desk).find(number).row
            let understood = goods.map(\.written.understood).reduce(Wording(both: "")) {
                $0 == Wording(both: "") ? $1 : $0 + Wording(both: ", ") + $1
            }
            return Answer(
                records: ShowPurchases.records(row, warehouse), pairs: ["purchase": .integer(number), "total": .string(total.description)],
                understood
                    + Wording(
                        "; when some of it comes type \(en: .purchaseReceive) \(number)",
                        " ; quand il en arrive, taper \(fr: .purchaseReceive) \(number)"),
                warnings: try await ChargeGrant(desk).warnings(charge, total, on: day))
        }
    }

    /// The goods of the words, each item once.
    private func goods(_ items: [String], _ warehouse: WarehouseRecord) async throws -> [Bought] {
        var goods: [Bought] = []
        for text in items {
            let (words, total) = try Self.split(text)
            let (item, written) = try await Goods.read(words, Names(desk))
            guard !goods.contains(where: { $0.item.item.id == item.item.id }) else {
                throw Refusal(
                    .argumentValue, [.init("item", item.item.sku.text)],
                    Wording(
                        "\(item.item.sku) stands twice: say it once with the sum",
                        "\(item.item.sku) est dit deux fois : une seule fois, avec la somme"))
            }
            try await desk.askUnusual(written.quantity, typed: words, of: item, in: warehouse)
            goods.append(Bought(item: item, written: written, total: total))
        }
        return goods
    }

    /// `SKU:QTY:TOTAL` parted before its total, which has a currency: a pack's own factor, which has a colon too, has none.
    static func split(_ text: String) throws(Refusal) -> (goods: String, total: Money?) {
        guard let colon = text.lastIndex(of: ":"), case let last = text[text.index(after: colon)...],
            text[..<colon].contains(":"), last.contains(where: { $0.isLetter || $0 == "€" || $0 == "£" }), last.first?.isNumber == true,
            let total = try Self.money(String(last))
        else { return (text, nil) }
        return (String(text[..<colon]), total)
    }

    /// Money where a currency is read behind the number; nil for a quantity such as `20t`.
    private static func money(_ text: String) throws(Refusal) -> Money? {
        let word = text.drop { !$0.isLetter && $0 != "€" && $0 != "£" }
        let isCurrency =
            word == "€" || word == "£" || ["euro", "euros"].contains(word.lowercased())
            || (word.count == 3 && (try? Currency(String(word))) != nil)
        return isCurrency ? try WrittenMoney.read(text) : nil
    }

    private static let missingSupplier = Refusal(
        .argumentMissing, [.init("arg", "supplier")], Wording("say who sold it with supplier=", "dire qui l'a vendu avec fournisseur="))
}
