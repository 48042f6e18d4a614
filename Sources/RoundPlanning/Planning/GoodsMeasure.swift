import Measures

/// Weight, room and packs of what is brought for a need.
///
/// Where any variant of an item will do, the heaviest and the largest of those there are count, so that a van is not overloaded by the choice.
struct GoodsMeasure {
    private let candidates: [PlannedItem]
    /// Base units in a pack.
    let pack: Int64

    init(_ need: DueNeed, items: [String: PlannedItem], stocked: [String]) {
        pack = items[need.item]?.packUnits ?? 1
        var found = need.acceptsVariants ? stocked.compactMap { items[$0] }.filter { $0.sku == need.item || $0.parent == need.item } : []
        if found.isEmpty, let own = items[need.item] { found = [own] }
        candidates = found
    }

    func grams(_ units: Int64) -> Int64 { candidates.reduce(0) { max($0, $1.grams(units)) } }

    func millilitres(_ units: Int64) -> Int64 { candidates.reduce(0) { max($0, $1.millilitres(units)) } }
}
