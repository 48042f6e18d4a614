import PlainJSON

/// Texts as a terminal may be given them: what would steer it stands there as an escape that can be seen (`\u001b`, `\u202e`, `\n`).
/// Server and client both write their rows, tables and sentences through here.
package enum VisibleText {
    /// A sentence, or a cell of a table.
    package static func of(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: SteeringCharacter.contains) else { return text }
        var octets: [UInt8] = []
        SteeringCharacter.appendVisible(text, to: &octets)
        return String(decoding: octets, as: UTF8.self)
    }

    /// A text of several lines, such as a file shown on a terminal: line ends and tabulators stay.
    package static func ofLines(_ text: String) -> String {
        var octets: [UInt8] = []
        SteeringCharacter.appendVisible(text, keeping: [0x09, 0x0A], to: &octets)
        return String(decoding: octets, as: UTF8.self)
    }

    /// Adds cells with tabulators between them. Inside a cell a tabulator is written `\t`, line ends `\n` and `\r`, a backslash `\\`.
    package static func appendRow(_ cells: [String], to octets: inout [UInt8]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { octets.append(0x09) }
            SteeringCharacter.appendVisible(cell, backslashes: true, to: &octets)
        }
    }
}
