import AdminProtocol
package import PlainJSON
package import Speech

/// Who the kernel says is at the other end of a Unix socket.
package struct PeerCredentials: Sendable, Hashable {
    package var uid: UInt32
    package var gid: UInt32
    package var pid: Int32
    /// Supplementary groups; empty when the kernel does not tell.
    package var groups: [UInt32]

    /// A peer.
    package init(uid: UInt32, gid: UInt32, pid: Int32, groups: [UInt32] = []) {
        self.uid = uid
        self.gid = gid
        self.pid = pid
        self.groups = groups
    }
}

/// A batch whose lines were parsed, authorised and checked, to be run together or not at all.
package struct BatchRequest: Sendable {
    /// The key of the whole: raced or resent with the same fingerprint, the batch is replayed.
    package var key: String?
    /// The lines in order; `number` and `rows` are set, and `key`: its own, else `KEY/NUMBER` when the batch has a key.
    package var lines: [Invocation]
    /// Report what would happen and roll back.
    package var isDry: Bool

    /// What it holds of the memory of all batches, given back when the request is gone.
    var share: BatchShare?

    /// What its key stands for: every line with its rows, in order.
    package var fingerprintText: String {
        lines.map { ([$0.fingerprintText] + $0.rows).joined(separator: "\n") }.joined(separator: "\u{1E}")
    }

    /// A batch.
    package init(key: String? = nil, lines: [Invocation], isDry: Bool = false) {
        self.key = key
        self.lines = lines
        self.isDry = isDry
    }
}

/// A command refused for want of a role, for the audit.
package struct PermissionRefusal: Sendable {
    package var actor: SessionActor
    /// The id of the command.
    package var command: String
    /// The line with its secrets masked.
    package var line: String
    package var code: ErrorCode
}

/// What the application does for the machinery.
package struct ServerHooks: Sendable {
    /// Says who a peer is and what roles it has; an actor without roles may only say hello. Asked when a client connects and for each
    /// request, so that a role taken away is gone at once: it must be cheap, and cached where the system's own look-up is not.
    package var identify: @Sendable (PeerCredentials) async -> SessionActor
    /// Says who somebody who spoke before is now, for each request. Unless it is given, an account is identified anew and a person who
    /// gave a pin stays; an instance that knows persons ends them here.
    package var recall: @Sendable (SessionActor, PeerCredentials) async -> SessionActor
    /// Says who speaks when somebody gives a person's code and pin.
    package var become: @Sendable (_ code: String, _ pin: String?, SessionActor) async throws(Refusal) -> SessionActor
    /// What somebody said once and means in every session; asked when a client connects and when somebody says who they are.
    package var defaults: @Sendable (SessionActor) -> SessionDefaults
    /// Looks into what is asked to be meant from now on, keeps what is to be kept, and says what holds then, names in full.
    package var settle: @Sendable (AskedDefaults, SessionDefaults, SessionActor) async throws(Refusal) -> SessionDefaults
    /// Runs a batch in one transaction: as many replies as lines, or one failure and nothing done.
    package var runBatch: @Sendable (BatchRequest, CommandContext) async throws(Refusal) -> [CommandReply]
    /// Records a refusal of permission to somebody who has some role; those without any are counted by the listener.
    package var refused: @Sendable (PermissionRefusal) async -> Void
    /// Further rows of `show status`.
    package var status: @Sendable (CommandContext) async -> [(name: String, value: JSONValue)]
    package var services: any CommandServices

    /// Hooks; those left out say that the instance does not offer the thing.
    package init(
        services: any CommandServices,
        identify: @escaping @Sendable (PeerCredentials) async -> SessionActor,
        recall: (@Sendable (SessionActor, PeerCredentials) async -> SessionActor)? = nil,
        become: @escaping @Sendable (String, String?, SessionActor) async throws(Refusal) -> SessionActor = {
            _, _, _ throws(Refusal) in
            throw Refusal(
                .authPerson,
                Wording(
                    "this instance knows no persons; leave as= out", "cette instance ne connaît pas de personnes ; omettez en-tant-que="))
        },
        defaults: @escaping @Sendable (SessionActor) -> SessionDefaults = { _ in SessionDefaults() },
        settle: @escaping @Sendable (AskedDefaults, SessionDefaults, SessionActor) async throws(Refusal) -> SessionDefaults = {
            asked, now, _ throws(Refusal) in asked.merged(onto: now)
        },
        runBatch: @escaping @Sendable (BatchRequest, CommandContext) async throws(Refusal) -> [CommandReply] = {
            _, _ throws(Refusal) in
            throw Refusal(
                .commandUnavailable, Wording("this instance runs no batches", "cette instance n'exécute pas de lots"))
        },
        refused: @escaping @Sendable (PermissionRefusal) async -> Void = { _ in },
        status: @escaping @Sendable (CommandContext) async -> [(name: String, value: JSONValue)] = { _ in [] }
    ) {
        self.services = services
        self.identify = identify
        self.recall = recall ?? { actor, peer in actor.person == nil ? await identify(peer) : actor }
        self.become = become
        self.defaults = defaults
        self.settle = settle
        self.runBatch = runBatch
        self.refused = refused
        self.status = status
    }
}
