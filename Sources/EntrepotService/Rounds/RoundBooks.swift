import EntrepotStore
import Measures
import RoundPlanning
import StockLedger

/// What the books say of one round: what came onto the vehicle and where it went, by lot.
struct RoundBooks: Sendable {
    /// Where units went, or came from; the words are the keys of `round show`.
    enum Flow: String, CaseIterable, Sendable {
        case loaded
        case toppedUp = "topped_up"
        case found, distributed
        case handedOver = "handed_over"
        case returned, damaged, wasted, seized, lost, unexplained

        var isOntoVehicle: Bool { self == .loaded || self == .toppedUp || self == .found }
    }

    /// One lot that is or was on the vehicle for this round.
    struct LotAccount: Sendable {
        let lot: Identifier<Lot>
        let code: String
        let sku: String
        let parent: String?
        let base: BaseUnit
        let expires: CivilDate?
        let receivedOn: CivilDate
        /// The code of whoever it belongs to.
        let owner: String
        /// Where it was taken from and not brought back to yet, in the order of loading, so that it can go back there.
        var origins: [(place: Identifier<Place>, units: Int64)] = []
        var flows: [Flow: Int64] = [:]
        /// What was given out, by stop.
        var given: [Int64: Int64] = [:]
        /// What of it was shared out rather than noted.
        var allocated: [Int64: Int64] = [:]

        subscript(_ flow: Flow) -> Int64 { flows[flow] ?? 0 }

        /// Base units still on the vehicle.
        var left: Int64 { Flow.allCases.reduce(0) { $0 + ($1.isOntoVehicle ? self[$1] : -self[$1]) } }

        /// Where so many units go back to: each shelf takes what was taken from it, the first one first; what was found on the way goes to
        /// the first. Nil is a shelf that nobody knows.
        func homes(of units: Int64) -> [(place: Identifier<Place>?, units: Int64)] {
            var homes: [(place: Identifier<Place>?, units: Int64)] = []
            var rest = units
            for origin in origins where rest > 0 && origin.units > 0 {
                let part = min(rest, origin.units)
                homes.append((origin.place, part))
                rest -= part
            }
            if rest > 0 { homes.append((origins.first?.place, rest)) }
            return homes
        }

        /// Keeps that units were taken from a place, or brought back to it when below zero.
        mutating func take(_ units: Int64, from place: Identifier<Place>) {
            if let index = origins.firstIndex(where: { $0.place == place }) {
                origins[index].units += units
            } else if units > 0 {
                origins.append((place, units))
            }
        }
    }

    /// Lots, first expired first, then first in.
    private(set) var lots: [LotAccount] = []

    init(_ lines: [RoundLineRecord]) {
        var order: [Identifier<Lot>: Int] = [:]
        for line in lines {
            let index: Int
            if let known = order[line.lot] {
                index = known
            } else {
                index = lots.count
                order[line.lot] = index
                lots.append(
                    LotAccount(
                        lot: line.lot, code: line.lotCode, sku: line.sku, parent: line.parent, base: line.base,
                        expires: line.expires, receivedOn: line.receivedOn, owner: line.owner))
            }
            guard let flow = Self.flow(line) else { continue }
            let units = line.isOntoVehicle == flow.isOntoVehicle ? line.units : -line.units
            lots[index].flows[flow, default: 0] += units
            if flow == .distributed, let stop = line.stop {
                lots[index].given[stop, default: 0] += units
                if line.quality == "allocated" { lots[index].allocated[stop, default: 0] += units }
            }
            if flow == .loaded || flow == .toppedUp { lots[index].take(units, from: line.otherPlace) }
            if flow == .returned { lots[index].take(-units, from: line.otherPlace) }
        }
        lots.sort { left, right in
            LotOrder(expires: left.expires, receivedOn: left.receivedOn, lot: left.lot)
                < LotOrder(expires: right.expires, receivedOn: right.receivedOn, lot: right.lot)
        }
    }

    private static func flow(_ line: RoundLineRecord) -> Flow? {
        if line.reason == "unexplained" { return line.isOntoVehicle ? .found : .unexplained }
        if let flow = Flow(rawValue: line.reason) { return flow }
        switch (line.otherKind, line.isOntoVehicle) {
        case ("bin", true), ("quarantine", true), ("vehicle", true): return .toppedUp
        case ("bin", false), ("quarantine", false), ("vehicle", false): return .returned
        case ("found", true): return .found
        case ("found", false): return .unexplained
        case ("recipient", _): return .handedOver
        case ("waste", _): return .wasted
        case ("loss", _): return .lost
        default: return nil
        }
    }

    /// Base units of some flows over all lots. Nil when the round carried goods of several units, pieces and grams say, whose sum would
    /// mean nothing; what never happened is 0 in every unit.
    func sum(_ flows: Flow...) -> Int64? { sum(flows) }

    func sum(_ flows: [Flow]) -> Int64? {
        let moved = lots.filter { lot in Flow.allCases.contains { lot[$0] != 0 } }
        let amounts = moved.flatMap { lot in flows.map { lot[$0] } }
        guard amounts.contains(where: { $0 != 0 }) else { return 0 }
        return Set(moved.map(\.base)).count == 1 ? amounts.reduce(0, +) : nil
    }

    /// Lots of an item, or of any of its sizes when a parent is named.
    func indices(of sku: String) -> [Int] { lots.indices.filter { lots[$0].sku == sku || lots[$0].parent == sku } }

    /// Base units of an item given at a stop.
    func given(_ sku: String, stop: Int64) -> Int64 { indices(of: sku).reduce(0) { $0 + (lots[$1].given[stop] ?? 0) } }

    /// Whether anything was given at a stop.
    func hasGiven(stop: Int64) -> Bool { lots.contains { ($0.given[stop] ?? 0) != 0 } }

    /// Whether what a stop gave out was shared over it rather than noted.
    func hasAllocated(stop: Int64) -> Bool { lots.contains { ($0.allocated[stop] ?? 0) != 0 } }

    /// Whose goods the round carried, of one item or of all, in order of code.
    func owners(of sku: String? = nil) -> [String] {
        Set(lots.filter { lot in (sku.map { $0 == lot.sku } ?? true) && Flow.allCases.contains { lot[$0] != 0 } }.map(\.owner)).sorted()
    }

    /// Whose goods were given out at a stop.
    func owners(givenAt stop: Int64) -> [String] { Set(lots.filter { ($0.given[stop] ?? 0) > 0 }.map(\.owner)).sorted() }

    /// The items on the round, in order of code.
    var items: [String] { Set(lots.map(\.sku)).sorted() }

    /// The sheet that stands in the books, to be settled together with what is said now.
    ///
    /// - Parameter shares: whether stops that noted people only stand open for what nobody accounted for.
    func sheet(stops: [RoundStopRecord], shares: Bool, rest: RoundSheet.Rest) -> RoundSheet {
        func entries(_ flow: Flow) -> [ItemUnits] {
            lots.filter { $0[flow] > 0 }.map { ItemUnits($0.sku, lot: $0.lot.number, $0[flow]) }
        }
        let records = stops.map { stop -> StopRecord in
            let given = lots.compactMap { lot in
                lot.given[stop.id].flatMap { $0 > 0 ? ItemUnits(lot.sku, lot: lot.lot.number, $0) : nil }
            }
            let isOpen = shares && given.isEmpty && stop.outcome != nil
            return StopRecord(
                stop: Int(stop.sequence), people: stop.people ?? 0, outcome: stop.outcome ?? .noOneThere, given: isOpen ? nil : given)
        }
        return RoundSheet(
            lots: lots.map { lot in
                RoundSheet.LoadedLot(
                    item: lot.sku, parent: lot.parent, lot: lot.lot.number, expires: lot.expires, receivedOn: lot.receivedOn,
                    loaded: max(0, lot[.loaded]), toppedUp: max(0, lot[.toppedUp]))
            },
            stops: records, found: entries(.found), handedOver: entries(.handedOver), returned: entries(.returned),
            damaged: entries(.damaged),
            wasted: entries(.wasted), seized: entries(.seized), lost: entries(.lost), rest: rest)
    }
}
