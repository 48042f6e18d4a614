import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// Sortings that go on: what still lies in the workshop, and bringing it out.
package struct FinishSorting: Sendable {
    /// The keys of a sorting's record, in order.
    package static let listKeys = ["sorting", "item", "lot", "owner", "qty", "rest", "unit", "place", "since", "by"]

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Sortings with something left, or all, the oldest first.
    package func list(warehouse code: String?, all: Bool, _ page: Page) async throws -> Answer {
        let home: WarehouseRecord? = if let code { try await Names(desk).warehouse(code) } else { nil }
        let rows = try await SortingQueries.list(nil, all: all, from: desk.source).filter { home == nil || $0.warehouse == home?.id }
        var answer = try page.cut(rows, list: "sort list", cursor: { "\($0.sorting):\($0.lot.number)" }) { row in
            let item = desk.catalogue.item(row.item)
            return JSONObject(
                keys: Self.listKeys,
                values: [
                    .integer(row.sorting), .string(item?.item.sku.text ?? ""), .string(row.lotCode),
                    .string(WhoseGoods(desk).code(row.owner)), .integer(row.wentIn), .integer(row.rest),
                    .string(item?.item.base.rawValue ?? ""), .string(desk.catalogue.place(row.place)?.place.address ?? ""),
                    .string(row.since.description), .string(row.actor),
                ])
        }
        if answer.records.isEmpty { answer.sentence = Wording("nothing is being sorted", "rien n'est en cours de tri") }
        return answer
    }

    /// Books what came out of a sorting that goes on.
    ///
    /// - Parameters:
    ///   - place: where it is put; where the goods were taken from when it is left out.
    package func run(
        _ sorting: Int64, out: [String], waste: String?, partly: String?, to text: String?, expires: [String] = [], serials: [String] = []
    ) async throws -> Answer {
        let known = try await SortingQueries.list(sorting, all: true, from: desk.source)
        // What is not theirs is not told: a sorting of others does not exist for them.
        guard let first = known.first, let warehouse = desk.catalogue.warehouse(first.warehouse),
            case let scope = desk.scope.owners(in: first.warehouse), known.contains(where: { scope.contains($0.owner) }),
            let item = desk.catalogue.item(first.item), let place = desk.catalogue.place(first.place)
        else {
            throw Refusal(
                "NOTFOUND.SORTING", [.init("sorting", String(sorting))],
                Wording(
                    "there is no sorting \(sorting): see \(en: .sortList)", "pas de tri \(sorting) : voir \(fr: .sortList)"))
        }
        if let kept = try await desk.replay(in: warehouse.id) { return kept }
        guard known.allSatisfy({ scope.contains($0.owner) }) else {
            throw Refusal(.permissionScope, ["sorting": .integer(sorting)], Desk.notYours)
        }
        let left = known.filter { $0.rest > 0 }
        let total = left.reduce(Int64(0)) { $0 + $1.rest }
        guard total > 0 else {
            throw Refusal(
                "RULE.SORTING-SETTLED", [.init("sorting", String(sorting))],
                Wording("nothing is left of sorting \(sorting)", "il ne reste rien du tri \(sorting)"))
        }
        let names = Names(desk)
        let shelf = try await SortGoods.shelf(text, names, place, warehouse)
        let things = try await CameOutReader(desk: desk, warehouse: warehouse, input: item).read(
            out, expiries: expires, serials: item.hasSerials ? [] : serials)
        guard !things.isEmpty || waste != nil else { throw SortGoods.nothing }
        let amount = try SortedAmount(desk, of: item, total: total, things, waste: waste, partly: partly)
        try SortGoods.refuseMixedNumbers(item, things, amount)
        let lots = try await LotQueries.lots(left.map(\.lot), warehouse: warehouse.id, from: desk.source)
        let done = Shares.divide(amount.done, by: left.map(\.rest))
        let inputs = zip(left, done).compactMap { row, units in
            lots[row.lot].map { WorkshopBench.Input(lot: $0, taken: 0, done: units) }
        }
        let bench = try WorkshopBench(desk, in: warehouse, from: place, to: shelf)
        let work = try await bench.work(
            inputs, of: item, into: things, SortGoods.layout(inputs, item, things, amount), on: try await SortGoods.day(desk, warehouse))
        var posting = try desk.draft(.sorted, try work.lines(), in: warehouse)
        posting.newLots = work.newLots
        posting.quality = .allocated
        posting.made = Made(work.rows, sorting: sorting)
        let rest = total - amount.done
        let codes = Dictionary(left.map { ($0.lot, $0.lotCode) }, uniquingKeysWith: { first, _ in first })
        let answer = Answer(
            records: bench.records(work, codes),
            pairs: [
                "movement": .movementNumber, "sorting": .integer(sorting), "item": .string(item.item.sku.text),
                "qty": .integer(amount.done),
                "waste": .integer(amount.waste), "rest": .integer(rest),
            ],
            Wording("sorting \(sorting)", "tri \(sorting)") + SortGoods.told(things, item, amount, rest: rest)
                + (rest == 0 ? Wording("; it is done", " ; il est terminé") : Wording(both: "")), warnings: work.warnings, changed: true)
        let meaning = Meaning(
            "sorting \(sorting)", things.map(\.words.english).joined(separator: "+"), item, try Quantity(amount.done), at: shelf,
            owner: WhoseGoods(desk).meaning(left.map(\.owner)), also: [String(amount.waste), String(rest)])
        return try await desk.book(posting, in: warehouse, answer, item: item.item.sku.text, meaning: meaning.text)
    }
}
