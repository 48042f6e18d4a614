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
    case grammar(String)
    case file(path: String, code: Int32)
    /// The server refused the connection itself.
    case turnedAway(ReceivedFinal)

    var status: ExitStatus {
        switch self {
        case .usage: .usage
        case .connect(_, let code): code == EACCES ? .permission : .temporary
        case .lost: .temporary
        case .grammar: .protocolFault
        case .file: .usage
        case .turnedAway(let final): ExitStatus(final)
        }
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
        case .grammar(let line):
            return isFrench ? "ligne incomprise du serveur : \(line)" : "the server sent a line out of the protocol: \(line)"
        case .file(let path, let code): return "\(path): \(String(cString: strerror(code)))"
        case .turnedAway(let final): return "\(final.code?.rawValue ?? ""): \(final.text ?? "")"
        }
    }
}
