package import Measures

/// The order in which lots leave: first expired first out, among equal dates first in first out, then by number. Lots without a date of
/// expiry come last.
///
/// The only such order of the house: whoever picks lots sorts by it.
package struct LotOrder: Hashable, Comparable, Sendable {
    package let expires: CivilDate?
    package let receivedOn: CivilDate
    package let lot: Identifier<Lot>

    package init(expires: CivilDate?, receivedOn: CivilDate, lot: Identifier<Lot>) {
        self.expires = expires
        self.receivedOn = receivedOn
        self.lot = lot
    }

    package init(_ lot: Lot) {
        self.init(expires: lot.expires, receivedOn: lot.receivedOn, lot: lot.id)
    }

    package static func < (left: Self, right: Self) -> Bool {
        switch (left.expires, right.expires) {
        case (let first?, let second?) where first != second: return first < second
        case (.some, nil): return true
        case (nil, .some): return false
        default: break
        }
        return left.receivedOn == right.receivedOn ? left.lot < right.lot : left.receivedOn < right.receivedOn
    }
}
