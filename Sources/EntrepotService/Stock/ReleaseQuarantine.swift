import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// Goods let out of the quarantine, with the name of somebody else who allows it. The only way from there onto a shelf.
package struct ReleaseQuarantine: Sendable {
    /// The keys of its records, in order.
    package static let keys = ["movement", "item", "lot", "qty", "unit", "from", "to", "owner", "approver"]

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Books the release.
    ///
    /// - Parameters:
    ///   - name: a lot's code, or what is printed on it.
    ///   - person: the code of who allows it.
    ///   - destination: the shelf; nil is the only bin of the warehouse.
    ///   - amount: nil is all of the lot that is held.
    ///   - referral: the paper it goes by: a midwife's note, a laboratory's answer.
    package func run(
        lot name: String, approver person: String, to destination: String? = nil, _ amount: String? = nil, item sku: String? = nil,
        warehouse code: String? = nil, referral: String? = nil
    ) async throws -> Answer {
        let approver = try approver(person)
        let held = try await held(name, item: sku, warehouse: code)
        let warehouse = held.warehouse
        let to: PlaceRecord
        if let text = destination {
            let (place, home) = try await Names(desk).shelf(text, figure: "to")
            guard home.id == warehouse.id else {
                throw Refusal(
                    .argumentValue, [.init("to", place.place.address), .init("warehouse", warehouse.code)],
                    Wording(
                        "the lot is held in \(warehouse.code): name a place there",
                        "le lot est retenu à \(warehouse.code) : y nommer un emplacement"
                    ))
            }
            to = place
        } else {
            to = try ReceiveTransit.onlyBin(of: warehouse, desk, argument: "to", "vers")
        }
        guard to.place.id != held.place.place.id else {
            throw Refusal(
                "RULE.SAME-PLACE", [.init("place", to.place.address)],
                Wording("from and to are the same place: name two", "de et vers sont le même emplacement : en nommer deux"))
        }
        if let expires = held.lot.expires, to.place.kind != .quarantine, desk.entry.anyway == nil,
            try await Moments(desk).today(warehouse) > expires
        {
            throw Refusal(
                "RULE.EXPIRED", [.init("lot", held.code), .init("expires", expires.description)],
                Wording(
                    "lot \(held.code) expired on \(expires): book «loss … reason=expired»",
                    "le lot \(held.code) a périmé le \(expires) : enregistrer « perte … motif=périmé »"))
        }
        let written = try amount.map { try PickedGoods.quantity($0, item: held.item, lot: held.lot) }
        let quantity = written?.quantity ?? held.onHand
        var posting = try desk.draft(
            .released,
            [PostingLine(lot: .existing(held.lot.id), from: held.place.place.id, to: to.place.id, quantity: quantity)], in: warehouse)
        posting.approver = approver
        if let referral {
            posting.note = [desk.entry.note, "referral: \(referral)"].compactMap { $0 }.joined(separator: "; ")
        }
        let owner = WhoseGoods(desk).code(held.lot.owner)
        let sku = held.item.item.sku.text
        let answer = Answer(
            records: [
                JSONObject(
                    keys: Self.keys,
                    values: [
                        .movementNumber, .string(sku), .string(held.code), .integer(quantity.units), .string(held.item.item.base.rawValue),
                        .string(held.place.place.address), .string(to.place.address), .string(owner), .string(approver),
                    ])
            ],
            pairs: ["movement": .movementNumber, "item": .string(sku), "qty": .integer(quantity.units)],
            Wording(
                "lot \(held.code) is released to \(to.place.address), allowed by \(approver)",
                "le lot \(held.code) sort vers \(to.place.address), avec l'accord de \(approver)"), changed: true)
        let meaning = Meaning(
            "released", to.place.address, held.item, quantity, at: held.place, owner: owner,
            lots: [NamedLot(lot: held.lot, code: held.code)])
        return try await desk.book(posting, in: warehouse, answer, item: sku, meaning: meaning.text)
    }

    private struct Held {
        let lot: Lot
        let code: String
        let item: ItemRecord
        let place: PlaceRecord
        let warehouse: WarehouseRecord
        let onHand: Quantity
    }

    /// The one lot in a quarantine that is meant.
    private func held(_ name: String, item sku: String?, warehouse code: String?) async throws -> Held {
        let names = Names(desk)
        let item: ItemRecord? = if let sku { try await names.anyItem(sku) } else { nil }
        let home: WarehouseRecord? = if let code { try await names.warehouse(code) } else { nil }
        var found: [Held] = []
        for printed in try await LotQueries.printed(name, item: item?.item.id, warehouse: home?.id, from: desk.source) {
            guard let warehouse = desk.catalogue.warehouse(printed.warehouse), let record = desk.catalogue.item(printed.item),
                let lot = try await LotQueries.lots([printed.lot], warehouse: warehouse.id, from: desk.source)[printed.lot],
                desk.scope.owners(in: warehouse.id).contains(lot.owner)
            else { continue }
            for there in try await MovementQueries.whereabouts(of: printed.lot, warehouse: warehouse.id, from: desk.source) {
                guard let place = desk.catalogue.place(there.place), place.place.kind == .quarantine else { continue }
                found.append(
                    Held(
                        lot: lot, code: printed.code, item: record, place: place, warehouse: warehouse, onHand: try Quantity(there.onHand)))
            }
        }
        if found.count == 1 { return found[0] }
        guard found.isEmpty else {
            let list = found.map { "\($0.item.item.sku) \($0.code) (\($0.place.place.address))" }.joined(separator: ", ")
            throw Refusal(
                .ambiguousCode,
                [.init("lot", name), .init("lots", found.map { "\($0.place.place.address):\($0.code)" }.joined(separator: ","))],
                Wording(
                    "\(name) may be \(list): name the lot by its code, or add item= or warehouse=",
                    "\(name) peut être \(list) : nommer le lot par son code, ou ajouter article= ou entrepôt="))
        }
        throw Refusal(
            .lotNotFound, [.init("lot", name)],
            Wording(
                "no lot «\(name)» is in a quarantine: see «stock place=WAREHOUSE/quarantine»",
                "aucun lot « \(name) » n'est en quarantaine : voir « stock emplacement=ENTREPÔT/quarantine »"))
    }

    /// The approver is somebody, and not the one who asks.
    private func approver(_ text: String) throws(Refusal) -> String {
        let person = FoldedText(text).text
        guard !person.isEmpty, person.utf8.count <= 64 else {
            throw Refusal(
                .argumentValue, [.init("approver", text)],
                Wording("name who allows it by their code", "nommer qui donne l'accord par son code"))
        }
        guard person != FoldedText(desk.actor).text else {
            throw Refusal(
                "RULE.NEEDS-APPROVER", [.init("approver", text)],
                Wording(
                    "who asks cannot also allow it: name somebody else with approver=",
                    "qui demande ne peut pas aussi donner l'accord : nommer une autre personne avec accord="))
        }
        return person
    }
}
