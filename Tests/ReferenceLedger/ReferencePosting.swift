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
        var left: [[String]: Int64] = [:]
        for line in entry.lines {
            for place in [line.from, line.to] { left[[line.lot, place]] = onHand(line.lot, at: place) }
        }
        // What the program booked by itself is numbered before the entry that it belongs to.
        let number = movements.count + 1
        var beside = entry.reverses.map { besideReversed($0) } ?? entry.corrects.map { foundFor($0) } ?? []
        var own: [ReferenceMovement] = []
        func record(
            _ reason: MovementReason, _ line: ReferenceLine, occurred: Int64, count: Int64? = nil, reverses: Int? = nil,
            corrects: Int? = nil
        ) {
            own.append(
                ReferenceMovement(
                    id: number + own.count, reason: reason, occurred: occurred, lines: [line], reverses: reverses, corrects: corrects,
                    count: count, because: 0, round: nil, stop: nil))
        }
        for (index, line) in entry.lines.enumerated() {
            guard let from = places[line.from], let to = places[line.to] else { throw ReferenceRefusal("NOTFOUND.PLACE") }
            guard entry.reason.rule.allows(from: from, to: to) else { throw ReferenceRefusal("RULE.REASON-PLACES") }
            if from == .vehicle, !entry.anyway, entry.round == nil, isOnARound(line.lot, at: line.from) {
                throw ReferenceRefusal("RULE.ON-A-ROUND")
            }
            // What was found for the entry that is mended goes with what comes back, and what was given up of it comes again.
            var (goes, comes): (Int64, Int64) = (0, 0)
            for place in beside.indices where beside[place].lot == line.lot {
                let one = beside[place]
                let part: Int64
                if one.from == line.to {
                    part = min(one.units, line.units - goes)
                } else if one.to == line.from {
                    part = min(one.units, line.units - comes)
                } else {
                    continue
                }
                guard part > 0, part == one.units || entry.reverses == nil else { continue }
                if one.from == line.to { goes += part } else { comes += part }
                beside[place].units -= part
                record(
                    entry.reverses == nil ? .corrected : .cancelled, ReferenceLine(one.lot, from: one.from, to: one.to, part),
                    occurred: entry.occurred, reverses: entry.reverses == nil ? nil : one.movement,
                    corrects: entry.reverses == nil ? one.movement : nil)
                posted.givenUp += part
            }
            let about = entry.about?[index]
            let behind = lateCount(of: line.lot, at: line.to, after: about?.to ?? entry.occurred)
            if let behind {
                // It arrived before the count: what was counted had it already.
                if line.units > goes {
                    record(
                        .counted, ReferenceLine(line.lot, from: line.to, to: "found", line.units - goes),
                        occurred: about == nil ? behind.moment : entry.occurred, count: behind.count.number)
                }
                posted.explains.insert(behind.count.number)
            }
            if from.isInside {
                let before = lateCount(of: line.lot, at: line.from, after: about?.from ?? entry.occurred)
                if before == nil { left[[line.lot, line.from], default: 0] += comes }
                let hand = left[[line.lot, line.from]] ?? 0
                var known = self
                known.movements += own
                let shortage = known.shortage(of: line, entry, hand: before == nil ? hand : nil, until: before?.moment, now: now)
                if shortage.units > 0 {
                    guard entry.anyway else { throw ReferenceRefusal(shortage.isThen ? "STOCK.INSUFFICIENT-THEN" : "STOCK.INSUFFICIENT") }
                    record(.unexplained, ReferenceLine(line.lot, from: "found", to: line.from, shortage.units), occurred: shortage.at)
                    after.exceptions.append(
                        ReferenceException(
                            kind: "shortfall", place: line.from, lot: line.lot, units: shortage.units, movement: number + own.count - 1))
                    posted.shortfall += shortage.units
                }
                if let before {
                    // It left before the count: what was counted lacked it already.
                    let explained = line.units - shortage.units - comes
                    if explained > 0 {
                        record(
                            .counted, ReferenceLine(line.lot, from: "found", to: line.from, explained),
                            occurred: about == nil ? before.moment : entry.occurred, count: before.count.number)
                    }
                    posted.explains.insert(before.count.number)
                } else {
                    let isFact = entry.anyway || entry.reason.rule.standing == .fact
                    guard isFact || hand - promised(line.lot, at: line.from) >= line.units else {
                        throw ReferenceRefusal("STOCK.INSUFFICIENT")
                    }
                    left[[line.lot, line.from], default: 0] += shortage.units - line.units
                }
            }
            if to.isInside, behind == nil { left[[line.lot, line.to], default: 0] += line.units - goes }
        }
        let itself = number + own.count
        after.movements += own.map { $0.because(of: itself) }
        after.movements.append(
            ReferenceMovement(
                id: after.movements.count + 1, reason: entry.reason, occurred: entry.occurred, lines: entry.lines,
                reverses: entry.reverses, corrects: entry.corrects, count: entry.count, because: nil, round: entry.round,
                stop: entry.stop))
        if entry.reason == .unexplained {
            for line in entry.lines {
                let place = places[line.from]?.isInside == true ? line.from : line.to
                after.exceptions.append(
                    ReferenceException(kind: "unexplained", place: place, lot: line.lot, units: line.units, movement: itself))
            }
        }
        for line in entry.lines { after.breakPromises(of: line.lot, at: line.from) }
        self = after
        return ReferencePosted(
            movement: movements.count, shortfall: posted.shortfall, explains: posted.explains, givenUp: posted.givenUp)
    }

    /// The count that was taken after something happened, and before it was typed: the first closed one that covered the lot there, with the
    /// moment at which it did.
    func lateCount(of lot: String, at place: String, after instant: Int64) -> (count: ReferenceCount, moment: Int64)? {
        guard isInside(place) else { return nil }
        let item = lots[lot]?.item ?? ""
        return counts.compactMap { count in
            guard count.place == place, let moment = count.moment(of: lot, item: item), moment > instant else { return nil }
            return (count, moment)
        }.min { first, second in (first.moment, first.count.number) < (second.moment, second.count.number) }
    }

    /// How much of a line the place did not hold: now, unless a count says what is there now, and at the end of each day since it happened,
    /// up to that count. `isThen` when there is enough now; `at` is when the missing units must have been there: on the first such day.
    private func shortage(
        of line: ReferenceLine, _ entry: ReferenceEntry, hand: Int64?, until counted: Int64?, now: Int64
    ) -> (units: Int64, isThen: Bool, at: Int64) {
        let missingNow = hand.map { max(0, line.units - $0) } ?? 0
        let (first, today) = (day(of: entry.occurred), day(of: now))
        var missingThen: Int64 = 0
        var shortDay: Int64?
        if first < today {
            for day in first..<(counted.map { self.day(of: $0) } ?? today) {
                let missing = line.units - max(0, onHand(line.lot, at: line.from, asOf: end(ofDay: day)))
                if missing > 0, shortDay == nil { shortDay = day }
                missingThen = max(missingThen, missing)
            }
        }
        let at = shortDay.map { max(entry.occurred, end(ofDay: $0 - 1) + 1) } ?? (first < today && missingNow > 0 ? now : entry.occurred)
        return (max(missingNow, missingThen), missingNow == 0 && missingThen > 0, at)
    }
}
