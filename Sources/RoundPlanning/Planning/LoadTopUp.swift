/// Fills the room that is left on a trip, the worst-off site first, class by class, up to what the stock allows each.
struct LoadTopUp {
    let due: [DueNeed]
    let measures: [GoodsMeasure]
    /// Base units each due need may have.
    let targets: [Int64]

    /// Raises what is loaded for the visits of one trip.
    func fill(_ visits: inout [SiteVisit], members: [Int], grams: Int64, millilitres: Int64) {
        var gramsLeft = grams - members.reduce(0) { $0 + visits[$1].grams(measures) }
        var millilitresLeft = millilitres - members.reduce(0) { $0 + visits[$1].millilitres(measures) }
        for priority in PriorityClass.allCases {
            var open: [(visit: Int, line: Int, packs: Int64)] = []
            for member in members {
                for line in visits[member].needs.indices where due[visits[member].needs[line]].priority == priority {
                    let need = visits[member].needs[line]
                    // Large quantities rise in steps of a two hundredth, which shrink to a single pack where a step does not fit.
                    open.append((member, line, max(1, targets[need] / measures[need].pack / 200)))
                }
            }
            while let place = worstOff(open, visits) {
                let entry = open[place]
                let need = visits[entry.visit].needs[entry.line]
                let units = visits[entry.visit].units[entry.line]
                let measure = measures[need]
                let packs = min(entry.packs, (targets[need] - units) / measure.pack)
                guard packs > 0 else {
                    open.remove(at: place)
                    continue
                }
                let more = units + packs * measure.pack
                let weight = measure.grams(more) - measure.grams(units)
                let room = measure.millilitres(more) - measure.millilitres(units)
                if weight <= gramsLeft, room <= millilitresLeft {
                    visits[entry.visit].units[entry.line] = more
                    gramsLeft -= weight
                    millilitresLeft -= room
                } else if packs > 1 {
                    open[place].packs = packs / 2
                } else {
                    open.remove(at: place)
                }
            }
        }
    }

    private func worstOff(_ open: [(visit: Int, line: Int, packs: Int64)], _ visits: [SiteVisit]) -> Int? {
        open.indices.min { left, right in
            let (one, other) = (coverage(open[left], visits), coverage(open[right], visits))
            let (first, second) = (one.had * other.needed, other.had * one.needed)
            return first == second ? left < right : first < second
        }
    }

    private func coverage(_ entry: (visit: Int, line: Int, packs: Int64), _ visits: [SiteVisit]) -> (had: Int128, needed: Int128) {
        let need = due[visits[entry.visit].needs[entry.line]]
        return (Int128(need.trailingGiven) + Int128(visits[entry.visit].units[entry.line]), Int128(max(1, need.trailingNeed)))
    }
}
