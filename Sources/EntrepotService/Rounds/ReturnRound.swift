import EntrepotStore
import Measures
import RoundPlanning
import Speech
import StockLedger

/// A round back at the warehouse: what came back, what was damaged, wasted, seized or lost.
package struct ReturnRound: Sendable {
    /// What was said; lists of goods are `SKU:QTY`.
    package struct Words: Sendable {
        package var round: Int64
        package var back: [String] = []
        package var damaged: [String] = []
        package var wasted: [String] = []
        package var seized: [String] = []
        package var lost: [String] = []
        /// Whether everything that is not named came back.
        package var rest = false
        /// Where it was put; nil for where it was taken from.
        package var place: String?
        package var quality: String?

        package init(round: Int64) {
            self.round = round
        }
    }

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Books the return. Once every stop is written down, what stops that noted people only gave out is shared over them by people served.
    package func run(_ words: Words) async throws -> Answer {
        return try await RoundDesk.change(words.round, quality: words.quality, desk) { desk in
            let transaction = desk.transaction
            let before = desk.round.state
            var entries = SheetEntries()
            entries.returned = try await Self.units(words.back, desk)
            entries.damaged = try await Self.units(words.damaged, desk)
            entries.wasted = try await Self.units(words.wasted, desk)
            entries.seized = try await Self.units(words.seized, desk)
            entries.lost = try await Self.units(words.lost, desk)
            var place: Identifier<Place>?
            if let text = words.place { place = try await Names(desk.desk).shelf(text).place.place.id }
            _ = try await desk.reach(.comeBack)
            let movedBefore = desk.movements.count
            let stops = try await RoundQueries.stops(of: desk.round, from: transaction)
            let isComplete = stops.allSatisfy { $0.outcome != nil }
            try await desk.settle(
                entries, rest: words.rest ? .cameBack : .ask, shares: isComplete, isClosing: false, place: place)
            if desk.round.state == .returned, desk.movements.count == movedBefore {
                return try await desk.answer(desk.words(.comeBack, from: before, changed: false), changed: false)
            }
            try await desk.note(.comeBack)
            let left = try await desk.books().lots.filter { $0.left > 0 }
            if !left.isEmpty {
                let list = left.map { "\($0.sku) \($0.left)" }.joined(separator: ", ")
                desk.warnings.append(
                    Wording(
                        "not accounted for yet: \(list); write the missing stops down, or say back=, lost=, rest=yes",
                        "pas encore justifié : \(list) ; noter les arrêts qui manquent, ou dire revenu=, perdu=, reste=oui"))
            }
            return try await desk.answer(desk.words(.comeBack, from: before, changed: true))
        }
    }

    private static func units(_ texts: [String], _ desk: RoundDesk) async throws -> [ItemUnits] {
        var result: [ItemUnits] = []
        for text in texts {
            let (item, written) = try await Goods.read(text, Names(desk.desk), allowsZero: true)
            result.append(ItemUnits(item.item.sku.text, written.quantity.units))
        }
        return result
    }
}
