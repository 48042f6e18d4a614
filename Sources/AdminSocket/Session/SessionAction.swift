import AdminProtocol
import PlainJSON
import Speech

/// What a session has to do next; whoever holds the socket does it.
enum SessionAction: Sendable {
    /// Write octets, and tell `said` when the reader has them.
    case say([UInt8])
    /// Ask who somebody is now, and tell `recalled`.
    case recall(UInt64, SessionActor, within: Duration)
    /// Do a request's work, and tell `worked`, or `timedOut` when it takes longer than it may.
    case work(SessionWork)
    /// Stop a request's work; nobody waits for it any more.
    case stop(UInt64)
    /// Write a request's answer, and tell `delivered` when the reader has it.
    case deliver(UInt64, SessionAnswer)
    /// Ask a watch for what comes next, again and again, and say it by `told`.
    case watch(String, Watch, CommandSpec)
    /// Write what a watch has to say, and tell `said` when the reader has it.
    case tell(String, [UInt8])
    /// Ask a watch no more.
    case endWatch(String)
    /// Count a refusal of an account without any role.
    case countStranger(account: String)
    /// Read on, if the socket asked to.
    case read
    /// Call `wake` then.
    case wake(ContinuousClock.Instant)
    /// The last word is written: end this side, let the peer end its own for so long, then close. With no time, close at once.
    case end(letting: Duration)
    /// Close after a moment, heard or not.
    case closeSoon
    case close
}

/// The work of one request.
struct SessionWork: Sendable {
    let number: UInt64
    let step: SessionStep
    let circumstances: SessionCircumstances
    /// The time the work may take; its deadline.
    let allowed: Duration
    /// How long it is waited for: a write is told its deadline and answers `unchanged` itself if nothing was sent by then, so it is
    /// waited for a grace longer, and only then answered `unknown`.
    let patience: Duration
    /// Whether it is short, mostly waiting for the database.
    let isShort: Bool
}

/// What a session's work is told of who speaks and how.
struct SessionCircumstances: Sendable {
    let actor: SessionActor
    let language: Language
    let defaultPlace: String?
    let defaultOwner: String?
    let defaultWarehouse: String?
    let repeats: RepeatPolicy
}
