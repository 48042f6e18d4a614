import AdminProtocol
import AdminSocket
import Speech

extension Invocation {
    /// The number of a record the command cannot do without, 1 or more.
    func number(_ name: String) throws(Refusal) -> Int64 { try Self.number(try text(name), name) }

    /// The number of a record, or nil when it was not given.
    func optionalNumber(_ name: String) throws(Refusal) -> Int64? {
        guard let text = optionalText(name) else { return nil }
        return try Self.number(text, name)
    }

    /// Every number of an argument that may be repeated, in the order typed.
    func numbers(_ name: String) throws(Refusal) -> [Int64] {
        var numbers: [Int64] = []
        for text in texts(name) { numbers.append(try Self.number(text, name)) }
        return numbers
    }

    /// The number of a record, which people may write as they see it: `#12`.
    static func number(_ text: String, _ name: String) throws(Refusal) -> Int64 {
        guard let number = Int64(text.hasPrefix("#") ? String(text.dropFirst()) : text), number > 0 else {
            throw ArgumentRefusal.value(
                name, text, hint: Wording("a number, as the list shows it", "un numéro, comme dans la liste"))
        }
        return number
    }
}
