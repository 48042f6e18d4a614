import CLinux
import Glibc

/// A program that shows a long text page by page: `PAGER`, else `less` or `more`.
enum Pager {
    /// Shows octets page by page; false when there is no such program, and nothing was shown.
    static func show(_ octets: [UInt8]) -> Bool {
        let typed = Settings.environment("PAGER")
        guard typed != "cat", typed != "" else { return false }
        // less: end at once when one page is enough, keep colours, leave the text on the screen. less(1)
        let command = typed ?? "if command -v less >/dev/null 2>&1; then exec less -FRX; else exec more; fi"
        var ends: [Int32] = [-1, -1]
        guard entrepot_pipe(&ends) == 0 else { return false }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO)
        var arguments: [UnsafeMutablePointer<CChar>?] = ["/bin/sh", "-c", command].map { (word: String) in strdup(word) } + [nil]
        defer { for pointer in arguments { free(pointer) } }
        var process: pid_t = 0
        let code = posix_spawn(&process, "/bin/sh", &actions, nil, &arguments, environ)
        close(ends[0])
        guard code == 0 else {
            close(ends[1])
            return false
        }
        // Ctrl-C is the pager's while it runs; a pager that was left early reads no more.
        let before = signal(SIGINT, SIG_IGN)
        defer { signal(SIGINT, before) }
        var rest = octets[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(ends[1], $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            rest = rest.dropFirst(count)
        }
        close(ends[1])
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return true
    }
}
