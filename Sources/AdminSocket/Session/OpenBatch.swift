import AdminProtocol
import PlainJSON
import Speech

/// The lines typed since `begin`. Nothing of the database is held while they wait.
struct OpenBatch: Sendable {
    let key: String?
    private(set) var lines: [Invocation] = []
    /// Command lines typed, refused ones included.
    private(set) var typed = 0
    private(set) var octets = 0
    /// The first line that was refused, and why.
    private(set) var poison: (line: Int, failure: Refusal)?
    /// Whether the last command line was accepted, so that rows may belong to it.
    private var lastWasTaken = false

    init(key: String?) {
        self.key = key
    }

    /// Takes a line that was understood; answers its number.
    mutating func take(_ invocation: Invocation, limits: ServerLimits) throws(Refusal) -> Int {
        typed += 1
        lastWasTaken = true
        var line = invocation
        line.number = typed
        octets += invocation.request.text.utf8.count
        guard typed <= limits.batchLines, octets <= limits.batchOctets else { throw tooLarge(limits) }
        lines.append(line)
        return typed
    }

    /// Counts a line that was refused.
    mutating func refuse(_ failure: Refusal) {
        typed += 1
        lastWasTaken = false
        spoil(failure)
    }

    /// Marks the batch as one that will not run; the first reason stays.
    mutating func spoil(_ failure: Refusal) {
        if poison == nil { poison = (typed, failure) }
        lines = []
    }

    /// Takes a row of data for the last command. Rows behind a refused command are let go: the batch will not run.
    mutating func take(row: String, limits: ServerLimits) {
        guard poison == nil, lastWasTaken, let last = lines.indices.last else {
            if poison == nil { spoil(Self.stray) }
            return
        }
        guard lines[last].command.takesRows else { return spoil(Self.stray) }
        octets += row.utf8.count + 1
        guard octets <= limits.batchOctets else { return spoil(tooLarge(limits)) }
        lines[last].rows.append(row)
    }

    private static let stray = Refusal(
        .batchRows,
        Wording("rows stand behind a command that takes none", "des rangées suivent une commande qui n'en prend pas"))

    private func tooLarge(_ limits: ServerLimits) -> Refusal {
        Refusal(
            .batchTooLarge, ["lines": .integer(Int64(limits.batchLines)), "octets": .integer(Int64(limits.batchOctets))],
            Wording(
                "a batch holds at most \(limits.batchLines) lines and \(limits.batchOctets) octets; send it in parts",
                "un lot contient au plus \(limits.batchLines) lignes et \(limits.batchOctets) octets ; envoyez-le en parties"))
    }
}
