package import Measures
package import Speech

/// Reads written quantities of one item.
package struct QuantityReader: Sendable {
    /// The item's code, for the figures of a refusal.
    package let item: String
    /// The item's base unit.
    package let base: BaseUnit
    /// Packs by name; a lot's own come before the item's.
    package let packs: [Pack]
    /// The decimal mark of what is read.
    package let mark: DecimalMark
    /// Whether nothing may be written: yes for counts and levels, no for movements.
    package let allowsZero: Bool

    package init(item: String, base: BaseUnit, packs: [Pack], mark: DecimalMark = .either, allowsZero: Bool = false) {
        self.item = item
        self.base = base
        self.packs = packs
        self.mark = mark
        self.allowsZero = allowsZero
    }

    /// For an item and, when one is meant, a lot whose own packs come first.
    package init(_ item: Item, lot: Lot? = nil, mark: DecimalMark = .either, allowsZero: Bool = false) {
        self.init(item: item.sku.text, base: item.base, packs: (lot?.packs ?? []) + item.packs, mark: mark, allowsZero: allowsZero)
    }

    /// Reads one quantity. Throws `ARG.MISSING` (nothing written, or a pack whose factor is not known), `ARG.VALUE`, `ARG.AMBIGUOUS` or
    /// `ARG.UNIT`.
    package func read(_ text: String) throws(Refusal) -> WrittenQuantity {
        let parts = try split(text)
        guard let unit = parts.unit else {
            guard base == .piece else { throw unitMissing(text) }
            return try finish(text, parts.number, per: 1, unit: .bare)
        }
        if let factorText = parts.factor {
            guard !PackWords.isUnit(unit) else {
                throw refusal(
                    .argumentValue, text, "«\(unit)» is a unit and has its own size", "«\(unit)» est une unité, de taille connue",
                    "leave out «:\(factorText)», or name a pack before it", "enlever «:\(factorText)», ou nommer un conditionnement avant")
            }
            let pack = try ownPack(text, named: packName(unit), factorText: factorText)
            return try finish(text, parts.number, per: pack.factor, unit: .pack(pack, own: true))
        }
        if let (symbol, factor) = PackWords.factor(of: unit, for: base) {
            return try finish(text, parts.number, per: factor, unit: factor == 1 ? .bare : .symbol(symbol))
        }
        guard !PackWords.isUnit(unit) else { throw wrongUnit(text, unit) }
        let pack = try knownPack(text, named: unit)
        return try finish(text, parts.number, per: pack.factor, unit: .pack(pack, own: false))
    }

    /// Whether a folded word is a pack or a unit of whatever is counted (`bales`, `sacs`, `kg`), so that `3 bales` is one quantity.
    @Sendable package static func isMeasure(_ word: String) -> Bool { PackWords.container(of: word) != nil || PackWords.isUnit(word) }

    // MARK: Parts

    private struct Parts {
        let number: WrittenNumber.Reading
        /// Folded; nil when a bare number was written.
        let unit: String?
        let factor: String?
    }

    private func split(_ text: String) throws(Refusal) -> Parts {
        let folded = FoldedText(text).text
        guard !folded.isEmpty else {
            throw refusal(
                .argumentMissing, text, "no quantity", "pas de quantité",
                "write one such as \(example)", "en écrire une, par exemple \(example)")
        }
        if let sign = folded.unicodeScalars.first, ["-", "\u{2212}", "+"].contains(sign) {
            throw refusal(
                .argumentValue, text, "a quantity has no sign", "une quantité n'a pas de signe",
                "write it without; goods that leave are a loss, an issue or a transfer",
                "l'écrire sans ; ce qui part est une perte, une remise ou un transfert")
        }
        let numberScalars = folded.unicodeScalars.prefix { scalar in
            ("0"..."9").contains(scalar) || [",", ".", " ", "'", "\u{A0}", "\u{202F}"].contains(scalar)
        }
        let rest = FoldedText(String(folded.unicodeScalars.dropFirst(numberScalars.count))).text
        let reading = WrittenNumber.read(FoldedText(String(numberScalars)).text, mark: mark)
        guard !numberScalars.isEmpty, reading != .malformed else {
            throw refusal(
                .argumentValue, text, "«\(text)» is not a quantity", "«\(text)» n'est pas une quantité",
                "write a number, then a pack or a unit, such as \(example)",
                "écrire un nombre, puis un conditionnement ou une unité, par exemple \(example)")
        }
        guard !rest.isEmpty else { return Parts(number: reading, unit: nil, factor: nil) }
        let pieces = rest.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        return Parts(
            number: reading, unit: FoldedText(String(pieces[0])).text,
            factor: pieces.count == 2 ? FoldedText(String(pieces[1])).text : nil)
    }

    /// The name of the item's pack that a folded word means, or the singular of the word.
    private func packName(_ word: String) -> String {
        matchingPacks(word).first?.name ?? PackWords.singulars(of: word).last { Self.isKnown($0) } ?? word
    }

    private static func isKnown(_ word: String) -> Bool {
        PackWords.containers.contains { $0.english.contains(word) || $0.french.contains(word) }
    }

    /// Packs that a folded word may mean: those of that name, else those of its singular, else those of another name of the same thing.
    private func matchingPacks(_ word: String) -> [Pack] {
        for name in PackWords.singulars(of: word) {
            // The first of a name wins: a lot's own factor comes before the item's.
            if let pack = packs.first(where: { FoldedText($0.name).text == name }) { return [pack] }
        }
        guard let container = PackWords.container(of: word) else { return [] }
        var names = Set<String>()
        return packs.filter { pack in
            let name = FoldedText(pack.name).text
            return (container.english.contains(name) || container.french.contains(name)) && names.insert(name).inserted
        }
    }

    private func knownPack(_ text: String, named word: String) throws(Refusal) -> Pack {
        let found = matchingPacks(word)
        if found.count > 1 {
            let names = found.map { "\($0.name) (\($0.factor))" }.joined(separator: ", ")
            throw refusal(
                .argumentAmbiguous, text, "«\(word)» may be \(names)", "«\(word)» peut être \(names)",
                "write the pack by its own name", "écrire le nom exact du conditionnement",
                more: [.init("readings", found.map(\.name).joined(separator: ","))])
        }
        if let pack = found.first { return pack }
        let name = packName(word)
        if PackWords.container(of: word) != nil {
            throw refusal(
                .argumentMissing, text, "how much is in one \(name) of \(item) is not known",
                "le contenu d'un «\(name)» de \(item) n'est pas connu",
                "write it, such as \(factorExample(name)), or define the pack of the item",
                "l'écrire, par exemple \(factorExample(name)), ou définir ce conditionnement sur l'article", more: known)
        }
        let candidates = packs.map(\.name) + base.writtenUnits.map(\.name)
        let near = NearestWords.nearest(to: word, among: candidates)
        let list = (near.isEmpty ? candidates : near).joined(separator: ", ")
        throw refusal(
            .argumentUnit, text, "«\(word)» is neither a pack nor a unit of \(item)",
            "«\(word)» n'est ni un conditionnement ni une unité de \(item)",
            "use \(list), or give its content, such as \(factorExample(word))",
            "employer \(list), ou donner son contenu, par exemple \(factorExample(word))",
            more: known + (near.isEmpty ? [] : [.init("nearest", near.joined(separator: ","))]))
    }

    /// A pack with the factor that was written: base units, or a number with a unit (`stere:450kg`).
    private func ownPack(_ text: String, named name: String, factorText: String) throws(Refusal) -> Pack {
        let bad = refusal(
            .argumentValue, text, "«\(factorText)» is not the content of a pack",
            "«\(factorText)» n'est pas le contenu d'un conditionnement",
            "write whole base units or a number with a unit, such as \(factorExample(name))",
            "écrire des unités de base entières ou un nombre avec son unité, par exemple \(factorExample(name))")
        guard (try? Code(name)) != nil else { throw bad }
        let digits = factorText.unicodeScalars.prefix { ("0"..."9").contains($0) || [",", ".", " "].contains($0) }
        let unit = FoldedText(String(factorText.unicodeScalars.dropFirst(digits.count))).text
        var perUnit: Int64 = 1
        if !unit.isEmpty {
            guard let known = PackWords.factor(of: unit, for: base) else { throw wrongUnit(text, unit) }
            perUnit = known.factor
        }
        switch WrittenNumber.read(FoldedText(String(digits)).text, mark: mark) {
        case .number(let number):
            guard let (factor, isExact) = number.times(perUnit), isExact, let pack = try? Pack(name: name, factor: factor) else {
                throw bad
            }
            return pack
        case .ambiguous(let decimal, let grouped): throw ambiguous(text, decimal, grouped, unit)
        case .tooLong, .malformed: throw bad
        }
    }

    // MARK: The sum

    private enum Unit {
        case bare
        case symbol(String)
        case pack(Pack, own: Bool)
    }

    private func finish(_ text: String, _ reading: WrittenNumber.Reading, per factor: Int64, unit: Unit) throws(Refusal)
        -> WrittenQuantity
    {
        let unitText =
            switch unit {
            case .bare: base == .piece ? "" : base.rawValue
            case .symbol(let symbol): symbol
            case .pack(let pack, _): pack.name
            }
        let number: WrittenNumber
        switch reading {
        case .number(let one): number = one
        case .ambiguous(let decimal, let grouped): throw ambiguous(text, decimal, grouped, unitText)
        case .tooLong, .malformed: throw tooLarge(text)
        }
        guard let (whole, isExact) = number.times(factor) else { throw tooLarge(text) }
        guard isExact else {
            guard whole < Quantity.ceiling else { throw tooLarge(text) }
            let nearest = "\(whole)\(base == .piece ? "" : base.rawValue),\(whole + 1)\(base == .piece ? "" : base.rawValue)"
            let low = amount(whole)
            let high = amount(whole + 1)
            throw refusal(
                .argumentValue, text, "not a whole number of base units", "pas un nombre entier d'unités de base",
                whole == 0 ? "the nearest is \(high.english)" : "the nearest are \(low.english) and \(high.english)",
                whole == 0 ? "la plus proche est \(high.french)" : "les plus proches sont \(low.french) et \(high.french)",
                more: [.init("nearest", whole == 0 ? String(nearest.drop { $0 != "," }.dropFirst()) : nearest)])
        }
        guard whole <= Quantity.ceiling, let quantity = try? Quantity(whole) else { throw tooLarge(text) }
        guard allowsZero || !quantity.isZero else {
            throw refusal(
                .argumentValue, text, "a quantity is above zero", "une quantité est supérieure à zéro",
                "write how much there was", "écrire combien il y en avait")
        }
        return WrittenQuantity(quantity: quantity, ownPack: own(unit), understood: sentence(number, unit, quantity))
    }

    private func own(_ unit: Unit) -> Pack? {
        if case .pack(let pack, own: true) = unit { return pack }
        return nil
    }

    private func sentence(_ number: WrittenNumber, _ unit: Unit, _ quantity: Quantity) -> Wording {
        let total = amount(quantity.units)
        switch unit {
        case .bare: return total
        case .symbol(let symbol): return number.words + Wording(both: " \(symbol) = ") + total
        case .pack(let pack, _):
            // French uses the singular below two.
            let belowTwo = number.times(1).map { $0.whole < 2 } ?? false
            let name = PackWords.words(for: FoldedText(pack.name).text, one: number.isOne, oneInFrench: belowTwo)
            let content = base == .piece ? Wording(both: Wording.grouped(pack.factor)) : amount(pack.factor)
            return number.words + Wording(both: " ") + name + Wording(both: " × ") + content + Wording(both: " = ") + total
        }
    }

    /// Base units in words: `240 pieces`, `12 500 g`.
    private func amount(_ units: Int64) -> Wording {
        Wording(both: Wording.grouped(units) + " ") + PackWords.words(for: base, one: units == 1, oneInFrench: units < 2)
    }
}
