import AdminProtocol
import Speech

/// Gives the words of a line that have no name to the arguments that may be said by their place.
///
///     receive 3bale blanket a1          the amount and the thing in either order
///     receive 3 bales of blanket a1     a number and its pack as two words
///     transfer 24 mat from a2 to b1     a place behind the word for it
///     loss 2 blanket damaged            the session's own place passed over
///
/// Only the form of words is looked at. Where two words could change places, nothing is guessed: it is asked.
struct WordPlacing {
    let spec: CommandSpec
    let arguments: [ArgumentSpec]
    /// Whether a folded word is a pack or a unit, by what the house calls them.
    let isMeasure: @Sendable (String) -> Bool
    /// Whether the session has something for an argument that is left out.
    let hasDefault: (ArgumentSpec) -> Bool

    /// Words with the argument each is for, by its place among `arguments`; `given` are the arguments that the line names.
    func placed(_ words: [RequestToken], given: Set<Int>) throws(Refusal) -> [(argument: Int, value: String)] {
        var words = words
        var found: [(argument: Int, value: String)] = []
        var given = given
        joinMeasures(&words, given)
        takeNamedPlaces(&words, &found, &given)
        // `give=tent:3` and `all=yes` stand for the thing and its amount, or for the amount alone.
        let mayLeaveOut = given.contains { arguments[$0].type == .goods || ($0 < spec.arguments.count && arguments[$0].type == .flag) }
        var open = arguments.indices.filter { arguments[$0].isPositional && (arguments[$0].isRepeated || !given.contains($0)) }
        for (index, word) in words.enumerated() {
            if mayLeaveOut { leaveOut(&open, for: word, behind: words[(index + 1)...]) }
            guard !open.isEmpty else { throw ArgumentRefusal.unknown(word, of: spec) }
            let chosen = try choose(word, behind: words[(index + 1)...], among: open)
            found.append((chosen, word.value))
            if !arguments[chosen].isRepeated { open.removeAll { $0 == chosen } }
        }
        return found
    }

    // MARK: Words that belong together

    /// Makes one word of a bare number and the pack or unit behind it, where another word is left for the thing.
    private func joinMeasures(_ words: inout [RequestToken], _ given: Set<Int>) {
        guard let quantity = arguments.firstIndex(where: { $0.type == .quantity && $0.isPositional }), !given.contains(quantity) else {
            return
        }
        let isThingNamed = arguments.indices.contains { arguments[$0].type == .sku && given.contains($0) }
        guard
            let index = words.indices.dropLast().first(where: { index in
                !words[index].isQuoted && WrittenForm.isNumber(words[index].value) && !words[index + 1].isQuoted
                    && isMeasure(FoldedText(words[index + 1].value).text)
            }), words.count > 2 || isThingNamed
        else { return }
        words[index].value += " " + words[index + 1].value
        words.remove(at: index + 1)
        if words.indices.contains(index + 2), !words[index + 1].isQuoted,
            ["of", "de", "d'"].contains(FoldedText(words[index + 1].value).text)
        {
            words.remove(at: index + 1)
        }
    }

    /// Takes `from a2`, `à`-less: a word that is the name of a place's argument, with the word behind it.
    private func takeNamedPlaces(_ words: inout [RequestToken], _ found: inout [(argument: Int, value: String)], _ given: inout Set<Int>) {
        var index = 0
        while index + 1 < words.count {
            let word = FoldedText(words[index].value).text
            let named = arguments.indices.first { place in
                arguments[place].type == .place && !given.contains(place)
                    && arguments[place].allNames.contains { FoldedText($0).text == word }
            }
            guard let named, !words[index].isQuoted else {
                index += 1
                continue
            }
            found.append((named, words[index + 1].value))
            given.insert(named)
            words.removeSubrange(index...(index + 1))
        }
    }

    // MARK: One word

    /// Takes thing and amount away where every word is needed for something else, and the amount where the word is none.
    private func leaveOut(_ open: inout [Int], for word: RequestToken, behind rest: ArraySlice<RequestToken>) {
        let needed = open.count { arguments[$0].isRequired && !hasDefault(arguments[$0]) }
        let isTight = rest.count + 1 <= needed
        while let first = open.first, !arguments[first].isRequired, isGoods(arguments[first]), open.count > 1 {
            let isNoAmount = arguments[first].type == .quantity && !WrittenForm.isAmount(word.value)
            guard isNoAmount || (isTight && !WrittenForm.isAmount(word.value)) else { return }
            open.removeFirst()
        }
    }

    private func isGoods(_ argument: ArgumentSpec) -> Bool { argument.type == .sku || argument.type == .quantity }

    /// The argument that a word is for, of those still open.
    private func choose(_ word: RequestToken, behind rest: ArraySlice<RequestToken>, among open: [Int]) throws(Refusal) -> Int {
        let first = open[0]
        // Every word is there, and one of them can only be a later argument's.
        if let later = open.first(where: { isOneOf(word, arguments[$0]) }),
            rest.count + 1 >= open.filter({ arguments[$0].isRequired }).count,
            !rest.contains(where: { isOneOf($0, arguments[later]) })
        {
            return later
        }
        if open.count > 1, let pair = exchangeable(first, open[1]) {
            let isAmount = WrittenForm.isAmount(word.value)
            guard let next = rest.first else { return isAmount ? pair.amount : pair.thing }
            switch (isAmount, WrittenForm.isAmount(next.value)) {
            case (true, false): return pair.amount
            case (false, true): return pair.thing
            case (true, true): throw ArgumentRefusal.eitherWay(word.value, next.value, arguments[pair.thing], arguments[pair.amount])
            case (false, false): return first
            }
        }
        if !isOneOf(word, arguments[first]) {
            // A word that is one of a later argument's few, where something else remains for this one.
            if let later = open.dropFirst().first(where: { isOneOf(word, arguments[$0]) }),
                !rest.contains(where: { isOneOf($0, arguments[later]) }),
                hasDefault(arguments[first]) || !arguments[first].isRequired || rest.contains(where: { !isOneOf($0, arguments[later]) })
            {
                return later
            }
            // Fewer words than arguments: the session's own is meant for this one.
            let wanted = open.filter { arguments[$0].isRequired }
            if hasDefault(arguments[first]), rest.count + 1 < wanted.count, let next = open.dropFirst().first, !isChoice(arguments[next]) {
                return next
            }
        }
        return first
    }

    /// A thing and its amount beside each other, whichever comes first.
    private func exchangeable(_ one: Int, _ other: Int) -> (thing: Int, amount: Int)? {
        switch (arguments[one].type, arguments[other].type) {
        case (.sku, .quantity): (one, other)
        case (.quantity, .sku): (other, one)
        default: nil
        }
    }

    private func isChoice(_ argument: ArgumentSpec) -> Bool {
        if case .choice = argument.type { return true }
        return false
    }

    private func isOneOf(_ word: RequestToken, _ argument: ArgumentSpec) -> Bool {
        isChoice(argument) && (try? ArgumentForm.canonical(word.value, of: argument)) != nil
    }
}

/// What a word looks like, by its letters alone.
enum WrittenForm {
    /// A number without a unit: `3`, `2,5`, `1200`.
    static func isNumber(_ word: String) -> Bool {
        word.utf8.first.map { (0x30...0x39).contains($0) } == true
            && word.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ".") }
    }

    /// A number, with letters of a pack or a unit behind it or without: `3bale`, `12,5kg`, `10carton:20`. A code that begins with a digit
    /// (`2p-tent`) is none, and neither are the many digits of a barcode (EAN-8 is the shortest).
    static func isAmount(_ word: String) -> Bool {
        let scalars = Array(word.unicodeScalars)
        guard let first = scalars.first, ("0"..."9").contains(first) || first == "-" || first == "+" || first == "\u{2212}" else {
            return false
        }
        let number = scalars.dropFirst(("0"..."9").contains(first) ? 0 : 1)
        let digits = number.prefix { ("0"..."9").contains($0) || [",", ".", " ", "'", "\u{A0}", "\u{202F}"].contains($0) }
        let unit = number.dropFirst(digits.count)
        if unit.isEmpty { return !digits.isEmpty && digits.count < 8 }
        let name = unit.prefix { $0 != ":" }
        return !digits.isEmpty && name.allSatisfy { $0.properties.isAlphabetic || $0 == "³" || $0 == "3" || $0 == " " }
    }
}
