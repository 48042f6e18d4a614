import EntrepotStore
import Measures
import PlainJSON
import RoundPlanning
import Speech
import StockLedger

/// Goods handed out without a round: at the door, to a site, to a partner, to a recycler.
///
/// What people at the door or a site are given counts as given, with the people where somebody counted them; a partner counts its own. What a
/// recycler takes is of no use to anybody any more and is scrapped: it never counts as given.
package struct IssueGoods: Sendable {
    /// The keys of its records, in order.
    package static let keys = ["movement", "item", "lot", "qty", "unit", "from", "to", "owner"]

    /// How many people it was for.
    package struct People: Sendable {
        package var everybody: Int64?
        package var women: Int64?
        package var children: Int64?

        package init(everybody: Int64?, women: Int64?, children: Int64?) {
            self.everybody = everybody
            self.women = women
            self.children = children
        }
    }

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// To whom it goes.
    private struct Recipient {
        let kind: Issued.Recipient
        var site: Int64?
        var organisation: OrganisationRecord?
        /// As answers name it.
        let name: String

        var reason: MovementReason {
            switch kind {
            case .door, .site: .issued
            case .organisation: .handedOver
            case .recycler: .scrapped
            }
        }

        var outside: PlaceKind { kind == .recycler ? .waste : .recipient }
    }

    /// Books what was handed out.
    package func run(_ words: GoodsTaken.Words, from source: String, to text: String, _ people: People) async throws -> Answer {
        let (from, warehouse) = try await Names(desk).shelf(source, figure: "from")
        let recipient = try await recipient(text, warehouse)
        try Self.check(people, recipient.kind)
        let purpose: PickedGoods.Purpose = recipient.kind == .recycler ? .gone : .moved(to: .recipient)
        let taken = try await GoodsTaken.read(
            words, at: from, in: warehouse, for: purpose, allowsArchived: recipient.kind == .recycler, desk)
        try await taken.askUnusual(desk)
        guard let outside = desk.catalogue.outside(recipient.outside, of: warehouse) else {
            throw Refusal(.placeNotFound, Wording("the warehouse has no recipients", "l'entrepôt n'a pas de bénéficiaires"))
        }
        let goods = PickedGoods(desk)
        return try await goods.booking(taken) { haul in
            var posting = try desk.draft(
                recipient.reason,
                haul.picks.map {
                    PostingLine(lot: .existing($0.lot.id), from: from.place.id, to: outside.place.id, quantity: $0.quantity)
                },
                in: warehouse)
            posting.issued = Issued(
                recipient.kind, site: recipient.site, organisation: recipient.organisation?.id, people: people.everybody,
                women: people.women, children: people.children)
            let codes = try await goods.codes(haul, taken)
            let whose = WhoseGoods(desk)
            var warnings = goods.warnings(haul)
            if people.everybody == nil, [.door, .site].contains(recipient.kind) {
                warnings.append(
                    Wording(
                        "how many people it was for was not said, and reports miss them: people= says it",
                        "le nombre de personnes n'est pas dit et manquera aux rapports : personnes= le dit"))
            }
            var pairs = goods.pairs(haul, taken)
            pairs["to"] = .string(recipient.name)
            if let everybody = people.everybody { pairs["people"] = .integer(everybody) }
            let answer = Answer(
                records: haul.picks.map { pick in
                    JSONObject(
                        keys: Self.keys,
                        values: [
                            .movementNumber, .string(haul.sku(pick)), .string(codes[pick.lot.id] ?? ""), .integer(pick.quantity.units),
                            .string(haul.items[pick.lot.item]?.item.base.rawValue ?? ""), .string(from.place.address),
                            .string(recipient.name), .string(whose.code(pick.lot.owner)),
                        ])
                },
                pairs: pairs, goods.sentence(haul, taken) + Self.told(recipient.kind, recipient.name, people), warnings: warnings,
                changed: true)
            return try await desk.book(
                posting, in: warehouse, answer, item: taken.single?.wish.item.item.sku.text,
                meaning: goods.meaning("issued", recipient.name, haul, taken))
        }
    }

    /// Who is meant: `door`, `recycler`, a site or an organisation; what may be two of them is asked.
    private func recipient(_ text: String, _ warehouse: WarehouseRecord) async throws -> Recipient {
        let folded = FoldedText(text).text
        if ["door", "porte"].contains(folded) { return Recipient(kind: .door, name: "door") }
        if ["recycler", "recycleur", "recyclage"].contains(folded) { return Recipient(kind: .recycler, name: "recycler") }
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        if parts.count == 2, FoldedText(parts[0]).text == "site" { return try await site(parts[1], warehouse) }
        if parts.count == 2, ["organisation", "association"].contains(FoldedText(parts[0]).text) {
            return try await organisation(parts[1])
        }
        let asSite = try await found { try await site(text, warehouse) }
        let asOrganisation = try await found { try await organisation(text) }
        switch (asSite, asOrganisation) {
        case (let site?, nil): return site
        case (nil, let organisation?): return organisation
        case (.some, .some):
            throw Refusal(
                .argumentAmbiguous, [.init("to", text), .init("readings", "site:\(text),organisation:\(text)")],
                Wording(
                    "«\(text)» is a site and an organisation: write site:\(text) or organisation:\(text)",
                    "« \(text) » est un site et une association : écrire site:\(text) ou association:\(text)"))
        case (nil, nil):
            let near = NearestWords.nearest(
                to: folded, among: ["door", "recycler"] + desk.catalogue.organisations.filter { !$0.isArchived }.map(\.code))
            throw Refusal.notFound(
                .notFound,
                Wording("recipient (door, a site, an organisation, recycler)", "destinataire (porte, un site, une association, recycleur)"),
                text, nearest: near, figure: "to")
        }
    }

    private func site(_ name: String, _ warehouse: WarehouseRecord) async throws -> Recipient {
        let site = try await SiteNames(desk).site(name, warehouse: warehouse)
        return Recipient(kind: .site, site: site.id, name: site.site.code)
    }

    private func organisation(_ name: String) async throws -> Recipient {
        let organisation = try await Names(desk).organisation(name, figure: "to")
        return Recipient(kind: .organisation, organisation: organisation, name: organisation.code)
    }

    /// Nil where there is no such thing.
    private func found(_ look: () async throws -> Recipient) async throws -> Recipient? {
        do {
            return try await look()
        } catch let refusal as Refusal where ["NOTFOUND.SITE", "NOTFOUND.ORGANISATION"].contains(refusal.code.rawValue) {
            return nil
        }
    }

    private static func check(_ people: People, _ kind: Issued.Recipient) throws(Refusal) {
        let named = (people.women ?? 0) + (people.children ?? 0)
        guard named <= people.everybody ?? 0 || named == 0 else {
            throw Refusal(
                .argumentValue,
                [
                    .init("people", .integer(people.everybody ?? 0)), .init("women", .integer(people.women ?? 0)),
                    .init("children", .integer(people.children ?? 0)),
                ],
                Wording(
                    "women and children are among the people: people= counts everybody",
                    "femmes et enfants sont parmi les personnes : personnes= compte tout le monde"))
        }
        guard kind != .recycler || people.everybody == nil else {
            throw Refusal(
                .argumentValue, [.init("people", .integer(people.everybody ?? 0))],
                Wording("nobody is reached by a recycler: leave people= out", "un recycleur ne touche personne : enlever personnes="))
        }
    }

    private static func told(_ kind: Issued.Recipient, _ name: String, _ people: People) -> Wording {
        let many = people.everybody.map { count -> Wording in
            let counted = Wording.counted(count, Wording("person", "personne"), many: Wording("people", "personnes"))
            return Wording(", \(counted.english)", ", \(counted.french)")
        }
        switch kind {
        case .door: return Wording(" at the door", " à la porte") + (many ?? Wording(both: ""))
        case .site, .organisation: return Wording(" to \(name)", " à \(name)") + (many ?? Wording(both: ""))
        case .recycler: return Wording(" to the recycler, scrapped", " au recycleur, mis au rebut")
        }
    }
}
