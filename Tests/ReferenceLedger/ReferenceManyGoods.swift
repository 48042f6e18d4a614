package import StockLedger

/// Several things at once, or everything that lies at a place: one movement, or none.
extension ReferenceBooks {
    /// Books wishes from one place to one other. What a wish takes is not there any more for those behind it.
    @discardableResult
    package mutating func move(
        _ wishes: [Wish], _ reason: MovementReason, to: String, occurred: Int64, anyway: Bool, now: Int64
    ) throws(ReferenceRefusal) -> ReferencePosted {
        var taken: [String: Int64] = [:]
        var order: [String] = []
        for wish in wishes {
            if isWall(wish.from, reason, to) { throw ReferenceRefusal("RULE.QUARANTINED") }
            for pick in try picks(wish, isFact: reason.rule.standing == .fact, anyway: anyway, after: taken) {
                if taken[pick.lot] == nil { order.append(pick.lot) }
                taken[pick.lot, default: 0] += pick.units
            }
        }
        let from = wishes.first?.from ?? ""
        return try post(
            ReferenceEntry(
                reason, order.map { ReferenceLine($0, from: from, to: to, taken[$0] ?? 0) }, occurred: occurred, anyway: anyway),
            now: now)
    }

    /// Books everything that lies at a place, of one item or of all: what is promised stays, unless it has happened already.
    @discardableResult
    package mutating func moveEverything(
        of item: String?, from: String, _ reason: MovementReason, to: String, occurred: Int64, anyway: Bool, now: Int64
    ) throws(ReferenceRefusal) -> ReferencePosted {
        let here = lots.values.filter { (item == nil || $0.item == item) && onHand($0.code, at: from) > 0 }
        if !here.isEmpty, isWall(from, reason, to) { throw ReferenceRefusal("RULE.QUARANTINED") }
        let takesAll = anyway || reason.rule.standing == .fact
        let lines = here.sorted { $0.item == $1.item ? $0.leaves(before: $1) : $0.item < $1.item }.compactMap { lot in
            let units = takesAll ? onHand(lot.code, at: from) : free(lot.code, at: from)
            return units > 0 ? ReferenceLine(lot.code, from: from, to: to, units) : nil
        }
        guard !lines.isEmpty else { throw ReferenceRefusal("STOCK.INSUFFICIENT") }
        return try post(ReferenceEntry(reason, lines, occurred: occurred, anyway: anyway), now: now)
    }

    /// Goods leave the quarantine by a release or as a loss, whatever lies there.
    func isWall(_ from: String, _ reason: MovementReason, _ to: String) -> Bool {
        places[from] == .quarantine && (reason == .transferred || reason == .sent) && places[to] != .quarantine
    }
}
