import EntrepotStore
import Measures
import PlainJSON
import PostgresClient
import Speech
import StockLedger

/// Everything of one owner in a warehouse that closes, taken over by another warehouse or by people who are named: one movement, which is
/// the handover document.
struct HandOver: Sendable {
    /// Whose goods go where.
    struct Wish: Sendable {
        enum Destination: Sendable {
            case warehouse(WarehouseRecord)
            /// In words: «Anne's garage, Rue du Moulin 4».
            case people(String)

            var words: String {
                switch self {
                case .warehouse(let warehouse): warehouse.code
                case .people(let words): words
                }
            }
        }

        let owner: OrganisationRecord
        let destination: Destination
    }

    let desk: Desk
    let warehouse: WarehouseRecord

    /// Whether goods may be handed over as they are: not out of the quarantine, and not past their date.
    static func mayGo(_ lot: LotCandidate, on day: CivilDate, _ catalogue: CatalogueSnapshot) -> Bool {
        catalogue.place(lot.place)?.place.kind != .quarantine && LotFilter(usableOn: day).admits(lot.lot)
    }

    /// Reads `OWNER:WHERE`, any number of them; `rest` stands for every owner who is not named and has something there.
    func read(_ texts: [String], lots: [LotCandidate]) async throws -> [Wish] {
        let names = Names(desk)
        let owners = Set(lots.map(\.lot.owner)).sorted().compactMap { desk.catalogue.organisation($0) }
        var wishes: [Wish] = []
        var rest: Wish.Destination?
        for text in texts {
            let parts = text.split(separator: ":", maxSplits: 1).map { $0.trimmed }
            guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else {
                throw Refusal(
                    .argumentValue, ["handover": .string(String(text.prefix(80)))],
                    Wording(
                        "write OWNER:WHERE, such as handover=auberge:dunkirk or handover=\"salam:Anne, Rue du Moulin 4\"; rest stands for all others",
                        "écrire PROPRIÉTAIRE:OÙ, par exemple remise=auberge:dunkirk ou remise=\"salam:Anne, rue du Moulin 4\" ; reste vaut pour tous les autres"
                    ))
            }
            let destination = try await destination(parts[1])
            if ["rest", "reste"].contains(parts[0].lowercased()) {
                rest = destination
                continue
            }
            let owner = try await names.organisation(parts[0], figure: "handover")
            guard owners.contains(where: { $0.id == owner.id }) else {
                throw Refusal(
                    .argumentValue, ["handover": .string(owner.code), "owners": .string(owners.map(\.code).joined(separator: ","))],
                    Wording(
                        "\(owner.code) has nothing in \(warehouse.code); those who have: \(owners.map(\.code).joined(separator: ", "))",
                        "\(owner.code) n'a rien dans \(warehouse.code) ; ceux qui y ont des biens : \(owners.map(\.code).joined(separator: ", "))"
                    ))
            }
            guard !wishes.contains(where: { $0.owner.id == owner.id }) else {
                throw Refusal(
                    .argumentValue, ["handover": .string(owner.code)],
                    Wording(
                        "\(owner.code) is named twice: all of an owner's goods go to one place; transfer the others first",
                        "\(owner.code) est nommé deux fois : tous les biens d'un propriétaire vont au même endroit ; transférer les autres d'abord"
                    ))
            }
            wishes.append(Wish(owner: owner, destination: destination))
        }
        if let rest {
            wishes += owners.filter { owner in !wishes.contains { $0.owner.id == owner.id } }.map { Wish(owner: $0, destination: rest) }
        }
        return wishes
    }

    /// Another warehouse by its code, or people in words. A single word that is no warehouse may be a slip, and is asked back.
    private func destination(_ text: String) async throws -> Wish.Destination {
        if let other = desk.catalogue.warehouse(text.lowercased()) {
            let live = try await Names(desk).warehouse(other.code)
            guard live.id != warehouse.id else {
                throw Refusal(
                    .argumentValue, ["handover": .string(text)],
                    Wording("\(text) is the warehouse that closes: name another", "\(text) est l'entrepôt qui ferme : en nommer un autre"))
            }
            return .warehouse(live)
        }
        guard text.contains(" ") else {
            throw Refusal.notFound(
                "NOTFOUND.WAREHOUSE",
                Wording("warehouse (people are written in several words)", "entrepôt (des gens s'écrivent en plusieurs mots)"), text,
                nearest: NearestWords.nearest(to: text, among: desk.catalogue.warehouses.filter { !$0.isArchived }.map(\.code)),
                figure: "handover")
        }
        return .people(text)
    }

    /// Books all that goes over of one owner; the movement's number, nil when nothing of theirs may go as it is.
    func book(_ wish: Wish, _ lots: [LotCandidate], on day: CivilDate) async throws -> Int64? {
        let transaction = try desk.requireTransaction
        let going = lots.filter { $0.lot.owner == wish.owner.id && Self.mayGo($0, on: day, desk.catalogue) }
        guard !going.isEmpty else { return nil }
        var kind = PlaceKind.recipient
        var reason = MovementReason.handedOver
        if case .warehouse = wish.destination { (kind, reason) = (.transit, .sent) }
        guard let outside = desk.catalogue.outside(kind, of: warehouse) else {
            throw Refusal("NOTFOUND.PLACE", [], Wording("the warehouse has no transit place", "l'entrepôt n'a pas de place de transit"))
        }
        var posting = try desk.draft(
            reason,
            going.map { PostingLine(lot: .existing($0.lot.id), from: $0.place, to: outside.place.id, quantity: $0.balance.onHand) },
            in: warehouse)
        posting.note = desk.entry.note ?? "handover to \(wish.destination.words)"
        var other: Identifier<Warehouse>?
        var people: String?
        switch wish.destination {
        case .warehouse(let there):
            posting.transitTo = there.id
            other = there.id
        case .people(let words): people = words
        }
        let booked = try await desk.bookPart(posting, in: warehouse)
        try await ClosingQueries.handOver(
            booked.movement, of: wish.owner.id, to: other, takenBy: people, from: warehouse.id, in: transaction)
        return booked.movement
    }
}

extension Substring {
    fileprivate var trimmed: String {
        var text = self
        while text.first?.isWhitespace == true { text = text.dropFirst() }
        while text.last?.isWhitespace == true { text = text.dropLast() }
        return String(text)
    }
}
