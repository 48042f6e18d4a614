package import StockLedger

// The second opinion: what the books of one warehouse must say, worked out again as slowly and as plainly as it can be.
//
// Nothing is kept but what was said: movements with their lines, promises, counts as they were taken. Every balance, of now or of any
// day, is added up from all lines each time somebody asks. The words are the codes that people type: a lot is "L7", a place "a1". No code
// that moves stock is shared with the product; only the kinds of places and the words for reasons are.
//
// The rules are those of the database routines:
//
//   - a fact (a loss, a count, what was given out, a correction) takes promised goods too, an intention (a transfer, a load, goods sent)
//     takes only what is free; `anyway` makes an intention a fact and books what is missing from `found`, as unexplained;
//   - a fact that takes promised goods breaks promises: of the latest round first, of one day the round with the highest number first;
//   - a count is of the moment it was taken, whenever it is typed: what was expected is what the lines say of that moment, and the difference
//     is booked on that day;
//   - a sheet typed after a closed count of something that happened before it leaves today's stock as counted: the opposite is booked at
//     the count, which explains that much of its variance. The first count after it that covered the lot, or the whole item, is meant;
//   - the past counts too: what is taken has to have been there at the end of every day since it happened, up to such a count. What was
//     not is refused, or booked from `found` on the first day that lacks it;
//   - nothing is changed: a reversal books the opposite, a correction the difference.
//
// A refused entry throws its code and changes nothing: the books are a value, and are replaced only when an entry is booked.

/// The books of one warehouse, added up from the beginning whenever they are asked.
package struct ReferenceBooks: Sendable {
    /// The kind of each place.
    package internal(set) var places: [String: PlaceKind] = [:]
    package internal(set) var lots: [String: ReferenceLot] = [:]
    /// In the order in which they were recorded.
    package internal(set) var movements: [ReferenceMovement] = []
    package internal(set) var promises: [ReferencePromise] = []
    package internal(set) var broken: [ReferenceBrokenPromise] = []
    package internal(set) var exceptions: [ReferenceException] = []
    package internal(set) var counts: [ReferenceCount] = []
    package internal(set) var loans: [ReferenceLoan] = []
    package internal(set) var rounds: [Int64: ReferenceRound] = [:]
    /// When an operational day begins, in microseconds after midnight UTC.
    let dayStarts: Int64

    package init(places: [String: PlaceKind], dayStarts: Int64 = 4 * 3_600_000_000) {
        self.places = places
        self.dayStarts = dayStarts
    }

    func isInside(_ place: String) -> Bool { places[place]?.isInside ?? false }

    // MARK: What is where

    /// What the lines say was there when everything up to an instant had happened; nil for everything.
    package func onHand(_ lot: String, at place: String, asOf: Int64? = nil) -> Int64 {
        var units: Int64 = 0
        for movement in movements where asOf.map({ movement.occurred <= $0 }) ?? true {
            for line in movement.lines where line.lot == lot {
                if line.to == place { units += line.units }
                if line.from == place { units -= line.units }
            }
        }
        return units
    }

    /// What is promised of a lot at a place.
    package func promised(_ lot: String, at place: String) -> Int64 {
        promises.filter { $0.lot == lot && $0.place == place }.reduce(0) { $0 + $1.units }
    }

    /// What may still be taken of it by somebody who only wishes to.
    package func free(_ lot: String, at place: String) -> Int64 { onHand(lot, at: place) - promised(lot, at: place) }

    /// Every balance that is not nothing, as `place lot units`, when everything up to an instant had happened.
    package func balances(asOf: Int64? = nil) -> [String] {
        var sums: [String: Int64] = [:]
        for movement in movements where asOf.map({ movement.occurred <= $0 }) ?? true {
            for line in movement.lines {
                if isInside(line.from) { sums["\(line.from) \(line.lot)", default: 0] -= line.units }
                if isInside(line.to) { sums["\(line.to) \(line.lot)", default: 0] += line.units }
            }
        }
        return sums.filter { $0.value != 0 }.map { "\($0.key) \($0.value)" }.sorted()
    }

    /// The lots of an item that lie at a place, or on every shelf, in the order in which they leave.
    func lotsHere(_ item: String, at place: String?) -> [(lot: ReferenceLot, place: String)] {
        var here: [(lot: ReferenceLot, place: String)] = []
        for lot in lots.values where lot.item == item {
            for (code, kind) in places where place.map({ $0 == code }) ?? (kind == .bin) {
                if onHand(lot.code, at: code) > 0 { here.append((lot, code)) }
            }
        }
        return here.sorted { first, second in
            if first.lot.number == second.lot.number { return (placeNumbers[first.place] ?? 0) < (placeNumbers[second.place] ?? 0) }
            return first.lot.leaves(before: second.lot)
        }
    }

    /// Which place comes first when one lot lies at several.
    package var placeNumbers: [String: Int64] = [:]

    // MARK: Days

    /// The operational day an instant belongs to.
    package func day(of instant: Int64) -> Int64 {
        let perDay: Int64 = 86_400_000_000
        let shifted = instant - dayStarts
        return shifted >= 0 ? shifted / perDay : (shifted - perDay + 1) / perDay
    }

    /// The last instant of an operational day.
    package func end(ofDay day: Int64) -> Int64 { (day + 1) * 86_400_000_000 + dayStarts - 1 }
}
