package import Measures
package import Speech
package import StockLedger

/// Stock counts in the reference ledger.
extension LedgerModel {
    /// A count of a place.
    package struct CountRecord: Hashable, Sendable {
        /// How far it is.
        package enum State: String, Sendable {
            case open, closed, cancelled
        }

        /// One counted thing: all lots of an item that pass the filter, or one lot.
        package struct Entry: Hashable, Sendable {
            /// The item.
            package let item: Identifier<Item>
            /// Which of its lots the figure covers.
            package let filter: LotFilter
            /// When it was counted; adding to a figure keeps the time of the first.
            package var countedAt: Timestamp
            /// Books and figure.
            package var figures: CountEntry
            /// The lines, once closed.
            package var lines: [CountLine]
        }

        /// Its number.
        package let id: Identifier<Count>
        /// The place.
        package let place: Identifier<Place>
        /// How far it is.
        package internal(set) var state: State
        /// What was counted, in the order of counting.
        package internal(set) var entries: [Entry]
        /// When its variances count from, once closed: the time of the adjustment.
        package internal(set) var bookedAt: Timestamp?
    }

    /// Opens a count of a place.
    package mutating func openCount(of place: Identifier<Place>) -> Identifier<Count> {
        let id = Identifier<Count>(Int64(counts.count + 1))
        counts.append(CountRecord(id: id, place: place, state: .open, entries: []))
        return id
    }

    /// Enters a figure for an item, or for the lots of it that a filter admits, as counted at `now`.
    ///
    /// A lot that is not on the books at the place is counted by its number: `filter.lot`.
    package mutating func enterCount(
        _ id: Identifier<Count>, _ item: Identifier<Item>, _ figure: Quantity, filter: LotFilter = LotFilter(), mode: CountMode = .replace,
        now: Timestamp
    ) throws(Refusal) {
        let index = try openIndex(id)
        var books = candidates(item, at: counts[index].place).filter { filter.admits($0.lot) && !$0.balance.onHand.isZero }
        if books.isEmpty, let number = filter.lot, let lot = lots[number], lot.item == item {
            books = [LotCandidate(lot: lot, place: counts[index].place, balance: .zero)]
        }
        guard !books.isEmpty || figure.isZero else { throw CountEntry.needsLotError(item: item.description, counted: figure) }
        if let entry = counts[index].entries.firstIndex(where: { $0.item == item && $0.filter == filter }) {
            guard let figures = try? counts[index].entries[entry].figures.entering(figure, mode, books: books) else {
                throw Refusal(
                    .quantityCeiling, [.init("item", item.description)],
                    found: Wording("more than the books can hold", "plus que les livres ne peuvent contenir"),
                    remedy: Wording("check the quantity and its unit", "vérifier la quantité et son unité"))
            }
            counts[index].entries[entry].figures = figures
            if mode == .replace { counts[index].entries[entry].countedAt = now }
        } else {
            let lotsHere = Set(books.map(\.lot.id))
            if let other = counts[index].entries.first(where: { $0.figures.books.contains { lotsHere.contains($0.lot.id) } }) {
                throw Refusal(
                    .countOverlap, [.init("item", item.description), .init("counted", other.figures.counted.description)],
                    found: Wording("some of these lots are counted already", "une partie de ces lots est déjà comptée"),
                    remedy: Wording("count the item as a whole, or lot by lot", "compter l'article en entier, ou lot par lot"))
            }
            counts[index].entries.append(
                CountRecord.Entry(
                    item: item, filter: filter, countedAt: now, figures: CountEntry(books: books, counted: figure), lines: []))
        }
    }

    /// Closes a count and books its variances. With `restIsZero` every lot not counted is counted as nothing.
    package mutating func closeCount(
        _ id: Identifier<Count>, _ header: MovementHeader, restIsZero: Bool = false, now: Timestamp
    ) throws(Refusal) -> Posted {
        let index = try openIndex(id)
        var after = self
        var lines: [CountLine] = []
        for entry in after.counts[index].entries.indices {
            let one = after.counts[index].entries[entry]
            switch one.figures.spread() {
            case .lines(let spread): after.counts[index].entries[entry].lines = spread
            case .needsLot(let counted): throw CountEntry.needsLotError(item: one.item.description, counted: counted)
            }
            lines += after.counts[index].entries[entry].lines
        }
        if restIsZero {
            let place = counts[index].place
            let here = onHand.keys.filter { $0.place == place }.sorted().compactMap { key in
                lots[key.lot].map { LotCandidate(lot: $0, place: place, balance: balance(key.lot, at: place)) }
            }
            for line in CountEntry.rest(of: here, notIn: lines) {
                guard let candidate = here.first(where: { $0.lot.id == line.lot }) else { continue }
                after.counts[index].entries.append(
                    CountRecord.Entry(
                        item: candidate.lot.item, filter: LotFilter(lot: line.lot), countedAt: now,
                        figures: CountEntry(books: [candidate], counted: .zero), lines: [line]))
                lines.append(line)
            }
        }
        after.counts[index].state = .closed
        after.counts[index].bookedAt = header.occurredAt
        var posted = Posted()
        if let found = outside(.found),
            let draft = CountAdjustment.draft(
                id, header, lines, found: found, onHand: { lot, place in after.balance(lot, at: place).onHand })
        {
            try after.book(draft, now: now, into: &posted)
        }
        self = after
        return posted
    }

    /// Drops a count; its figures change nothing.
    package mutating func cancelCount(_ id: Identifier<Count>) throws(Refusal) {
        counts[try openIndex(id)].state = .cancelled
    }

    private func openIndex(_ id: Identifier<Count>) throws(Refusal) -> Int {
        guard let index = counts.firstIndex(where: { $0.id == id }) else {
            throw Refusal(
                .countNotFound, [.init("count", id.description)],
                found: Wording("there is no count \(id)", "le comptage \(id) n'existe pas"),
                remedy: Wording("open one with count open", "en ouvrir un avec comptage ouvrir"))
        }
        guard counts[index].state == .open else {
            throw Refusal(
                .countClosed, [.init("count", id.description), .init("state", counts[index].state.rawValue)],
                found: Wording("count \(id) is no longer open", "le comptage \(id) n'est plus ouvert"),
                remedy: Wording("open a new one", "en ouvrir un nouveau"))
        }
        return index
    }

    /// Which end of a line is settled.
    enum LateEnd {
        /// Where goods left: settled before the movement, which takes what the count had missed.
        case departure
        /// Where goods arrived: settled after the movement, out of what it brought.
        case arrival
    }

    /// Books the opposite adjustment where a draft happened before a count of its place was closed, dated as the count's own.
    ///
    /// The first count after it is the one that saw its effect; adjustments of counts themselves are never late.
    mutating func settleLate(
        _ end: LateEnd, of draft: MovementDraft, now: Timestamp, into posted: inout Posted
    ) throws(Refusal) {
        if case .adjusts = draft.link { return }
        guard let found = outside(.found) else { return }
        for line in draft.lines {
            let place = end == .departure ? line.from : line.to
            guard isInside(place), let lot = lots[line.lot],
                let (count, entry) = firstCount(after: draft.header.occurredAt, of: lot, at: place)
            else { continue }
            let late = LateEntry.adjust(
                line, at: place, against: counts[count].entries[entry].lines, found: found,
                onHand: { balance($0, at: place).onHand })
            counts[count].entries[entry].lines = late.counted
            let id = counts[count].id
            posted.explained[id] = Quantity.saturatingSum(posted.explained[id] ?? .zero, late.explained)
            let header = MovementHeader(
                occurredAt: counts[count].bookedAt ?? draft.header.occurredAt, actor: draft.header.actor, note: draft.header.note)
            try book(MovementDraft(.counted, header, lines: late.lines, link: .adjusts(id)), now: now, into: &posted)
        }
    }

    private func firstCount(after instant: Timestamp, of lot: Lot, at place: Identifier<Place>) -> (count: Int, entry: Int)? {
        var best: (count: Int, entry: Int, at: Timestamp)?
        for (count, record) in counts.enumerated() where record.state == .closed && record.place == place {
            for (entry, counted) in record.entries.enumerated()
            where counted.item == lot.item && counted.filter.admits(lot) && counted.countedAt > instant {
                if let found = best, found.at <= counted.countedAt { continue }
                best = (count, entry, counted.countedAt)
            }
        }
        return best.map { ($0.count, $0.entry) }
    }
}
