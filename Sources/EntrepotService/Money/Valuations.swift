import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// Standard values: what so much of an item is taken to be worth where nobody said it. They are estimates, shown beside what was given and
/// never added to it.
package struct Valuations: Sendable {
    /// The keys of a standard value's record, in order.
    package static let keys = ["item", "value", "currency", "qty", "unit", "from", "by"]

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Says what an item is worth from a day on; the last one said of a day counts.
    package func set(item sku: String, value text: String, per amount: String?, from written: String?) async throws -> Answer {
        if let kept = try await desk.replay(in: RequestQueries.catalogueScope) { return kept }
        try desk.requireEverything()
        let item = try await Names(desk).item(sku)
        let value = try WrittenMoney.read(text)
        guard amount != nil || item.item.base == .piece else {
            throw Refusal(
                .argumentMissing, [.init("arg", "per"), .init("item", item.item.sku.text)],
                Wording(
                    "say how much of \(item.item.sku) that is with per=, such as per=1kg",
                    "dire pour combien de \(item.item.sku) avec pour=, par exemple pour=1kg"))
        }
        let quantity = try QuantityReader(item.item).read(amount ?? "1")
        let today = CivilDate(dayNumber: Int32(clamping: desk.now.microseconds / 86_400_000_000))
        let day = if let written { try await Moments(desk).day(written, .anywhere, figure: "from", warehouse: nil) } else { today }
        return try await desk.once(in: RequestQueries.catalogueScope) { desk in
            let number = try await RateQueries.value(
                item.item.id, value, per: quantity.quantity, from: day, by: desk.actor, in: desk.requireTransaction)
            let row = try await RateQueries.valuations(of: item.item.id, from: desk.source).first { $0.id == number }
            return Answer(
                records: row.map { [Self.record($0)] } ?? [], pairs: ["item": .string(item.item.sku.text)],
                quantity.understood
                    + Wording(
                        ": \(value) from \(day.words.english) on, where no value is given",
                        " : \(value) à partir du \(day.words.french), si aucune valeur n'est dite"))
        }
    }

    /// Standard values by item, the latest first.
    package func list(item sku: String?, _ page: Page) async throws -> Answer {
        let item: Identifier<Item>? = if let sku { try await Names(desk).anyItem(sku).item.id } else { nil }
        let rows = try await RateQueries.valuations(of: item, from: desk.source)
        return try page.cut(rows, list: "valuation list", cursor: { String($0.id) }) { Self.record($0) }
    }

    private static func record(_ row: ValuationRow) -> JSONObject {
        JSONObject(
            keys: keys,
            values: [
                .string(row.sku), ReceivedValue.decimal(row.value, row.currency), .string(row.currency), .integer(row.quantity),
                .string(row.unit),
                .string(row.from.description), .string(row.actor),
            ])
    }
}
