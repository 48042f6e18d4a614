import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// What stood in a place by the last figures that nobody changes any more: what an insurer or a funder asks for after a fire, a flood or a
/// theft.
///
/// The last sealed report of the warehouse before the moment says when, and the books as they were known then say what; without one the last
/// closed count of the place.
package struct ShowInventory: Sendable {
    /// The keys of its records, in order.
    package static let keys = ["item", "name", "lot", "owner", "condition", "expires", "qty", "unit", "value", "currency"]

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Of one place; `before` is the movement that took the goods, `day` a day that is looked back at as it is known now.
    package func run(place text: String, before movement: Int64?, day: String?) async throws -> Answer {
        let (place, warehouse) = try await Names(desk).anyPlace(text)
        var moment = desk.now
        if let movement {
            var filter = MovementFilter(limit: 1)
            filter.movement = movement
            guard let row = try await MovementQueries.list(filter, warehouse: warehouse.id, from: desk.source).first else {
                throw Refusal(
                    "NOTFOUND.MOVEMENT", ["movement": .integer(movement)],
                    Wording(
                        "there is no movement \(movement) in \(warehouse.code): see \(en: .movementList)",
                        "pas de mouvement \(movement) à \(warehouse.code) : voir \(fr: .movementList)"))
            }
            moment = row.occurredAt
        }
        var filter = StockFilter(limit: 100_000)
        filter.place = place.place.id
        var pairs: JSONObject = ["place": .string(place.place.address)]
        let what: Wording
        if let day {
            filter.asOf = try await Moments(desk).endOfDay(day, figure: "as-of", warehouse: warehouse)
            what = Wording("as known now", "tel que connu aujourd'hui")
        } else if let sealed = try await InventoryQueries.sealed(warehouse.id, before: moment, from: desk.source) {
            (filter.asOf, filter.knownAt) = (sealed.at, sealed.position)
            pairs["report"] = .integer(sealed.report)
            what = Wording("by sealed report \(sealed.report)", "d'après le rapport scellé \(sealed.report)")
        } else if let counted = try await InventoryQueries.counted(place.place.id, in: warehouse.id, before: moment, from: desk.source) {
            filter.asOf = counted.at
            pairs["count"] = .integer(counted.count)
            what = Wording("by count \(counted.count)", "d'après le comptage \(counted.count)")
        } else {
            throw Refusal(
                .argumentMissing, ["arg": "as-of", "place": .string(place.place.address)],
                Wording(
                    "no report was sealed and no count of \(place.place.address) closed before that: say a day with as-of=",
                    "aucun rapport scellé ni comptage clos de \(place.place.address) avant cela : dire un jour avec au="))
        }
        let rows = try await BalanceQueries.stock(filter, warehouse: warehouse.id, from: desk.source)
        let worth = try await InventoryQueries.worth(rows.map(\.lot), warehouse: warehouse.id, from: desk.source)
        var sums: [String: Int64] = [:]
        let records = try rows.map { row -> JSONObject in
            let value = worth[row.lot].map { $0.value(of: row.onHand) }
            if let value, let currency = worth[row.lot]?.currency { sums[currency, default: 0] += value }
            return JSONObject(
                keys: Self.keys,
                values: [
                    .string(row.sku), JSONValue(desk.catalogue.item(row.item)?.name), .string(row.lotCode), .string(row.owner),
                    .string(row.condition), JSONValue(row.expires?.description), .integer(row.onHand), .string(row.unit),
                    try value.map { .decimal(try Money(minor: $0, currency: Currency(worth[row.lot]?.currency ?? "")).decimal) } ?? .null,
                    JSONValue(worth[row.lot]?.currency),
                ])
        }
        pairs["lots"] = .integer(Int64(rows.count))
        pairs["at"] = JSONValue(filter.asOf?.description)
        for (currency, minor) in sums.sorted(by: { $0.key < $1.key }) {
            pairs["value_\(currency.lowercased())"] = .string(try Money(minor: minor, currency: Currency(currency)).decimal)
        }
        let unvalued = rows.filter { worth[$0.lot] == nil }.count
        return Answer(
            records: records, pairs: pairs,
            Wording("\(place.place.address) ", "\(place.place.address), ") + what
                + (unvalued == 0
                    ? Wording("", "")
                    : Wording("; of \(unvalued) lots no value is known", " ; de \(unvalued) lots la valeur n'est pas connue")))
    }
}
