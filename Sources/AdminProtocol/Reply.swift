package import PlainJSON
package import Speech

/// The one line that ends a reply.
package struct ReplyFinal: Sendable, Equatable {
    /// The error's code; nil for OK.
    package var code: ErrorCode?
    /// Facts for programs, in order; `state` and `retry` follow them by themselves.
    package var pairs: JSONObject
    package var state: BookState?
    package var retry: Retry?
    /// A sentence for people, in the session's language; never parsed.
    package var text: Wording?

    /// A final; `code` nil means OK.
    package init(
        code: ErrorCode? = nil, pairs: JSONObject = [:], state: BookState? = nil, retry: Retry? = nil, text: Wording? = nil
    ) {
        self.code = code
        self.pairs = pairs
        self.state = state
        self.retry = retry
        self.text = text
    }

    /// Whether it is an OK.
    package var isOK: Bool { code == nil }
}

/// A line the server sends unasked, between replies: `* WORD pairs ; text`.
package struct Notice: Sendable, Equatable {
    package enum Word: String, Sendable {
        case bye = "BYE"
        case warn = "WARN"
        case progress = "PROGRESS"
    }

    package var word: Word
    package var pairs: JSONObject
    package var text: Wording?

    /// A notice.
    package init(_ word: Word, pairs: JSONObject = [:], text: Wording? = nil) {
        self.word = word
        self.pairs = pairs
        self.text = text
    }
}

/// The forms a record can take.
package enum RecordFormat: String, Sendable, CaseIterable {
    case table
    case json
    case tsv
}
