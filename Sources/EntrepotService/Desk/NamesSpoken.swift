import Synchronization

/// Sites that an entry named by something else than their code. The audit keeps their codes beside the words, so that a line about a hidden
/// site is known for one, whatever the site was called.
final class NamesSpoken: Sendable {
    private let held = Mutex<[String]>([])

    /// Keeps the code of what was named otherwise.
    func note(_ code: String, typed: String) {
        guard code != typed else { return }
        held.withLock { if !$0.contains(code) { $0.append(code) } }
    }

    /// The words of an entry with the codes that they mean.
    func told(_ command: String) -> String {
        let codes = held.withLock { $0 }
        return codes.isEmpty ? command : "\(command) (\(codes.joined(separator: ", ")))"
    }
}
