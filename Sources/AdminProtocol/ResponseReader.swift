package import PlainJSON
package import Speech

/// A line of the server, as its client understands it.
package enum ServerLine: Sendable, Equatable {
    case greeting(version: String, pairs: JSONObject)
    case notice(word: String, pairs: JSONObject, text: String?)
    /// A record: the octets behind `| `.
    case record(tag: String?, payload: [UInt8])
    case final(tag: String?, ReceivedFinal)
    case event(String)
}

/// A final as it was received: its text in one language.
package struct ReceivedFinal: Sendable, Equatable {
    /// The error's code; nil for OK.
    package var code: ErrorCode?
    /// Every pair, `state` and `retry` among them; values are strings.
    package var pairs: JSONObject
    package var text: String?

    /// A final as received.
    package init(code: ErrorCode? = nil, pairs: JSONObject = [:], text: String? = nil) {
        self.code = code
        self.pairs = pairs
        self.text = text
    }

    /// The value of `retry=`; nil when there is none.
    package var retry: Retry? { pairs.text("retry").flatMap(Retry.init(text:)) }

    /// The value of `state=`; nil when there is none.
    package var state: BookState? { pairs.text("state").flatMap(BookState.init(rawValue:)) }
}

/// A line of the server that breaks the grammar.
package struct ResponseFault: Error, Sendable, Equatable {
    package var line: String
}

/// Reads the server's lines.
package enum ResponseReader {
    /// Reads a line without its LF.
    package static func read(_ line: [UInt8]) throws(ResponseFault) -> ServerLine {
        var rest = line[...]
        if line.first == UInt8(ascii: "!") { return .event(String(decoding: line.dropFirst(2), as: UTF8.self)) }
        if line.first == UInt8(ascii: "*") {
            rest = rest.dropFirst()
            skipSpace(&rest)
            let word = takeWord(&rest)
            if word == "ENTREPOT" {
                skipSpace(&rest)
                let version = takeWord(&rest)
                return .greeting(version: version, pairs: try pairs(&rest, of: line).pairs)
            }
            let found = try pairs(&rest, of: line)
            return .notice(word: word, pairs: found.pairs, text: found.text)
        }
        var tag: String?
        if rest.first == UInt8(ascii: "@") {
            tag = String(takeWord(&rest).dropFirst())
            skipSpace(&rest)
        }
        if rest.first == UInt8(ascii: "|") {
            return .record(tag: tag, payload: Array(rest.dropFirst(2)))
        }
        switch takeWord(&rest) {
        case "OK":
            let found = try pairs(&rest, of: line)
            return .final(tag: tag, ReceivedFinal(pairs: found.pairs, text: found.text))
        case "ERR":
            skipSpace(&rest)
            let code = takeWord(&rest)
            guard !code.isEmpty else { throw fault(line) }
            let found = try pairs(&rest, of: line)
            return .final(tag: tag, ReceivedFinal(code: ErrorCode(rawValue: code), pairs: found.pairs, text: found.text))
        default: throw fault(line)
        }
    }

    private static func fault(_ line: [UInt8]) -> ResponseFault {
        ResponseFault(line: String(decoding: line.prefix(200), as: UTF8.self))
    }

    private static func skipSpace(_ rest: inout ArraySlice<UInt8>) {
        rest = rest.drop { $0 == 0x20 }
    }

    private static func takeWord(_ rest: inout ArraySlice<UInt8>) -> String {
        let word = rest.prefix { $0 != 0x20 }
        rest = rest[word.endIndex...]
        return String(decoding: word, as: UTF8.self)
    }

    private static func pairs(
        _ rest: inout ArraySlice<UInt8>, of line: [UInt8]
    ) throws(ResponseFault) -> (pairs: JSONObject, text: String?) {
        var pairs = JSONObject()
        while true {
            skipSpace(&rest)
            guard let first = rest.first else { return (pairs, nil) }
            if first == UInt8(ascii: ";") {
                return (pairs, String(decoding: rest.dropFirst(2), as: UTF8.self))
            }
            let name = rest.prefix { $0 != UInt8(ascii: "=") && $0 != 0x20 }
            rest = rest[name.endIndex...]
            guard rest.first == UInt8(ascii: "="), !name.isEmpty else { throw fault(line) }
            rest = rest.dropFirst()
            let key = String(decoding: name, as: UTF8.self)
            if rest.first == UInt8(ascii: "\"") {
                do {
                    let found = try JSONParser.string(in: Array(rest), at: 0)
                    pairs[key] = .string(found.text)
                    rest = rest.dropFirst(found.end)
                } catch {
                    throw fault(line)
                }
            } else {
                pairs[key] = .string(takeWord(&rest))
            }
        }
    }
}
