import AdminSocket
import EntrepotService
import Speech

extension Invocation {
    /// The page asked for by `limit=` and `after=`; so many records unless said.
    func page(of standard: Int = 1_000) throws(Refusal) -> Page {
        guard let typed = optionalText("limit") else { return Page(after: after, limit: standard) }
        guard let limit, limit > 0 else {
            throw ArgumentRefusal.value(
                "limit", typed, hint: Wording("a whole number above zero, or all", "un nombre entier au-dessus de zéro, ou all (tous)"))
        }
        return Page(after: after, limit: limit)
    }
}
