import EntrepotStore
import Measures
import Speech
import StockLedger

/// How much of what went in is accounted for by what came out and what was thrown away; what does not add up is asked back or refused.
struct SortedAmount: Sendable {
    /// Base units of the goods that went in for which something has come out, waste included.
    let done: Int64
    /// Base units of them that were thrown away.
    let waste: Int64

    /// - Parameters:
    ///   - total: base units that lie in the workshop.
    ///   - wasteText: an amount of the item that went in, a weight, or `rest`.
    ///   - partly: `yes`, or how much of it is done; nil when all of it is.
    init(
        _ desk: Desk, of item: ItemRecord, total: Int64, _ things: [CameOut], waste wasteText: String?, partly: String?
    ) throws {
        let same = things.filter { $0.item.item.id == item.item.id }.reduce(Int64(0)) { $0 + $1.quantity.units }
        let others = things.filter { $0.item.item.id != item.item.id }.map(\.part)
        let scale = Scale(item)
        let isRest = wasteText.map { ["rest", "reste"].contains(FoldedText($0).text) } ?? false
        var wasted = isRest ? 0 : try wasteText.map { try scale.units($0) } ?? 0
        guard wasted <= total else { throw Self.more(item, out: wasted, in: total, isUnits: true) }

        var done = total
        // What is worked out from the weights agrees with them.
        var isWorkedOut = isRest
        if let partly {
            if ["yes", "oui"].contains(FoldedText(partly).text) {
                guard !isRest else {
                    throw Refusal(
                        .argumentValue, [.init("waste", "rest")],
                        Wording(
                            "what is waste of a part cannot be told from the rest: say how much with waste=",
                            "le rebut d'une partie ne se déduit pas du reste : dire combien avec rebut="))
                }
                guard let told = scale.behind(same: same, others: others) else {
                    throw Refusal(
                        .argumentMissing, [.init("arg", "partly"), .init("item", item.item.sku.text)],
                        Wording(
                            "weights are not known, so nobody can tell how much of \(item.item.sku) this came out of: say how much is done, such as partly=20",
                            "les poids ne sont pas connus : dire combien de \(item.item.sku) est déjà trié, par exemple partiel=20"))
                }
                done = told + wasted
                isWorkedOut = true
            } else {
                done = try scale.units(partly)
            }
            if !things.isEmpty { done = max(1, done) }
            guard done <= total else { throw Self.more(item, out: done, in: total, isUnits: true) }
        }
        if isRest {
            guard let told = scale.behind(same: same, others: others) else {
                throw Refusal(
                    .argumentMissing, [.init("arg", "waste"), .init("item", item.item.sku.text)],
                    Wording(
                        "weights are not known, so the rest cannot be worked out: say how much was thrown away, such as waste=2",
                        "les poids ne sont pas connus, le reste ne se calcule pas : dire combien est jeté, par exemple rebut=2"))
            }
            guard told <= done else { throw Self.more(item, out: told, in: done, isUnits: true) }
            wasted = done - told
        }
        guard wasted <= done else { throw Self.more(item, out: wasted, in: done, isUnits: true) }
        if things.isEmpty {
            guard wasted == done else { throw Self.missing(item, done - wasted, isUnits: true) }
        } else if !isWorkedOut {
            try Self.judge(WorkshopSum.judge(scale.part(done - wasted), same: same, others: others), item, isSure: desk.entry.sure)
        }
        self.done = done
        waste = wasted
    }

    private static func judge(_ verdict: WorkshopSum.Verdict, _ item: ItemRecord, isSure: Bool) throws(Refusal) {
        switch verdict {
        case .closes, .unknown: return
        case .more(let out, let whole, let isUnits): throw more(item, out: out, in: whole, isUnits: isUnits)
        case .less(let missing, let isUnits): throw Self.missing(item, missing, isUnits: isUnits)
        case .looksMore(let out, let whole):
            guard !isSure else { return }
            throw Refusal(
                .argumentUnusual, [.init("item", item.item.sku.text), .init("in_g", .integer(whole)), .init("out_g", .integer(out))],
                found: Wording(
                    "by their weights \(kilograms(out)) kg came out of \(kilograms(whole)) kg",
                    "d'après les poids, \(kilograms(out)) kg sortent de \(kilograms(whole)) kg"),
                remedy: Wording("check it, and add sure=yes if it is right", "vérifier, et ajouter sûr=oui si c'est juste"))
        case .looksLess(let missing):
            guard !isSure else { return }
            throw Refusal(
                .argumentUnusual, [.init("item", item.item.sku.text), .init("missing_g", .integer(missing))],
                found: Wording(
                    "by their weights \(kilograms(missing)) kg are missing",
                    "d'après les poids, il manque \(kilograms(missing)) kg"),
                remedy: Wording(
                    "say what was thrown away with waste=, or waste=rest, or partly=yes when more will come out, or add sure=yes if the weights are rough",
                    "dire ce qui est jeté avec rebut=, ou rebut=reste, ou partiel=oui si d'autres choses sortiront, ou ajouter sûr=oui si les poids sont approximatifs"
                ))
        }
    }

    private static func more(_ item: ItemRecord, out: Int64, in whole: Int64, isUnits: Bool) -> Refusal {
        let unit = isUnits ? (item.item.base == .piece ? "" : " \(item.item.base.rawValue)") : " g"
        return Refusal(
            "RULE.SORTED-MORE", [.init("item", item.item.sku.text), .init("in", .integer(whole)), .init("out", .integer(out))],
            Wording(
                "\(Wording.grouped(out))\(unit) cannot come out of \(Wording.grouped(whole))\(unit) of \(item.item.sku): check the figures, or count first what there really is",
                "\(Wording.grouped(out))\(unit) ne peuvent pas sortir de \(Wording.grouped(whole))\(unit) de \(item.item.sku) : vérifier les chiffres, ou compter d'abord ce qu'il y a vraiment"
            ))
    }

    private static func missing(_ item: ItemRecord, _ missing: Int64, isUnits: Bool) -> Refusal {
        let unit = isUnits ? (item.item.base == .piece ? "" : " \(item.item.base.rawValue)") : " g"
        return Refusal(
            "RULE.SORTED-LESS", [.init("item", item.item.sku.text), .init("missing", .integer(missing))],
            Wording(
                "\(Wording.grouped(missing))\(unit) of \(item.item.sku) are not accounted for: say what was thrown away with waste=, or waste=rest, or partly=yes when more will come out of it",
                "\(Wording.grouped(missing))\(unit) de \(item.item.sku) restent à expliquer : dire ce qui est jeté avec rebut=, ou rebut=reste, ou partiel=oui si d'autres choses en sortiront"
            ))
    }

    private static func kilograms(_ grams: Int64) -> String {
        grams % 1_000 == 0
            ? Wording.grouped(grams / 1_000) : "\(Wording.grouped(grams / 1_000)).\(String(grams % 1_000 + 1_000).dropFirst())"
    }
}

/// Amounts of the item that went in: in its units, or by weight where a piece's weight is known.
private struct Scale {
    let item: ItemRecord

    init(_ item: ItemRecord) {
        self.item = item
    }

    private var isWeighed: Bool { item.item.base == .gram || item.measure.mass.grams > 0 }

    func part(_ units: Int64) -> WorkshopSum.Part { WorkshopSum.Part(units: units, base: item.item.base, grams: grams(units)) }

    private func grams(_ units: Int64) -> Int64? {
        if item.item.base == .gram { return units }
        guard item.measure.mass.grams > 0 else { return nil }
        return Int64(clamping: Int128(units) * Int128(item.measure.mass.grams) / Int128(item.measure.units))
    }

    /// The units that weigh so much, to the nearest.
    private func units(ofGrams grams: Int64) -> Int64 {
        if item.item.base == .gram { return grams }
        let mass = Int128(item.measure.mass.grams)
        return Int64(clamping: (Int128(grams) * Int128(item.measure.units) + mass / 2) / mass)
    }

    /// Base units behind an amount that was written.
    func units(_ text: String) throws -> Int64 {
        if item.item.base != .gram, isWeighed,
            let weight = try? QuantityReader(item: item.item.sku.text, base: .gram, packs: [], allowsZero: true).read(text)
        {
            return units(ofGrams: weight.quantity.units)
        }
        return try QuantityReader(item.item, allowsZero: true).read(text).quantity.units
    }

    /// The units that some things came out of; nil where a weight is not known.
    func behind(same: Int64, others: [WorkshopSum.Part]) -> Int64? {
        guard !others.isEmpty else { return same }
        guard isWeighed else { return nil }
        var weight: Int64 = 0
        for part in others {
            guard let grams = part.base == .gram ? part.units : part.grams else { return nil }
            weight = Int64(clamping: Int128(weight) + Int128(grams))
        }
        return same + units(ofGrams: weight)
    }
}
