import StockLedger

/// A count of a place.
package struct ReferenceCount: Sendable {
    /// What was counted of one lot.
    package struct Line: Sendable {
        package let lot: String
        package let item: String
        package var expected: Int64
        package let counted: Int64
        /// When somebody stood there and counted.
        package let at: Int64
        /// Whether the item was counted as a whole, lots that nobody knew of with it.
        package let coversItem: Bool
    }

    package let number: Int64
    package let place: String
    package var isOpen = true
    /// When it was taken, by what was said on closing it; nil when it is open, or was given up.
    package var ended: Int64?
    package var restIsZero = false
    package var lines: [Line] = []

    /// What was counted of items as a whole, beside the lots it was spread over.
    package var wholes: [String: Int64] = [:]

    /// When the lot was counted here; nil when it was not, or the count does not stand.
    func moment(of lot: String, item: String) -> Int64? {
        guard let ended else { return nil }
        let covering = lines.filter { $0.lot == lot || ($0.coversItem && $0.item == item) }
        return covering.map(\.at).max() ?? (restIsZero ? ended : nil)
    }
}

/// Counting.
extension ReferenceBooks {
    package mutating func openCount(_ number: Int64, of place: String) throws(ReferenceRefusal) {
        counts.append(ReferenceCount(number: number, place: place))
    }

    private func openCount(_ number: Int64) throws(ReferenceRefusal) -> Int {
        guard let index = counts.firstIndex(where: { $0.number == number }) else { throw ReferenceRefusal("NOTFOUND.COUNT") }
        guard counts[index].isOpen else { throw ReferenceRefusal("RULE.COUNT-CLOSED") }
        return index
    }

    /// A figure for one lot, as counted at an instant.
    package mutating func enter(
        _ number: Int64, lot: String, counted: Int64, adding: Bool, at now: Int64
    ) throws(ReferenceRefusal) {
        let index = try openCount(number)
        counts[index].wholes[lots[lot]?.item ?? ""] = nil
        let earlier = adding ? counts[index].lines.first { $0.lot == lot } : nil
        keep(
            ReferenceCount.Line(
                lot: lot, item: lots[lot]?.item ?? "", expected: earlier?.expected ?? onHand(lot, at: counts[index].place, asOf: now),
                counted: counted + (earlier?.counted ?? 0), at: earlier?.at ?? now, coversItem: false), in: index)
    }

    /// A figure for an item as a whole, or for all that one owner has of it: what is missing is missing of the lots that leave first, what
    /// is too much is of the lot received last. More of it found elsewhere in the place is held, with the first figure, against the books
    /// of the first.
    package mutating func enter(
        _ number: Int64, item: String, owner: String?, counted figure: Int64, adding: Bool, at now: Int64
    ) throws(ReferenceRefusal) {
        var after = self
        let index = try openCount(number)
        let place = counts[index].place
        func isMeant(_ lot: String) -> Bool { lots[lot].map { $0.item == item && (owner == nil || $0.owner == owner) } ?? false }
        let earlier = adding ? counts[index].lines.filter { isMeant($0.lot) } : []
        var books: [(lot: ReferenceLot, expected: Int64)] = []
        if earlier.isEmpty {
            after.counts[index].lines.removeAll { isMeant($0.lot) }
            for lot in lots.values where isMeant(lot.code) {
                let then = onHand(lot.code, at: place, asOf: now)
                if then > 0 { books.append((lot, then)) }
            }
            books.sort { $0.lot.leaves(before: $1.lot) }
        } else {
            for line in earlier { if let lot = lots[line.lot] { books.append((lot, line.expected)) } }
            books.sort { $0.lot.leaves(before: $1.lot) }
        }
        let counted = earlier.reduce(figure) { $0 + $1.counted }
        if owner == nil, earlier.isEmpty || counts[index].wholes[item] != nil { after.counts[index].wholes[item] = counted }
        let at = earlier.map(\.at).min() ?? now
        // Added to lots that were counted by name, it is more of them, and says nothing of others.
        let coversItem = owner == nil && earlier.allSatisfy(\.coversItem)
        guard !books.isEmpty else {
            // None on the books: what there is is of the lot received last, and that there is none is kept with it.
            if let lot = newest(item, owner: owner) {
                // Goods found without a name on them: of one owner and of one date, or somebody says which.
                guard counted == 0 || areAlike(lots.values.filter { isMeant($0.code) }) else { throw ReferenceRefusal("ARG.MISSING") }
                after.keep(
                    ReferenceCount.Line(lot: lot, item: item, expected: 0, counted: counted, at: at, coversItem: coversItem), in: index)
            } else if counted > 0 {
                throw ReferenceRefusal("RULE.COUNT-NEEDS-LOT")
            } else {
                after.counts[index].wholes[item] = nil
            }
            self = after
            return
        }
        let expected = books.reduce(0) { $0 + $1.expected }
        let surplus = max(0, counted - expected)
        guard surplus == 0 || areAlike(books.map(\.lot)) else { throw ReferenceRefusal("ARG.MISSING") }
        var missing = shares(max(0, expected - counted), of: books.map { ($0.lot.owner, $0.expected) })
        let newest = books.map(\.lot).max { ($0.receivedOn, $0.number) < ($1.receivedOn, $1.number) }
        for (lot, expected) in books {
            let gone = min(missing[lot.owner] ?? 0, expected)
            missing[lot.owner, default: 0] -= gone
            after.keep(
                ReferenceCount.Line(
                    lot: lot.code, item: item, expected: expected, counted: expected - gone + (lot == newest ? surplus : 0), at: at,
                    coversItem: coversItem), in: index)
        }
        self = after
    }

    /// Whether lots differ in nothing but their age.
    private func areAlike(_ lots: [ReferenceLot]) -> Bool {
        Set(lots.map { "\($0.owner) \($0.expires.map(String.init) ?? "")" }).count <= 1
    }

    /// Units shared by what each owner has, one unit after the other: the next goes to whoever is furthest below their part.
    private func shares(_ units: Int64, of holdings: [(owner: String, units: Int64)]) -> [String: Int64] {
        var sums: [String: Int64] = [:]
        for holding in holdings { sums[holding.owner, default: 0] += holding.units }
        guard sums.count > 1 else { return sums.mapValues { _ in units } }
        let total = sums.values.reduce(0, +)
        var shares = sums.mapValues { units * $0 / total }
        let rests = sums.sorted { ($1.value * units % total, $0.key) < ($0.value * units % total, $1.key) }
        for (owner, _) in rests.prefix(Int(units - shares.values.reduce(0, +))) { shares[owner, default: 0] += 1 }
        return shares
    }

    private mutating func keep(_ line: ReferenceCount.Line, in index: Int) {
        counts[index].lines.removeAll { $0.lot == line.lot }
        counts[index].lines.append(line)
    }

    /// Closes a count, taken at `moment`, and books what differs, each day's differences on their day.
    package mutating func closeCount(_ number: Int64, restIsZero: Bool, moment: Int64, now: Int64) throws(ReferenceRefusal) {
        var after = self
        let index = try openCount(number)
        let place = counts[index].place
        if restIsZero {
            for lot in lots.values where !counts[index].lines.contains(where: { $0.lot == lot.code }) {
                guard onHand(lot.code, at: place, asOf: moment) > 0 else { continue }
                after.keep(
                    ReferenceCount.Line(lot: lot.code, item: lot.item, expected: 0, counted: 0, at: moment, coversItem: false), in: index)
            }
        }
        // Lots of an item counted as a whole that turned out to have been there were counted with it.
        for lot in lots.values where !after.counts[index].lines.contains(where: { $0.lot == lot.code }) {
            guard let at = counts[index].lines.filter({ $0.coversItem && $0.item == lot.item }).map(\.at).max() else { continue }
            if onHand(lot.code, at: place, asOf: at) > 0 {
                after.keep(
                    ReferenceCount.Line(lot: lot.code, item: lot.item, expected: 0, counted: 0, at: at, coversItem: true), in: index)
            }
        }
        // What was expected is what the place held when each line was counted, as far as is known now.
        for line in after.counts[index].lines.indices {
            let one = after.counts[index].lines[line]
            after.counts[index].lines[line].expected = max(0, onHand(one.lot, at: place, asOf: one.at))
        }
        let differing = after.counts[index].lines.filter { $0.counted != $0.expected }
        for day in Set(differing.map { self.day(of: $0.at) }).sorted() {
            let lines = differing.filter { self.day(of: $0.at) == day }
            var entry = ReferenceEntry(.counted, [], occurred: lines.map(\.at).max() ?? moment, anyway: true)
            entry.count = number
            for line in lines {
                let variance = line.counted - line.expected
                entry.lines.append(
                    variance > 0
                        ? ReferenceLine(line.lot, from: "found", to: place, variance)
                        : ReferenceLine(line.lot, from: place, to: "found", -variance))
            }
            try after.post(entry, now: now)
        }
        after.counts[index].isOpen = false
        after.counts[index].ended = moment
        after.counts[index].restIsZero = restIsZero
        self = after
    }
}
