package import StockLedger

/// Which lots are taken when only an item is named.
extension ReferenceBooks {
    /// What somebody wants taken from one place.
    package struct Wish: Sendable {
        package var item: String
        package var units: Int64
        package var from: String
        package var lot: String?
        package var owner: String?

        package init(item: String, units: Int64, from: String, lot: String? = nil, owner: String? = nil) {
            self.item = item
            self.units = units
            self.from = from
            self.lot = lot
            self.owner = owner
        }
    }

    /// Books a wish: goods from one place to one other, lots as they leave.
    @discardableResult
    package mutating func move(
        _ wish: Wish, _ reason: MovementReason, to: String, occurred: Int64, anyway: Bool, now: Int64
    ) throws(ReferenceRefusal) -> ReferencePosted {
        if isWall(wish.from, reason, to) { throw ReferenceRefusal("RULE.QUARANTINED") }
        let picks = try picks(wish, isFact: reason.rule.standing == .fact, anyway: anyway)
        return try post(
            ReferenceEntry(
                reason, picks.map { ReferenceLine($0.lot, from: wish.from, to: to, $0.units) }, occurred: occurred, anyway: anyway),
            now: now)
    }

    /// First what is free of every lot, in the order of leaving; a fact then takes what is promised, in the same order. With `anyway` what
    /// is missing is asked of the last lot taken from, or of the one received last when nothing is there.
    ///
    /// - Parameter earlier: what the same entry takes already of each lot there.
    func picks(
        _ wish: Wish, isFact: Bool, anyway: Bool, after earlier: [String: Int64] = [:]
    ) throws(ReferenceRefusal) -> [(lot: String, units: Int64)] {
        func hand(_ lot: String) -> Int64 { max(0, onHand(lot, at: wish.from) - (earlier[lot] ?? 0)) }
        func kept(_ lot: String) -> Int64 { min(promised(lot, at: wish.from), hand(lot)) }
        if let lot = wish.lot { return [(lot, wish.units)] }
        let here = lotsHere(wish.item, at: wish.from).map(\.lot).filter { lot in wish.owner.map { $0 == lot.owner } ?? true }
        var taken: [String: Int64] = [:]
        var missing = wish.units
        for lot in here {
            let part = min(missing, hand(lot.code) - kept(lot.code))
            taken[lot.code, default: 0] += part
            missing -= part
        }
        if isFact || anyway {
            for lot in here {
                let part = min(missing, kept(lot.code))
                taken[lot.code, default: 0] += part
                missing -= part
            }
        }
        var picks = here.compactMap { lot in (taken[lot.code] ?? 0) > 0 ? (lot: lot.code, units: taken[lot.code] ?? 0) : nil }
        guard missing > 0 else { return picks }
        guard anyway else { throw ReferenceRefusal("STOCK.INSUFFICIENT") }
        if let last = picks.indices.last {
            picks[last].units += missing
            return picks
        }
        guard let newest = newest(wish.item, owner: wish.owner) else { throw ReferenceRefusal("NOTFOUND.LOT") }
        return [(newest, wish.units)]
    }

    /// Whether anything of an item was ever received.
    package func newestLot(of item: String) -> Bool { newest(item) != nil }

    /// The lot of an item that was received last.
    func newest(_ item: String, owner: String? = nil) -> String? {
        lots.values.filter { lot in lot.item == item && (owner.map { $0 == lot.owner } ?? true) }
            .max { ($0.receivedOn, $0.number) < ($1.receivedOn, $1.number) }?.code
    }
}
