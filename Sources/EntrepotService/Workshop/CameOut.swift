import EntrepotStore
import Measures
import Speech
import StockLedger

/// Something that came out of the workshop, `SKU:QTY` or `SKU:QTY:condition`, as it was said.
struct CameOut: Sendable {
    let item: ItemRecord
    var quantity: Quantity
    let ownPack: Pack?
    /// Nil where nothing was said: then it is in the condition that the goods were in.
    let condition: Condition?
    let expires: CivilDate?
    /// The number of the piece, for an item whose pieces have numbers.
    var serial: String?

    /// What all of it weighs; nil when the item's weight is not known.
    var grams: Int64? {
        if item.item.base == .gram { return quantity.units }
        return item.measure.mass.grams > 0 ? item.measure.mass(of: quantity).grams : nil
    }

    /// What it is beside other things where no weight is known: pieces, kilograms, litres.
    var count: Int64 { Int64(clamping: Int128(quantity.units) * Int128(1_000 / item.item.base.unitsPerMeasure)) }

    var part: WorkshopSum.Part { WorkshopSum.Part(units: quantity.units, base: item.item.base, grams: grams) }

    /// In words: `867 tent`, `433 tent (damaged)`, `12 500 g firewood`.
    var words: Wording {
        let amount = Wording.grouped(quantity.units) + (item.item.base == .piece ? "" : " \(item.item.base.rawValue)")
        let plain = Wording(both: "\(amount) \(item.item.sku)")
        return condition.map { plain + Wording(both: " (") + $0.words + Wording(both: ")") } ?? plain
    }
}

/// Reads what came out.
struct CameOutReader: Sendable {
    let desk: Desk
    let warehouse: WarehouseRecord
    /// The item that went in.
    let input: ItemRecord

    /// Everything that was said to have come out, each thing once.
    ///
    /// - Parameters:
    ///   - texts: `SKU:QTY` or `SKU:QTY:condition`.
    ///   - expiries: `SKU:DAY` for things with a date of their own.
    ///   - serials: the numbers of pieces, where a thing has them and the goods that went in have none.
    func read(_ texts: [String], expiries: [String], serials: [String]) async throws -> [CameOut] {
        let names = Names(desk)
        var days: [String: CivilDate] = [:]
        for text in expiries {
            let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
            guard parts.count == 2 else {
                throw Refusal(
                    .argumentValue, [.init("expires", text)],
                    Wording(
                        "write expires=SKU:DAY, such as expires=rice:2027-03-31; found «\(text)»",
                        "écrire péremption=ARTICLE:JOUR, par exemple péremption=rice:2027-03-31 ; reçu « \(text) »"))
            }
            days[try await names.anyItem(parts[0].lowercased()).item.sku.text] = try await Moments(desk).day(
                parts[1], .expiry, figure: "expires", warehouse: warehouse)
        }
        var things: [CameOut] = []
        var numbers = serials[...]
        for text in texts {
            var text = text
            var condition: Condition?
            if let colon = text.lastIndex(of: ":"), let said = Condition.typed(FoldedText(String(text[text.index(after: colon)...]))) {
                condition = said
                text = String(text[..<colon])
            } else if text.filter({ $0 == ":" }).count > 1, let word = text.split(separator: ":").last, !word.contains(where: \.isNumber) {
                condition = try SortGoods.condition(String(word))
            }
            let (item, written) = try await Goods.read(text, names)
            guard !things.contains(where: { $0.item.item.id == item.item.id && $0.condition == condition && $0.serial == nil }) else {
                throw Refusal(
                    .lineRepeated, [.init("item", item.item.sku.text)],
                    Wording(
                        "\(item.item.sku) came out twice in the same condition: say it once with the sum",
                        "\(item.item.sku) sort deux fois dans le même état : le dire une fois avec la somme"))
            }
            try await desk.askUnusual(written.quantity, typed: text, of: item, in: warehouse)
            try refuseOntoVans(item)
            let thing = CameOut(
                item: item, quantity: written.quantity, ownPack: written.ownPack, condition: condition,
                expires: days.removeValue(forKey: item.item.sku.text))
            guard item.hasSerials, item.item.id != input.item.id else {
                things.append(thing)
                continue
            }
            guard Int64(numbers.count) >= written.quantity.units else {
                throw Refusal(
                    .argumentMissing,
                    [.init("arg", "serial"), .init("item", item.item.sku.text), .init("qty", written.quantity.description)],
                    Wording(
                        "\(item.item.sku) has a serial number each: give serial= once for every piece, \(written.quantity) different ones",
                        "\(item.item.sku) a un numéro de série par pièce : donner série= une fois par pièce, \(written.quantity) numéros différents"
                    ))
            }
            for _ in 0..<written.quantity.units {
                var piece = thing
                piece.quantity = try Quantity(1)
                piece.serial = numbers.removeFirst()
                things.append(piece)
            }
        }
        if let unknown = days.keys.min() {
            throw Refusal(
                .argumentValue, [.init("expires", unknown)],
                Wording("expires= names \(unknown), which did not come out", "péremption= nomme \(unknown), qui n'est pas sorti"))
        }
        guard numbers.isEmpty else {
            throw Refusal(
                .argumentValue, [.init("serials", String(serials.count))],
                Wording("more serial numbers than pieces that have one", "plus de numéros de série que de pièces qui en ont"))
        }
        return things
    }

    /// What is barred from vans stays barred, whatever is made of it.
    private func refuseOntoVans(_ item: ItemRecord) throws(Refusal) {
        guard input.mobile == .never, item.mobile != .never else { return }
        throw NeverMobile.refusal(input, into: item)
    }
}

/// Goods that never go on mobile rounds, and what is made of them.
enum NeverMobile {
    /// The refusal to make something that may go on rounds of something that may not.
    static func refusal(_ part: ItemRecord, into whole: ItemRecord) -> Refusal {
        Refusal(
            "RULE.NEVER-MOBILE", [.init("item", part.item.sku.text), .init("into", whole.item.sku.text)],
            Wording(
                "\(part.item.sku) never goes on a mobile round, and \(whole.item.sku) may: make an item with mobile=never for what is made of it",
                "\(part.item.sku) ne va jamais en tournée mobile, et \(whole.item.sku) le peut : créer un article avec mobile=jamais pour ce qui en est fait"
            ))
    }
}
