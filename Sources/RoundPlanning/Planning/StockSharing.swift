import Measures

/// What each due need may have of the stock.
struct StockSharing {
    /// Base units per due need, in the schedule's order.
    private(set) var units: [Int64]
    private let situation: PlanningSituation
    private let items: [String: PlannedItem]
    /// What is left of each lot of the situation.
    private var left: [Int64]

    /// Shares the stock among some of the due needs; the others get nothing.
    init(_ situation: PlanningSituation, due: [DueNeed], among members: [Int]) {
        self.situation = situation
        items = Dictionary(situation.items.map { ($0.sku, $0) }, uniquingKeysWith: { first, _ in first })
        units = due.map { _ in 0 }
        left = situation.stock.map { $0.consent && $0.isGood(on: situation.from) ? max(0, $0.units) : 0 }
        var groups: [String: [Int]] = [:]
        for member in members { groups[due[member].item, default: []].append(member) }
        // The more important group first; of equals, what only one item can meet before what any variant can meet.
        let order = groups.map { item, members in
            (rank: members.map { due[$0].priority.rank }.min() ?? 0, any: members.contains { due[$0].acceptsVariants } ? 1 : 0, item: item)
        }.sorted { $0 < $1 }.map(\.item)
        for item in order { share(item, due: due, members: groups[item] ?? []) }
    }

    /// Whether a lot's item can be brought for a due need.
    static func serves(_ item: String, _ need: DueNeed, items: [String: PlannedItem]) -> Bool {
        item == need.item || (need.acceptsVariants && items[item]?.parent == need.item)
    }

    private mutating func share(_ item: String, due: [DueNeed], members: [Int]) {
        guard let first = members.first else { return }
        let lots = situation.stock.indices.filter { Self.serves(situation.stock[$0].item, due[first], items: items) }
        let pool = lots.reduce(Int64(0)) { min(Quantity.ceiling, $0 + left[$1]) }
        let pack = items[item]?.packUnits ?? 1
        // One claim per site and class for all the planned days, divided over them afterwards.
        var claims: [StockClaim] = []
        var parts: [[Int]] = []
        for member in members {
            let need = due[member]
            let name = situation.sites[need.site].code
            if let place = claims.firstIndex(where: { $0.claimant == name && $0.priority == need.priority }) {
                claims[place].wished = min(Quantity.ceiling, claims[place].wished + need.wished)
                claims[place].needed = min(Quantity.ceiling, claims[place].needed + need.wished)
                parts[place].append(member)
            } else {
                claims.append(
                    StockClaim(
                        claimant: name, priority: need.priority, given: need.trailingGiven, needed: need.trailingNeed, wished: need.wished))
                parts.append([member])
            }
        }
        let shares = Allocation.share(pool, pack: pack, among: claims)
        var taken: Int64 = 0
        for (place, share) in shares.enumerated() {
            let packs = LargestRemainder.divide(share / pack, by: parts[place].map { due[$0].wished })
            for (member, count) in zip(parts[place], packs) { units[member] = count * pack }
            taken += share
        }
        for lot in lots.sorted(by: { LotPicker.goesFirst(situation.stock[$0], situation.stock[$1]) }) where taken > 0 {
            let part = min(taken, left[lot])
            left[lot] -= part
            taken -= part
        }
    }
}
