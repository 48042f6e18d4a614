package import Measures
package import Speech
package import StockLedger

extension Correction {
    /// The lines with the shortfall taken from `shortAt` too, once it has been booked there; `line` is the one corrected, `right` as in `plan`.
    package func linesWithShortfall(of line: MovementLine, right: Quantity) -> [MovementLine] {
        guard !short.isZero else { return lines }
        let target = right > line.quantity ? line.to : line.from
        var all = lines
        if let index = all.firstIndex(where: { $0.from == shortAt && $0.to == target }) {
            all[index] = MovementLine(
                lot: line.lot, from: shortAt, to: target, quantity: Quantity.saturatingSum(all[index].quantity, short))
        } else {
            all.append(MovementLine(lot: line.lot, from: shortAt, to: target, quantity: short))
        }
        return all
    }

    /// `STOCK.INSUFFICIENT` with what can still be taken back and what cannot.
    package func error(movement: Identifier<Movement>) -> Refusal? {
        guard !short.isZero else { return nil }
        let possible = lines.reduce(Quantity.zero) { Quantity.saturatingSum($0, $1.quantity) }
        return Refusal(
            .stockInsufficient,
            [
                .init("movement", movement.description), .init("have", possible.description), .init("short", short.description),
            ],
            found: Wording(
                "\(possible) can be taken back, \(short) have left since", "\(possible) peuvent être reprises, \(short) sont parties depuis"
            ),
            remedy: Wording(
                "correct what they left by, or add anyway=REASON to book \(short) as unexplained",
                "corriger leur sortie, ou ajouter malgré=MOTIF pour inscrire \(short) comme inexpliquées"))
    }
}
