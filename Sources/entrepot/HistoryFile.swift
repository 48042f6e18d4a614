import Glibc

/// The lines somebody typed before, kept in a file that nobody else may read. A line with a secret is never kept.
struct HistoryFile {
    let path: String

    /// Lines that are kept.
    static let most = 2_000

    /// `$XDG_STATE_HOME/entrepot/history`, usually `~/.local/state/entrepot/history`; nil for who has no home. XDG Base Directory, 0.8
    static var usual: HistoryFile? {
        if let path = Settings.environment("ENTREPOT_HISTORY") { return HistoryFile(path: path) }
        let state = Settings.environment("XDG_STATE_HOME") ?? Settings.environment("HOME").map { $0 + "/.local/state" }
        guard let state else { return nil }
        var made = ""
        for part in (state + "/entrepot").split(separator: "/") {
            made += "/" + part
            mkdir(made, 0o700)
        }
        return HistoryFile(path: made + "/history")
    }

    /// The lines kept, oldest first; of a file that grew long, the last ones, and the file is made shorter.
    func load() -> [String] {
        guard let octets = try? ImportFile.read(path) else { return [] }
        let all = String(decoding: octets, as: UTF8.self).split(separator: "\n").map(String.init)
        guard all.count > 2 * Self.most else { return Array(all.suffix(Self.most)) }
        let kept = Array(all.suffix(Self.most))
        write(kept, O_TRUNC)
        return kept
    }

    /// Adds a line at the end.
    func append(_ line: String) { write([line], O_APPEND) }

    private func write(_ lines: [String], _ mode: Int32) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | mode, 0o600)
        // Without a history one can still work.
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        let octets = Array((lines.joined(separator: "\n") + "\n").utf8)
        _ = octets.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    }
}
