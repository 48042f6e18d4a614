import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// Goods kept for somebody without a round: nobody else takes them, unless it has happened.
package struct PromiseGoods: Sendable {
    /// The keys of its records, in order.
    package static let keys = ["reservation", "item", "lot", "qty", "unit", "place", "owner", "for", "until"]

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Promises what is free.
    package func reserve(_ words: GoodsTaken.Words, at placeText: String, for purposeText: String, until: String?) async throws -> Answer {
        let (place, warehouse) = try await Names(desk).shelf(placeText)
        let purpose = try Self.purpose(purposeText)
        var day: CivilDate?
        if let until { day = try await Moments(desk).day(until, .lookedAhead, figure: "until", warehouse: warehouse) }
        if let day, day < (try await Moments(desk).today(warehouse)) {
            throw Refusal(
                .argumentValue, [.init("until", day.description)],
                Wording(
                    "\(day) is over: name a day to come, or leave until= out",
                    "le \(day) est passé : nommer un jour à venir, ou enlever jusque="))
        }
        let taken = try await GoodsTaken.read(words, at: place, in: warehouse, for: .moved(to: .bin), desk)
        try await taken.askUnusual(desk)
        let goods = PickedGoods(desk)
        let last = day
        return try await goods.booking(taken) { haul in
            let codes = try await goods.codes(haul, taken)
            return try await desk.once(in: warehouse.id, of: .goods) { desk in
                let short = try await PromiseQueries.make(
                    haul.picks.map { ($0.lot.id, $0.quantity.units) }, at: place.place.id, for: purpose, until: last,
                    warehouse: warehouse.id,
                    in: try desk.requireTransaction)
                if let first = short.first {
                    throw LotShortage(
                        want: try Quantity(first.wanted), have: try Quantity(max(0, first.available)),
                        onHand: try Quantity(max(0, first.available)),
                        reserved: .zero
                    ).error(item: codes[first.lot] ?? "", place: place.place.address, standing: .intention)
                }
                var pairs = goods.pairs(haul, taken)
                pairs["movement"] = nil
                pairs["for"] = .string(purpose)
                if let last { pairs["until"] = .string(last.description) }
                let whose = WhoseGoods(desk)
                let kept = last.map { Wording(" until \($0)", " jusqu'au \($0)") } ?? Wording(both: "")
                return Answer(
                    records: haul.picks.map { pick in
                        JSONObject(
                            keys: Array(Self.keys.dropFirst()),
                            values: [
                                .string(haul.sku(pick)), .string(codes[pick.lot.id] ?? ""), .integer(pick.quantity.units),
                                .string(haul.items[pick.lot.item]?.item.base.rawValue ?? ""), .string(place.place.address),
                                .string(whose.code(pick.lot.owner)), .string(purpose), last.map { .string($0.description) } ?? .null,
                            ])
                    },
                    pairs: pairs,
                    goods.sentence(haul, taken) + Wording(" kept for \(purpose)", " gardé pour \(purpose)") + kept,
                    warnings: goods.warnings(haul), changed: true)
            }
        }
    }

    /// What is kept for somebody, the oldest first.
    package func list(warehouse code: String?, _ page: Page) async throws -> Answer {
        let homes = if let code { [try await Names(desk).warehouse(code)] } else { desk.catalogue.warehouses }
        var rows: [Promise] = []
        for home in homes { rows += try await PromiseQueries.list(warehouse: home.id, from: desk.source) }
        var answer = try page.cut(rows, list: "reserve list", cursor: { String($0.id) }) { row in
            JSONObject(keys: Self.keys, values: [.integer(row.id)] + described(row, row.units))
        }
        if answer.records.isEmpty { answer.sentence = Wording("nothing is kept for anybody", "rien n'est gardé pour personne") }
        return answer
    }

    /// Gives a promise back, or a part of it, the last one made first.
    package func release(
        item sku: String, _ amount: String?, at placeText: String?, for purposeText: String?, owner code: String?
    ) async throws -> Answer {
        let names = Names(desk)
        let item = try await names.anyItem(sku)
        let owner: OrganisationRecord? = if let code { try await names.organisation(code, figure: "owner") } else { nil }
        var place: PlaceRecord?
        let warehouse: WarehouseRecord
        if let placeText {
            let found = try await names.anyPlace(placeText)
            place = found.place
            warehouse = found.warehouse
        } else {
            warehouse = try await names.warehouse(nil)
        }
        try desk.requireReach(of: warehouse.id)
        if let owner { try desk.requireOwner(owner.id, in: warehouse.id) }
        if let kept = try await desk.replay(in: warehouse.id) { return kept }
        let items = Set([item.item.id] + desk.catalogue.variants(of: item.item.id).map(\.item.id))
        let scope = desk.scope.owners(in: warehouse.id)
        let purpose = try purposeText.map(Self.purpose)
        let matching = try await PromiseQueries.list(warehouse: warehouse.id, from: desk.source).filter { one in
            items.contains(one.item) && scope.contains(one.owner) && (owner == nil || one.owner == owner?.id)
                && (place == nil || one.place == place?.place.id)
                && (purpose == nil || FoldedText(one.purpose).text == FoldedText(purpose ?? "").text)
        }
        guard !matching.isEmpty else {
            throw Refusal(
                "NOTFOUND.RESERVATION", [.init("item", item.item.sku.text), .init("place", place?.place.address ?? warehouse.code)],
                Wording(
                    "nothing of \(item.item.sku) is kept there for anybody: see \(en: .reserveList)",
                    "rien de \(item.item.sku) n'y est gardé pour personne : voir \(fr: .reserveList)"))
        }
        let purposes = Set(matching.map(\.purpose)).sorted()
        guard purposes.count == 1 else {
            let list = purposes.joined(separator: ", ")
            throw Refusal(
                .argumentMissing, [.init("arg", "for"), .init("item", item.item.sku.text), .init("for", purposes.joined(separator: ","))],
                Wording(
                    "\(item.item.sku) is kept for several (\(list)): say for= which is given back",
                    "\(item.item.sku) est gardé pour plusieurs (\(list)) : dire pour= lequel est rendu"))
        }
        let total = matching.reduce(Int64(0)) { $0 + $1.units }
        let wanted = try amount.map { try PickedGoods.quantity($0, item: item, lot: nil).quantity.units } ?? total
        guard wanted <= total else {
            throw Refusal(
                .argumentValue, [.init("qty", .integer(wanted)), .init("kept", .integer(total))],
                Wording("only \(total) are kept for \(purposes[0])", "seuls \(total) sont gardés pour \(purposes[0])"))
        }
        var rest = wanted
        var parts: [(promise: Promise, units: Int64)] = []
        for one in matching.reversed() where rest > 0 {
            parts.append((one, min(rest, one.units)))
            rest -= min(rest, one.units)
        }
        let freed = parts
        return try await desk.once(in: warehouse.id, of: .goods) { desk in
            let units = try await PromiseQueries.release(
                freed.map { ($0.promise.id, $0.units) }, warehouse: warehouse.id, in: try desk.requireTransaction)
            let told = Wording.grouped(units) + (item.item.base == .piece ? "" : " \(item.item.base.rawValue)")
            var answer = Answer(
                records: freed.map { JSONObject(keys: Self.keys, values: [.integer($0.promise.id)] + described($0.promise, $0.units)) },
                pairs: ["item": .string(item.item.sku.text), "qty": .integer(units), "for": .string(purposes[0])],
                Wording("\(told) of \(item.item.sku) are free again", "\(told) de \(item.item.sku) sont de nouveau libres"))
            answer.changed = units > 0
            return answer
        }
    }

    private func described(_ one: Promise, _ units: Int64) -> [JSONValue] {
        let item = desk.catalogue.item(one.item)
        return [
            .string(item?.item.sku.text ?? ""), .string(one.lotCode), .integer(units), .string(item?.item.base.rawValue ?? ""),
            .string(desk.catalogue.place(one.place)?.place.address ?? ""), .string(WhoseGoods(desk).code(one.owner)), .string(one.purpose),
            one.until.map { .string($0.description) } ?? .null,
        ]
    }

    private static func purpose(_ text: String) throws(Refusal) -> String {
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard (1...80).contains(words.count) else {
            throw Refusal(
                .argumentValue, [.init("for", String(text.prefix(80)))],
                Wording("say for whom or what in at most 80 letters", "dire pour qui ou pour quoi en 80 lettres au plus"))
        }
        return words
    }
}
