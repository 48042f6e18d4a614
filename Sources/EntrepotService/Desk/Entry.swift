/// What was said, as far as every write has it in common: the words, the key, and how it is meant.
package struct Entry: Sendable {
    /// The line as typed with secrets masked, for the audit.
    package var command: String
    /// The words that a key stands for, without key and form of answer.
    package var words: String
    package var key: String?
    package var note: String?
    /// When it happened, as written; nil is now.
    package var occurred: String?
    /// The day of a closed period it belongs to, as written.
    package var concerns: String?
    /// Booked although it looks repeated.
    package var again: Bool
    /// The reason to book it although the books say otherwise.
    package var anyway: String?
    /// Whether what looks repeated is refused in this session.
    package var refusesRepeats: Bool
    /// Taken although a figure is far beyond the usual.
    package var sure = false

    package init(
        command: String, words: String, key: String? = nil, note: String? = nil, occurred: String? = nil, concerns: String? = nil,
        again: Bool = false, anyway: String? = nil, refusesRepeats: Bool = true
    ) {
        self.command = command
        self.words = words
        self.key = key
        self.note = note
        self.occurred = occurred
        self.concerns = concerns
        self.again = again
        self.anyway = anyway
        self.refusesRepeats = refusesRepeats
    }

    /// Of somebody who only looks.
    package static let none = Entry(command: "", words: "")
}
