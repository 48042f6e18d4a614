import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// What the use cases of the catalogue have in common: reading what was typed, and the refusals of making and archiving.
enum CatalogueWords {
    /// A code for something new, capitals lowered.
    static func code(_ typed: String, figure: String) throws -> Code {
        do {
            return try Code(typed.lowercased())
        } catch {
            throw Refusal(
                "ARG.VALUE", [.init(figure, typed)],
                Wording(
                    "«\(typed)» is not a code: write 1 to 40 of a-z, 0-9 and dash, not beginning with a dash",
                    "«\(typed)» n'est pas un code : écrire 1 à 40 signes parmi a-z, 0-9 et le tiret, sans commencer par un tiret"))
        }
    }

    /// A name of 1 to 200 characters without blanks around it; nil when none was given.
    static func name(_ typed: String?, figure: String = "name") throws -> String? {
        guard let typed else { return nil }
        let name = String(typed.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
        guard !name.isEmpty else {
            throw Refusal(
                "ARG.VALUE", [.init(figure, "")],
                Wording("a name has at least one character: write one", "un nom a au moins un caractère : en écrire un"))
        }
        guard (1...200).contains(name.unicodeScalars.count) else {
            throw Refusal(
                "ARG.VALUE", [.init(figure, String(typed.prefix(40)))],
                Wording("a name is 1 to 200 characters: write a shorter one", "un nom fait 1 à 200 caractères : en écrire un plus court"))
        }
        return name
    }

    /// Something that is there already with other content.
    static func exists(_ kind: Wording, _ code: String, differs: String, stored: String, wanted: String) -> Refusal {
        Refusal(
            "CONFLICT.EXISTS",
            [.init("code", code), .init("differs", differs), .init("stored", stored), .init("wanted", wanted)],
            Wording(
                "\(kind.english) \(code) exists with \(differs)=\(stored), not \(wanted): take another code, or say what is there",
                "\(kind.french) \(code) existe avec \(differs)=\(stored) et non \(wanted) : prendre un autre code, ou dire ce qui existe"))
    }

    /// Something that is there already and archived.
    static func existsArchived(_ kind: Wording, _ code: String, command: CommandWords) -> Refusal {
        Refusal(
            "CONFLICT.EXISTS", [.init("code", code), .init("differs", "archived"), .init("stored", "yes"), .init("wanted", "no")],
            Wording(
                "\(kind.english) \(code) exists and is archived: bring it back with «\(en: command) \(code) undo=yes»",
                "\(kind.french) \(code) existe, hors d'usage : rétablir avec « \(fr: command) \(code) rétablir=oui »"))
    }

    /// Something that cannot be archived because goods of it are left.
    static func stockRemains(_ kind: Wording, _ code: String, _ rest: [RemainingStock]) -> Refusal {
        var totals: [(sku: String, unit: String, sum: Int64)] = []
        for row in rest {
            if let last = totals.indices.last, totals[last].sku == row.sku {
                totals[last].sum = Quantity.clampedSum(totals[last].sum, row.onHand)
            } else {
                totals.append((row.sku, row.unit, row.onHand))
            }
        }
        let shown = rest.prefix(8).map { "\($0.onHand) \($0.unit) \($0.sku) at \($0.place)" }
        let shownFrench = rest.prefix(8).map { "\($0.onHand) \($0.unit) \($0.sku) à \($0.place)" }
        let more = rest.count > 8 ? " …" : ""
        return Refusal(
            "RULE.STOCK-REMAINS",
            [.init("code", code), .init("have", totals.prefix(8).map { "\($0.sku):\($0.sum)" }.joined(separator: ","))]
                + [.init("places", Set(rest.map(\.place)).sorted().prefix(8).joined(separator: ","))],
            Wording(
                "\(kind.english) \(code) still has stock (\(shown.joined(separator: ", "))\(more)): move, issue or write it off first",
                "\(kind.french) \(code) a encore du stock (\(shownFrench.joined(separator: ", "))\(more)) : le transférer, le sortir ou le passer en perte d'abord"
            ))
    }

    /// A person whose role is limited to other warehouses or organisations.
    static func outOfScope(_ found: String) -> Refusal {
        Refusal(
            "PERM.SCOPE", [.init("code", found)],
            Wording(
                "your role does not reach \(found): ask a manager whose role does",
                "votre rôle ne s'étend pas à \(found) : demander à un responsable qui le peut"))
    }
}

extension Quantity {
    /// The sum, at most `Int64.max`: for figures that are only shown.
    static func clampedSum(_ left: Int64, _ right: Int64) -> Int64 {
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? .max : sum
    }
}
