import AdminProtocol
package import Speech

/// A session without a socket: lines in, lines out, as a client would see them. For tests of handlers and for tools inside the
/// daemon. Requests are answered one after the other; there are no limits on clients, no queues and no time-outs.
package actor InProcessSession {
    private var state: SessionState
    private let runner: SessionRunner
    private let hooks: ServerHooks

    /// A session of somebody.
    package init(
        table: CommandTable, hooks: ServerHooks, actor: SessionActor, limits: ServerLimits = ServerLimits(), version: String = "test",
        language: Language = .english
    ) {
        state = SessionState(
            table: table, limits: limits, version: version, allowance: BatchAllowance(ceiling: limits.batchesOctets), actor: actor,
            language: language)
        runner = SessionRunner(hooks: hooks, codes: table.codes)
        self.hooks = hooks
    }

    /// Sends lines (each without LF, or several with LF between them) and answers what the server would have written.
    package func send(_ text: String) async -> String {
        var reader = RequestReader()
        reader.append(Array(text.utf8) + [0x0A])
        var octets: [UInt8] = []
        while let event = reader.next() {
            switch event {
            case .data(let row):
                if let notice = state.take(row: row) {
                    ReplyEncoder.append(notice, language: state.language, to: &octets)
                }
            case .refuse(let refusal): octets += await written(state.interpret(refusal))
            case .close(let refusal): octets += await written(state.interpret(refusal, closing: "protocol"))
            case .command(let request): octets += await written(await answer(request))
            }
        }
        return String(decoding: octets, as: UTF8.self)
    }

    private func written(_ answer: SessionAnswer) async -> [UInt8] {
        await ReplyWriter.whole(answer, codes: state.table.codes)
    }

    private func answer(_ request: RequestLine) async -> SessionAnswer {
        let context = CommandContext(
            actor: state.actor, language: state.language, defaultPlace: state.defaultPlace, defaultOwner: state.defaultOwner,
            defaultWarehouse: state.defaultWarehouse, repeats: state.repeats, deadline: .now + state.limits.command,
            services: hooks.services)
        return state.conclude(await runner.perform(state.interpret(request), own: { [] }, context))
    }
}
