import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// Turns the books' short verdicts into refusals with names, figures and a remedy.
struct VerdictRefusal: Sendable {
    let house: House

    init(_ house: House) {
        self.house = house
    }

    /// The refusal that a verdict stands for.
    func refusal(_ outcome: PostingOutcome, _ posting: Posting, warehouse: WarehouseRecord, item: String?) async throws -> Refusal {
        var detail = JSONObject()
        if let text = outcome.detail, case .object(let object)? = try? JSONParser.parse(Array(text.utf8)) { detail = object }
        let catalogue = house.store.catalogue.current
        func place(_ key: String) -> String {
            detail.integer(key).flatMap { catalogue.place(Identifier($0)) }?.place.address ?? ""
        }
        switch outcome.verdict {
        case .insufficient:
            return try await insufficient(detail, warehouse: warehouse, item: item, standing: posting.reason.rule.standing)
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
            return Refusal(
                "RULE.ARCHIVED", [.init("from", place("from")), .init("to", place("to"))],
                Wording("a place is archived and takes nothing new: name another", "un emplacement est archivé : en nommer un autre"))
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
            let differs = detail.text("differs") ?? ""
            return Refusal(
                "CONFLICT.LOT-DIFFERS", [.init("lot", detail.text("lot") ?? ""), .init("differs", differs)],
                Wording(
                    "a lot of this code exists with another \(differs): use another lot code, or the same \(differs)",
                    "un lot de ce code existe avec un autre « \(differs) » : choisir un autre code de lot, ou le même « \(differs) »"))
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
        case .posted, .replayed:
            return Refusal(
                "INTERNAL", [], Wording("a booked movement came back without its number", "un mouvement enregistré est revenu sans numéro"))
        }
    }

    private func insufficient(_ detail: JSONObject, warehouse: WarehouseRecord, item: String?, standing: Standing) async throws -> Refusal {
        let onHand = detail.integer("on_hand") ?? 0
        let reserved = detail.integer("reserved") ?? 0
        let want = detail.integer("want") ?? 0
        let address = detail.integer("place").flatMap { house.store.catalogue.current.place(Identifier($0)) }?.place.address ?? ""
        var name = item ?? ""
        if name.isEmpty, let lot = detail.integer("lot") {
            name = try await LotQueries.codes([Identifier(lot)], warehouse: warehouse.id, from: house.source)[Identifier(lot)] ?? ""
        }
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
