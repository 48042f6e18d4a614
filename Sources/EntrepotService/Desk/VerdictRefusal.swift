import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// Turns the books' short verdicts into refusals with names, figures and a remedy.
struct VerdictRefusal: Sendable {
    let desk: Desk

    init(_ desk: Desk) {
        self.desk = desk
    }

    /// The refusal that a verdict stands for.
    func refusal(_ outcome: PostingOutcome, _ posting: Posting, warehouse: WarehouseRecord, item: String?) async throws -> Refusal {
        var detail = JSONObject()
        if let text = outcome.detail, case .object(let object)? = try? JSONParser.parse(Array(text.utf8)) { detail = object }
        let catalogue = desk.catalogue
        func place(_ key: String) -> String {
            detail.integer(key).flatMap { catalogue.place(Identifier($0)) }?.place.address ?? ""
        }
        switch outcome.verdict {
        case .insufficient:
            return try await insufficient(detail, warehouse: warehouse, item: item, standing: posting.reason.rule.standing)
        case .insufficientThen: return try await insufficientThen(detail, warehouse: warehouse, item: item, place: place("place"))
        case .needsApprover:
            return Refusal(
                "RULE.NEEDS-APPROVER", [.init("from", place("from")), .init("to", place("to"))],
                Wording(
                    "goods leave \(place("from")) only with the word of somebody other than you: name them with approver=",
                    "les biens ne sortent de \(place("from")) qu'avec l'accord d'une autre personne que vous : la nommer avec accord="))
        case .neverMobile:
            return Refusal(
                "RULE.NEVER-MOBILE", [.init("item", item ?? ""), .init("to", place("to"))],
                Wording(
                    "\(item ?? "this") never goes on a mobile round: hand it out at the warehouse",
                    "\(item ?? "ceci") ne va jamais en tournée mobile : le remettre à l'entrepôt"))
        case .onARound:
            let round = detail.integer("round") ?? 0
            return Refusal(
                "RULE.ON-A-ROUND", [.init("round", String(round)), .init("place", place("from"))],
                Wording(
                    "these goods are on board of round \(round): book it with \(en: .roundDeliver) or \(en: .roundReturn) \(round), or add anyway=REASON if they are gone",
                    "ces biens sont à bord de la tournée \(round) : passer par \(fr: .roundDeliver) ou \(fr: .roundReturn) \(round), ou ajouter malgré=MOTIF s'ils ont disparu"
                ))
        case .serialElsewhere:
            let serial = detail.text("serial") ?? ""
            let address =
                detail.text("address") ?? detail.integer("place").flatMap { catalogue.place(Identifier($0)) }?.place.address ?? place("to")
            return Refusal(
                "RULE.SERIAL-ELSEWHERE", [.init("serial", serial), .init("place", address)],
                Wording(
                    "the piece with number \(serial) is at \(address) already, and there is only one of it: check the number, or move that one",
                    "la pièce numéro \(serial) est déjà à \(address), et il n'y en a qu'une : vérifier le numéro, ou déplacer celle-là"))
        case .keyReused: return Self.keyReused(posting.key?.text ?? "")
        case .looksRepeated:
            let id = detail.integer("id") ?? 0
            let by = detail.text("by") ?? ""
            let at = detail.text("at") ?? ""
            return Refusal(
                "CONFLICT.LOOKS-REPEATED", [.init("id", String(id)), .init("by", by), .init("at", at)],
                Wording(
                    "the same was booked as movement \(id) by \(by) within the last ten minutes: add again=yes if it happened twice",
                    "la même chose vient d'être enregistrée (mouvement \(id), par \(by)) : ajouter encore=oui si c'est arrivé deux fois"))
        case .periodClosed:
            let until = String((detail.text("until") ?? "").prefix(10))
            return Refusal(
                "RULE.PERIOD-CLOSED", [.init("until", until)],
                Wording(
                    "the books are closed until \(until): leave occurred out and say concerns=DATE",
                    "les comptes sont clos jusqu'au \(until) : enlever survenu et dire concerne=DATE"))
        case .inTheFuture:
            return Refusal(
                "RULE.OCCURRED-IN-FUTURE", [],
                Wording(
                    "it cannot have happened later than now: check the date and the time",
                    "cela ne peut pas être arrivé après maintenant : vérifier la date et l'heure"))
        case .kindNotAllowed:
            return Refusal(
                "RULE.REASON-PLACES", [.init("from", place("from")), .init("to", place("to"))],
                Wording(
                    "goods cannot go from \(place("from")) to \(place("to")) as «\(posting.reason.rule.words.english)»: name other places",
                    "on ne va pas de \(place("from")) à \(place("to")) par « \(posting.reason.rule.words.french) » : nommer d'autres emplacements"
                ))
        case .placeUnknown:
            return Refusal(
                "NOTFOUND.PLACE", [],
                Wording("a place is not in the books: name it again", "un emplacement n'est pas dans les comptes : le renommer"))
        case .placeArchived:
            if let other = detail.text("warehouse") {
                return Refusal(
                    "RULE.ARCHIVED", [.init("warehouse", other)],
                    Wording(
                        "warehouse \(other) is closed and takes nothing: send it elsewhere",
                        "l'entrepôt \(other) est fermé et ne prend plus rien : envoyer ailleurs"))
            }
            return Refusal(
                "RULE.ARCHIVED", [.init("from", place("from")), .init("to", place("to"))],
                Wording("a place is archived and takes nothing new: name another", "un emplacement est archivé : en nommer un autre"))
        case .warehouseClosing:
            return Refusal(
                "RULE.CLOSING", [.init("warehouse", warehouse.code), .init("reason", posting.reason.rawValue)],
                Wording(
                    "\(warehouse.code) is closing and takes nothing new («\(posting.reason.rule.words.english)»): only what closing needs is booked, see "
                        + "\(en: .warehouseClose) \(warehouse.code)",
                    "\(warehouse.code) ferme et ne prend plus rien de nouveau (« \(posting.reason.rule.words.french) ») : seul ce que la fermeture "
                        + "demande est enregistré, voir \(fr: .warehouseClose) \(warehouse.code)"))
        case .outOfScope:
            return Refusal(
                "PERM.SCOPE", [],
                Wording(
                    "these goods belong to an organisation you do not act for: ask their owner, or a manager",
                    "ces biens sont à une association pour laquelle vous n'agissez pas : demander au propriétaire ou à un responsable"))
        case .lineRepeated:
            return Refusal(
                "RULE.LINE-REPEATED", [],
                Wording(
                    "the same lot goes the same way twice in one movement: say it once with the sum",
                    "le même lot fait deux fois le même chemin : le dire une fois avec la somme"))
        case .lotDiffers:
            let (known, said) = (detail.text("known") ?? "", detail.text("said") ?? "")
            let lot = detail.text("lot") ?? ""
            return Refusal(
                "CONFLICT.LOT-DIFFERS",
                [.init("lot", lot), .init("differs", detail.text("differs") ?? ""), .init("known", known), .init("said", said)],
                Wording(
                    "batch \(lot) of this item expires on \(known) by the books, not on \(said): look at the goods again; if both are right, add something to lot=",
                    "le lot \(lot) de cet article périme le \(known) selon les comptes, pas le \(said) : regarder les biens de nouveau ; si les deux sont justes, ajouter quelque chose à lot="
                ))
        case .reasonUnknown:
            return Refusal(
                "INTERNAL", [.init("reason", posting.reason.rawValue)],
                Wording("the books do not know this reason", "motif inconnu des comptes"))
        case .aboveCeiling:
            return Refusal(
                "RULE.QUANTITY-CEILING", [.init("place", place("place"))],
                Wording(
                    "a place holds at most 10^15 base units of a lot: check the quantity",
                    "un emplacement tient au plus 10^15 unités d'un lot : vérifier la quantité"))
        case .alreadyReversed:
            let by = detail.integer("by") ?? 0
            return Refusal(
                "RULE.ALREADY-REVERSED", [.init("by", String(by))],
                Wording(
                    "this movement was already reversed by \(by): to book it again, reverse \(by)",
                    "ce mouvement a déjà été annulé par \(by) : pour le rétablir, annuler \(by)"))
        case .sortedSince:
            let by = detail.integer("by") ?? 0
            return Refusal(
                "RULE.SORTED-SINCE", [.init("by", String(by))],
                Wording(
                    "more came out of this sorting since, as movement \(by): reverse \(by) first",
                    "d'autres biens sont sortis de ce tri depuis, mouvement \(by) : annuler d'abord \(by)"))
        case .posted, .replayed:
            return Refusal(
                "INTERNAL", [], Wording("a booked movement came back without its number", "un mouvement enregistré est revenu sans numéro"))
        }
    }

    /// Enough now, but not then: the day, and what the books held at its end.
    private func insufficientThen(_ detail: JSONObject, warehouse: WarehouseRecord, item: String?, place: String) async throws -> Refusal {
        let have = detail.integer("on_hand") ?? 0
        let want = detail.integer("want") ?? 0
        let day = detail.text("day") ?? ""
        let lot = try await code(ofLot: detail.integer("lot"), warehouse)
        var name = item ?? ""
        if name.isEmpty { name = try await sku(ofLot: detail.integer("lot"), warehouse) }
        return Refusal(
            "STOCK.INSUFFICIENT-THEN",
            [
                .init("item", name), .init("lot", lot), .init("place", place), .init("day", day), .init("have", String(have)),
                .init("want", String(want)),
            ],
            Wording(
                "on \(day) the books held \(have) of it at \(place), not \(want): check the date, book first what came in before, or add anyway=REASON to book the rest as unexplained on that day",
                "le \(day) les comptes tenaient \(have) à \(place), pas \(want) : vérifier la date, enregistrer d'abord ce qui était entré avant, ou ajouter malgré=MOTIF pour inscrire le reste comme inexpliqué ce jour-là"
            ))
    }

    private func code(ofLot lot: Int64?, _ warehouse: WarehouseRecord) async throws -> String {
        guard let lot else { return "" }
        return try await LotQueries.codes([Identifier(lot)], warehouse: warehouse.id, from: desk.source)[Identifier(lot)] ?? ""
    }

    /// The item of a lot, where an entry took several.
    private func sku(ofLot lot: Int64?, _ warehouse: WarehouseRecord) async throws -> String {
        guard let lot else { return "" }
        let known = try await LotQueries.lots([Identifier(lot)], warehouse: warehouse.id, from: desk.source)[Identifier(lot)]
        return known.flatMap { desk.catalogue.item($0.item) }?.item.sku.text ?? ""
    }

    private func insufficient(_ detail: JSONObject, warehouse: WarehouseRecord, item: String?, standing: Standing) async throws -> Refusal {
        let onHand = detail.integer("on_hand") ?? 0
        let reserved = detail.integer("reserved") ?? 0
        let want = detail.integer("want") ?? 0
        let address = detail.integer("place").flatMap { desk.catalogue.place(Identifier($0)) }?.place.address ?? ""
        var name = item ?? ""
        if name.isEmpty { name = try await sku(ofLot: detail.integer("lot"), warehouse) }
        let shortage = LotShortage(
            want: try Quantity(want), have: try Quantity(standing == .fact ? onHand : max(0, onHand - reserved)),
            onHand: try Quantity(onHand),
            reserved: try Quantity(reserved))
        return shortage.error(item: name, place: address, standing: standing)
    }

    static func keyReused(_ key: String) -> Refusal {
        Refusal(
            "CONFLICT.KEY-REUSED", [.init("key", key)],
            Wording(
                "this key already stands for something else: take a new key for new words",
                "cette clé a déjà servi pour autre chose : prendre une nouvelle clé pour de nouveaux mots"))
    }
}
