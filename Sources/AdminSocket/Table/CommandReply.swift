import AdminProtocol
package import PlainJSON
package import Speech

/// The records of a reply: all at once, or page by page so that a slow reader holds nothing open.
package enum ReplyRecords: Sendable {
    case list([JSONObject])
    /// Asked again and again until it answers nil; each page is sent before the next is asked for.
    case pages(@Sendable () async throws(Refusal) -> [JSONObject]?)
}

/// What a handler answers.
package struct CommandReply: Sendable {
    /// The keys of the records when they are not those the command declares.
    package var columns: [String]?
    package var records: ReplyRecords
    /// Facts for the final, in order.
    package var pairs: JSONObject
    /// What happened to the books; a write that does not say is taken as `changed`.
    package var state: BookState?
    /// A sentence for people.
    package var text: Wording?
    /// Sentences sent as `* WARN` in front of the reply.
    package var warnings: [Wording]

    /// An answer.
    package init(
        records: [JSONObject] = [], columns: [String]? = nil, pairs: JSONObject = [:], state: BookState? = nil,
        text: Wording? = nil, warnings: [Wording] = []
    ) {
        self.init(.list(records), columns: columns, pairs: pairs, state: state, text: text, warnings: warnings)
    }

    /// An answer whose records may come in pages.
    package init(
        _ records: ReplyRecords, columns: [String]? = nil, pairs: JSONObject = [:], state: BookState? = nil,
        text: Wording? = nil, warnings: [Wording] = []
    ) {
        self.columns = columns
        self.records = records
        self.pairs = pairs
        self.state = state
        self.text = text
        self.warnings = warnings
    }
}
