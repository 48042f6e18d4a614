import AdminProtocol
import PlainJSON
import Speech

/// How a reply is written: under which tag, in which language and form.
struct ReplyStyle: Sendable {
    var tag: String?
    var language: Language
    var format: RecordFormat
    /// The keys asked for by `columns=`; nil for all.
    var columns: [String]?
}

/// The whole answer to one request.
struct SessionAnswer: Sendable {
    enum Body: Sendable {
        case reply(CommandReply)
        case failure(Refusal)
        /// Lines for people, with the pairs of the final.
        case lines([String], JSONObject)
        /// A refusal of the line itself.
        case refusal(LineRefusal)
    }

    var body: Body
    /// The command answered, when the line was understood that far.
    var command: CommandSpec?
    var style: ReplyStyle
    /// Whether the session ends behind this answer, and the reason its BYE gives.
    var closing: String?
}

extension SessionAnswer {
    /// The final that ends the answer.
    func final(codes: CodeTable) -> ReplyFinal {
        switch body {
        case .reply(let reply):
            let state = reply.state ?? (command?.effect == .write ? .changed : nil)
            return ReplyFinal(pairs: reply.pairs, state: state, text: reply.text)
        case .lines(_, let pairs): return ReplyFinal(pairs: pairs)
        case .failure(let failure):
            return ReplyFinal(
                code: failure.code, pairs: failure.figures.json, state: failure.state,
                retry: failure.retry ?? codes.retry(for: failure.code),
                text: failure.sentence)
        case .refusal(let refusal): return refusal.final
        }
    }
}
