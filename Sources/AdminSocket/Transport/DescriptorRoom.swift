import Glibc

/// Whether there are descriptors left for the rest of the daemon: its database, its files, its logs.
enum DescriptorRoom {
    /// Whether a descriptor just given leaves `kept` below the limit of the process. The lowest free number is given first, so a high
    /// number means that few are free. getrlimit(2), open(2)
    static func isLeft(beside descriptor: Int32, keeping kept: Int) -> Bool {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0, limit.rlim_cur != rlim_t.max else { return true }
        return Int(descriptor) + kept < Int(clamping: limit.rlim_cur)
    }
}
