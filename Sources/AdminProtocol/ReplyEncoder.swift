package import PlainJSON
package import Speech

/// Writes the server's lines. The only maker of outgoing lines: whatever a text holds, each call adds exactly one LF, and no
/// CR or other character that steers a terminal.
package enum ReplyEncoder {
    /// Adds `* ENTREPOT 1.0 pairs`.
    package static func appendGreeting(_ pairs: JSONObject, to octets: inout [UInt8]) {
        octets.append(contentsOf: "* ENTREPOT \(protocolVersion)".utf8)
        append(pairs, to: &octets)
        octets.append(0x0A)
    }

    /// Adds a notice.
    package static func append(_ notice: Notice, language: Language, to octets: inout [UInt8]) {
        octets.append(contentsOf: "* \(notice.word.rawValue)".utf8)
        append(notice.pairs, to: &octets)
        appendHuman(notice.text?(language), to: &octets)
        octets.append(0x0A)
    }

    /// Adds a final.
    package static func append(_ final: ReplyFinal, tag: String?, language: Language, to octets: inout [UInt8]) {
        appendTag(tag, to: &octets)
        if let code = final.code {
            octets.append(contentsOf: "ERR ".utf8)
            appendPlain(code.rawValue, to: &octets)
        } else {
            octets.append(contentsOf: "OK".utf8)
        }
        append(final.pairs, to: &octets)
        if let state = final.state { octets.append(contentsOf: " state=\(state.rawValue)".utf8) }
        if let retry = final.retry { octets.append(contentsOf: " retry=\(retry.text)".utf8) }
        appendHuman(final.text?(language), to: &octets)
        octets.append(0x0A)
    }

    /// Adds a JSON record.
    package static func appendRecord(_ record: JSONObject, tag: String?, to octets: inout [UInt8]) {
        appendTag(tag, to: &octets)
        octets.append(contentsOf: "| ".utf8)
        JSONText.append(record, to: &octets)
        octets.append(0x0A)
    }

    /// Adds an event of a watch; its body is a JSON object in octets.
    package static func appendEvent(_ watch: String, _ position: String, _ topic: String, _ body: [UInt8], to octets: inout [UInt8]) {
        octets.append(contentsOf: "! ".utf8)
        for word in [watch, position, topic] {
            appendPlain(word, to: &octets)
            octets.append(0x20)
        }
        octets.append(contentsOf: body)
        octets.append(0x0A)
    }

    /// Adds a row of tab-separated cells, as `VisibleText.appendRow` writes them.
    package static func appendRow(_ cells: [String], tag: String?, to octets: inout [UInt8]) {
        appendTag(tag, to: &octets)
        octets.append(contentsOf: "| ".utf8)
        VisibleText.appendRow(cells, to: &octets)
        octets.append(0x0A)
    }

    /// Adds a line of text as a record, for people.
    package static func appendTextRow(_ text: String, tag: String?, to octets: inout [UInt8]) {
        appendTag(tag, to: &octets)
        octets.append(contentsOf: "| ".utf8)
        appendPlain(text, to: &octets)
        octets.append(0x0A)
    }

    /// Whether a value can stand without quotation marks.
    package static func isBare(_ text: String) -> Bool {
        guard !text.isEmpty else { return false }
        return text.unicodeScalars.allSatisfy { scalar in
            switch scalar {
            case " ", "\"", "\\": false
            default: !SteeringCharacter.contains(scalar)
            }
        }
    }

    private static func append(_ pairs: JSONObject, to octets: inout [UInt8]) {
        for index in pairs.keys.indices {
            let value = pairs.values[index]
            if value == .null { continue }
            octets.append(0x20)
            appendPlain(pairs.keys[index], to: &octets)
            octets.append(UInt8(ascii: "="))
            let text = value.plainText
            if isBare(text) {
                octets.append(contentsOf: text.utf8)
            } else {
                JSONText.appendQuoted(text, to: &octets)
            }
        }
    }

    private static func appendTag(_ tag: String?, to octets: inout [UInt8]) {
        guard let tag else { return }
        octets.append(UInt8(ascii: "@"))
        appendPlain(tag, to: &octets)
        octets.append(0x20)
    }

    private static func appendHuman(_ text: String?, to octets: inout [UInt8]) {
        guard let text, !text.isEmpty else { return }
        octets.append(contentsOf: " ; ".utf8)
        appendPlain(text, to: &octets)
    }

    /// Adds a text for people, its steering characters as visible escapes.
    private static func appendPlain(_ text: String, to octets: inout [UInt8]) {
        SteeringCharacter.appendVisible(text, to: &octets)
    }
}
