import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// Kits made of their components: by the recipe, or of what was really used.
///
/// The kits are one lot: of one owner, under the grant and from the donor that all components have in common. What every component was worth,
/// and under which grant, is kept with it.
package struct AssembleKit: Sendable {
    /// The keys of its records, in order.
    package static let keys = WorkshopBench.keys

    /// What was said, in the words it was said in.
    package struct Words: Sendable {
        package var item: String
        package var quantity: String
        package var place: String
        package var to: String?
        /// `SKU:QTY` for all the kits together: replaces the recipe's line, adds to it, or with 0 leaves it out.
        package var used: [String] = []
        /// `SKU:QTY` that was spoilt while packing.
        package var waste: [String] = []
        package var owner: String?
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

    /// A component with what goes into the kits and what was spoilt.
    private struct Part {
        let item: ItemRecord
        var used: Int64
        var waste: Int64 = 0
    }

    /// Books the kits.
    package func run(_ words: Words) async throws -> Answer {
        let names = Names(desk)
        let kit = try await names.item(words.item)
        let (place, warehouse) = try await names.shelf(words.place)
        let shelf = try await SortGoods.shelf(words.to, names, place, warehouse)
        let owner: OrganisationRecord? = if let code = words.owner { try await names.organisation(code, figure: "owner") } else { nil }
        let written = try PickedGoods.quantity(words.quantity, item: kit, lot: nil)
        try await desk.askUnusual(written.quantity, typed: words.quantity, of: kit, in: warehouse)
        let parts = try await parts(of: kit, written.quantity, words, names)
        let taken = try await taken(parts, words, owner, place, warehouse, names)
        let bench = try WorkshopBench(desk, in: warehouse, from: place, to: shelf)
        let goods = PickedGoods(desk)
        let day = try await SortGoods.day(desk, warehouse)
        return try await goods.booking(taken) { haul in
            let work = try await work(haul, parts, kit, written.quantity.units, bench, day)
            var posting = try desk.draft(.assembled, try work.lines(), in: warehouse)
            posting.newLots = work.newLots
            posting.made = Made(work.rows)
            let waste = parts.reduce(Int64(0)) { $0 + $1.waste }
            let answer = Answer(
                records: bench.records(work, try await goods.codes(haul, taken)),
                pairs: [
                    "movement": .movementNumber, "kit": .string(kit.item.sku.text), "qty": .integer(written.quantity.units),
                    "waste": .integer(waste),
                ],
                written.understood + Wording(both: " \(kit.item.sku)") + told(parts), warnings: work.warnings, changed: true)
            return try await desk.book(
                posting, in: warehouse, answer, item: nil,
                meaning: goods.meaning("assembled", "\(kit.item.sku):\(written.quantity)", haul, taken))
        }
    }

    /// The recipe times the kits, with what was said to have been used instead.
    private func parts(of kit: ItemRecord, _ quantity: Quantity, _ words: Words, _ names: Names) async throws -> [Part] {
        let recipe = try await KitQueries.recipes(of: kit.item.id, from: desk.source).first
        guard recipe != nil || !words.used.isEmpty else { throw Kits.unknown(kit) }
        var parts: [Part] = []
        for component in recipe?.components ?? [] {
            guard let item = desk.catalogue.item(component.item) else { continue }
            parts.append(Part(item: item, used: try quantity.multiplied(by: component.units).units))
        }
        var said: Set<Identifier<Item>> = []
        for text in words.used {
            let (item, written) = try await Goods.read(text, names, allowsZero: true)
            guard said.insert(item.item.id).inserted else { throw twice(item) }
            if let index = parts.firstIndex(where: { $0.item.item.id == item.item.id }) {
                parts[index].used = written.quantity.units
            } else {
                parts.append(Part(item: item, used: written.quantity.units))
            }
        }
        said = []
        for text in words.waste {
            let (item, written) = try await Goods.read(text, names)
            guard said.insert(item.item.id).inserted else { throw twice(item) }
            if let index = parts.firstIndex(where: { $0.item.item.id == item.item.id }) {
                parts[index].waste = written.quantity.units
            } else {
                parts.append(Part(item: item, used: 0, waste: written.quantity.units))
            }
        }
        parts.removeAll { $0.used == 0 && $0.waste == 0 }
        guard parts.contains(where: { $0.used > 0 }) else {
            throw Refusal(
                .argumentValue, [.init("item", kit.item.sku.text)],
                Wording(
                    "nothing would be in the kits: say what was used with used=SKU:QTY",
                    "les kits seraient vides : dire ce qui est utilisé avec utilisé=ARTICLE:QTÉ"))
        }
        for part in parts where part.used > 0 {
            guard part.item.item.id != kit.item.id else {
                throw Refusal(
                    "RULE.KIT-INSIDE-ITSELF", [.init("item", kit.item.sku.text), .init("through", kit.item.sku.text)],
                    Wording("\(kit.item.sku) cannot be made of itself", "\(kit.item.sku) ne peut pas se faire de lui-même"))
            }
            if part.item.mobile == .never, kit.mobile != .never { throw NeverMobile.refusal(part.item, into: kit) }
        }
        return parts
    }

    private func twice(_ item: ItemRecord) -> Refusal {
        Refusal(
            .lineRepeated, [.init("item", item.item.sku.text)],
            Wording(
                "\(item.item.sku) is named twice: say it once with the sum",
                "\(item.item.sku) est nommé deux fois : le dire une fois avec la somme"))
    }

    private func taken(
        _ parts: [Part], _ words: Words, _ owner: OrganisationRecord?, _ place: PlaceRecord, _ warehouse: WarehouseRecord, _ names: Names
    ) async throws -> GoodsTaken {
        let purpose = PickedGoods.Purpose.moved(to: .workshop)
        let numbered = parts.filter(\.item.hasSerials)
        guard words.serials.isEmpty || numbered.count == 1 else {
            throw Refusal(
                .argumentValue, [.init("serials", String(words.serials.count))],
                Wording(
                    "serial= names the pieces of the one component that has numbers; \(numbered.count) have",
                    "série= nomme les pièces du seul composant numéroté ; il y en a \(numbered.count)"))
        }
        var wanted: [GoodsTaken.Wanted] = []
        for part in parts {
            let quantity = try Quantity(part.used + part.waste)
            let lots =
                part.item.hasSerials
                ? try await names.lots(nil, serials: words.serials, item: part.item, warehouse: warehouse) : []
            let typed = "\(part.item.item.sku):\(quantity)"
            wanted.append(
                GoodsTaken.Wanted(
                    wish: PickedGoods.Wish(
                        item: part.item, quantity: quantity, place: place, lots: lots, owner: owner, warehouse: warehouse, purpose: purpose),
                    typed: typed, understood: Wording(both: typed)))
        }
        return GoodsTaken(extent: .some(wanted), owner: owner, place: place, warehouse: warehouse, purpose: purpose)
    }

    private func work(
        _ haul: PickedHaul, _ parts: [Part], _ kit: ItemRecord, _ kits: Int64, _ bench: WorkshopBench, _ day: CivilDate
    ) async throws -> WorkshopBench.Work {
        let owners = Set(haul.picks.map(\.lot.owner)).sorted()
        let whose = WhoseGoods(desk)
        guard owners.count == 1, let owner = owners.first else {
            let list = owners.map(whose.code).joined(separator: ", ")
            throw Refusal(
                .argumentMissing,
                [.init("arg", "owner"), .init("item", kit.item.sku.text), .init("owners", owners.map(whose.code).joined(separator: ","))],
                Wording(
                    "the components are of several (\(list)), and a kit is of one: say whose with owner=",
                    "les composants sont à plusieurs (\(list)), et un kit est à une seule : dire à qui avec propriétaire="))
        }
        // What was spoilt is of the lots that would have been taken last.
        var used = haul.picks.map(\.quantity.units)
        for part in parts where part.waste > 0 {
            let items = Set([part.item.item.id] + desk.catalogue.variants(of: part.item.item.id).map(\.item.id))
            var rest = part.waste
            for index in haul.picks.indices.reversed() where items.contains(haul.picks[index].lot.item) {
                let spoilt = min(rest, used[index])
                used[index] -= spoilt
                rest -= spoilt
            }
        }
        let origins = try await LotQueries.origins(haul.picks.map(\.lot.id), warehouse: bench.warehouse.id, from: desk.source)
        let inside = haul.picks.indices.filter { used[$0] > 0 }.map { haul.picks[$0].lot }
        var work = WorkshopBench.Work()
        func item(_ lot: Lot) -> ItemRecord { haul.items[lot.item] ?? kit }
        for pick in haul.picks {
            work.told.append(
                .init(
                    item: item(pick.lot), lot: .existing(pick.lot.id), units: pick.quantity.units, from: bench.place, to: bench.bench,
                    owner: owner, condition: pick.lot.condition))
        }
        for (index, pick) in haul.picks.enumerated() where pick.quantity.units > used[index] {
            let spoilt = pick.quantity.units - used[index]
            work.told.append(
                .init(
                    item: item(pick.lot), lot: .existing(pick.lot.id), units: spoilt, from: bench.bench, to: bench.bin, owner: owner,
                    condition: pick.lot.condition))
            work.rows.append(.init(from: pick.lot.id, to: .waste, went: spoilt, came: 0, share: Int128(spoilt)))
        }
        let came = Shares.divide(kits, by: used)
        for (index, pick) in haul.picks.enumerated() where used[index] > 0 {
            work.rows.append(
                .init(
                    from: pick.lot.id, to: .lot(.new(0)), went: used[index], came: came[index], share: Int128(used[index])))
        }
        func common<Value: Equatable>(_ values: [Value?]) -> Value? {
            values.first.flatMap { first in values.allSatisfy { $0 == first } ? first : nil }
        }
        let expires = inside.compactMap(\.expires).min()
        let lot = NewLot(
            item: kit.item.id, owner: owner, donor: common(inside.map { origins[$0.id]?.donor }), grant: common(inside.map(\.grant)),
            condition: common(inside.map(\.condition)) ?? .good, expires: expires)
        work.newLots.append(lot)
        let target = bench.target(kit, expires: expires, always: kit.isHeldBack, on: day, &work)
        work.told.append(
            .init(
                item: kit, lot: .new(0), units: kits, from: bench.bench, to: target, owner: owner, condition: lot.condition))
        return work
    }

    private func told(_ parts: [Part]) -> Wording {
        let whose = WhoseGoods(desk)
        let list = parts.filter { $0.used > 0 }.map { "\(whose.amount($0.used, $0.item)) \($0.item.item.sku)" }.joined(separator: ", ")
        let spoilt = parts.filter { $0.waste > 0 }.map { "\(whose.amount($0.waste, $0.item)) \($0.item.item.sku)" }.joined(separator: ", ")
        let waste = spoilt.isEmpty ? Wording(both: "") : Wording("; \(spoilt) spoilt", " ; \(spoilt) gâchés")
        return Wording(": \(list)", " : \(list)") + waste
    }
}
