import StockLedger

/// Booking.
extension ReferenceBooks {
    /// How far ahead of the recording something may be said to have happened.
    static let ahead: Int64 = 300_000_000

    /// Makes a lot known; it came in when its goods did.
    package mutating func add(lot code: String, item: String, owner: String, expires: Int32?, receivedOn: Int64) {
        if lots[code] == nil {
            lots[code] = ReferenceLot(
                code: code, item: item, owner: owner, expires: expires, receivedOn: receivedOn, number: lots.count + 1)
        }
    }

    /// Books an entry recorded at `now`, or refuses it.
    @discardableResult
    package mutating func post(_ entry: ReferenceEntry, now: Int64) throws(ReferenceRefusal) -> ReferencePosted {
        guard entry.occurred <= now + Self.ahead else { throw ReferenceRefusal("RULE.OCCURRED-IN-FUTURE") }
        if let other = entry.reverses, movements.contains(where: { $0.reverses == other }) {
            throw ReferenceRefusal("RULE.ALREADY-REVERSED")
        }
        let ways = Set(entry.lines.map { [$0.lot, $0.from, $0.to] })
        guard ways.count == entry.lines.count else { throw ReferenceRefusal("RULE.LINE-REPEATED") }

        var after = self
        var posted = ReferencePosted(movement: 0)
        // What is on hand while the lines of the entry are taken one after the other: each finds what the lines before it left.
        var hand: [[String]: Int64] = [:]
        for line in entry.lines {
            for place in [line.from, line.to] { hand[[line.lot, place]] = onHand(line.lot, at: place) }
        }
        for line in entry.lines {
            guard let from = places[line.from], let to = places[line.to] else { throw ReferenceRefusal("NOTFOUND.PLACE") }
            guard entry.reason.rule.allows(from: from, to: to) else { throw ReferenceRefusal("RULE.REASON-PLACES") }
            let before = lateCount(of: line.lot, at: line.from, entry)
            let behind = lateCount(of: line.lot, at: line.to, entry)
            for (count, opposite) in [
                (before, ReferenceLine(line.lot, from: "found", to: line.from, line.units)),
                (behind, ReferenceLine(line.lot, from: line.to, to: "found", line.units)),
            ] {
                guard let count, let ended = count.ended else { continue }
                after.record(.counted, [opposite], occurred: ended, count: count.number)
                posted.explains.insert(count.number)
            }
            if from.isInside, before == nil {
                let have = hand[[line.lot, line.from]] ?? 0
                let isFact = entry.anyway || entry.reason.rule.standing == .fact
                let missing = line.units - (isFact ? have : have - promised(line.lot, at: line.from))
                if missing > 0 {
                    guard entry.anyway else { throw ReferenceRefusal("STOCK.INSUFFICIENT") }
                    after.record(
                        .unexplained, [ReferenceLine(line.lot, from: "found", to: line.from, missing)], occurred: entry.occurred)
                    after.exceptions.append(
                        ReferenceException(kind: "shortfall", place: line.from, lot: line.lot, units: missing))
                    posted.shortfall += missing
                    hand[[line.lot, line.from], default: 0] += missing
                }
                hand[[line.lot, line.from], default: 0] -= line.units
            }
            if to.isInside, behind == nil { hand[[line.lot, line.to], default: 0] += line.units }
        }
        after.movements.append(
            ReferenceMovement(
                id: after.movements.count + 1, reason: entry.reason, occurred: entry.occurred, lines: entry.lines,
                reverses: entry.reverses, corrects: entry.corrects, count: entry.count, isBecause: false, round: entry.round,
                stop: entry.stop))
        if entry.reason == .unexplained {
            for line in entry.lines {
                let place = places[line.from]?.isInside == true ? line.from : line.to
                after.exceptions.append(ReferenceException(kind: "unexplained", place: place, lot: line.lot, units: line.units))
            }
        }
        for line in entry.lines { after.breakPromises(of: line.lot, at: line.from) }
        self = after
        return ReferencePosted(movement: movements.count, shortfall: posted.shortfall, explains: posted.explains)
    }

    /// Writes down a movement that the program books by itself.
    private mutating func record(_ reason: MovementReason, _ lines: [ReferenceLine], occurred: Int64, count: Int64? = nil) {
        movements.append(
            ReferenceMovement(
                id: movements.count + 1, reason: reason, occurred: occurred, lines: lines, reverses: nil, corrects: nil, count: count,
                isBecause: true, round: nil, stop: nil))
    }

    /// The count that was taken after something happened, and before it was typed: the first closed one that covered the lot there.
    private func lateCount(of lot: String, at place: String, _ entry: ReferenceEntry) -> ReferenceCount? {
        guard isInside(place), entry.count == nil else { return nil }
        return counts.filter { count in
            guard count.place == place, let ended = count.ended, ended > entry.occurred else { return false }
            return count.covered(lot, of: lots[lot]?.item ?? "", after: entry.occurred)
        }.min { first, second in (first.ended ?? 0, first.number) < (second.ended ?? 0, second.number) }
    }
}
