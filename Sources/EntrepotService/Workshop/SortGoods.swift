import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// Goods turned into what really came out of them, with waste: unsorted bags opened, logs cut and bagged, tents repaired.
///
/// One movement: from the shelf into the workshop and out of it again. Where more will come out later, the rest stays in the workshop as a
/// sorting that goes on, and is brought out by `FinishSorting`.
package struct SortGoods: Sendable {
    /// The keys of its records, in order.
    package static let keys = WorkshopBench.keys

    /// What was said, in the words it was said in.
    package struct Words: Sendable {
        package var item: String
        package var quantity: String
        package var place: String
        /// Where what came out is put; where the goods were when it is left out.
        package var to: String?
        /// `SKU:QTY` or `SKU:QTY:condition`.
        package var out: [String] = []
        package var waste: String?
        /// `yes`, or how much of it is done.
        package var partly: String?
        package var condition: String?
        package var lot: String?
        package var owner: String?
        /// `SKU:DAY`.
        package var expires: [String] = []
        package var serials: [String] = []

        package init(item: String, quantity: String, place: String) {
            self.item = item
            self.quantity = quantity
            self.place = place
        }
    }

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Books the sorting.
    package func run(_ words: Words) async throws -> Answer {
        let names = Names(desk)
        let item = try await names.anyItem(words.item)
        let (place, warehouse) = try await names.shelf(words.place)
        let shelf = try await Self.shelf(words.to, names, place, warehouse)
        let lots = try await names.lots(words.lot, serials: item.hasSerials ? words.serials : [], item: item, warehouse: warehouse)
        let owner: OrganisationRecord? = if let code = words.owner { try await names.organisation(code, figure: "owner") } else { nil }
        let written = try PickedGoods.quantity(words.quantity, item: item, lot: lots.first?.lot)
        try await desk.askUnusual(written.quantity, typed: words.quantity, of: item, in: warehouse)
        let things = try await CameOutReader(desk: desk, warehouse: warehouse, input: item).read(
            words.out, expiries: words.expires, serials: item.hasSerials ? [] : words.serials)
        guard !things.isEmpty || words.waste != nil || words.partly != nil else { throw Self.nothing }
        let amount = try SortedAmount(
            desk, of: item, total: written.quantity.units, things, waste: words.waste, partly: words.partly)
        try Self.refuseMixedNumbers(item, things, amount)
        var wish = PickedGoods.Wish(
            item: item, quantity: written.quantity, place: place, lots: lots, owner: owner, warehouse: warehouse,
            purpose: .moved(to: .workshop))
        wish.withSizes = false
        wish.condition = try words.condition.map(Self.condition)
        let taken = GoodsTaken(
            extent: .some([GoodsTaken.Wanted(wish: wish, typed: words.quantity, understood: written.understood)]), owner: owner,
            place: place, warehouse: warehouse, purpose: wish.purpose)
        let bench = try WorkshopBench(desk, in: warehouse, from: place, to: shelf)
        let goods = PickedGoods(desk)
        let day = try await Self.day(desk, warehouse)
        return try await goods.booking(taken) { haul in
            let picks = haul.picks
            let done = Shares.divide(amount.done, by: picks.map(\.quantity.units))
            let inputs = zip(picks, done).map { WorkshopBench.Input(lot: $0.lot, taken: $0.quantity.units, done: $1) }
            let work = try await bench.work(
                inputs, of: item, into: things, Self.layout(inputs, item, things, amount), on: day)
            var posting = try desk.draft(.sorted, try work.lines(), in: warehouse)
            posting.newLots = work.newLots
            posting.quality = .allocated
            let rest = written.quantity.units - amount.done
            posting.made = Made(work.rows, sorting: rest > 0 ? 0 : nil)
            var pairs: JSONObject = [
                "movement": .movementNumber, "item": .string(item.item.sku.text), "qty": .integer(written.quantity.units),
                "waste": .integer(amount.waste), "rest": .integer(rest),
            ]
            if rest > 0 { pairs["sorting"] = .movementNumber }
            let whose = WhoseGoods(desk)
            let answer = Answer(
                records: bench.records(work, try await goods.codes(haul, taken)), pairs: pairs,
                goods.sentence(haul, taken) + Self.told(things, item, amount, rest: rest), warnings: work.warnings,
                changed: true)
            let meaning = Meaning(
                "sorted", things.map(\.words.english).joined(separator: "+"), item, written.quantity, at: place,
                owner: whose.meaning(picks.map(\.lot.owner)), lots: lots,
                also: [String(amount.waste), String(rest), shelf.place.address])
            return try await desk.book(posting, in: warehouse, answer, item: item.item.sku.text, meaning: meaning.text)
        }
    }

    // MARK: Shared with the finishing of a sorting

    static var nothing: Refusal {
        Refusal(
            .argumentMissing, [.init("arg", "out")],
            Wording(
                "say what came out with out=SKU:QTY, what was thrown away with waste=, or partly=yes when it is only begun",
                "dire ce qui en sort avec sortie=ARTICLE:QTÉ, ce qui est jeté avec rebut=, ou partiel=oui si c'est seulement commencé"))
    }

    /// Where what came out is put: a place of the same warehouse.
    static func shelf(_ text: String?, _ names: Names, _ place: PlaceRecord, _ warehouse: WarehouseRecord) async throws -> PlaceRecord {
        guard let text else { return place }
        let (shelf, home) = try await names.shelf(text, figure: "to")
        guard home.id == warehouse.id else {
            throw Refusal(
                .twoWarehouses, [.init("to", shelf.place.address), .init("warehouse", warehouse.code)],
                Wording(
                    "the goods are in \(warehouse.code): put what came out down there, then transfer it",
                    "les biens sont à \(warehouse.code) : y poser ce qui en sort, puis le transférer"))
        }
        return shelf
    }

    static func layout(_ inputs: [WorkshopBench.Input], _ item: ItemRecord, _ things: [CameOut], _ amount: SortedAmount) -> WorkshopLayout {
        let isWeighed = things.allSatisfy { $0.grams != nil }
        return WorkshopLayout(
            inputs: inputs.map(\.done),
            outputs: things.map {
                WorkshopLayout.Output(
                    units: $0.quantity.units, weight: isWeighed ? $0.grams ?? 0 : $0.count, isSame: $0.item.item.id == item.item.id)
            }, waste: amount.waste)
    }

    /// Pieces with numbers are not alike: what became of which would be a guess.
    static func refuseMixedNumbers(_ item: ItemRecord, _ things: [CameOut], _ amount: SortedAmount) throws(Refusal) {
        let fates = things.filter { $0.item.item.id == item.item.id }.count + (amount.waste > 0 ? 1 : 0)
        guard item.hasSerials, fates > 1 else { return }
        throw Refusal(
            .argumentValue, [.init("item", item.item.sku.text)],
            Wording(
                "each \(item.item.sku) has a number of its own: sort those of each outcome by themselves, with serial=",
                "chaque \(item.item.sku) a son numéro : trier à part ceux de chaque résultat, avec série="))
    }

    static func condition(_ text: String) throws(Refusal) -> Condition {
        guard let condition = Condition.typed(FoldedText(text)) else {
            let words = Condition.allCases.map(\.rawValue).joined(separator: ", ")
            throw Refusal(
                .argumentValue, [.init("condition", text)],
                Wording("«\(text)» is not a condition: use \(words)", "«\(text)» n'est pas un état : utiliser \(words)"))
        }
        return condition
    }

    /// The day it happens.
    static func day(_ desk: Desk, _ warehouse: WarehouseRecord) async throws -> CivilDate {
        let moments = Moments(desk)
        guard let written = desk.entry.occurred else { return try await moments.today(warehouse) }
        return try await moments.day(of: try await moments.instant(written, warehouse: warehouse), warehouse)
    }

    /// What came out, in words.
    static func told(_ things: [CameOut], _ item: ItemRecord, _ amount: SortedAmount, rest: Int64) -> Wording {
        let unit = item.item.base == .piece ? "" : " \(item.item.base.rawValue)"
        var parts = things.filter { $0.serial == nil }.map(\.words)
        for (sku, pieces) in Dictionary(grouping: things.filter { $0.serial != nil }, by: \.item.item.sku.text).sorted(by: {
            $0.key < $1.key
        }) {
            parts.append(Wording(both: "\(pieces.count) \(sku)"))
        }
        if amount.waste > 0 {
            let waste = Wording.grouped(amount.waste) + unit
            parts.append(Wording("\(waste) waste", "\(waste) de rebut"))
        }
        if rest > 0 {
            let left = Wording.grouped(rest) + unit
            parts.append(
                Wording(
                    "\(left) still being sorted: see \(en: .sortList)", "\(left) encore en tri : voir \(fr: .sortList)"))
        }
        guard let first = parts.first else { return Wording(both: "") }
        return Wording(" → ", " → ") + parts.dropFirst().reduce(first) { $0 + Wording(both: ", ") + $1 }
    }
}
