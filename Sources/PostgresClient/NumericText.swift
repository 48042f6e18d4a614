/// The text of a `numeric`, as PostgreSQL writes it: no exponent, as many decimals as its display scale.
///
/// Binary form (numeric_send in src/backend/utils/adt/numeric.c): number of digits, weight of the first, sign, display scale, then
/// digits to the base 10,000.
func numericText(_ cell: Cell) throws(CellFault) -> String {
    let digitCount = Int(try cell.integer(Int16.self, at: 0))
    let weight = Int(try cell.integer(Int16.self, at: 2))
    let sign = try cell.integer(UInt16.self, at: 4)
    let scale = Int(try cell.integer(UInt16.self, at: 6))
    switch sign {
    case 0x0000, 0x4000: break
    case 0xC000: return "NaN"
    case 0xD000: return "Infinity"
    case 0xF000: return "-Infinity"
    default: throw .malformed
    }
    guard digitCount >= 0, cell.count == 8 + 2 * digitCount else { throw .malformed }
    /// The group of four decimals that counts 10,000 to the power `power`.
    func group(_ power: Int) throws(CellFault) -> String {
        let index = weight - power
        guard index >= 0, index < digitCount else { return "0000" }
        let value = try cell.integer(UInt16.self, at: 8 + 2 * index)
        guard value < 10_000 else { throw .malformed }
        return String(String(10_000 + Int(value)).dropFirst())
    }
    var whole = ""
    for power in stride(from: max(weight, 0), through: 0, by: -1) { whole += try group(power) }
    let significant = whole.drop { $0 == "0" }
    var text = sign == 0x4000 ? "-" : ""
    text += significant.isEmpty ? "0" : String(significant)
    guard scale > 0 else { return text }
    var decimals = ""
    var power = -1
    while decimals.utf8.count < scale {
        decimals += try group(power)
        power -= 1
    }
    return text + "." + decimals.prefix(scale)
}

/// The text of a `uuid` in lower-case hexadecimal, 8-4-4-4-12 (RFC 9562, section 4).
func uuidText(_ cell: Cell) throws(CellFault) -> String {
    guard cell.count == 16 else { throw .malformed }
    var text = ""
    for (index, byte) in cell.allBytes.enumerated() {
        if index == 4 || index == 6 || index == 8 || index == 10 { text += "-" }
        if byte < 16 { text += "0" }
        text += String(byte, radix: 16)
    }
    return text
}
