package import Measures
import StockLedger

/// Units of one lot that go to one stop.
package struct LotShare: Sendable, Hashable {
    /// The lot's number.
    package var lot: Int64
    /// Where it stands.
    package var place: String
    /// The item it is of.
    package var item: String
    /// Who owns it.
    package var owner: String
    /// The last day it may be given.
    package var expires: CivilDate?
    /// Base units, above zero.
    package var units: Int64
}

/// Picks lots in the house's one order, `LotOrder`.
package struct LotPicker {
    private var lots: [StockLot]

    /// A picker over stock whose owners consent; the stock shrinks as lots are picked.
    package init(_ stock: [StockLot]) {
        lots = stock.filter { $0.consent && $0.units > 0 }.sorted(by: Self.goesFirst)
    }

    /// The order in which lots are used: the plan's own, then those of others.
    package static func goesFirst(_ left: StockLot, _ right: StockLot) -> Bool {
        (left.isOfOthers ? 1 : 0, order(left), left.place) < (right.isOfOthers ? 1 : 0, order(right), right.place)
    }

    private static func order(_ lot: StockLot) -> LotOrder {
        LotOrder(expires: lot.expires, receivedOn: lot.received ?? CivilDate(dayNumber: Int32.max), lot: Identifier(lot.lot))
    }

    /// Takes up to `units` of items that `accepts` lets pass and that are still good on a day; fewer when there are no more.
    package mutating func take(_ units: Int64, on date: CivilDate, accepts: (String) -> Bool) -> [LotShare] {
        var missing = units
        var picked: [LotShare] = []
        for index in lots.indices where missing > 0 && lots[index].units > 0 && lots[index].isGood(on: date) && accepts(lots[index].item) {
            let lot = lots[index]
            let part = min(missing, lot.units)
            lots[index].units -= part
            missing -= part
            picked.append(LotShare(lot: lot.lot, place: lot.place, item: lot.item, owner: lot.owner, expires: lot.expires, units: part))
        }
        return picked
    }
}
