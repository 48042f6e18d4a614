import Glibc
import Logging
import NIOCore

/// How long to wait before the next attempt to take a client, when the last ones failed for want of descriptors.
struct AcceptPauses: Sendable {
    static let first: Duration = .milliseconds(10)
    static let longest: Duration = .seconds(1)
    /// Attempts failed in a row.
    private(set) var failures = 0

    /// The pause behind one more failure: twice the last one, at most a second.
    mutating func failed() -> Duration {
        failures += 1
        return min(Self.first * (1 << min(failures - 1, 10)), Self.longest)
    }

    /// A client was taken: how many attempts had failed before it.
    mutating func taken() -> Int {
        defer { failures = 0 }
        return failures
    }
}

/// Waits, when no descriptor is left to accept a client with (EMFILE, ENFILE), for growing pauses.
///
/// NIO leaves the socket registered then and would come back at once, for ever. So the listening socket has a thread to itself, and
/// that thread sleeps here: clients connected already, on their own threads, notice nothing. accept(2)
final class AcceptPause: ChannelInboundHandler {
    typealias InboundIn = Channel

    private let logger: Logger
    private var pauses = AcceptPauses()

    init(logger: Logger) {
        self.logger = logger
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let failures = pauses.taken()
        if failures > 0 { logger.notice("clients are taken again", metadata: ["attempts": "\(failures)"]) }
        context.fireChannelRead(data)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? IOError, [EMFILE, ENFILE, ENOBUFS, ENOMEM].contains(error.errnoCode) else {
            context.fireErrorCaught(error)
            return
        }
        let pause = pauses.failed()
        if pauses.failures == 1 { logger.warning("no client can be taken", metadata: ["error": "\(error)"]) }
        usleep(UInt32(pause / .microseconds(1)))
    }
}
