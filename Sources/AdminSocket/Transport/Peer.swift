import CLinux
import Glibc

/// Asks the kernel who is at the other end of a connected Unix socket.
enum Peer {
    /// The peer's account and groups; nil when the kernel does not say. unix(7), SO_PEERCRED and SO_PEERGROUPS
    static func credentials(of descriptor: Int32) -> PeerCredentials? {
        var uid: uid_t = 0
        var gid: gid_t = 0
        var pid: pid_t = 0
        guard entrepot_peer_credentials(descriptor, &uid, &gid, &pid) == 0 else { return nil }
        var groups = [gid_t](repeating: 0, count: 64)
        var needed = 0
        var count = entrepot_peer_groups(descriptor, &groups, groups.count, &needed)
        if count < 0, errno == ERANGE, needed > groups.count, needed <= 65_536 {
            groups = [gid_t](repeating: 0, count: needed)
            count = entrepot_peer_groups(descriptor, &groups, groups.count, &needed)
        }
        return PeerCredentials(uid: uid, gid: gid, pid: pid, groups: Array(groups.prefix(max(0, Int(count)))))
    }
}
