import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// Donors: who there is, what one of them gave, what was changed of it.
package struct ShowDonors: Sendable {
    /// The keys of a donor's record in the list.
    package static let listKeys = ["name", "gifts", "last", "address", "absorbed"]
    /// The keys of what a donor gave: one record an item, unit and currency. `standard` is what came without a value, at the standard one.
    package static let keys = ["donor", "item", "qty", "unit", "gifts", "value", "currency", "standard", "first", "last"]
    /// The keys of a change.
    package static let changeKeys = ["at", "by", "change", "before", "after"]

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Donors in alphabetical order. They come into being with their first donation; `unknown` always exists.
    package func list(_ page: Page) async throws -> Answer {
        if let after = page.after, try await DonorQueries.exists(after, from: desk.source) == false { throw page.notACursor("donor list") }
        let rows = try await DonorQueries.page(after: page.after, limit: page.wanted, from: desk.source)
        return page.answer(rows, cursor: \.name, Self.record)
    }

    /// What a donor gave, in a period or ever, item by item, as it stands by now and at the value it had when it came.
    package func show(_ name: String, from: String?, until: String?) async throws -> Answer {
        let donor = try await FindDonor(desk).forReading(name)
        let row = try await DonorQueries.row(donor, from: desk.source)
        var filter = ReceiptFilter([.received])
        filter.donor = donor
        var gifts: [Key: Gift] = [:]
        var movements: Set<Int64> = []
        var sums: [ReceiptSum] = []
        let warehouses = try await Names(desk).everyWarehouse()
        for warehouse in warehouses {
            if let from { filter.from = try await Moments(desk).startOfDay(from, warehouse: warehouse) }
            if let until { filter.until = try await Moments(desk).endOfDay(until, warehouse: warehouse) }
            sums += try await ReceiptQueries.sums(filter, warehouse: warehouse.id, from: desk.source)
            for receipt in try await ReceiptQueries.list(filter, warehouse: warehouse.id, from: desk.source) where receipt.standing > 0 {
                let key = Key(sku: receipt.sku, unit: receipt.unit, currency: receipt.currency, standard: receipt.standardCurrency)
                gifts[key, default: Gift(receipt.day)].add(receipt)
                movements.insert(receipt.movement)
            }
        }
        let total = ReceivedValue(sums)
        let absorbed = row.absorbed.joined(separator: ", ")
        var answer = Answer(
            records: gifts.sorted { $0.key < $1.key }.map { key, gift in
                JSONObject(
                    keys: Self.keys,
                    values: [
                        .string(row.name), .string(key.sku), .integer(gift.units), .string(key.unit), .integer(Int64(gift.movements.count)),
                        ReceivedValue.decimal(gift.value, key.currency), JSONValue(key.currency),
                        JSONValue(key.standard.map { ReceivedValue.text(gift.standard, $0) }), .string(gift.first.description),
                        .string(gift.last.description),
                    ])
            },
            pairs: ["donor": .string(row.name), "gifts": .integer(Int64(movements.count)), "value": .string(total.text)])
        if let address = row.address { answer.pairs["address"] = .string(address) }
        if !absorbed.isEmpty { answer.pairs["absorbed"] = .string(absorbed) }
        if warehouses.contains(where: { !desk.readsWhole($0.id) }) { answer.pairs["partial"] = .string("yes") }
        let count = movements.count
        answer.sentence =
            Wording(
                "\(row.name) gave \(count == 1 ? "once" : "\(count) times"); ",
                "\(row.name) a donné \(count == 1 ? "une fois" : "\(count) fois") ; "
            )
            + total.words
            + (absorbed.isEmpty
                ? Wording(both: "") : Wording("; \(absorbed) counts as this donor", " ; \(absorbed) compte comme ce donateur"))
        return answer
    }

    /// What was changed of a donor, the last first.
    package func history(_ name: String, _ page: Page) async throws -> Answer {
        let donor = try await FindDonor(desk).forReading(name)
        let changes = try await DonorQueries.changes(of: donor, from: desk.source)
        return try page.cut(changes, list: "donor history", cursor: { $0.at.description }) { change in
            JSONObject(
                keys: Self.changeKeys,
                values: [
                    .string(change.at.description), .string(change.actor), .string(change.what), JSONValue(change.before),
                    JSONValue(change.after),
                ])
        }
    }

    static func record(_ row: DonorRow) -> JSONObject {
        JSONObject(
            keys: listKeys,
            values: [
                .string(row.name), .integer(row.gifts), JSONValue(row.last?.description), JSONValue(row.address),
                JSONValue(row.absorbed.isEmpty ? nil : row.absorbed.joined(separator: ", ")),
            ])
    }

    /// What is summed in one record.
    private struct Key: Hashable, Comparable {
        let sku: String
        let unit: String
        let currency: String?
        /// The currency of the standard value, where no value was given.
        let standard: String?

        static func < (left: Key, right: Key) -> Bool {
            (left.sku, left.currency ?? "~", left.standard ?? "~") < (right.sku, right.currency ?? "~", right.standard ?? "~")
        }
    }

    private struct Gift {
        var units: Int64 = 0
        var value: Int64 = 0
        var standard: Int64 = 0
        var movements: Set<Int64> = []
        var first: CivilDate
        var last: CivilDate

        init(_ day: CivilDate) {
            (first, last) = (day, day)
        }

        mutating func add(_ receipt: ReceiptRow) {
            units = Quantity.clampedSum(units, receipt.standing)
            value = Quantity.clampedSum(value, receipt.standingValue ?? 0)
            standard = Quantity.clampedSum(standard, receipt.standardValue ?? 0)
            movements.insert(receipt.movement)
            first = min(first, receipt.day)
            last = max(last, receipt.day)
        }
    }
}
