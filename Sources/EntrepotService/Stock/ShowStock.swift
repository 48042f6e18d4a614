import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// How much there is: one line an item, its sizes and lots summed; or a line for each size, owner, place or category. Now, or as it was.
///
/// No two lines count the same goods: where a parent stands for its sizes, they have no lines of their own.
package struct ShowStock: Sendable {
    /// The keys of a sum, in order.
    package static let keys = ["item", "name", "on_hand", "reserved", "available", "held", "packs", "lots", "unit"]
    /// The keys of the sum of a category, of what is counted in one unit; `weight_g` is null when an item's weight is not known.
    package static let categoryKeys = ["category", "items", "on_hand", "reserved", "available", "held", "weight_g", "lots", "unit"]
    /// Every key that some form of the answer has.
    package static let allKeys =
        keys + ["owner", "place", "category", "items", "weight_g"]
        + ShowLots.keys.filter { !["owner", "place"].contains($0) && !keys.contains($0) }

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Sums of one warehouse, or of all of them together.
    package func run(_ question: StockQuestion, _ page: Page) async throws -> Answer {
        let understood = try await question.understood(desk)
        let by = question.by ?? .item
        let apart: BalanceQueries.Apart =
            switch by {
            case .owner: .owner
            case .place: .place
            case .item, .size, .category: .nothing
            }
        var sums: [StockSum] = []
        for warehouse in understood.warehouses {
            let (filter, day) = try await question.dated(understood.filter, in: warehouse, desk)
            sums += try await BalanceQueries.sums(filter, apart: apart, on: day, warehouse: warehouse.id, from: desk.source)
        }
        var answer =
            by == .category
            ? try categories(sums, page) : try items(sums, by: by, named: understood.item, page)
        if let item = understood.item, by != .category { total(sums, item, by: by, on: &answer) }
        notePart(understood, on: &answer)
        return answer
    }

    // MARK: Lines

    /// Sums of one line.
    private struct Line {
        var onHand: Int64 = 0
        var reserved: Int64 = 0
        var available: Int64 = 0
        var held: Int64 = 0
        var lots: Int64 = 0

        mutating func add(_ sum: StockSum) {
            onHand = Quantity.clampedSum(onHand, sum.onHand)
            reserved = Quantity.clampedSum(reserved, sum.reserved)
            available = Quantity.clampedSum(available, sum.available)
            held = Quantity.clampedSum(held, sum.held)
            lots += sum.lots
        }

        func write(on record: inout JSONObject) {
            record["on_hand"] = .integer(onHand)
            record["reserved"] = .integer(reserved)
            record["available"] = .integer(available)
            record["held"] = .integer(held)
            record["lots"] = .integer(lots)
        }
    }

    private func items(_ sums: [StockSum], by: StockGrouping, named: ItemRecord?, _ page: Page) throws -> Answer {
        struct Key: Hashable {
            let owner: Identifier<Owner>?
            let place: Identifier<Place>?
            let item: Identifier<Item>
        }
        var lines: [Key: Line] = [:]
        // Of an item that was named, nothing is told as nothing.
        if let named, by == .item { lines[Key(owner: nil, place: nil, item: named.item.id)] = Line() }
        for sum in sums {
            let item = by == .size ? sum.item : shown(sum.item, named: named)
            lines[Key(owner: sum.owner, place: sum.place, item: item), default: Line()].add(sum)
        }
        let rows = lines.compactMap { key, line -> (code: String, record: JSONObject)? in
            guard let item = desk.catalogue.item(key.item) else { return nil }
            var record = JSONObject()
            var code = item.item.sku.text
            if let owner = key.owner {
                let word = desk.catalogue.organisation(owner)?.code ?? ""
                record["owner"] = .string(word)
                code = "\(word)/\(code)"
            }
            if let place = key.place {
                let word = desk.catalogue.place(place)?.place.address ?? ""
                record["place"] = .string(word)
                code = "\(word)/\(code)"
            }
            record["item"] = .string(item.item.sku.text)
            record["name"] = .string(item.name)
            line.write(on: &record)
            record["packs"] = .string(SpokenQuantity.text(line.onHand, base: item.item.base, packs: packs(of: item)))
            record["unit"] = .string(item.item.base.rawValue)
            return (code, record)
        }
        var answer = try page.cut(rows, list: "stock", by: \.code) { $0.record }
        answer.columns = (by == .owner ? ["owner"] : by == .place ? ["place"] : []) + Self.keys
        return answer
    }

    private func categories(_ sums: [StockSum], _ page: Page) throws -> Answer {
        struct Key: Hashable {
            let category: String
            let base: BaseUnit
        }
        var lines: [Key: (line: Line, items: Set<Identifier<Item>>, grams: Int64?)] = [:]
        for sum in sums {
            guard let item = desk.catalogue.item(sum.item) else { continue }
            var entry = lines[Key(category: item.category, base: item.item.base)] ?? (Line(), [], 0)
            entry.line.add(sum)
            entry.items.insert(shown(sum.item, named: nil))
            let grams = item.measure.mass.grams > 0 ? (try? Quantity(sum.onHand)).map { item.measure.mass(of: $0).grams } : nil
            entry.grams = grams.flatMap { more in entry.grams.map { Quantity.clampedSum($0, more) } }
            lines[Key(category: item.category, base: item.item.base)] = entry
        }
        let rows = lines.map { key, entry -> (code: String, record: JSONObject) in
            var record: JSONObject = ["category": .string(key.category), "items": .integer(Int64(entry.items.count))]
            entry.line.write(on: &record)
            record["weight_g"] = entry.grams.map { .integer($0) } ?? .null
            record["unit"] = .string(key.base.rawValue)
            return ("\(key.category)/\(key.base.rawValue)", record)
        }
        var answer = try page.cut(rows, list: "stock", by: \.code) { $0.record }
        answer.columns = Self.categoryKeys
        return answer
    }

    /// The item on whose line goods are told: a size stands with its parent, unless it was named itself.
    private func shown(_ id: Identifier<Item>, named: ItemRecord?) -> Identifier<Item> {
        guard id != named?.item.id else { return id }
        return desk.catalogue.item(id)?.parent ?? id
    }

    /// The packs a sum is told in: the item's own, else those that all its sizes have alike.
    private func packs(of item: ItemRecord) -> [Pack] {
        guard item.item.packs.isEmpty else { return item.item.packs }
        let sizes = desk.catalogue.variants(of: item.item.id).filter { !$0.isArchived }.map(\.item.packs)
        guard let first = sizes.first, sizes.allSatisfy({ $0 == first }) else { return [] }
        return first
    }

    // MARK: The final

    /// The whole of an item that was named, in one sentence.
    private func total(_ sums: [StockSum], _ item: ItemRecord, by: StockGrouping, on answer: inout Answer) {
        var line = Line()
        for sum in sums { line.add(sum) }
        let (sku, base) = (item.item.sku.text, item.item.base)
        answer.pairs["item"] = .string(sku)
        answer.pairs["on_hand"] = .integer(line.onHand)
        answer.pairs["available"] = .integer(line.available)
        let spoken = SpokenQuantity.text(line.onHand, base: base, packs: packs(of: item))
        func figure(_ units: Int64) -> String { SpokenQuantity.text(units, base: base, packs: []) }
        func plural(_ units: Int64) -> String { units.magnitude < 2 ? "" : "s" }
        var english = ["\(figure(line.available)) free"]
        var french = ["\(figure(line.available)) libre\(plural(line.available))"]
        if line.reserved > 0 {
            english.append("\(figure(line.reserved)) promised")
            french.append("\(figure(line.reserved)) promis")
        }
        if line.held > 0 {
            english.append("\(figure(line.held)) held")
            french.append("\(figure(line.held)) retenu\(plural(line.held))")
        }
        let sum = figure(line.onHand)
        let packed = spoken == sum ? "" : " (\(spoken))"
        var sentence = Wording(
            "\(sum) of \(sku)\(packed): \(english.joined(separator: ", "))", "\(sum) de \(sku)\(packed) : \(french.joined(separator: ", "))"
        )
        if by == .item, Set(sums.map(\.item)).contains(where: { $0 != item.item.id }) {
            sentence = sentence + Wording("; each size: by=size", " ; par taille : par=taille")
        }
        answer.sentence = sentence
    }

    /// Says that a sum counts some owners' goods only, when the person does not read whatever lies there.
    private func notePart(_ understood: StockQuestion.Understood, on answer: inout Answer) {
        let reached = understood.warehouses.filter { desk.scope.warehouses.contains($0.id) }
        let isPart = reached.contains { home in
            guard !desk.readsWhole(home.id) else { return false }
            return understood.owner.map { !desk.scope.owners(in: home.id).contains($0.id) } ?? true
        }
        guard isPart else { return }
        answer.pairs["partial"] = .string("yes")
        answer.warnings.append(
            Wording(
                "only goods that you may see are counted: other owners' goods lie there as well, perhaps",
                "seuls les biens que vous pouvez voir sont comptés : d'autres associations en ont peut-être aussi"))
    }
}
