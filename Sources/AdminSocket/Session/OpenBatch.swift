import AdminProtocol
import PlainJSON
import Speech

/// The lines typed since `begin`. Nothing of the database is held while they wait; what they hold of memory is counted against the
/// ceiling of all batches together.
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
    /// Its part of what all batches may hold; none once it will not run.
    private(set) var share: BatchShare?

    /// What a line and a row hold beyond their octets: words, values and the blocks they lie in.
    private static let lineOverhead = 512
    private static let rowOverhead = 64

    init(key: String?, of allowance: BatchAllowance) {
        self.key = key
        share = BatchShare(of: allowance)
    }

    /// A batch whose `begin` was refused. It takes lines all the same and never runs: what was sent along with it must not be booked line
    /// by line.
    init(refused failure: Refusal, of allowance: BatchAllowance) {
        self.init(key: nil, of: allowance)
        spoil(failure)
    }

    /// Takes a line that was understood; answers its number. A line without a key of its own has the batch's, with its number.
    mutating func take(_ invocation: Invocation, limits: ServerLimits) throws(Refusal) -> Int {
        typed += 1
        lastWasTaken = true
        var line = invocation
        line.number = typed
        if let key, line.key == nil { line = line.adding("key", "\(key)/\(typed)") }
        let length = invocation.request.text.utf8.count
        octets += length
        guard typed <= limits.batchLines, octets <= limits.batchOctets else { throw tooLarge(limits) }
        // The words as typed and the values under their names.
        try hold(length * 2 + Self.lineOverhead)
        if poison == nil { lines.append(line) }
        return typed
    }

    /// Counts a line that was refused.
    mutating func refuse(_ failure: Refusal) {
        typed += 1
        lastWasTaken = false
        spoil(failure)
    }

    /// Marks the batch as one that will not run, and lets go of what it holds; the first reason stays.
    mutating func spoil(_ failure: Refusal) {
        if poison == nil { poison = (typed, failure) }
        lines = []
        share = nil
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
        do throws(Refusal) {
            try hold(row.utf8.count + Self.rowOverhead)
        } catch {
            return spoil(error)
        }
        lines[last].rows.append(row)
    }

    /// Why `end` cannot run it. A ceiling that was reached passes, so it keeps its own advice.
    var refusal: Refusal? {
        guard let poison else { return nil }
        if poison.failure.code == .busyBatches { return poison.failure }
        return Refusal(
            .batchPoisoned,
            ["line": .integer(Int64(poison.line)), "because": .string(poison.failure.code.rawValue)],
            poison.line == 0
                ? Wording(
                    "nothing was run: begin was refused: \(poison.failure.sentence.english)",
                    "rien n'a été exécuté : début a été refusé : \(poison.failure.sentence.french)")
                : Wording(
                    "nothing was run: line \(poison.line) was refused: \(poison.failure.sentence.english)",
                    "rien n'a été exécuté : la ligne \(poison.line) a été refusée : \(poison.failure.sentence.french)"))
    }

    private func hold(_ more: Int) throws(Refusal) {
        guard let share else { return }
        guard share.grow(by: more) else {
            throw Refusal(
                .busyBatches,
                Wording(
                    "the open batches of all clients are too large together; nothing was run, send this one again in a moment",
                    "les lots ouverts de tous les clients sont trop gros ensemble ; rien n'a été exécuté, renvoyez celui-ci bientôt"))
        }
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
