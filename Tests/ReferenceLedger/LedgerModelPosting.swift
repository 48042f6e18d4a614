package import Measures
package import Speech
package import StockLedger

/// Posting to the reference ledger.
extension LedgerModel {
    /// Posts drafts together, in order: all or none.
    ///
    /// - Parameters:
    ///   - drafts: movements, such as a shortfall and the movement it serves.
    ///   - key: makes the posting safe to repeat: the same words answer the stored reply, other words are `CONFLICT.KEY-REUSED`.
    ///   - now: when it is recorded.
    package mutating func post(_ drafts: [MovementDraft], key: PostingKey? = nil, now: Timestamp) throws(Refusal) -> Posted {
        if let key, let stored = answers[key.key] {
            guard stored.fingerprint == key.fingerprint else {
                throw Refusal(
                    .conflictKeyReused, [.init("key", key.key)],
                    found: Wording("this key was used for something else", "cette clé a servi pour autre chose"),
                    remedy: Wording("use a new key", "employer une nouvelle clé"))
            }
            var again = stored.posted
            again.isReplay = true
            return again
        }
        var after = self
        var posted = Posted()
        for draft in drafts {
            try MovementCheck.check(draft, places: places, lots: lots, now: now)
            try after.settleLate(.departure, of: draft, now: now, into: &posted)
            try after.book(draft, now: now, into: &posted)
            try after.settleLate(.arrival, of: draft, now: now, into: &posted)
        }
        if let key { after.answers[key.key] = (key.fingerprint, posted) }
        self = after
        return posted
    }

    /// Books the opposite of a movement. With `anyway`, what has left since is booked as unexplained first.
    package mutating func reverse(
        _ id: Identifier<Movement>, _ header: MovementHeader, anyway: Bool = false, key: PostingKey? = nil, now: Timestamp
    ) throws(Refusal) -> Posted {
        if let key, answers[key.key] != nil { return try post([], key: key, now: now) }
        let corrections = movements.filter { $0.draft.link == .corrects(id) && $0.reversedBy == nil }.map(\.id)
        let draft = try Reversal.draft(of: try movement(id), header, standingCorrections: corrections)
        return try post((anyway ? try shortfalls(of: draft) : []) + [draft], key: key, now: now)
    }

    /// Books the difference between what a line of a movement says and what was.
    ///
    /// - Parameters:
    ///   - lineIndex: which line.
    ///   - right: what it should have said.
    ///   - anyway: books what has left since as unexplained.
    package mutating func correct(
        _ id: Identifier<Movement>, line lineIndex: Int, right: Quantity, _ header: MovementHeader, anyway: Bool = false,
        key: PostingKey? = nil, now: Timestamp
    ) throws(Refusal) -> Posted {
        if let key, answers[key.key] != nil { return try post([], key: key, now: now) }
        let original = try movement(id)
        guard original.reversedBy == nil else {
            _ = try Reversal.draft(of: original, header)
            return Posted()
        }
        guard original.draft.lines.indices.contains(lineIndex) else {
            throw Refusal(
                .linesMissing, [.init("movement", id.description), .init("line", String(lineIndex + 1))],
                found: Wording("the movement has no such line", "le mouvement n'a pas cette ligne"),
                remedy: Wording("see movement show", "voir le mouvement"))
        }
        let line = try effective(original, lineIndex)
        let since = movements.filter { $0.position > original.position }.flatMap(\.draft.lines).filter { $0.lot == line.lot }
        let plan = try Correction.plan(line, right: right, since: since) {
            isInside($0)
        } onHand: {
            balance(line.lot, at: $0).onHand
        }
        if let refusal = plan.error(movement: id) {
            guard anyway else { throw refusal }
            guard let found = outside(.found) else { throw refusal }
            let pick = LotPick(lot: line.lot, place: plan.shortAt, quantity: plan.short)
            let draft = MovementDraft(
                .corrected, header, lines: plan.linesWithShortfall(of: line, right: right), link: .corrects(id), isForced: true)
            return try post([MovementBuilders.shortfall(header, pick, from: found), draft], key: key, now: now)
        }
        return try post([MovementDraft(.corrected, header, lines: plan.lines, link: .corrects(id))], key: key, now: now)
    }

    /// A line with the quantity it stands for after its corrections that were not reversed.
    ///
    /// What was taken back from where another line of the same lot went belongs to that line.
    private func effective(_ movement: Movement, _ index: Int) throws(Refusal) -> MovementLine {
        let line = movement.draft.lines[index]
        var units = line.quantity.units
        let siblings = Set(movement.draft.lines.filter { $0.lot == line.lot && $0 != line }.map(\.to))
        for correction in movements where correction.draft.link == .corrects(movement.id) && correction.reversedBy == nil {
            for part in correction.draft.lines where part.lot == line.lot {
                if part.from == line.from && part.to == line.to { units += part.quantity.units }
                if part.to == line.from && !siblings.contains(part.from) { units -= part.quantity.units }
            }
        }
        guard let quantity = try? Quantity(units) else { throw Self.aboveCeiling(line, units) }
        return MovementLine(lot: line.lot, from: line.from, to: line.to, quantity: quantity)
    }

    /// What a draft takes beyond what is on hand, booked from `found` first; each line finds what the lines before it left.
    private func shortfalls(of draft: MovementDraft) throws(Refusal) -> [MovementDraft] {
        guard let found = outside(.found) else { return [] }
        var left: [BalanceKey: Int64] = [:]
        var lowest: [BalanceKey: Int64] = [:]
        for line in draft.lines {
            let from = BalanceKey(place: line.from, lot: line.lot)
            let to = BalanceKey(place: line.to, lot: line.lot)
            left[from, default: onHand[from]?.units ?? 0] -= line.quantity.units
            left[to, default: onHand[to]?.units ?? 0] += line.quantity.units
            if isInside(line.from) { lowest[from] = min(lowest[from] ?? 0, left[from] ?? 0) }
        }
        return lowest.sorted { $0.key < $1.key }.compactMap { key, low in
            guard low < 0, let missing = try? Quantity(-low) else { return nil }
            return MovementBuilders.shortfall(draft.header, LotPick(lot: key.lot, place: key.place, quantity: missing), from: found)
        }
    }

    /// Books one draft, line after line: each finds what the lines before it left.
    mutating func book(_ draft: MovementDraft, now: Timestamp, into posted: inout Posted) throws(Refusal) {
        try MovementCheck.check(draft, places: places, lots: lots, now: now)
        for line in draft.lines {
            if isInside(line.from) { try take(line, draft, into: &posted) }
            guard isInside(line.to) else { continue }
            let key = BalanceKey(place: line.to, lot: line.lot)
            let sum = (onHand[key]?.units ?? 0) + line.quantity.units
            guard let quantity = try? Quantity(sum) else { throw Self.aboveCeiling(line, sum) }
            onHand[key] = quantity
        }
        let position = Int64(movements.count + 1)
        let movement = Movement(id: Identifier(position), position: position, recordedAt: now, draft: draft)
        if case .reverses(let id) = draft.link, let index = movements.firstIndex(where: { $0.id == id }) {
            movements[index].reversedBy = movement.id
        }
        movements.append(movement)
        posted.movements.append(movement.id)
    }

    /// Takes what a line takes from where it leaves, and releases the promises that stand in the way of a fact.
    private mutating func take(_ line: MovementLine, _ draft: MovementDraft, into posted: inout Posted) throws(Refusal) {
        let here = balance(line.lot, at: line.from)
        let promised = reservations.filter { $0.lot == line.lot && $0.place == line.from }
        let own = promised.filter { $0.round == draft.header.round }
        let ownUnits = own.reduce(Quantity.zero) { Quantity.saturatingSum($0, $1.quantity) }
        let have = draft.standing == .fact ? here.onHand : Quantity.saturatingSum(here.available, ownUnits)
        guard line.quantity <= have else {
            throw LotShortage(want: line.quantity, have: have, onHand: here.onHand, reserved: here.reserved)
                .error(item: lots[line.lot]?.item.description ?? "", place: places[line.from]?.address ?? "", standing: draft.standing)
        }
        // The round's own promise is kept by this very movement, so it is used up without being short.
        reduce(ReservationRelease.release(min(line.quantity, ownUnits), from: own))
        let left = Quantity.saturatingDifference(here.onHand, line.quantity)
        onHand[BalanceKey(place: line.from, lot: line.lot)] = left
        let standing = reservations.filter { $0.lot == line.lot && $0.place == line.from }
        let held = standing.reduce(Quantity.zero) { Quantity.saturatingSum($0, $1.quantity) }
        let released = ReservationRelease.release(Quantity.saturatingDifference(held, left), from: standing)
        reduce(released)
        posted.released += released
    }

    private mutating func reduce(_ released: [ReleasedReservation]) {
        for part in released {
            guard let index = reservations.firstIndex(where: { $0.id == part.reservation }) else { continue }
            reservations[index].quantity = Quantity.saturatingDifference(reservations[index].quantity, part.quantity)
        }
        reservations.removeAll { $0.quantity.isZero }
    }

    private static func aboveCeiling(_ line: MovementLine, _ units: Int64) -> Refusal {
        Refusal(
            .quantityCeiling, [.init("lot", line.lot.description), .init("quantity", String(units))],
            found: Wording(
                "the place would hold \(units), outside 0 to \(Quantity.ceiling)",
                "l'emplacement contiendrait \(units), hors de 0 à \(Quantity.ceiling)"),
            remedy: Wording("check the quantity and its unit", "vérifier la quantité et son unité"))
    }

    // MARK: Promises

    /// Promises units of a lot at a place to a round; refused beyond what is available.
    package mutating func reserve(
        _ quantity: Quantity, of lot: Identifier<Lot>, at place: Identifier<Place>, for round: Identifier<Round>, on day: CivilDate
    ) throws(Refusal) -> Identifier<Reservation> {
        let balance = balance(lot, at: place)
        guard !quantity.isZero, quantity <= balance.available else {
            throw LotShortage(want: quantity, have: balance.available, onHand: balance.onHand, reserved: balance.reserved)
                .error(item: lots[lot]?.item.description ?? "", place: places[place]?.address ?? "", standing: .intention)
        }
        lastReservation += 1
        let id = Identifier<Reservation>(lastReservation)
        reservations.append(Reservation(id: id, round: round, roundOn: day, lot: lot, place: place, quantity: quantity))
        return id
    }

    /// Gives up a promise; nothing happens when it is gone already.
    package mutating func release(_ reservation: Identifier<Reservation>) {
        reservations.removeAll { $0.id == reservation }
    }
}
