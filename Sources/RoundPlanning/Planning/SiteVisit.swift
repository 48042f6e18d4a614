/// Everything due at one site on one day, with what is to be loaded for it.
struct SiteVisit: Equatable {
    /// Position of the site.
    var site: Int
    /// Planned day on which it is due, and the last it may slip to.
    var day: Int
    var latestDay: Int
    /// Positions of the due needs, by class.
    var needs: [Int]
    /// Base units to load for each of them.
    var units: [Int64]

    /// The visits for due needs that get something; by day, then site.
    static func visits(for due: [DueNeed], units: [Int64]) -> [SiteVisit] {
        var visits: [SiteVisit] = []
        let order = due.indices.filter { units[$0] > 0 }.sorted {
            (due[$0].day, due[$0].site, due[$0].priority.rank, $0) < (due[$1].day, due[$1].site, due[$1].priority.rank, $1)
        }
        for index in order {
            let need = due[index]
            if let last = visits.last, last.site == need.site, last.day == need.day {
                visits[visits.count - 1].needs.append(index)
                visits[visits.count - 1].units.append(units[index])
                visits[visits.count - 1].latestDay = min(last.latestDay, need.latestDay)
            } else {
                visits.append(SiteVisit(site: need.site, day: need.day, latestDay: need.latestDay, needs: [index], units: [units[index]]))
            }
        }
        return visits
    }

    /// Lowers what is loaded until it is within a room, the less important classes first, pro rata within a class, in whole packs.
    mutating func fit(grams: Int64, millilitres: Int64, due: [DueNeed], measures: [GoodsMeasure]) {
        var gramsLeft = max(0, grams)
        var millilitresLeft = max(0, millilitres)
        for priority in PriorityClass.allCases {
            let members = needs.indices.filter { due[needs[$0]].priority == priority }
            let weight = members.reduce(Int64(0)) { $0 + measures[needs[$1]].grams(units[$1]) }
            let room = members.reduce(Int64(0)) { $0 + measures[needs[$1]].millilitres(units[$1]) }
            if weight > gramsLeft || room > millilitresLeft {
                cut(members, weight: weight, room: room, gramsLeft: gramsLeft, millilitresLeft: millilitresLeft, measures: measures)
            }
            for member in members {
                gramsLeft -= measures[needs[member]].grams(units[member])
                millilitresLeft -= measures[needs[member]].millilitres(units[member])
            }
        }
    }

    private mutating func cut(
        _ members: [Int], weight: Int64, room: Int64, gramsLeft: Int64, millilitresLeft: Int64, measures: [GoodsMeasure]
    ) {
        let wished = members.map { units[$0] }
        var (weightNow, roomNow) = (Int64(0), Int64(0))
        for (place, member) in members.enumerated() {
            let measure = measures[needs[member]]
            var share = Int128(wished[place])
            if weight > gramsLeft { share = min(share, Int128(wished[place]) * Int128(gramsLeft) / Int128(weight)) }
            if room > millilitresLeft { share = min(share, Int128(wished[place]) * Int128(millilitresLeft) / Int128(room)) }
            var packs = Int64(share) / measure.pack
            // Weights are rounded up line by line, so the last pack may not fit after all.
            while packs > 0,
                weightNow + measure.grams(packs * measure.pack) > gramsLeft
                    || roomNow + measure.millilitres(packs * measure.pack) > millilitresLeft
            {
                packs -= 1
            }
            units[member] = packs * measure.pack
            weightNow += measure.grams(units[member])
            roomNow += measure.millilitres(units[member])
        }
        for (place, member) in members.enumerated() {
            let measure = measures[needs[member]]
            let more = units[member] + measure.pack
            let weightThen = weightNow - measure.grams(units[member]) + measure.grams(more)
            let roomThen = roomNow - measure.millilitres(units[member]) + measure.millilitres(more)
            guard more <= wished[place], weightThen <= gramsLeft, roomThen <= millilitresLeft else { continue }
            units[member] = more
            (weightNow, roomNow) = (weightThen, roomThen)
        }
    }

    func grams(_ measures: [GoodsMeasure]) -> Int64 { zip(needs, units).reduce(0) { $0 + measures[$1.0].grams($1.1) } }

    func millilitres(_ measures: [GoodsMeasure]) -> Int64 { zip(needs, units).reduce(0) { $0 + measures[$1.0].millilitres($1.1) } }
}
