import AdminProtocol
import Glibc
import Speech

/// What the shell is told; the numbers above 63 are those of sysexits.h.
enum ExitStatus: Int32 {
    case success = 0
    /// The house said no: stock, rules, conflicts, unknown records.
    case refused = 1
    case usage = 64
    /// A batch or an import was refused as a whole.
    case batch = 65
    case internalFault = 70
    /// Try again later.
    case temporary = 75
    case protocolFault = 76
    case permission = 77

    /// The status of a final.
    init(_ final: ReceivedFinal) {
        switch final.code?.family {
        case nil: self = .success
        case "CMD", "ARG", "SYNTAX", "LINE": self = .usage
        case "BATCH": self = .batch
        case "INTERNAL": self = .internalFault
        case "BUSY", "DB", "TIMEOUT", "SHUTDOWN": self = .temporary
        case "PROTO": self = .protocolFault
        case "AUTH", "PERM": self = .permission
        default: self = .refused
        }
    }
}

/// Why the client gave up.
enum ClientFault: Error {
    case usage(String)
    case connect(path: String, code: Int32)
    /// The connection ended before the answer.
    case lost
    /// The server said nothing for longer than it may.
    case silent
    /// Somebody asked to stop before the answer came.
    case interrupted
    case grammar(String)
    /// An answer to something that was not asked.
    case foreignTag(String)
    /// A file came otherwise than the server's own figures say; nothing was written.
    case damaged(name: String, found: String, told: String)
    case file(path: String, code: Int32)
    /// The server refused the connection itself.
    case turnedAway(ReceivedFinal)
    /// A write went out and what became of it is not known.
    indirect case unanswered(ClientFault, KeyedRequest)

    var status: ExitStatus {
        switch self {
        case .usage: .usage
        case .connect(_, let code): code == EACCES ? .permission : .temporary
        case .lost, .silent, .interrupted: .temporary
        case .grammar, .foreignTag, .damaged: .protocolFault
        case .file: .usage
        case .turnedAway(let final): ExitStatus(final)
        case .unanswered(let fault, _): fault.status
        }
    }

    /// Whether the request may have reached the server before this happened.
    var isAfterSending: Bool {
        switch self {
        case .lost, .silent, .interrupted, .grammar, .foreignTag, .unanswered: true
        case .usage, .connect, .damaged, .file, .turnedAway: false
        }
    }

    var isLoss: Bool {
        if case .lost = self { return true }
        return false
    }

    /// Whether nobody listened.
    var isUnreachable: Bool {
        if case .connect(_, let code) = self { return code == ECONNREFUSED || code == ENOENT || code == EAGAIN }
        return false
    }

    func text(_ language: Language) -> String {
        let isFrench = language == .french
        switch self {
        case .usage(let text): return text
        case .connect(let path, let code):
            let reason = String(cString: strerror(code))
            if code == ENAMETOOLONG {
                return isFrench
                    ? "\(path) : chemin de prise trop long (107 octets au plus)" : "\(path): socket path too long (107 octets at most)"
            }
            if code == EACCES { return SocketAccess.refusal(path, language) }
            return isFrench
                ? "impossible de joindre le démon à \(path) : \(reason) ; est-il démarré ? --socket ou ENTREPOT_SOCKET indique une autre prise"
                : "cannot reach the daemon at \(path): \(reason); is it running? --socket or ENTREPOT_SOCKET names another socket"
        case .lost: return isFrench ? "la connexion a été perdue avant la réponse" : "the connection was lost before the answer"
        case .interrupted: return isFrench ? "arrêté" : "stopped"
        case .silent:
            return isFrench
                ? "le serveur ne répond pas ; attendre plus longtemps : --patience SECONDES"
                : "the server does not answer; --patience SECONDS waits longer"
        case .foreignTag(let tag):
            return isFrench
                ? "le serveur a répondu à une requête qui n'a pas été posée (@\(tag))"
                : "the server answered a request that was not made (@\(tag))"
        case .damaged(let name, let found, let told):
            return isFrench
                ? "\(name) est arrivé abîmé (\(found) au lieu de \(told)) ; rien n'a été écrit, chercher le fichier encore une fois"
                : "\(name) came damaged (\(found) instead of \(told)); nothing was written, fetch it again"
        case .unanswered(let fault, let write): return "\(fault.text(language)); \(write.unknown(language))"
        case .grammar(let line):
            return isFrench ? "ligne incomprise du serveur : \(line)" : "the server sent a line out of the protocol: \(line)"
        case .file(let path, let code): return "\(path): \(String(cString: strerror(code)))"
        case .turnedAway(let final): return "\(final.code?.rawValue ?? ""): \(final.text ?? "")"
        }
    }
}
