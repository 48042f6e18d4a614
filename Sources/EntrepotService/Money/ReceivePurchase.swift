import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// Bought goods that have come, all of them or a part: booked at their share of the invoice, under the grant of the purchase.
package struct ReceivePurchase: Sendable {
    /// What was said beside the goods; nil is not said.
    package struct Words: Sendable {
        package var item: String?
        package var quantity: String
        package var place: String
        package var lot: String?
        package var expires: String?
        package var condition: String?
        package var delivery: String?
        package var waybill: String?
        package var serials: [String] = []

        package init(quantity: String, place: String) {
            (self.quantity, self.place) = (quantity, place)
        }
    }

    /// The keys of its record, in order.
    package static let keys = ["purchase", "due", "movement", "item", "lot", "qty", "unit", "place", "owner"]

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Books what came.
    package func run(_ number: Int64, _ words: Words) async throws -> Answer {
        let (seen, warehouse) = try await ShowPurchases(desk).find(number)
        if let kept = try await desk.replay(in: warehouse.id) { return kept }
        try desk.requireOwner(seen.spending.owner, in: warehouse.id)
        return try await desk.once(in: warehouse.id, of: .goods) { desk in
            try await PurchaseQueries.hold(number, warehouse: warehouse.id, in: desk.requireTransaction)
            return try await ReceivePurchase(desk).book(number, words, warehouse)
        }
    }

    private func book(_ number: Int64, _ words: Words, _ warehouse: WarehouseRecord) async throws -> Answer {
        let row = try await ShowPurchases(desk).find(number).row
        try Self.refuseEnded(row)
        let line = try await line(words.item, of: row)
        var said = ReceiveDonation.Words(item: line.sku, quantity: words.quantity, place: words.place, owner: row.spending.ownerCode)
        (said.lot, said.expires, said.condition) = (words.lot, words.expires, words.condition)
        (said.delivery, said.waybill, said.serials) = (words.delivery, words.waybill, words.serials)
        let understood = try await ReceiveDonation(desk).understand(said)
        guard understood.warehouse.id == warehouse.id, let supplier = desk.catalogue.outside(.supplier, of: warehouse) else {
            throw Refusal(
                .argumentValue, [.init("place", words.place), .init("warehouse", warehouse.code)],
                Wording(
                    "purchase \(number) comes to \(warehouse.code): name a place there",
                    "l'achat \(number) arrive à \(warehouse.code) : y nommer un emplacement"
                ))
        }
        let came = understood.posting.lines.reduce(Int64(0)) { Quantity.clampedSum($0, $1.quantity.units) }
        try askMore(came, line, number)
        var posting = understood.posting
        posting.reason = .bought
        posting.purchase = number
        posting.value = try Money(
            minor: InvoiceShares.value(line.value, of: line.ordered, before: (line.received, line.receivedValue), now: came),
            currency: row.spending.amount.currency)
        for index in posting.lines.indices { posting.lines[index].from = supplier.place.id }
        for index in posting.newLots.indices {
            posting.newLots[index].donorName = nil
            posting.newLots[index].grant = row.grant
        }
        let booked = try await desk.bookPart(posting, in: warehouse, item: line.sku)
        var answer = understood.answer.completed(by: booked)
        let due = max(0, line.missing - came)
        answer.records = answer.records.map { record in
            var full = record
            full["purchase"] = .integer(number)
            full["due"] = .integer(due)
            return full.projected(to: Self.keys)
        }
        answer.pairs["donation"] = nil
        answer.pairs["purchase"] = .integer(number)
        answer.pairs["due"] = .integer(due)
        let rest = due == 0 ? Wording("nothing of it is due any more", "plus rien n'est attendu") : Self.due(due, line)
        answer.sentence = (answer.sentence ?? Wording(both: "")) + Wording("; ", " ; ") + rest
        return answer
    }

    /// A purchase that takes goods no more.
    private static func refuseEnded(_ row: PurchaseRow) throws {
        guard !row.isOpen else { return }
        let number = row.spending.id
        throw Refusal(
            "RULE.PURCHASE-ENDED", [.init("purchase", String(number))],
            row.spending.reversedBy != nil
                ? Wording(
                    "purchase \(number) was cancelled: write it down again with \(en: .purchaseAdd)",
                    "l'achat \(number) a été annulé : l'écrire à nouveau avec \(fr: .purchaseAdd)")
                : Wording(
                    "purchase \(number) is closed and nothing of it is due: open it again with \(en: .purchaseClose) \(number) undo=yes",
                    "l'achat \(number) est clos, plus rien n'est attendu : le rouvrir avec \(fr: .purchaseClose) \(number) rétablir=oui"))
    }

    private func line(_ typed: String?, of row: PurchaseRow) async throws -> PurchaseLine {
        guard let typed else {
            let open = row.lines.count == 1 ? row.lines : row.lines.filter { $0.missing > 0 }
            if open.count == 1 { return open[0] }
            let list = row.lines.map(\.sku).joined(separator: ", ")
            throw Refusal(
                .argumentMissing, [.init("arg", "item")],
                Wording("say which came with item=: \(list)", "dire lequel est venu avec article= : \(list)"))
        }
        let item = try await Names(desk).item(typed)
        if let line = row.lines.first(where: { $0.item == item.item.id }) { return line }
        let list = row.lines.map(\.sku).joined(separator: ", ")
        throw Refusal(
            "NOTFOUND.ITEM", [.init("item", item.item.sku.text), .init("purchase", String(row.spending.id))],
            Wording(
                "\(item.item.sku) is not on purchase \(row.spending.id), which is of \(list): name one of these, or write another purchase down",
                "\(item.item.sku) n'est pas dans l'achat \(row.spending.id), qui porte sur \(list) : en nommer un, ou écrire un autre achat"
            ))
    }

    /// More than was bought is asked back.
    private func askMore(_ came: Int64, _ line: PurchaseLine, _ number: Int64) throws {
        let over = Quantity.clampedSum(line.received, came) - line.ordered
        guard over > 0, !desk.entry.sure else { return }
        func amount(_ units: Int64) -> String { SpokenQuantity.amount(units, unit: line.unit) }
        throw Refusal(
            .argumentUnusual,
            [
                .init("purchase", String(number)), .init("item", line.sku), .init("ordered", String(line.ordered)),
                .init("received", String(line.received)),
            ],
            found: Wording(
                "\(amount(line.ordered)) of \(line.sku) were bought and \(amount(line.received)) have come: this is \(amount(over)) more",
                "\(amount(line.ordered)) de \(line.sku) ont été achetés et \(amount(line.received)) sont venus : c'est \(amount(over)) de plus"
            ),
            remedy: Wording("check it, and add sure=yes if it is right", "vérifier, et ajouter sûr=oui si c'est juste"))
    }

    private static func due(_ units: Int64, _ line: PurchaseLine) -> Wording {
        let (rest, whole) = (SpokenQuantity.amount(units, unit: line.unit), SpokenQuantity.amount(line.ordered, unit: line.unit))
        return Wording("\(rest) of \(whole) still due", "\(rest) sur \(whole) encore attendus")
    }
}
