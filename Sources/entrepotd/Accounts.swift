import AdminSocket
import Glibc
import Measures
import Synchronization

/// Which accounts of the machine hold which roles.
///
/// With no roles configured, root and the daemon's own user are administrators.
final class Accounts: Sendable {
    private struct Caller: Hashable {
        let uid: UInt32
        let gid: UInt32
        let groups: [UInt32]
    }

    private struct Held {
        var roles: RoleSettings
        /// Who was looked up since the roles were read. Every request asks, and the system's own look-up opens files.
        var known: [Caller: SessionActor] = [:]
    }

    /// Callers remembered before all are looked up anew.
    private static let mostKnown = 1_000
    private let held: Mutex<Held>

    init(_ roles: RoleSettings) {
        held = Mutex(Held(roles: roles))
    }

    func replace(_ fresh: RoleSettings) {
        held.withLock { $0 = Held(roles: fresh) }
    }

    func actor(_ peer: PeerCredentials) -> SessionActor {
        let caller = Caller(uid: peer.uid, gid: peer.gid, groups: peer.groups)
        let (settings, known) = held.withLock { ($0.roles, $0.known[caller]) }
        if let known { return known }
        let name = Self.userName(peer.uid)
        let actor = actor(peer, name ?? "uid:\(peer.uid)", settings)
        // An account without a name may be one whose name could not be read just now.
        if name != nil {
            held.withLock { held in
                guard held.roles == settings else { return }
                if held.known.count >= Self.mostKnown { held.known = [:] }
                held.known[caller] = actor
            }
        }
        return actor
    }

    private func actor(_ peer: PeerCredentials, _ name: String, _ settings: RoleSettings) -> SessionActor {
        if settings.isEmpty || peer.uid == 0 || peer.uid == getuid() {
            let isOwn = peer.uid == 0 || peer.uid == getuid()
            let held = isOwn ? [AdminSocket.RoleGrant(.admin)] : []
            // Whoever is an administrator already may be any person: it is never more.
            return SessionActor(account: name, uid: peer.uid, roles: held, shared: isOwn ? held : nil)
        }
        let groups = Set(([peer.gid] + peer.groups).compactMap(Self.groupName))
        let grants = settings.users.filter { $0.account == name } + settings.groups.filter { groups.contains($0.account) }
        let shared = grants.filter { !$0.shared.isEmpty }.flatMap { Self.grants($0.shared, $0) }
        return SessionActor(
            account: name, uid: peer.uid, roles: grants.flatMap { Self.grants($0.roles, $0) }, shared: shared.isEmpty ? nil : shared)
    }

    /// Roles with the limits of an account, each with each.
    private static func grants(_ roles: [Role], _ limits: AccountRoles) -> [AdminSocket.RoleGrant] {
        roles.flatMap { role -> [AdminSocket.RoleGrant] in
            let organisations: [String?] = limits.organisations ?? [nil]
            let warehouses: [String?] = limits.warehouses ?? [nil]
            return organisations.flatMap { organisation in
                warehouses.map { AdminSocket.RoleGrant(role, organisation: organisation, warehouse: $0) }
            }
        }
    }

    private static func userName(_ uid: UInt32) -> String? {
        var record = passwd()
        var buffer = [CChar](repeating: 0, count: 4_096)
        var found: UnsafeMutablePointer<passwd>?
        guard getpwuid_r(uid, &record, &buffer, buffer.count, &found) == 0, found != nil else { return nil }
        return String(cString: record.pw_name)
    }

    private static func groupName(_ gid: UInt32) -> String? {
        var record = group()
        var buffer = [CChar](repeating: 0, count: 16_384)
        var found: UnsafeMutablePointer<group>?
        guard getgrgid_r(gid, &record, &buffer, buffer.count, &found) == 0, found != nil else { return nil }
        return String(cString: record.gr_name)
    }

    static func groupNumber(_ name: String) -> UInt32? {
        var record = group()
        var buffer = [CChar](repeating: 0, count: 16_384)
        var found: UnsafeMutablePointer<group>?
        guard getgrnam_r(name, &record, &buffer, buffer.count, &found) == 0, found != nil else { return nil }
        return record.gr_gid
    }
}
