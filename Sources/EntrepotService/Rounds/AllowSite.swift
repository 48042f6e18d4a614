import EntrepotStore
import Measures
import RoundPlanning
import Speech
import StockLedger

/// Who may see a restricted site: a person by code, or everybody who holds a role over the whole warehouse. Once it has a list, leads and
/// managers who are not on it do not see it either.
package struct AllowSite: Sendable {
    /// What was said.
    package struct Words: Sendable {
        package var site: String
        package var person: String?
        package var role: String?
        /// Takes them off the list.
        package var undo = false
        package var warehouse: String?

        package init(site: String) {
            self.site = site
        }
    }

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    package func run(_ words: Words) async throws -> Answer {
        let holder = try Self.holder(words)
        let (site, warehouse) = try await SiteNames(desk).site(words.site, warehouse: words.warehouse)
        try desk.requireWhole(warehouse.id)
        guard site.site.restricted else {
            throw Refusal(
                "RULE.SITE-IS-OPEN", [.init("site", words.site)],
                Wording(
                    "\(words.site) is not restricted: everybody whose role reaches it sees it already",
                    "\(words.site) n'est pas restreint : tous ceux dont le rôle l'atteint le voient déjà"))
        }
        return try await desk.once(in: warehouse.id) { desk in
            let transaction = try desk.requireTransaction
            let changed =
                words.undo
                ? try await SiteAllowances.withdraw(holder, site: site.id, warehouse: warehouse.id, in: transaction)
                : try await SiteAllowances.allow(holder, site: site.id, by: desk.actor, warehouse: warehouse.id, in: transaction)
            let name = words.person ?? words.role ?? ""
            var answer = try await KeepSites.answer(
                words.site, warehouse, desk,
                words.undo
                    ? Wording("\(name) is not on the list of \(words.site)", "\(name) n'est pas sur la liste de \(words.site)")
                    : Wording("\(name) may see \(words.site)", "\(name) peut voir \(words.site)"))
            guard !answer.records.isEmpty || desk.entry.anyway != nil else {
                throw Refusal(
                    "RULE.HIDES-FROM-YOU", [.init("site", words.site)],
                    Wording(
                        "after this you would not see \(words.site) yourself: put yourself or your role on its list first, or add anyway=REASON",
                        "après cela vous ne verriez plus \(words.site) : d'abord vous mettre sur sa liste, vous ou votre rôle, ou ajouter malgré=MOTIF"))
            }
            let isFirst = !words.undo && changed && site.seenBy.isEmpty
            if isFirst {
                answer.warnings.append(
                    Wording(
                        "\(words.site) has a list now: leads and managers who are not on it do not see it any more",
                        "\(words.site) a maintenant une liste : responsables qui n'y sont pas ne le voient plus"))
            }
            if words.undo, changed, site.seenBy.count == 1 {
                answer.warnings.append(
                    Wording(
                        "\(words.site) has no list any more: leads and managers of the whole warehouse see it",
                        "\(words.site) n'a plus de liste : les responsables de tout l'entrepôt le voient"))
            }
            answer.changed = changed
            return answer
        }
    }

    private static func holder(_ words: Words) throws(Refusal) -> SiteAllowance.Holder {
        switch (words.person, words.role.flatMap(Role.init(rawValue:))) {
        case (let person?, nil) where words.role == nil: return .person(person)
        case (nil, let role?): return .role(role)
        default:
            throw Refusal(
                "ARG.MISSING", [.init("arg", "person")],
                Wording(
                    "say who may see it: person=CODE, or role= one of \(Role.allCases.map(\.rawValue).joined(separator: ", "))",
                    "dire qui peut le voir : personne=CODE, ou rôle= l'un de \(Role.allCases.map(\.rawValue).joined(separator: ", "))"))
        }
    }
}
