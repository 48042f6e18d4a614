import Speech

/// What a session does next with what its client sent.
package enum RequestEvent: Sendable, Equatable {
    case command(RequestLine)
    case data(String)
    /// Answer with an error and go on.
    case refuse(LineRefusal)
    /// Answer with an error and close: the peer speaks another protocol, or noise.
    case close(LineRefusal)
}

/// Turns the octets of a client into requests and refusals, in step, and says when a peer is not worth listening to.
///
/// A value without I/O: the session appends what arrives and acts on the events.
package struct RequestReader: Sendable {
    private var splitter: LineSplitter
    private var strikes = 0
    private var isClosed = false

    /// Unreadable lines in a row that end the session.
    package static let strikesToClose = 3

    /// A reader for lines of at most `longest` octets.
    package init(longest: Int = longestRequestLine) {
        splitter = LineSplitter(longest: longest)
    }

    /// Takes octets that arrived; octets behind a `close` are let go.
    package mutating func append(_ octets: some Collection<UInt8>) {
        if !isClosed { splitter.append(octets) }
    }

    /// The next event, or nil until more octets arrive. Blank lines and comments are no events.
    package mutating func next() -> RequestEvent? {
        while !isClosed, let split = splitter.next() {
            switch split {
            case .tooLong(let octets):
                strikes = 0
                return .refuse(Self.tooLong(octets))
            case .line(let octets):
                if let protocolName = Self.foreignProtocol(octets) {
                    isClosed = true
                    return .close(Self.foreign(protocolName))
                }
                do {
                    let line = try RequestParser.parse(octets)
                    strikes = 0
                    switch line {
                    case .blank, .comment: continue
                    case .command(let request): return .command(request)
                    case .data(let row): return .data(row)
                    }
                } catch {
                    return refusal(error)
                }
            }
        }
        return nil
    }

    /// Says that the client sends no more; answers a refusal when a line was left without its LF.
    package mutating func finish() -> LineRefusal? {
        guard !isClosed, splitter.hasUnterminatedLine else { return nil }
        isClosed = true
        return LineRefusal(
            code: .protocolUnterminated,
            text: Wording(
                "the last line has no line end and was not executed; send it again, ended",
                "la dernière ligne n'est pas terminée et n'a pas été exécutée ; renvoyez-la, terminée"))
    }

    private mutating func refusal(_ refusal: LineRefusal) -> RequestEvent {
        guard refusal.isNoise else {
            strikes = 0
            return .refuse(refusal)
        }
        strikes += 1
        guard strikes >= Self.strikesToClose else { return .refuse(refusal) }
        isClosed = true
        return .close(
            LineRefusal(
                code: .protocolNoise,
                column: refusal.column,
                text: Wording(
                    "\(Self.strikesToClose) unreadable lines in a row; the connection closes",
                    "\(Self.strikesToClose) lignes illisibles de suite ; la connexion se ferme")))
    }

    private static func tooLong(_ octets: Int) -> LineRefusal {
        LineRefusal(
            code: .lineTooLong,
            text: Wording(
                "a line of \(octets) octets; at most \(longestRequestLine); send goods in several lines, or rows between begin and end",
                "une ligne de \(octets) octets ; au plus \(longestRequestLine) ; envoyez plusieurs lignes, ou des rangées entre début et fin"
            ))
    }

    private static func foreign(_ name: String) -> LineRefusal {
        LineRefusal(
            code: .protocolForeign,
            text: Wording(
                "this is \(name); this socket speaks the ENTREPOT admin protocol, one command a line",
                "ceci est du \(name) ; cette prise parle le protocole d'administration ENTREPOT, une commande par ligne"))
    }

    /// HTTP (RFC 9110, section 9) and SMTP (RFC 5321, section 4.1) begin their lines with these words; a browser page or a mail
    /// server can be made to send them here, so nothing behind them is read.
    private static func foreignProtocol(_ line: [UInt8]) -> String? {
        let word = String(decoding: line.prefix { $0 != 0x20 && $0 != 0x0D && $0 != 0x09 }.prefix(12), as: UTF8.self)
        switch word {
        case "GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "CONNECT", "TRACE", "PATCH", "PRI": return "HTTP"
        case "HELO", "EHLO", "LHLO", "MAIL", "RCPT", "STARTTLS": return "SMTP"
        case "helo", "ehlo", "lhlo": return "SMTP"
        default: return nil
        }
    }
}
