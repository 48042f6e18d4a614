import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// Kits taken apart: the very lots that went into them come back. Of kits that came in whole nobody knows what is in them; those are taken
/// apart by the recipe.
package struct BreakKit: Sendable {
    /// The keys of its records, in order.
    package static let keys = WorkshopBench.keys

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Books what came out of the kits. What is broken is put back and booked as a loss.
    package func run(
        item sku: String, _ amount: String, at placeText: String, to: String?, lot lotCode: String?, owner ownerCode: String?,
        serials: [String]
    ) async throws -> Answer {
        let names = Names(desk)
        let kit = try await names.anyItem(sku)
        let (place, warehouse) = try await names.shelf(placeText)
        let shelf = try await SortGoods.shelf(to, names, place, warehouse)
        let lots = try await names.lots(lotCode, serials: [], item: kit, warehouse: warehouse)
        let owner: OrganisationRecord? = if let code = ownerCode { try await names.organisation(code, figure: "owner") } else { nil }
        let written = try PickedGoods.quantity(amount, item: kit, lot: lots.first?.lot)
        var wish = PickedGoods.Wish(
            item: kit, quantity: written.quantity, place: place, lots: lots, owner: owner, warehouse: warehouse,
            purpose: .moved(to: .workshop))
        wish.withSizes = false
        let taken = GoodsTaken(
            extent: .some([GoodsTaken.Wanted(wish: wish, typed: amount, understood: written.understood)]), owner: owner, place: place,
            warehouse: warehouse, purpose: wish.purpose)
        let bench = try WorkshopBench(desk, in: warehouse, from: place, to: shelf)
        let goods = PickedGoods(desk)
        let day = try await SortGoods.day(desk, warehouse)
        return try await goods.booking(taken) { haul in
            var work = WorkshopBench.Work()
            var codes = try await goods.codes(haul, taken)
            for pick in haul.picks {
                try await take(pick, apart: kit, bench, day, serials, &work, &codes)
            }
            bench.merge(&work)
            var posting = try desk.draft(.brokenUp, try work.lines(), in: warehouse)
            posting.newLots = work.newLots
            posting.made = Made(work.rows)
            var sums: [(ItemRecord, Int64)] = []
            for one in work.told where one.from.place.id == bench.bench.place.id {
                if let index = sums.firstIndex(where: { $0.0.item.id == one.item.item.id }) {
                    sums[index].1 += one.units
                } else {
                    sums.append((one.item, one.units))
                }
            }
            let whose = WhoseGoods(desk)
            let list = sums.map { "\(whose.amount($0.1, $0.0)) \($0.0.item.sku)" }.joined(separator: ", ")
            let answer = Answer(
                records: bench.records(work, codes),
                pairs: ["movement": .movementNumber, "kit": .string(kit.item.sku.text), "qty": .integer(written.quantity.units)],
                goods.sentence(haul, taken) + Wording(both: " → \(list)"), warnings: work.warnings, changed: true)
            return try await desk.book(
                posting, in: warehouse, answer, item: kit.item.sku.text,
                meaning: goods.meaning("broken up", shelf.place.address, haul, taken))
        }
    }

    /// Takes so many kits of a lot apart.
    private func take(
        _ pick: PickedGoods.Pick, apart kit: ItemRecord, _ bench: WorkshopBench, _ day: CivilDate, _ serials: [String],
        _ work: inout WorkshopBench.Work, _ codes: inout [Identifier<Lot>: String]
    ) async throws {
        let warehouse = bench.warehouse
        work.told.append(
            .init(
                item: kit, lot: .existing(pick.lot.id), units: pick.quantity.units, from: bench.place, to: bench.bench,
                owner: pick.lot.owner, condition: pick.lot.condition))
        let (kits, parts) = try await KitQueries.parts(of: pick.lot.id, warehouse: warehouse.id, from: desk.source)
        guard kits >= pick.quantity.units, !parts.isEmpty else { return try await byRecipe(pick, kit, bench, day, &work) }
        let known = try await LotQueries.lots(parts.map(\.lot), warehouse: warehouse.id, from: desk.source)
        var back: [(part: KitPart, lot: Lot, units: Int64)] = []
        for (item, same) in Dictionary(grouping: parts, by: \.item).sorted(by: { $0.key < $1.key }) {
            let isNumbered = desk.catalogue.item(item)?.hasSerials ?? false
            if isNumbered, kits > pick.quantity.units {
                back += try named(same, of: item, kits: kits, taken: pick.quantity.units, serials).compactMap { part in
                    known[part.lot].map { (part, $0, part.units) }
                }
            } else {
                for part in same {
                    let units = Int64(Int128(part.units) * Int128(pick.quantity.units) / Int128(kits))
                    if units > 0, let lot = known[part.lot] { back.append((part, lot, units)) }
                }
            }
        }
        guard !back.isEmpty else { return try await byRecipe(pick, kit, bench, day, &work) }
        let went = Shares.divide(pick.quantity.units, by: back.map(\.units))
        for (index, one) in back.enumerated() {
            codes[one.part.lot] = one.part.code
            let item = desk.catalogue.item(one.part.item) ?? kit
            let target = bench.target(item, expires: one.lot.expires, always: false, on: day, &work)
            work.told.append(
                .init(
                    item: item, lot: .existing(one.part.lot), units: one.units, from: bench.bench, to: target, owner: one.lot.owner,
                    condition: one.lot.condition))
            work.rows.append(
                .init(
                    from: pick.lot.id, to: .lot(.existing(one.part.lot)), went: went[index], came: one.units, share: 1,
                    part: one.part.lot))
        }
    }

    /// The pieces with numbers that come out of some of the kits: asked by their numbers.
    private func named(_ parts: [KitPart], of item: Identifier<Item>, kits: Int64, taken: Int64, _ serials: [String]) throws(Refusal)
        -> [KitPart]
    {
        let due = Int64(Int128(parts.reduce(0) { $0 + $1.units }) * Int128(taken) / Int128(kits))
        let said = Set(serials.map { FoldedText($0).text })
        let chosen = parts.filter { said.contains(FoldedText($0.code).text) || said.contains(FoldedText($0.batch ?? "").text) }
        guard Int64(chosen.count) == due else {
            let sku = desk.catalogue.item(item)?.item.sku.text ?? ""
            let list = parts.prefix(20).map { $0.batch ?? $0.code }.joined(separator: ", ")
            throw Refusal(
                .argumentMissing, [.init("arg", "serial"), .init("item", sku), .init("qty", .integer(due))],
                Wording(
                    "each \(sku) in the kits has a number: give serial= for the \(due) that come out, of \(list)",
                    "chaque \(sku) des kits a son numéro : donner série= pour les \(due) qui en sortent, parmi \(list)"))
        }
        return chosen
    }

    /// What the recipe says is in kits that came in whole.
    private func byRecipe(
        _ pick: PickedGoods.Pick, _ kit: ItemRecord, _ bench: WorkshopBench, _ day: CivilDate, _ work: inout WorkshopBench.Work
    ) async throws {
        let recipe = try await Kits(desk).recipe(of: kit)
        let components = recipe.components.compactMap { part in desk.catalogue.item(part.item).map { ($0, part.units) } }
        guard components.allSatisfy({ !$0.0.hasSerials }) else {
            throw Refusal(
                .argumentValue, [.init("item", kit.item.sku.text)],
                Wording(
                    "nobody knows which numbers are in these kits: take them apart with «sort … out=SKU:QTY serial=…»",
                    "personne ne connaît les numéros de ces kits : les défaire avec « trier … sortie=ARTICLE:QTÉ série=… »"))
        }
        let origin = try await LotQueries.origins([pick.lot.id], warehouse: bench.warehouse.id, from: desk.source)[pick.lot.id]
        let units = try components.map { try pick.quantity.multiplied(by: $0.1).units }
        let isWeighed = components.allSatisfy { $0.0.item.base == .gram || $0.0.measure.mass.grams > 0 }
        let weights = try zip(components, units).map { one, units -> Int64 in
            if one.0.item.base == .gram { return units }
            return isWeighed
                ? one.0.measure.mass(of: try Quantity(units)).grams
                : Int64(clamping: Int128(units) * Int128(1_000 / one.0.item.base.unitsPerMeasure))
        }
        let went = Shares.divide(pick.quantity.units, by: weights)
        for (index, (item, _)) in components.enumerated() {
            let expires = item.item.expiry == .none ? nil : pick.lot.expires
            let target = bench.target(
                item, expires: expires, always: item.isHeldBack, isUnknown: expires == nil && item.item.expiry == .required, on: day, &work)
            work.told.append(
                .init(
                    item: item, lot: .new(work.newLots.count), units: units[index], from: bench.bench, to: target, owner: pick.lot.owner,
                    condition: pick.lot.condition))
            work.rows.append(
                .init(
                    from: pick.lot.id, to: .lot(.new(work.newLots.count)), went: went[index], came: units[index],
                    share: Int128(max(1, weights[index]))))
            work.newLots.append(
                NewLot(
                    item: item.item.id, owner: pick.lot.owner, donor: origin?.donor, grant: pick.lot.grant, condition: pick.lot.condition,
                    expires: expires))
        }
    }
}
