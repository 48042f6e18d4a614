import StockLedger

/// Putting right what was booked.
extension ReferenceBooks {
    private func isReversed(_ movement: Int) -> Bool { movements.contains { $0.reverses == movement } }

    /// Whether a movement was taken back, and that was not taken back in its turn.
    func isTakenBack(_ movement: Int) -> Bool { movements.contains { $0.reverses == movement && !isTakenBack($0.id) } }

    /// What was booked beside an entry: a line, and what is left of it.
    struct Beside {
        let movement: Int
        let lot: String
        let from: String
        let to: String
        var units: Int64
    }

    /// The opposite of what a movement of one line stands for by now; nothing when nothing of it is left.
    private func opposite(of movement: ReferenceMovement) -> Beside? {
        let line = movement.lines[0]
        let corrected = movements.filter { $0.corrects == movement.id && !isTakenBack($0.id) }.flatMap(\.lines).reduce(0) { $0 + $1.units }
        guard line.units > corrected else { return nil }
        return Beside(movement: movement.id, lot: line.lot, from: line.to, to: line.from, units: line.units - corrected)
    }

    /// What the program booked beside an entry that is taken back, but for adjustments of counts.
    func besideReversed(_ entry: Int) -> [Beside] {
        movements.filter { $0.because == entry && $0.reason != .counted && !isReversed($0.id) }.compactMap(opposite)
    }

    /// What was found for an entry, or for a correction of it that stands, the last first.
    func foundFor(_ entry: Int) -> [Beside] {
        let causes = movements.filter { ($0.id == entry || $0.corrects == entry) && !isTakenBack($0.id) }.map(\.id)
        return movements.reversed().filter { found in
            found.reason == .unexplained && !isTakenBack(found.id) && found.because.map { causes.contains($0) } ?? false
        }.compactMap(opposite)
    }

    /// What waits for an explanation still: `kind place lot units`.
    package func waiting() -> [String] {
        exceptions.compactMap { exception in
            guard let movement = exception.movement, !isTakenBack(movement) else { return nil }
            var units: Int64 = 0
            for one in movements where one.id == movement || (one.corrects == movement && !isTakenBack(one.id)) {
                for line in one.lines where line.lot == exception.lot {
                    if line.to == exception.place { units += line.units }
                    if line.from == exception.place { units -= line.units }
                }
            }
            let left = min(exception.units, abs(units))
            return left > 0 ? "\(exception.kind) \(exception.place) \(exception.lot) \(left)" : nil
        }.sorted()
    }

    /// The entry that a chain of reversals and corrections points at.
    private func root(of movement: ReferenceMovement) -> ReferenceMovement {
        guard let next = movement.reverses ?? movement.corrects else { return movement }
        return root(of: movements[next - 1])
    }

    /// When goods of an entry came to a place: with it, or with the first line recorded since that brought the lot there.
    private func arrival(_ lot: String, at place: String, of entry: ReferenceMovement) -> Int64 {
        if entry.lines.contains(where: { $0.lot == lot && ($0.from == place || $0.to == place) }) { return entry.occurred }
        let bringing = movements.first { later in later.id > entry.id && later.lines.contains { $0.lot == lot && $0.to == place } }
        return bringing?.occurred ?? entry.occurred
    }

    /// How much of a lot can be taken back from a place: what lies there, or, when it was counted there since, what counts found missing.
    private func takeable(_ lot: String, at place: String, since instant: Int64) -> Int64 {
        guard lateCount(of: lot, at: place, after: instant) != nil else { return onHand(lot, at: place) }
        var missing: Int64 = 0
        for movement in movements where movement.reason == .counted && movement.occurred > instant && !isTakenBack(movement.id) {
            for line in movement.lines where line.lot == lot {
                if line.from == place { missing += line.units }
                if line.to == place { missing -= line.units }
            }
        }
        return max(0, missing)
    }

    private func corrections(of movement: Int) -> [ReferenceMovement] {
        movements.filter { $0.corrects == movement && !isReversed($0.id) }
    }

    /// Books the opposite of a movement, dated now.
    @discardableResult
    package mutating func reverse(_ id: Int, anyway: Bool, now: Int64) throws(ReferenceRefusal) -> ReferencePosted {
        let movement = movements[id - 1]
        if isReversed(id) { throw ReferenceRefusal("RULE.ALREADY-REVERSED") }
        if movement.because != nil, movement.reason == .counted { throw ReferenceRefusal("RULE.PART-OF-AN-ENTRY") }
        if !corrections(of: id).isEmpty { throw ReferenceRefusal("RULE.CORRECTED-SINCE") }
        var entry = ReferenceEntry(.cancelled, movement.lines.map(\.opposite), occurred: now, anyway: anyway)
        entry.reverses = id
        let root = root(of: movement)
        entry.about = movement.lines.map { line in
            (from: arrival(line.lot, at: line.to, of: root), to: arrival(line.lot, at: line.from, of: root))
        }
        if !anyway {
            // Goods that were counted where the movement put them are there: only what the count found missing can be taken back.
            var taken: [[String]: Int64] = [:]
            for line in movement.lines where isInside(line.to) {
                let since = arrival(line.lot, at: line.to, of: root)
                guard lateCount(of: line.lot, at: line.to, after: since) != nil else { continue }
                let missing = max(0, takeable(line.lot, at: line.to, since: since) - (taken[[line.lot, line.to]] ?? 0))
                taken[[line.lot, line.to], default: 0] += line.units
                if missing < line.units { throw ReferenceRefusal("RULE.COUNTED-SINCE") }
            }
        }
        entry.round = movement.round
        return try post(entry, now: now)
    }

    /// Books the difference between what a movement of one item said and what was.
    @discardableResult
    package mutating func correct(_ id: Int, to right: Int64, anyway: Bool, now: Int64) throws(ReferenceRefusal) -> ReferencePosted {
        let movement = movements[id - 1]
        if isReversed(id) { throw ReferenceRefusal("RULE.ALREADY-REVERSED") }
        let first = movement.lines[0]
        guard
            movement.lines.allSatisfy({ line in
                lots[line.lot]?.item == lots[first.lot]?.item && line.from == first.from && line.to == first.to
            })
        else { throw ReferenceRefusal("RULE.CORRECT-ONE-ITEM") }
        // What each lot stands for by now: what was said, more by some corrections, less by others.
        var standing: [String: Int64] = [:]
        for line in movement.lines { standing[line.lot, default: 0] += line.units }
        for correction in corrections(of: id) {
            for line in correction.lines {
                standing[line.lot, default: 0] += line.from == first.from || line.to == first.to ? line.units : -line.units
            }
        }
        let difference = right - standing.values.reduce(0, +)
        if difference == 0 { throw ReferenceRefusal("RULE.NOTHING-TO-CORRECT") }
        var entry = ReferenceEntry(.corrected, [], occurred: now, anyway: anyway)
        entry.corrects = id
        entry.round = movement.round
        if difference > 0 {
            entry.lines = [ReferenceLine(first.lot, from: first.from, to: first.to, difference)]
        } else {
            entry.lines = try takenBack(-difference, of: movement, standing, anyway: anyway)
        }
        let root = root(of: movement)
        entry.about = entry.lines.map { line in
            (from: arrival(line.lot, at: line.from, of: root), to: arrival(line.lot, at: line.to, of: root))
        }
        return try post(entry, now: now)
    }

    /// Less than was said: taken back from where it was put, then from every place that the lot reached from there since.
    private func takenBack(
        _ units: Int64, of movement: ReferenceMovement, _ standing: [String: Int64], anyway: Bool
    ) throws(ReferenceRefusal) -> [ReferenceLine] {
        var rest = units
        var back: [ReferenceLine] = []
        for line in movement.lines.reversed() where rest > 0 {
            let wanted = min(rest, standing[line.lot] ?? 0)
            guard wanted > 0 else { continue }
            rest -= wanted
            guard isInside(line.to) else {
                // Outside has no balance: it simply comes back.
                back.append(ReferenceLine(line.lot, from: line.to, to: line.from, wanted))
                continue
            }
            var reached = [line.to]
            for later in movements where later.id > movement.id {
                for step in later.lines where step.lot == line.lot && reached.contains(step.from) && !reached.contains(step.to) {
                    reached.append(step.to)
                }
            }
            var missing = wanted
            for place in reached where isInside(place) && place != line.from {
                let part = min(missing, takeable(line.lot, at: place, since: arrival(line.lot, at: place, of: root(of: movement))))
                if part > 0 { back.append(ReferenceLine(line.lot, from: place, to: line.from, part)) }
                missing -= part
            }
            guard missing > 0 else { continue }
            guard anyway else { throw ReferenceRefusal("STOCK.INSUFFICIENT") }
            if let index = back.firstIndex(where: { $0.lot == line.lot && $0.from == line.to }) {
                back[index].units += missing
            } else {
                back.append(ReferenceLine(line.lot, from: line.to, to: line.from, missing))
            }
        }
        return back
    }
}
