package import Measures

/// A quantity so far beyond the usual that it is asked back rather than booked: a barcode in the wrong field, grams typed as kilograms.
package enum Fuse: Hashable, Sendable {
    /// So many digits in a row as no quantity has, but a barcode.
    case looksLikeBarcode
    /// A thousand times what usually comes in, or more.
    case beyondUsual(Quantity)
    /// More than the vehicle carries.
    case aboveMass(carries: Mass, weighs: Mass)
    case aboveVolume(carries: Volume, fills: Volume)

    /// Digits in a row that make a barcode: EAN-13 has 13, UPC-A 12.
    package static let barcodeDigits = 12
    /// Receipts that have to be known before one can be called unusual.
    package static let receiptsNeeded = 3
    /// How many times the usual is asked back.
    package static let times: Int64 = 1_000
    /// A quantity below this is not unusual, whatever came in before: the usual is one base unit at least.
    package static let least = times

    /// Whether the text of a quantity holds a barcode; thousands may be set apart by spaces.
    package static func looksLikeBarcode(_ text: String) -> Bool {
        var run = 0
        for octet in text.utf8 {
            switch octet {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): run += 1
            case UInt8(ascii: " "): continue
            default: run = 0
            }
            if run >= barcodeDigits { return true }
        }
        return false
    }

    /// Whether a quantity is a thousand times the median of what came in lately.
    package static func beyondUsual(_ quantity: Quantity, receipts: [Int64]) -> Fuse? {
        guard receipts.count >= receiptsNeeded else { return nil }
        let median = max(1, receipts.sorted()[receipts.count / 2])
        guard quantity.units / times >= median, let usual = try? Quantity(median) else { return nil }
        return .beyondUsual(usual)
    }

    /// Whether a quantity is more than a vehicle carries by itself. What has no known weight or volume weighs and fills nothing.
    package static func above(mass: Mass, volume: Volume, _ quantity: Quantity, of measure: UnitMeasure) -> Fuse? {
        above(mass: mass, volume: volume, [(quantity, measure)])
    }

    /// Whether goods together are more than a vehicle carries.
    package static func above(mass: Mass, volume: Volume, _ goods: [(quantity: Quantity, measure: UnitMeasure)]) -> Fuse? {
        func sum(_ parts: some Sequence<Int64>) -> Int64 {
            parts.reduce(0) { $0.addingReportingOverflow($1).overflow ? .max : $0 + $1 }
        }
        let weighs = Mass(grams: sum(goods.lazy.map { $0.measure.mass(of: $0.quantity).grams }))
        if weighs.grams > mass.grams { return .aboveMass(carries: mass, weighs: weighs) }
        let fills = Volume(millilitres: sum(goods.lazy.map { $0.measure.volume(of: $0.quantity).millilitres }))
        if fills.millilitres > volume.millilitres { return .aboveVolume(carries: volume, fills: fills) }
        return nil
    }
}
