import CLibEdit
import Glibc

/// A line typed at a terminal, with the keys of libedit: arrows, history, Ctrl-R, and Tab and `?` answered by who asks.
///
/// There is one terminal, so there is one editor at a time: libedit calls back without a word of whose editor it is.
final class LineEditor {
    enum Typed: Equatable {
        case line(String)
        /// Ctrl-C: the line is given up, the session goes on.
        case cancelled
        /// Ctrl-D, or the terminal is gone.
        case end
    }

    /// What could stand where the cursor is.
    struct Candidate: Equatable {
        var text: String
        var meaning: String
    }

    /// Asked with the line up to the cursor.
    var complete: (String) -> [Candidate] = { _ in [] }
    /// Turns a text into one the terminal can show.
    var shown: (String) -> String = { $0 }

    private let editor: OpaquePointer
    private let lines: OpaquePointer
    private var prompt: UnsafeMutablePointer<CChar> = strdup("")
    private var wasCancelled = false

    nonisolated(unsafe) private static weak var current: LineEditor?

    /// An editor of standard input and standard error, so that standard output holds records alone; nil when the terminal cannot be edited.
    init?() {
        setlocale(LC_CTYPE, "")
        guard let editor = entrepot_editor_make(), let lines = history_init() else { return nil }
        self.editor = editor
        self.lines = lines
        entrepot_editor_begin(editor) { _ in LineEditor.current?.prompt }
        entrepot_editor_remember(editor, lines, 2_000)
        entrepot_editor_bind(editor, "^C", "entrepot-cancel") { editor, _ in LineEditor.current?.cancel() ?? UInt8(CC_ERROR) }
        entrepot_editor_bind(editor, "^I", "entrepot-complete") { _, _ in LineEditor.current?.completed() ?? UInt8(CC_ERROR) }
        entrepot_editor_bind(editor, "?", "entrepot-explain") { _, _ in LineEditor.current?.explained() ?? UInt8(CC_ERROR) }
        // libedit leaves the search backwards unbound in some terminals.
        entrepot_editor_bind_own(editor, "^R", "em-inc-search-prev")
        Self.current = self
    }

    deinit {
        el_end(editor)
        history_end(lines)
        free(prompt)
    }

    /// Reads a line behind a prompt.
    func read(_ prompt: String) -> Typed {
        free(self.prompt)
        self.prompt = strdup(shown(prompt))
        wasCancelled = false
        var count: Int32 = 0
        guard let text = el_gets(editor, &count), count > 0 || wasCancelled else { return wasCancelled ? .cancelled : .end }
        if wasCancelled { return .cancelled }
        var line = String(cString: text)
        while line.last?.isNewline == true { line.removeLast() }
        return .line(line)
    }

    /// Keeps a line for the arrow keys.
    func remember(_ line: String) { entrepot_history_add(lines, line) }

    // MARK: Keys

    private func cancel() -> UInt8 {
        wasCancelled = true
        Output.write(Array("^C\n".utf8), to: STDERR_FILENO)
        return UInt8(CC_NEWLINE)
    }

    /// The line up to the cursor, and the word that is being typed.
    private var begun: (line: String, word: String) {
        guard let info = el_line(editor) else { return ("", "") }
        let count = info.pointee.cursor - info.pointee.buffer
        let line = String(
            decoding: UnsafeRawBufferPointer(start: info.pointee.buffer, count: count), as: UTF8.self)
        return (line, CompletedWord.last(of: line))
    }

    private func completed() -> UInt8 {
        let (line, word) = begun
        let candidates = complete(line)
        guard let change = CompletedWord.change(word, candidates.map(\.text)) else {
            if candidates.count > 1 { return list(candidates) }
            return UInt8(CC_REFRESH_BEEP)
        }
        if !word.isEmpty { el_deletestr(editor, Int32(word.unicodeScalars.count)) }
        _ = el_insertstr(editor, change)
        return UInt8(CC_REFRESH)
    }

    /// `?` in front of a word says what could come; inside a word it is a letter.
    private func explained() -> UInt8 {
        let (line, word) = begun
        guard word.isEmpty else {
            _ = el_insertstr(editor, "?")
            return UInt8(CC_REFRESH)
        }
        return list(complete(line))
    }

    private func list(_ candidates: [Candidate]) -> UInt8 {
        guard !candidates.isEmpty else { return UInt8(CC_REFRESH_BEEP) }
        let terminal = Terminal.current
        let most = max(5, terminal.rows - 4)
        let names = candidates.prefix(most)
        let wide = min(terminal.columns / 2, names.reduce(0) { max($0, $1.text.count) })
        var text = "\n"
        for candidate in names {
            let padding = String(repeating: " ", count: max(1, wide + 2 - candidate.text.count))
            text +=
                TextTable.cut(
                    "  " + candidate.text + (candidate.meaning.isEmpty ? "" : padding + candidate.meaning), to: terminal.columns - 1) + "\n"
        }
        if candidates.count > most { text += "  … \(candidates.count - most)\n" }
        Output.write(Array(shown(text).utf8), to: STDERR_FILENO)
        return UInt8(CC_REDISPLAY)
    }
}

/// What Tab makes of a word.
enum CompletedWord {
    /// The last word of a line, with its quotation marks.
    static func last(of line: String) -> String {
        var word = ""
        var isQuoted = false
        for character in line {
            if character == "\"" { isQuoted.toggle() }
            if character == " ", !isQuoted { word = "" } else { word.append(character) }
        }
        return word
    }

    /// What replaces the word: the only candidate, with a blank behind it where the word is whole; or as far as all agree. Nil when that is
    /// no more than what stands there.
    static func change(_ word: String, _ candidates: [String]) -> String? {
        guard let first = candidates.first else { return nil }
        if candidates.count == 1 {
            let isOpen = first.hasSuffix("=") || first.hasSuffix(":")
            return first + (isOpen ? "" : " ")
        }
        var common = Array(first)
        for candidate in candidates.dropFirst() {
            common = Array(zip(common, candidate).prefix { $0 == $1 }.map(\.0))
        }
        return common.count > word.count ? String(common) : nil
    }
}
