import StockLedger

/// Goods that change owner where they lie, and what is owed for it.
extension ReferenceBooks {
    /// What one owner owes another of an item: what was lent, less what was settled.
    package func owed(_ item: String, by borrower: String, to lender: String) -> Int64 {
        loans.filter { $0.item == item && $0.borrower == borrower && $0.lender == lender }.reduce(0) { $0 + $1.units }
    }

    /// Books that goods at a place become another owner's, as a loan, or that they are given back and a loan becomes smaller.
    ///
    /// - Parameter names: what the lots are called of the new owner, in the order in which the old ones leave.
    @discardableResult
    package mutating func changeOwner(
        _ wish: Wish, to owner: String, isBack: Bool, names: [String], occurred: Int64, now: Int64
    ) throws(ReferenceRefusal) -> ReferencePosted {
        let from = wish.owner ?? ""
        if isBack, wish.units > owed(wish.item, by: from, to: owner) { throw ReferenceRefusal("RULE.SETTLES-MORE") }
        let picks = try picks(wish, isFact: false, anyway: false)
        var after = self
        var lines = picks.map { ReferenceLine($0.lot, from: wish.from, to: "workshop", $0.units) }
        for (index, pick) in picks.enumerated() {
            guard let old = lots[pick.lot], names.indices.contains(index) else { throw ReferenceRefusal("a lot without a name") }
            after.add(
                lot: names[index], item: old.item, owner: owner, expires: old.expires, receivedOn: old.receivedOn)
            lines.append(ReferenceLine(names[index], from: "workshop", to: wish.from, pick.units))
        }
        let posted = try after.post(ReferenceEntry(isBack ? .borrowedBack : .lent, lines, occurred: occurred), now: now)
        after.loans.append(
            isBack
                ? ReferenceLoan(lender: owner, borrower: from, item: wish.item, units: -wish.units)
                : ReferenceLoan(lender: from, borrower: owner, item: wish.item, units: wish.units))
        self = after
        return posted
    }
}

/// Units of an item that one owner lent another; below zero what was settled.
package struct ReferenceLoan: Sendable {
    package let lender: String
    package let borrower: String
    package let item: String
    package let units: Int64
}
