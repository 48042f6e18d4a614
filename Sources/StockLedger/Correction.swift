package import Measures
package import Speech

/// What to book when a line of a movement said the wrong quantity: the difference only, carried to where the goods went since.
package struct Correction: Hashable, Sendable {
    /// The lines to book, one for each place that something is taken back from.
    package let lines: [MovementLine]
    /// Base units that cannot be taken back because they left the warehouse, or that the source does not hold.
    package let short: Quantity
    /// Where the shortfall would be booked from `found` when the person says `anyway`: the place the difference is taken from.
    package let shortAt: Identifier<Place>

    package init(lines: [MovementLine], short: Quantity, shortAt: Identifier<Place>) {
        self.lines = lines
        self.short = short
        self.shortAt = shortAt
    }

    /// Works out the difference.
    ///
    /// More than was said goes the way of the line once more. Less is taken back: from the line's destination first, then from every place
    /// that the lot reached from there since, in the order in which it got there. Places outside have no balance and give back all.
    ///
    /// - Parameters:
    ///   - line: the line with the quantity it stands for now (earlier corrections included).
    ///   - right: what it should have said.
    ///   - since: the lines of the same lot recorded after it, in order of position.
    ///   - isInside: whether a place has a balance.
    ///   - onHand: what is at a place of the lot now.
    /// - Throws: `RULE.NOTHING-TO-CORRECT` when the quantity is right already.
    package static func plan(
        _ line: MovementLine, right: Quantity, since: [MovementLine], isInside: (Identifier<Place>) -> Bool,
        onHand: (Identifier<Place>) -> Quantity
    ) throws(Refusal) -> Correction {
        guard right != line.quantity else {
            throw Refusal(
                .nothingToCorrect, [.init("quantity", right.description)],
                found: Wording("it says \(right) already", "il dit déjà \(right)"),
                remedy: Wording("nothing to do", "rien à faire"))
        }
        if right > line.quantity {
            let more = Quantity.saturatingDifference(right, line.quantity)
            let possible = isInside(line.from) ? min(more, onHand(line.from)) : more
            let lines = possible.isZero ? [] : [MovementLine(lot: line.lot, from: line.from, to: line.to, quantity: possible)]
            return Correction(lines: lines, short: Quantity.saturatingDifference(more, possible), shortAt: line.from)
        }
        let less = Quantity.saturatingDifference(line.quantity, right)
        guard isInside(line.to) else {
            return Correction(
                lines: [MovementLine(lot: line.lot, from: line.to, to: line.from, quantity: less)], short: .zero, shortAt: line.to)
        }
        var missing = less
        var lines: [MovementLine] = []
        for place in reached(from: line.to, by: since.filter { $0.lot == line.lot }) where isInside(place) && place != line.from {
            let part = min(missing, onHand(place))
            if part.isZero { continue }
            lines.append(MovementLine(lot: line.lot, from: place, to: line.from, quantity: part))
            missing = Quantity.saturatingDifference(missing, part)
        }
        return Correction(lines: lines, short: missing, shortAt: line.to)
    }

    /// The places that goods reached from one place, that place first, in order of arrival.
    package static func reached(from start: Identifier<Place>, by lines: [MovementLine]) -> [Identifier<Place>] {
        var places = [start]
        for line in lines where places.contains(line.from) && !places.contains(line.to) { places.append(line.to) }
        return places
    }
}
