/// The smallest unit in which an item is counted; quantities are whole numbers of it.
package enum BaseUnit: String, CaseIterable, Sendable {
    /// Things that are counted: tents, pairs of shoes, bars of soap.
    case piece
    /// Grams: firewood, rice, onions.
    case gram = "g"
    /// Millilitres: water, fuel, oil.
    case millilitre = "ml"

    /// How many base units an item's stated weight and volume are for: one piece, or 1,000 g or ml,
    /// because a gram of firewood fills a fraction of a millilitre that whole numbers cannot hold.
    package var unitsPerMeasure: Int64 {
        switch self {
        case .piece: 1
        case .gram, .millilitre: 1_000
        }
    }

    /// Units that people write for this base unit, with their exact factor in base units, largest first.
    package var writtenUnits: [(name: String, factor: Int64)] {
        switch self {
        case .piece: [("pieces", 1), ("piece", 1), ("pièces", 1), ("pièce", 1), ("pcs", 1), ("pc", 1)]
        case .gram: [("t", 1_000_000), ("kg", 1_000), ("g", 1)]
        case .millilitre: [("m3", 1_000_000), ("hl", 100_000), ("l", 1_000), ("dl", 100), ("cl", 10), ("ml", 1)]
        }
    }
}
