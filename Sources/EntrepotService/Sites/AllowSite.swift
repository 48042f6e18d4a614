import EntrepotStore
import Measures
import PlainJSON
import RoundPlanning
import Speech
import StockLedger

/// Who may see a restricted site: its list of persons and roles. While a site has no list, its leads and managers see it.
package struct AllowSite: Sendable {
    /// The keys of one line of the list.
    package static let keys = ["site", "person", "role", "allowed_by", "allowed_at"]

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Puts a person or a role on the list of a site, or takes them off; answers with the list.
    package func run(_ name: String, person: String?, role: String?, undo: Bool, warehouse text: String?) async throws -> Answer {
        let holder = try Self.holder(person, role)
        let (site, warehouse) = try await SiteNames(desk).site(name, warehouse: text)
        let code = site.site.code
        try desk.requireWhole(warehouse.id)
        return try await desk.once(in: warehouse.id) { desk in
            let transaction = try desk.requireTransaction
            let changed =
                undo
                ? try await SiteAllowances.withdraw(holder, site: site.id, warehouse: warehouse.id, in: transaction)
                : try await SiteAllowances.allow(holder, site: site.id, by: desk.actor, warehouse: warehouse.id, in: transaction)
            if site.site.restricted, desk.entry.anyway == nil {
                let seen = try await desk.reading { try await SiteQueries.all(warehouse: warehouse.id, code: code, from: $0.source) }
                guard !seen.isEmpty else { throw Self.hidesFromYou(code) }
            }
            let list = try await SiteAllowances.all(site: site.id, warehouse: warehouse.id, from: transaction)
            var answer = Answer(records: list.map { Self.record($0, code) }, pairs: ["site": .string(code)], Self.told(code, list))
            answer.changed = changed
            if !site.site.restricted {
                answer.warnings.append(
                    Wording(
                        "\(code) is not restricted: everybody of the warehouse sees it all the same",
                        "\(code) n'est pas restreint : tout l'entrepôt le voit quand même"))
            }
            return answer
        }
    }

    /// The list of a site.
    package func list(_ name: String, warehouse text: String?, _ page: Page = Page(limit: .max)) async throws -> Answer {
        let (site, warehouse) = try await SiteNames(desk).site(name, warehouse: text)
        let code = site.site.code
        let list = try await SiteAllowances.all(site: site.id, warehouse: warehouse.id, from: desk.source)
        var answer = try page.cut(list, list: "site allowed", cursor: { "\($0.holder)" }) { Self.record($0, code) }
        answer.pairs = ["site": .string(code), "rows": .integer(Int64(answer.records.count))]
        answer.sentence = Self.told(code, list)
        return answer
    }

    static func hidesFromYou(_ code: String) -> Refusal {
        Refusal(
            "RULE.HIDES-FROM-YOU", ["site": "\(code)"],
            Wording(
                "after this you would not see \(code) yourself: put yourself or your role on its list first, or add anyway=REASON",
                "après cela vous ne verriez plus \(code) : d'abord vous mettre sur sa liste, vous ou votre rôle, ou ajouter malgré=MOTIF"))
    }

    private static func told(_ code: String, _ list: [SiteAllowance]) -> Wording {
        list.isEmpty
            ? Wording(
                "\(code) has no list: leads and managers of the whole warehouse see it, and administrators",
                "\(code) n'a pas de liste : les responsables de tout l'entrepôt le voient, et les administrateurs")
            : Wording(
                "\(code) is seen by those on its list and by administrators, and by nobody else",
                "\(code) est vu par sa liste et les administrateurs, par personne d'autre")
    }

    private static func holder(_ person: String?, _ role: String?) throws -> SiteAllowance.Holder {
        switch (person, role) {
        case (let person?, nil): return .person(person)
        case (nil, let role?):
            guard let known = Role(rawValue: role) else {
                let words = Role.allCases.map(\.rawValue).joined(separator: ", ")
                throw Refusal("ARG.VALUE", ["role": "\(role)"], Wording("a role is one of \(words)", "un rôle est l'un de \(words)"))
            }
            return .role(known)
        default:
            throw Refusal(
                "ARG.MISSING", Wording("say one of person= and role=", "donner l'un des deux : personne= ou rôle="))
        }
    }

    private static func record(_ one: SiteAllowance, _ code: String) -> JSONObject {
        let (person, role): (String?, String?) =
            switch one.holder {
            case .person(let person): (person, nil)
            case .role(let role): (nil, role.rawValue)
            }
        return JSONObject(
            keys: keys,
            values: [
                .string(code), JSONValue(person), JSONValue(role), .string(one.allowedBy), .string(one.allowedAt.description),
            ])
    }
}
