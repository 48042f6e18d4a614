package import Glibc

/// The account of the machine the server runs as.
package struct ServerAccount: Equatable, Sendable {
    /// Login name.
    package let name: String
    package let uid: uid_t
    package let gid: gid_t
    /// Every group of the account, its first one included.
    package let groups: [gid_t]

    /// Accounts tried, in order, by a daemon that was started as root.
    package static let unprivilegedNames = ["entrepot", "postgres"]

    /// The account for the server: this daemon's own, or for root the first unprivileged one there is.
    ///
    /// - Throws: `STATE.NO-ACCOUNT`.
    package static func forServer() throws(EmbeddedPostgresError) -> ServerAccount {
        if geteuid() != 0 { return try current() }
        for name in unprivilegedNames {
            if let account = named(name) { return account }
        }
        throw EmbeddedPostgresError(
            .noAccount,
            found: "the daemon was started as root, which PostgreSQL refuses, and there is neither an account entrepot nor postgres",
            remedy: "Make one (useradd --system --home-dir /var/lib/entrepot entrepot) or start the daemon as another account")
    }

    /// The account this process runs as.
    package static func current() throws(EmbeddedPostgresError) -> ServerAccount {
        guard let account = numbered(geteuid()) else {
            throw EmbeddedPostgresError(
                .noAccount, found: "the daemon's user number \(geteuid()) has no name in the account database",
                remedy: "Add the account (PostgreSQL needs a name), or start the daemon as an account that exists")
        }
        return account
    }

    /// An account by name, nil when there is none.
    package static func named(_ name: String) -> ServerAccount? {
        lookUp { getpwnam_r(name, $0, $1, $2, $3) }
    }

    /// An account by its number, nil when there is none.
    package static func numbered(_ uid: uid_t) -> ServerAccount? {
        lookUp { getpwuid_r(uid, $0, $1, $2, $3) }
    }

    private typealias Entry = UnsafeMutablePointer<UnsafeMutablePointer<passwd>?>

    private static func lookUp(
        _ call: (UnsafeMutablePointer<passwd>, UnsafeMutablePointer<CChar>, Int, Entry) -> Int32
    ) -> ServerAccount? {
        var record = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16384)
        guard call(&record, &buffer, buffer.count, &found) == 0, let entry = found?.pointee, let name = entry.pw_name else { return nil }
        var count: Int32 = 256
        var groups = [gid_t](repeating: 0, count: Int(count))
        if getgrouplist(name, entry.pw_gid, &groups, &count) < 0 {
            groups = [gid_t](repeating: 0, count: Int(count))
            if getgrouplist(name, entry.pw_gid, &groups, &count) < 0 { count = 0 }
        }
        return ServerAccount(
            name: String(cString: name), uid: entry.pw_uid, gid: entry.pw_gid, groups: Array(groups.prefix(Int(count))))
    }

    /// Whether this process has to change accounts to run a program as this one.
    package var differsFromCaller: Bool { uid != geteuid() }

    /// Whether permission bits let this account pass through a directory.
    package func mayPass(_ facts: stat) -> Bool {
        if uid == 0 { return true }
        if facts.st_uid == uid { return facts.st_mode & S_IXUSR != 0 }
        if facts.st_gid == gid || groups.contains(facts.st_gid) { return facts.st_mode & S_IXGRP != 0 }
        return facts.st_mode & S_IXOTH != 0
    }
}
