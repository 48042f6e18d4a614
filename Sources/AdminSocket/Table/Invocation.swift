package import AdminProtocol
package import Speech

/// A request the table has understood: the command and its values under their canonical names.
package struct Invocation: Sendable {
    package let command: CommandSpec
    /// The values by canonical argument name, as typed except for capitals in codes and the languages of choices.
    package let values: [String: [String]]
    /// The request as typed.
    package let request: RequestLine
    /// Rows of data that followed it in a batch, without their marks.
    package var rows: [String] = []
    /// Its number in its batch, from 1; 1 outside a batch.
    package var number = 1

    /// A request understood.
    package init(command: CommandSpec, values: [String: [String]], request: RequestLine) {
        self.command = command
        self.values = values
        self.request = request
    }

    /// The same request with one more value, such as the key its batch gives it.
    package func adding(_ name: String, _ value: String) -> Invocation {
        var values = values
        values[name] = [value]
        var other = Invocation(command: command, values: values, request: request)
        other.rows = rows
        other.number = number
        return other
    }

    /// The command's id.
    package var id: String { command.id }

    /// The value of an argument the command cannot do without; ARG.MISSING when it is not there.
    package func text(_ name: String) throws(Refusal) -> String {
        guard let value = values[name]?.first else { throw ArgumentRefusal.missing(name, of: command) }
        return value
    }

    /// The value of an argument, or nil.
    package func optionalText(_ name: String) -> String? { values[name]?.first }

    /// Every value of an argument that may be repeated, in the order typed.
    package func texts(_ name: String) -> [String] { values[name] ?? [] }

    /// Whether a flag was given as yes; nil when it was not given.
    package func optionalFlag(_ name: String) -> Bool? { values[name]?.first.map { $0 == "yes" } }

    /// Whether a flag was given as yes.
    package func flag(_ name: String) -> Bool { optionalFlag(name) ?? false }

    /// A whole number the command cannot do without.
    package func integer(_ name: String) throws(Refusal) -> Int64 {
        let text = try text(name)
        guard let number = Int64(text) else {
            throw ArgumentRefusal.value(name, text, hint: Wording("a whole number", "un nombre entier"))
        }
        return number
    }

    /// A whole number, or nil when it was not given.
    package func optionalInteger(_ name: String) -> Int64? { values[name]?.first.flatMap { Int64($0) } }

    /// The retry key.
    package var key: String? { optionalText("key") }
    package var note: String? { optionalText("note") }
    package var occurred: String? { optionalText("occurred") }
    package var concerns: String? { optionalText("concerns") }
    package var again: Bool { flag("again") }
    package var sure: Bool { flag("sure") }
    package var anyway: String? { optionalText("anyway") }

    /// How many records a list may answer with: nil when not said, `Int.max` for `all`.
    package var limit: Int? {
        optionalText("limit").flatMap { $0 == "all" ? Int.max : Int($0) }
    }

    /// The cursor a list continues behind.
    package var after: String? { optionalText("after") }

    /// The command and its values in declared order, without how to answer and without the key: what a key stands for. Secrets are masked:
    /// what is kept of the words would let a PIN be found by trying.
    package var fingerprintText: String {
        render(mask: true) { !CommonArguments.transportNames.contains($0.name) }
    }

    /// The request for logs and the audit, with `***` for secrets.
    package var maskedText: String {
        render(mask: true) { _ in true }
    }

    private func render(mask: Bool, _ isWanted: (ArgumentSpec) -> Bool) -> String {
        var tokens = [RequestToken(value: command.id)]
        // Its own arguments stand first in the list.
        let own = command.arguments.count
        for (index, argument) in command.allArguments.enumerated() {
            guard let given = values[argument.name], index < own || isWanted(argument) else { continue }
            for value in given {
                tokens.append(RequestToken(name: argument.name, value: mask && argument.isSecret ? "***" : value))
            }
        }
        return RequestLine(tokens: tokens).text
    }
}
