package import Speech

/// One argument of a command, declared once: its names, its help, and the type that the command receives.
///
///     static let reason = Argument.choice("reason", fr: "motif", MovementReason.losses, …)
///     …
///     try said[reason]        // a MovementReason
///
/// A value is checked for its form when the line is parsed, and read into its type here; a number that is none, or a word that is no choice,
/// is refused in the words of `ArgumentRefusal`, whichever command it is.
package struct Argument<Value: Sendable>: Sendable {
    /// Names, help and form, as the table knows them.
    package let spec: ArgumentSpec
    /// The values as typed, nothing when the argument was not given, as one value.
    let read: @Sendable (_ values: [String], CommandSpec) throws(Refusal) -> Value

    package init(_ spec: ArgumentSpec, read: @escaping @Sendable ([String], CommandSpec) throws(Refusal) -> Value) {
        self.spec = spec
        self.read = read
    }
}

/// An argument whatever its type, for the list of a command.
package protocol DeclaredArgument: Sendable {
    var spec: ArgumentSpec { get }
}

extension Argument: DeclaredArgument {}

extension Argument {
    /// An argument the command cannot do without.
    package static func required(
        _ spec: ArgumentSpec, _ one: @escaping @Sendable (String, ArgumentSpec) throws(Refusal) -> Value
    ) -> Argument<Value> {
        var spec = spec
        spec.isRequired = true
        let declared = spec
        return Argument(declared) { values, command throws(Refusal) in
            guard let first = values.first else { throw ArgumentRefusal.missing(declared.name, of: command) }
            return try one(first, declared)
        }
    }

    /// An argument that may be left out.
    package static func optional<Wrapped: Sendable>(
        _ spec: ArgumentSpec, _ one: @escaping @Sendable (String, ArgumentSpec) throws(Refusal) -> Wrapped
    ) -> Argument<Wrapped?> where Value == Wrapped? {
        Argument<Wrapped?>(spec) { values, _ throws(Refusal) in
            guard let first = values.first else { return nil }
            return try one(first, spec)
        }
    }

    /// An argument that may be given any number of times, in the order typed.
    package static func repeated<Element: Sendable>(
        _ spec: ArgumentSpec, _ one: @escaping @Sendable (String, ArgumentSpec) throws(Refusal) -> Element
    ) -> Argument<[Element]> where Value == [Element] {
        var spec = spec
        spec.isRepeated = true
        let declared = spec
        return Argument<[Element]>(declared) { values, _ throws(Refusal) in
            var elements: [Element] = []
            for value in values { elements.append(try one(value, declared)) }
            return elements
        }
    }
}

extension Invocation {
    /// The value of an argument in its type. The command has to declare the argument among its own.
    package subscript<Value>(argument: Argument<Value>) -> Value {
        get throws(Refusal) { try argument.read(values[argument.spec.name] ?? [], command) }
    }
}

/// Reads one typed value into its type.
package enum ArgumentReading {
    /// As it was typed, apart from what the form has made of it (capitals of codes, the language of a choice).
    @Sendable package static func text(_ value: String, _ spec: ArgumentSpec) throws(Refusal) -> String { value }

    /// `yes` or `no`; the form has brought it to English.
    @Sendable package static func flag(_ value: String, _ spec: ArgumentSpec) throws(Refusal) -> Bool { value == "yes" }

    /// The number of a record as a list shows it, 1 or more: `12` or `#12`.
    @Sendable package static func number(_ value: String, _ spec: ArgumentSpec) throws(Refusal) -> Int64 {
        let digits = value.utf8.first == UInt8(ascii: "#") ? value.dropFirst() : Substring(value)
        guard let number = Int64(digits), number > 0, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw ArgumentRefusal.value(spec.name, value, hint: Wording("a number, as the list shows it", "un numéro, comme dans la liste"))
        }
        return number
    }

    /// A whole number within the limits its form has checked.
    @Sendable package static func integer(_ value: String, _ spec: ArgumentSpec) throws(Refusal) -> Int64 {
        guard let number = Int64(value) else {
            throw ArgumentRefusal.value(spec.name, value, hint: Wording("a whole number", "un nombre entier"))
        }
        return number
    }
}

extension Argument where Value: Choosable {
    /// One of a few. The words come from the type itself; the form brings whatever was typed to the raw value.
    package static func chosen(_ value: String, _ spec: ArgumentSpec) throws(Refusal) -> Value {
        guard let one = Value(rawValue: value) else {
            throw ArgumentRefusal.value(spec.name, value, hint: Wording("one of the words of its help", "un des mots de son aide"))
        }
        return one
    }
}

extension ArgumentType {
    /// One of a few that people choose from.
    package static func choice<One: Choosable>(among ones: [One]) -> ArgumentType {
        .choice(ones.map { Choice($0.rawValue, fr: $0.words.french, others: [$0.words.english] + $0.otherWords) })
    }
}
