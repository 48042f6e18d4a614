import Measures

/// A round whose equation holds:
///
///     loaded + topped up + found = distributed + handed over + returned + damaged + wasted + seized + lost + unexplained
package struct ReturnReconciliation: Sendable, Hashable {
    /// One account per item, in order of item.
    package private(set) var accounts: [RoundAccount] = []
    /// Where every unit of every lot went, by item, way out, stop and lot.
    package private(set) var lines: [RoundOutflowLine] = []

    /// Settles a sheet.
    ///
    /// Units nobody accounted for are what the stops that noted people only gave out: they are shared over them by people served (largest
    /// remainder) and marked as allocated. With `rest=yes` everything the sheet does not name came back. With `unexplained` the round closes
    /// with a rest, and more given out than was loaded is booked as found.
    ///
    /// Lots follow first expired first out: what left the vehicle first came from the soonest to expire, what came back is the last.
    package init(_ sheet: RoundSheet) throws(ReconciliationError) {
        try Self.check(sheet)
        let names = Self.names(sheet)
        var differences: [ItemUnits] = []
        for name in names {
            var item = Settling(name: name, sheet: sheet)
            item.settleRest(sheet)
            accounts.append(item.account)
            if item.account.difference != 0 { differences.append(ItemUnits(name, item.account.difference)) }
            lines += item.lines()
        }
        if !differences.isEmpty { throw .unbalanced(RoundUnbalanced(differences: differences)) }
    }

    /// The names under which the sheet speaks of what is on the vehicle: a parent where it stands for its variants.
    private static func names(_ sheet: RoundSheet) -> [String] {
        let spoken = Set(Self.entries(sheet).map(\.item))
        let carried = sheet.lots.map { lot in lot.parent.map { spoken.contains($0) ? $0 : lot.item } ?? lot.item }
        let parents = Dictionary(
            sheet.lots.compactMap { lot in lot.parent.map { (lot.item, $0) } }, uniquingKeysWith: { first, _ in first })
        // A variant named beside its parent belongs to the parent's account.
        let named = spoken.map { item in parents[item].map { spoken.contains($0) ? $0 : item } ?? item }
        return Set(carried + named).sorted()
    }

    private static func entries(_ sheet: RoundSheet) -> [ItemUnits] {
        sheet.stops.flatMap { $0.given ?? [] } + sheet.found + sheet.handedOver + sheet.returned + sheet.damaged + sheet.wasted
            + sheet.seized
            + sheet.lost
    }

    private static func check(_ sheet: RoundSheet) throws(ReconciliationError) {
        for entry in entries(sheet) where entry.units < 0 || entry.units > Quantity.ceiling {
            throw .figure(RoundFigureError(item: entry.item, units: entry.units))
        }
        for lot in sheet.lots {
            for units in [lot.loaded, lot.toppedUp] where units < 0 || units > Quantity.ceiling {
                throw .figure(RoundFigureError(item: lot.item, units: units))
            }
        }
    }
}

/// Settling one item of a sheet.
private struct Settling {
    var account: RoundAccount
    private var lots: [RoundSheet.LoadedLot]
    private var movements: [Movement] = []
    private let returnIsNamed: Bool
    private let sheetFound: [ItemUnits]

    private struct Movement {
        var outflow: RoundOutflow
        var stop: Int?
        var item: String
        var lot: Int64?
        var units: Int64
        var allocated: Bool
    }

    init(name: String, sheet: RoundSheet) {
        account = RoundAccount(item: name)
        let never = CivilDate(dayNumber: Int32.max)
        let lots = sheet.lots.filter { $0.item == name || $0.parent == name }
            .sorted {
                ($0.expires ?? never, $0.receivedOn ?? never, $0.lot, $0.item) < (
                    $1.expires ?? never, $1.receivedOn ?? never, $1.lot, $1.item
                )
            }
        let members = Set(lots.map(\.item) + [name])
        func mine(_ entries: [ItemUnits]) -> [ItemUnits] { entries.filter { members.contains($0.item) && $0.units > 0 } }
        self.lots = lots
        account.loaded = lots.reduce(0) { $0 + $1.loaded }
        account.toppedUp = lots.reduce(0) { $0 + $1.toppedUp }
        sheetFound = mine(sheet.found)
        account.found = sheetFound.reduce(0) { $0 + $1.units }
        returnIsNamed = sheet.returned.contains { members.contains($0.item) }
        for stop in sheet.stops {
            for entry in mine(stop.given ?? []) { add(entry, .distributed, stop: stop.stop) }
        }
        let named: [(RoundOutflow, [ItemUnits])] = [
            (.handedOver, sheet.handedOver), (.damaged, sheet.damaged), (.wasted, sheet.wasted), (.seized, sheet.seized),
            (.lost, sheet.lost),
            (.returned, sheet.returned),
        ]
        for (outflow, entries) in named { for entry in mine(entries) { add(entry, outflow) } }
    }

    private mutating func add(_ entry: ItemUnits, _ outflow: RoundOutflow, stop: Int? = nil, allocated: Bool = false) {
        account[outflow] += entry.units
        movements.append(
            Movement(outflow: outflow, stop: stop, item: entry.item, lot: entry.lot, units: entry.units, allocated: allocated))
    }

    /// Says where the units went that the sheet leaves open.
    mutating func settleRest(_ sheet: RoundSheet) {
        let rest = account.difference
        if rest < 0, sheet.rest == .unexplained {
            account.found -= rest
            return
        }
        guard rest > 0 else { return }
        let open = sheet.stops.filter(\.isOpen)
        if sheet.rest == .cameBack, !returnIsNamed || open.isEmpty {
            add(ItemUnits(account.item, rest), .returned, allocated: true)
        } else if !open.isEmpty {
            for (stop, units) in zip(open, LargestRemainder.divide(rest, by: open.map(\.people))) where units > 0 {
                add(ItemUnits(account.item, units), .distributed, stop: stop.stop, allocated: true)
            }
        } else if sheet.rest == .unexplained {
            add(ItemUnits(account.item, rest), .unexplained, allocated: true)
        }
    }

    /// Every movement spread over lots: named lots first, then first expired first out; returns last, so that they are what is left.
    func lines() -> [RoundOutflowLine] {
        // What was found of a lot that the books name was on the vehicle like what was loaded of it.
        let foundOfLot = lots.map { lot in sheetFound.reduce(0) { $1.lot == lot.lot ? $0 + $1.units : $0 } }
        var left = zip(lots, foundOfLot).map { $0.loaded + $0.toppedUp + $1 }
        var foundLeft = account.found - foundOfLot.reduce(0, +)
        var lines: [RoundOutflowLine] = []
        func write(_ movement: Movement, item: String, lot: Int64?, units: Int64) {
            lines.append(
                RoundOutflowLine(
                    outflow: movement.outflow, stop: movement.stop, item: item, lot: lot, units: units, allocated: movement.allocated))
        }
        func take(_ movement: inout Movement, from place: Int) {
            let part = min(movement.units, left[place])
            guard part > 0 else { return }
            left[place] -= part
            movement.units -= part
            write(movement, item: lots[place].item, lot: lots[place].lot, units: part)
        }
        // A lot that the sheet names gives what it has. When it has less than was said, the rest is taken from other lots and marked.
        var open = movements
        for index in open.indices where open[index].lot != nil {
            for place in lots.indices where lots[place].lot == open[index].lot { take(&open[index], from: place) }
            open[index].allocated = true
        }
        for var movement in open.filter({ $0.outflow != .returned }) + open.filter({ $0.outflow == .returned }) {
            for place in lots.indices where lots[place].item == movement.item || movement.item == account.item {
                take(&movement, from: place)
            }
            for place in lots.indices { take(&movement, from: place) }
            let beyond = min(movement.units, foundLeft)
            guard beyond > 0 else { continue }
            foundLeft -= beyond
            write(movement, item: movement.item, lot: lots.first?.lot, units: beyond)
        }
        let rank = RoundOutflow.allCases
        return lines.sorted { one, other in
            (one.item, rank.firstIndex(of: one.outflow) ?? 0, one.stop ?? 0, one.lot ?? 0)
                < (other.item, rank.firstIndex(of: other.outflow) ?? 0, other.stop ?? 0, other.lot ?? 0)
        }
    }
}
