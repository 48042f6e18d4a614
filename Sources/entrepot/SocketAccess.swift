import AdminProtocol
import Glibc
import Speech

/// Who may open the daemon's socket, for somebody who may not.
enum SocketAccess {
    /// What a person who was refused is told: whom the socket, or a directory on the way to it, lets in.
    static func refusal(_ path: String, _ language: Language) -> String {
        let isFrench = language == .french
        let who: String
        switch holder(of: path) {
        case .group(let name)?:
            who =
                isFrench
                ? "il faut être du groupe \(name) : demander à l'administrateur « usermod -aG \(name) COMPTE », puis se reconnecter"
                : "it takes members of the group \(name): ask the administrator for usermod -aG \(name) ACCOUNT, then log in anew"
        case .owner(let name)?:
            who =
                isFrench
                ? "seul le compte \(name) le peut : passer par lui, ou demander à l'administrateur d'ouvrir la prise à un groupe (socket.group)"
                : "only the account \(name) may: use it, or ask the administrator to open the socket to a group (socket.group)"
        case nil:
            who =
                isFrench
                ? "demander à l'administrateur de quel groupe il faut être (socket.group)"
                : "ask the administrator which group it takes (socket.group)"
        }
        return isFrench ? "vous n'avez pas accès à la prise \(path) : \(who)" : "you may not open the socket \(path): \(who)"
    }

    private enum Holder {
        case group(String)
        case owner(String)
    }

    /// Whom the socket lets in, or the nearest directory above it that can still be looked at. unix(7): connecting takes the right to
    /// write to the socket and to search every directory on the way.
    private static func holder(of path: String) -> Holder? {
        var path = path
        var isSocket = true
        while true {
            var facts = stat()
            if stat(path, &facts) == 0 {
                let isOpenToGroup = facts.st_mode & (isSocket ? 0o020 : 0o010) != 0
                return isOpenToGroup ? .group(groupName(facts.st_gid)) : .owner(accountName(facts.st_uid))
            }
            guard let slash = path.lastIndex(of: "/"), path.count > 1 else { return nil }
            path = slash == path.startIndex ? "/" : String(path[..<slash])
            isSocket = false
        }
    }

    private static func groupName(_ number: gid_t) -> String {
        getgrgid(number).map { String(cString: $0.pointee.gr_name) } ?? String(number)
    }

    private static func accountName(_ number: uid_t) -> String {
        getpwuid(number).map { String(cString: $0.pointee.pw_name) } ?? String(number)
    }
}
