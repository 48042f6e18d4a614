import StockLedger

/// A round, from its first load to its end.
package struct ReferenceRound: Sendable {
    package enum State: Sendable {
        case draft, loading, underway, returned, closed, cancelled
    }

    package let number: Int64
    /// The place its load stands in.
    package let vehicle: String
    /// The day it goes out, as a day number.
    package let day: Int32
    package var state = State.draft

    package init(number: Int64, vehicle: String, day: Int32) {
        self.number = number
        self.vehicle = vehicle
        self.day = day
    }
}

/// Rounds: what is promised is loaded, what is loaded is given out, lost or brought back.
extension ReferenceBooks {
    package mutating func open(_ round: ReferenceRound) { rounds[round.number] = round }

    private func round(_ number: Int64) throws(ReferenceRefusal) -> ReferenceRound {
        guard let round = rounds[number] else { throw ReferenceRefusal("NOTFOUND.ROUND") }
        guard round.state != .closed, round.state != .cancelled else { throw ReferenceRefusal("ROUND.FINAL") }
        return round
    }

    /// What a round still has on its vehicle, lots in the order of leaving, and where each was taken from first.
    package func aboard(_ number: Int64, item: String? = nil) -> [(lot: ReferenceLot, units: Int64)] {
        guard let vehicle = rounds[number]?.vehicle else { return [] }
        var units: [String: Int64] = [:]
        for movement in movements where movement.round == number {
            for line in movement.lines {
                if line.to == vehicle { units[line.lot, default: 0] += line.units }
                if line.from == vehicle { units[line.lot, default: 0] -= line.units }
            }
        }
        return units.keys.compactMap { lots[$0] }.filter { item == nil || $0.item == item }.sorted { $0.leaves(before: $1) }
            .map { ($0, units[$0.code] ?? 0) }
    }

    private mutating func post(
        _ reason: MovementReason, _ lines: [ReferenceLine], of round: ReferenceRound, stop: String? = nil, now: Int64
    ) throws(ReferenceRefusal) {
        guard !lines.isEmpty else { return }
        var merged: [ReferenceLine] = []
        for line in lines {
            if let index = merged.firstIndex(where: { $0.lot == line.lot && $0.from == line.from && $0.to == line.to }) {
                merged[index].units += line.units
            } else {
                merged.append(line)
            }
        }
        var entry = ReferenceEntry(reason, merged, occurred: now)
        entry.round = round.number
        entry.stop = stop
        try post(entry, now: now)
    }

    /// Loads everything that is promised to the round.
    package mutating func loadPromised(_ number: Int64, now: Int64) throws(ReferenceRefusal) {
        let round = try round(number)
        guard round.state != .returned else { throw ReferenceRefusal("ROUND.PAST") }
        let lines = promises.filter { $0.round == number }.sorted { order(of: $0) < order(of: $1) }.map {
            ReferenceLine($0.lot, from: $0.place, to: round.vehicle, $0.units)
        }
        var after = self
        after.release(round: number)
        try after.load(lines, found: [], of: round, now: now)
        self = after
    }

    /// The order in which promises are loaded: by item, then by place, then by lot.
    private func order(of promise: ReferencePromise) -> (String, Int64, Int) {
        (lots[promise.lot]?.item ?? "", placeNumbers[promise.place] ?? 0, lots[promise.lot]?.number ?? 0)
    }

    /// Whether a round that is not over has goods of a lot on board of the vehicle at a place: they are taken by its own steps.
    func isOnARound(_ lot: String, at vehicle: String) -> Bool {
        rounds.values.contains { round in
            guard round.vehicle == vehicle, [.loading, .underway, .returned].contains(round.state) else { return false }
            return aboard(round.number).contains { $0.lot.code == lot && $0.units > 0 }
        }
    }

    /// Loads goods by name: of what was promised to the round first, then lots as they leave; the promises are given up.
    package mutating func load(
        _ number: Int64, item: String, units: Int64, from place: String?, anyway: Bool, now: Int64
    ) throws(ReferenceRefusal) {
        let round = try round(number)
        guard round.state != .returned else { throw ReferenceRefusal("ROUND.PAST") }
        let mine = promises.filter { $0.round == number && lots[$0.lot]?.item == item && (place == nil || $0.place == place) }
        var after = self
        after.release(round: number)
        var lines: [ReferenceLine] = []
        var missing = units
        for promise in mine.sorted(by: { order(of: $0) < order(of: $1) }) {
            let part = min(missing, promise.units)
            guard part > 0 else { continue }
            lines.append(ReferenceLine(promise.lot, from: promise.place, to: round.vehicle, part))
            missing -= part
        }
        for (lot, shelf) in after.lotsHere(item, at: place) where missing > 0 && (lot.expires.map { $0 >= round.day } ?? true) {
            let spoken = lines.filter { $0.lot == lot.code && $0.from == shelf }.reduce(0) { $0 + $1.units }
            let part = min(missing, after.free(lot.code, at: shelf) - spoken)
            guard part > 0 else { continue }
            lines.append(ReferenceLine(lot.code, from: shelf, to: round.vehicle, part))
            missing -= part
        }
        var found: [ReferenceLine] = []
        if missing > 0 {
            guard anyway else { throw ReferenceRefusal("STOCK.INSUFFICIENT") }
            guard let lot = lines.last?.lot ?? newest(item) else { throw ReferenceRefusal("NOTFOUND.LOT") }
            found = [ReferenceLine(lot, from: "found", to: round.vehicle, missing)]
        }
        try after.load(lines, found: found, of: round, now: now)
        self = after
    }

    private mutating func load(
        _ lines: [ReferenceLine], found: [ReferenceLine], of round: ReferenceRound, now: Int64
    ) throws(ReferenceRefusal) {
        try post(round.state == .draft ? .loaded : .toppedUp, lines, of: round, now: now)
        try post(.unexplained, found, of: round, now: now)
        if round.state == .draft { rounds[round.number]?.state = .loading }
    }

    /// Gives goods out at a stop, lots as they leave. More than the round has is refused, or taken as found on the vehicle.
    package mutating func deliver(
        _ number: Int64, stop: String, item: String, units: Int64, anyway: Bool, now: Int64
    ) throws(ReferenceRefusal) {
        let round = try round(number)
        var lines: [ReferenceLine] = []
        var missing = units
        for (lot, left) in aboard(number, item: item) {
            let part = min(missing, left)
            guard part > 0 else { continue }
            lines.append(ReferenceLine(lot.code, from: round.vehicle, to: "recipient", part))
            missing -= part
        }
        var found: [ReferenceLine] = []
        if missing > 0 {
            guard anyway else { throw ReferenceRefusal("STOCK.INSUFFICIENT") }
            guard let lot = lines.last?.lot ?? aboard(number, item: item).last?.lot.code ?? newest(item) else {
                throw ReferenceRefusal("NOTFOUND.LOT")
            }
            found = [ReferenceLine(lot, from: "found", to: round.vehicle, missing)]
            lines.append(ReferenceLine(lot, from: round.vehicle, to: "recipient", missing))
        }
        var after = self
        try after.post(.unexplained, found, of: round, stop: stop, now: now)
        try after.post(.distributed, lines, of: round, stop: stop, now: now)
        if round.state == .loading { after.rounds[number]?.state = .underway }
        self = after
    }

    /// The van is back: so much was lost, lots as they leave, and everything else lies where it was taken from again.
    package mutating func bringBack(_ number: Int64, lost item: String?, units: Int64, now: Int64) throws(ReferenceRefusal) {
        let round = try round(number)
        var after = self
        var missing = units
        var gone: [ReferenceLine] = []
        for (lot, left) in aboard(number, item: item) where missing > 0 && item != nil {
            let part = min(missing, left)
            guard part > 0 else { continue }
            gone.append(ReferenceLine(lot.code, from: round.vehicle, to: "loss", part))
            missing -= part
        }
        if item != nil, missing > 0 { throw ReferenceRefusal("ROUND.UNBALANCED") }
        try after.post(.lost, gone, of: round, now: now)
        try after.putBack(round, now: now)
        after.rounds[number]?.state = .returned
        self = after
    }

    /// Everything aboard goes back to where it was taken from: of each lot as much as was taken from a shelf and has not come back there yet,
    /// shelves in the order of loading; what is more goes to the first of them, or to the first shelf of all when nobody loaded it.
    private mutating func putBack(_ round: ReferenceRound, now: Int64) throws(ReferenceRefusal) {
        let shelf = places.filter { $0.value == .bin }.keys.sorted().first ?? ""
        var lines: [ReferenceLine] = []
        for (lot, left) in aboard(round.number) where left > 0 {
            let steps = movements.filter { $0.round == round.number }
            var origins: [String] = []
            for line in steps.filter({ $0.reason == .loaded || $0.reason == .toppedUp }).flatMap(\.lines)
            where line.lot == lot.code && line.to == round.vehicle && !origins.contains(line.from) {
                origins.append(line.from)
            }
            var rest = left
            for origin in origins {
                var away: Int64 = 0
                for step in steps where [.loaded, .toppedUp, .returned].contains(step.reason) {
                    for line in step.lines where line.lot == lot.code {
                        if line.from == origin { away += line.units }
                        if line.to == origin { away -= line.units }
                    }
                }
                let part = min(rest, max(0, away))
                if part > 0 { lines.append(ReferenceLine(lot.code, from: round.vehicle, to: origin, part)) }
                rest -= part
            }
            if rest > 0 { lines.append(ReferenceLine(lot.code, from: round.vehicle, to: origins.first ?? shelf, rest)) }
        }
        try post(.returned, lines, of: round, now: now)
    }

    /// Closed when everything aboard is accounted for.
    package mutating func close(_ number: Int64) throws(ReferenceRefusal) {
        _ = try round(number)
        guard aboard(number).allSatisfy({ $0.units == 0 }) else { throw ReferenceRefusal("ROUND.UNBALANCED") }
        rounds[number]?.state = .closed
    }

    /// Called off before it left: promises are given up, what was loaded goes back.
    package mutating func cancel(_ number: Int64, now: Int64) throws(ReferenceRefusal) {
        let round = try round(number)
        guard round.state == .draft || round.state == .loading else { throw ReferenceRefusal("ROUND.STATE") }
        var after = self
        after.release(round: number)
        try after.putBack(round, now: now)
        after.rounds[number]?.state = .cancelled
        self = after
    }
}
