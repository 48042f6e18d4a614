package import Measures
package import Speech
package import StockLedger

/// The rules that a movement keeps by itself, whatever the balances.
package enum MovementCheck {
    /// How far ahead of the recording a thing may be said to have happened.
    package static let aheadAtMost = TimeSpan(seconds: 300)

    /// Throws the first rule that the draft breaks.
    ///
    /// - Parameters:
    ///   - draft: the movement.
    ///   - places: every place of its lines.
    ///   - lots: every lot of its lines; needed for the balance of a loan only.
    ///   - now: when it is recorded.
    package static func check(
        _ draft: MovementDraft, places: [Identifier<Place>: Place], lots: [Identifier<Lot>: Lot], now: Timestamp
    ) throws(Refusal) {
        guard draft.header.occurredAt <= now.adding(aheadAtMost) else {
            throw Refusal(
                .occurredInFuture, [.init("occurred", draft.header.occurredAt.description), .init("now", now.description)],
                found: Wording("it has not happened yet", "cela n'a pas encore eu lieu"),
                remedy: Wording("give a time at most five minutes ahead", "donner une heure au plus cinq minutes en avance"))
        }
        guard !draft.lines.isEmpty else {
            throw Refusal(
                .linesMissing, found: Wording("nothing is moved", "rien n'est déplacé"),
                remedy: Wording("name what and how much", "nommer quoi et combien"))
        }
        var seen = Set<[Int64]>()
        var warehouse: Code?
        for line in draft.lines {
            guard lots[line.lot] != nil else {
                throw Refusal(
                    .lotNotFound, [.init("lot", line.lot.description)],
                    found: Wording("there is no lot \(line.lot)", "le lot \(line.lot) n'existe pas"),
                    remedy: Wording("see the lots in stock", "voir les lots du stock"))
            }
            let from = try place(line.from, in: places)
            let to = try place(line.to, in: places)
            guard !line.quantity.isZero else {
                throw Refusal(
                    .quantityAboveZero, [.init("lot", line.lot.description)],
                    found: Wording("a line moves nothing", "une ligne ne déplace rien"),
                    remedy: Wording("leave it out or write how much", "l'enlever ou écrire combien"))
            }
            guard line.from != line.to else {
                throw Refusal(
                    .samePlace, [.init("place", from.address)],
                    found: Wording("from and to are the same place", "départ et arrivée sont le même emplacement"),
                    remedy: Wording("name another place", "nommer un autre emplacement"))
            }
            guard seen.insert([line.lot.number, line.from.number, line.to.number]).inserted else {
                throw Refusal(
                    .lineRepeated,
                    [.init("lot", line.lot.description), .init("from", from.address), .init("to", to.address)],
                    found: Wording("one lot stands twice between the same places", "un lot figure deux fois entre les mêmes emplacements"),
                    remedy: Wording("write it once with the sum", "l'écrire une fois avec la somme"))
            }
            if let warehouse, warehouse != from.warehouse || warehouse != to.warehouse { throw twoWarehouses(from, to) }
            guard from.warehouse == to.warehouse else { throw twoWarehouses(from, to) }
            warehouse = from.warehouse
            guard draft.reason.rule.allows(from: from.kind, to: to.kind) else {
                let words = draft.reason.rule.words
                throw Refusal(
                    .reasonPlaces,
                    [
                        .init("reason", draft.reason.rawValue), .init("from", from.kind.rawValue), .init("to", to.kind.rawValue),
                    ],
                    found: Wording(
                        "«\(words.english)» does not go from \(from.kind.words.english) to \(to.kind.words.english)",
                        "«\(words.french)» ne va pas de \(from.kind.words.french) à \(to.kind.words.french)"),
                    remedy: Wording("choose another place or another reason", "choisir un autre emplacement ou un autre motif"))
            }
        }
        if draft.reason == .lent || draft.reason == .borrowedBack { try checkLoan(draft, places: places, lots: lots) }
    }

    private static func place(_ id: Identifier<Place>, in places: [Identifier<Place>: Place]) throws(Refusal) -> Place {
        guard let place = places[id] else {
            throw Refusal(
                .placeNotFound, [.init("place", id.description)],
                found: Wording("there is no place \(id)", "l'emplacement \(id) n'existe pas"),
                remedy: Wording("see the list of places", "voir la liste des emplacements"))
        }
        return place
    }

    private static func twoWarehouses(_ from: Place, _ to: Place) -> Refusal {
        Refusal(
            .twoWarehouses, [.init("from", from.address), .init("to", to.address)],
            found: Wording("two warehouses in one movement", "deux entrepôts dans un mouvement"),
            remedy: Wording(
                "send it into transit and receive it at the other end", "l'envoyer en transit et le recevoir à l'autre bout"))
    }

    /// A loan changes the owner only: what goes into the workshop comes out of it, item by item.
    private static func checkLoan(
        _ draft: MovementDraft, places: [Identifier<Place>: Place], lots: [Identifier<Lot>: Lot]
    ) throws(Refusal) {
        var netByItem: [Identifier<Item>: Int64] = [:]
        for line in draft.lines {
            guard let item = lots[line.lot]?.item else { continue }
            netByItem[item, default: 0] += places[line.to]?.kind == .workshop ? line.quantity.units : -line.quantity.units
        }
        for (item, net) in netByItem.sorted(by: { $0.key < $1.key }) where net != 0 {
            throw Refusal(
                .workshopUnbalanced, [.init("item", item.description), .init("difference", String(net))],
                found: Wording("a loan gives as much as it takes", "un prêt donne autant qu'il prend"),
                remedy: Wording("make both sides equal", "égaliser les deux côtés"))
        }
    }
}
