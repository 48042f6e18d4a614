import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// Who gave what, when, for whom, and what became of the entry: what was taken back or corrected is shown as such, and the sums count what
/// stands.
package struct ListDonations: Sendable {
    /// What was asked; nil is all.
    package struct Question: Sendable {
        package var donor: String?
        package var item: String?
        package var owner: String?
        package var grant: String?
        /// A delivery by its number, or the words of an older entry.
        package var delivery: String?
        package var warehouse: String?
        package var from: String?
        package var until: String?

        package init() {}
    }

    /// The keys of a donation's record, in order. `qty` and `value` are as they were booked and frozen, `stands` is what counts by now.
    /// `standard` is what that is worth by the standard value, such as `90.00 EUR`, where no value was given: in no sum of `value`.
    package static let keys = [
        "donation", "movement", "occurred", "donor", "item", "qty", "unit", "lot", "owner", "grant", "value", "currency", "delivery",
        "waybill", "expires", "stands", "state", "changed_by", "place", "condition", "by", "standard",
    ]

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// The newest donations first, with the sums of all that were asked for, on whatever page.
    package func list(_ question: Question, _ page: Page) async throws -> Answer {
        var filter = ReceiptFilter([.received], limit: page.wanted)
        let names = Names(desk)
        if let donor = question.donor { filter.donor = try await FindDonor(desk).forReading(donor) }
        if let sku = question.item {
            let item = try await names.anyItem(sku)
            filter.items = [item.item.id] + desk.catalogue.variants(of: item.item.id).map(\.item.id)
        }
        if let owner = question.owner { filter.owner = try await names.organisation(owner, figure: "owner").id }
        if let grant = question.grant { filter.grant = try await names.grant(grant).id }
        if let delivery = question.delivery {
            if let number = FindDelivery.number(delivery) { filter.delivery = number } else { filter.deliveryWords = delivery }
        }
        if let after = page.after {
            let parts = after.split(separator: ":").compactMap { Int64($0) }
            guard parts.count == 2 else { throw page.notACursor("donation list") }
            filter.before = (parts[0], parts[1])
        }
        let warehouses: [WarehouseRecord] =
            if let code = question.warehouse { [try await names.warehouse(code)] } else { try await names.everyWarehouse() }
        var rows: [ReceiptRow] = []
        var sums: [ReceiptSum] = []
        for warehouse in warehouses {
            // A day is each warehouse's own.
            if let from = question.from { filter.from = try await Moments(desk).startOfDay(from, warehouse: warehouse) }
            if let until = question.until { filter.until = try await Moments(desk).endOfDay(until, warehouse: warehouse) }
            rows += try await ReceiptQueries.list(filter, warehouse: warehouse.id, from: desk.source)
            sums += try await ReceiptQueries.sums(filter, warehouse: warehouse.id, from: desk.source)
        }
        if warehouses.count > 1 { rows.sort { ($0.movement, $0.lot.number) > ($1.movement, $1.lot.number) } }
        var answer = page.answer(rows, cursor: { "\($0.movement):\($0.lot.number)" }, Self.record)
        let total = ReceivedValue(sums)
        answer.pairs["value"] = .string(total.text)
        answer.sentence = total.words
        // A sum over a part is not taken for the whole.
        if warehouses.contains(where: { !desk.readsWhole($0.id) }) { answer.pairs["partial"] = .string("yes") }
        return answer
    }

    /// One donation with every lot it brought.
    package func show(_ donation: Int64) async throws -> Answer {
        var filter = ReceiptFilter([.received])
        filter.movement = donation
        guard let home = try await MovementQueries.warehouse(of: donation, from: desk.source),
            case let rows = try await ReceiptQueries.list(filter, warehouse: home, from: desk.source), !rows.isEmpty
        else {
            throw Refusal(
                "NOTFOUND.DONATION", [.init("donation", String(donation))],
                Wording("there is no donation \(donation): see \(en: .donationList)", "pas de don \(donation) : voir \(fr: .donationList)"))
        }
        let total = ReceivedValue(try await ReceiptQueries.sums(filter, warehouse: home, from: desk.source))
        return Answer(
            records: rows.map(Self.record), pairs: ["donation": .integer(donation), "value": .string(total.text)], total.words)
    }

    static func record(_ row: ReceiptRow) -> JSONObject {
        let state = row.reversedBy != nil ? "reversed" : row.correctedBy.isEmpty ? "stands" : "corrected"
        let changes = row.correctedBy + [row.reversedBy].compactMap { $0 }
        return JSONObject(
            keys: keys,
            values: [
                .integer(row.movement), .integer(row.movement), .string(row.occurredAt.description), JSONValue(row.donor), .string(row.sku),
                .integer(row.quantity), .string(row.unit), .string(row.lotCode), .string(row.owner), JSONValue(row.grant),
                ReceivedValue.decimal(row.value, row.currency), JSONValue(row.currency),
                JSONValue(row.delivery.map(String.init) ?? row.deliveryWords), JSONValue(row.waybill), JSONValue(row.expires?.description),
                .integer(row.standing), .string(state), JSONValue(changes.isEmpty ? nil : changes.map(String.init).joined(separator: ",")),
                .string(row.place), .string(row.condition), .string(row.actor),
                JSONValue(row.standardCurrency.map { ReceivedValue.text(row.standardValue ?? 0, $0) }),
            ])
    }
}
