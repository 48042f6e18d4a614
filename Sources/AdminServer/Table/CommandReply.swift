package import AdminProtocol
package import PlainJSON

/// The records of a reply: all at once, or page by page so that a slow reader holds nothing open.
package enum ReplyRecords: Sendable {
    case list([JSONObject])
    /// Asked again and again until it answers nil; each page is sent before the next is asked for.
    case pages(@Sendable () async throws(CommandFailure) -> [JSONObject]?)
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
    package var text: Bilingual?
    /// Sentences sent as `* WARN` in front of the reply.
    package var warnings: [Bilingual]

    /// An answer.
    package init(
        records: [JSONObject] = [], columns: [String]? = nil, pairs: JSONObject = [:], state: BookState? = nil,
        text: Bilingual? = nil, warnings: [Bilingual] = []
    ) {
        self.init(.list(records), columns: columns, pairs: pairs, state: state, text: text, warnings: warnings)
    }

    /// An answer whose records may come in pages.
    package init(
        _ records: ReplyRecords, columns: [String]? = nil, pairs: JSONObject = [:], state: BookState? = nil,
        text: Bilingual? = nil, warnings: [Bilingual] = []
    ) {
        self.columns = columns
        self.records = records
        self.pairs = pairs
        self.state = state
        self.text = text
        self.warnings = warnings
    }
}

/// Why a command was refused or failed, as its ERR final will say.
package struct CommandFailure: Error, Sendable {
    package var code: ErrorCode
    package var pairs: JSONObject
    /// What happened to the books; `unchanged` unless said otherwise.
    package var state: BookState
    /// Whether retrying helps, when it differs from what the table of codes says.
    package var retry: RetryAdvice?
    /// What was found and what to do.
    package var text: Bilingual
    /// Records that explain it, one for each bad row of an import; sent in front of the final.
    package var records: [JSONObject]

    /// A refusal.
    package init(
        _ code: ErrorCode, pairs: JSONObject = [:], state: BookState = .unchanged, retry: RetryAdvice? = nil,
        records: [JSONObject] = [], _ text: Bilingual
    ) {
        self.code = code
        self.pairs = pairs
        self.state = state
        self.retry = retry
        self.records = records
        self.text = text
    }
}
