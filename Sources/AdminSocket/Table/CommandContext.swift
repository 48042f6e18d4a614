import AdminProtocol
package import Speech

/// What the application gives its handlers; the machinery only carries it.
package protocol CommandServices: Sendable {}

/// Nothing to give: for tables whose handlers need none.
package struct NoServices: CommandServices {
    /// No services.
    package init() {}
}

/// How far a long command has come.
package struct CommandProgress: Sendable, Equatable {
    package var done: Int64
    /// How much there is in all; nil while unknown.
    package var total: Int64?
    /// What is being counted: rows, lines, stops.
    package var unit: String

    /// A state of progress.
    package init(done: Int64, total: Int64? = nil, unit: String) {
        self.done = done
        self.total = total
        self.unit = unit
    }
}

/// Whether writes that look like a recent one are refused (`hello repeats=`).
package enum RepeatPolicy: String, Sendable {
    case refuse
    case allow
}

/// The circumstances of one request.
package struct CommandContext: Sendable {
    package var actor: SessionActor
    /// The language of the sentences for people.
    package var language: Language
    /// Values for arguments not given (`hello place=`).
    package var defaultPlace: String?
    package var defaultOwner: String?
    package var defaultWarehouse: String?
    package var repeats: RepeatPolicy
    /// When the command must be done; a handler should not begin what it cannot end before.
    package var deadline: ContinuousClock.Instant
    /// Tells the client how far the command is; sent as `* PROGRESS`, and only until the reply's first record.
    package var progress: @Sendable (CommandProgress) -> Void
    /// Logs an error nobody expected, under an id, and makes the INTERNAL failure that names it: error, command id, state of the books.
    package var unexpected: @Sendable (any Error, String, BookState) -> Refusal
    /// What the application gave the listener.
    package var services: any CommandServices

    /// The circumstances of a request.
    package init(
        actor: SessionActor, language: Language = .english, defaultPlace: String? = nil, defaultOwner: String? = nil,
        defaultWarehouse: String? = nil, repeats: RepeatPolicy = .refuse, deadline: ContinuousClock.Instant,
        progress: @escaping @Sendable (CommandProgress) -> Void = { _ in },
        unexpected: @escaping @Sendable (any Error, String, BookState) -> Refusal = { _, _, state in
            .internalFault(id: "unlogged", state: state)
        }, services: any CommandServices
    ) {
        self.actor = actor
        self.language = language
        self.defaultPlace = defaultPlace
        self.defaultOwner = defaultOwner
        self.defaultWarehouse = defaultWarehouse
        self.repeats = repeats
        self.deadline = deadline
        self.progress = progress
        self.unexpected = unexpected
        self.services = services
    }

    /// The application's services as their own type; a listener wired with others is a fault of the program, answered INTERNAL.
    package func services<Services: CommandServices>(as type: Services.Type) throws(Refusal) -> Services {
        guard let found = services as? Services else {
            throw Refusal(
                .internal, retry: .never,
                Wording("the daemon was wired without \(type)", "le démon a été câblé sans \(type)"))
        }
        return found
    }
}
