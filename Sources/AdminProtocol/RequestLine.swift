import PlainJSON

/// One word of a request: a value alone, or a value with a name in front.
package struct RequestToken: Sendable, Equatable {
    /// The name before `=`, as typed; nil for a value alone.
    package var name: String?
    /// The value, unquoted.
    package var value: String
    /// Whether the value was written as a JSON string; a quoted word is never a verb.
    package var isQuoted: Bool

    /// A word of a request.
    package init(name: String? = nil, value: String, isQuoted: Bool = false) {
        self.name = name
        self.value = value
        self.isQuoted = isQuoted
    }
}

/// A request as typed: which words are verbs and which are values is for the command table to say.
package struct RequestLine: Sendable, Equatable {
    /// The client's own name for the request, without `@`; the reply repeats it.
    package var tag: String?
    /// The words, at least one.
    package var tokens: [RequestToken]

    /// A request with its words.
    package init(tag: String? = nil, tokens: [RequestToken]) {
        self.tag = tag
        self.tokens = tokens
    }

    /// The line that reads back as this request, without LF.
    package var text: String {
        var words: [String] = []
        if let tag { words.append("@" + tag) }
        for token in tokens {
            let value = !token.isQuoted && Self.canStandBare(token) ? token.value : Self.quoted(token.value)
            words.append(token.name.map { "\($0)=\(value)" } ?? value)
        }
        return words.joined(separator: " ")
    }

    /// Whether a token can be written without quotation marks and read back the same.
    private static func canStandBare(_ token: RequestToken) -> Bool {
        guard ReplyEncoder.isBare(token.value) else { return false }
        if token.name != nil { return true }
        guard let first = token.value.utf8.first, first != UInt8(ascii: "@"), first != UInt8(ascii: "#"), first != UInt8(ascii: "<") else {
            return false
        }
        return RequestParser.splitName(Array(token.value.utf8)) == nil
    }

    private static func quoted(_ text: String) -> String {
        var octets: [UInt8] = []
        JSONText.appendQuoted(text, to: &octets)
        return String(decoding: octets, as: UTF8.self)
    }
}

/// What one line from a client is.
package enum ClientLine: Sendable, Equatable {
    case blank
    case comment
    case command(RequestLine)
    /// A row of an import (`< …`), without its mark.
    case data(String)
}
