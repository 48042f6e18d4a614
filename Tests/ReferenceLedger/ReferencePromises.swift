/// Promises to rounds, and what breaks them.
extension ReferenceBooks {
    /// Promises lots to a round, all or nothing; refused beyond what is free.
    package mutating func promise(
        _ wishes: [(place: String, lot: String, units: Int64)], to round: Int64, neededOn day: Int32
    ) throws(ReferenceRefusal) {
        var after = self
        for wish in wishes {
            guard wish.units <= after.free(wish.lot, at: wish.place) else { throw ReferenceRefusal("STOCK.INSUFFICIENT") }
            after.promises.append(
                ReferencePromise(
                    number: (after.promises.map(\.number).max() ?? 0) + 1, round: round, neededOn: day, place: wish.place, lot: wish.lot,
                    units: wish.units))
        }
        self = after
    }

    /// Gives up everything that is promised to a round.
    package mutating func release(round: Int64) { promises.removeAll { $0.round == round } }

    /// Where less is left than was promised, promises give way: of the latest day first, of one day the round with the highest number, of
    /// one round what was promised last.
    mutating func breakPromises(of lot: String, at place: String) {
        while true {
            let excess = promised(lot, at: place) - max(0, onHand(lot, at: place))
            guard excess > 0 else { return }
            let last = promises.indices.filter { promises[$0].lot == lot && promises[$0].place == place }.max { first, second in
                let (one, other) = (promises[first], promises[second])
                return (Int64(one.neededOn), one.round, Int64(one.number)) < (Int64(other.neededOn), other.round, Int64(other.number))
            }
            guard let last else { return }
            let part = min(excess, promises[last].units)
            broken.append(ReferenceBrokenPromise(round: promises[last].round, place: place, lot: lot, units: part))
            promises[last].units -= part
            promises.removeAll { $0.units == 0 }
        }
    }
}
