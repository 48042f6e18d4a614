import StockLedger

/// Putting right what was booked.
extension ReferenceBooks {
    private func isReversed(_ movement: Int) -> Bool { movements.contains { $0.reverses == movement } }

    private func corrections(of movement: Int) -> [ReferenceMovement] {
        movements.filter { $0.corrects == movement && !isReversed($0.id) }
    }

    /// Books the opposite of a movement, dated now.
    @discardableResult
    package mutating func reverse(_ id: Int, anyway: Bool, now: Int64) throws(ReferenceRefusal) -> ReferencePosted {
        let movement = movements[id - 1]
        if isReversed(id) { throw ReferenceRefusal("RULE.ALREADY-REVERSED") }
        if !corrections(of: id).isEmpty { throw ReferenceRefusal("RULE.CORRECTED-SINCE") }
        var entry = ReferenceEntry(.cancelled, movement.lines.map(\.opposite), occurred: now, anyway: anyway)
        entry.reverses = id
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
                let part = min(missing, onHand(line.lot, at: place))
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
