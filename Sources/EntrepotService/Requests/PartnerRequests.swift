import EntrepotStore
import Measures
import PlainJSON
import PostgresClient
import Speech
import StockLedger

/// What partners ask of a warehouse: asked, answered, and filled by movements.
package struct PartnerRequests: Sendable {
    /// The keys of its records, in order: one an item.
    package static let keys = [
        "request", "by", "for", "needed", "item", "asked", "agreed", "given", "fill", "unit", "state", "because", "at",
    ]

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Asks for goods, each `SKU:QTY`.
    package func add(
        _ goods: [String], by code: String, for purpose: String?, needed written: String?, warehouse: String?
    ) async throws -> Answer {
        let names = Names(desk)
        let warehouse = try await names.warehouse(warehouse)
        let owner = try await names.organisation(code, figure: "by")
        try desk.requireOwner(owner.id, in: warehouse.id)
        guard !goods.isEmpty else {
            throw Refusal(
                .argumentMissing, ["arg": "item"],
                Wording(
                    "say what is asked for: item=SKU:QTY, once or more",
                    "dire ce qui est demandé : article=ARTICLE:QTÉ, une ou plusieurs fois"))
        }
        var items: [(item: Identifier<Item>, units: Int64)] = []
        var told: [String] = []
        for text in goods {
            let (item, quantity) = try await Goods.read(text, names)
            try await desk.askUnusual(quantity.quantity, typed: text, of: item, in: warehouse)
            guard !items.contains(where: { $0.item == item.item.id }) else {
                throw Refusal(
                    .argumentValue, ["item": .string(item.item.sku.text)],
                    Wording(
                        "\(item.item.sku) is asked for twice: say it once, with the sum",
                        "\(item.item.sku) est demandé deux fois : le dire une fois, avec la somme"))
            }
            items.append((item.item.id, quantity.quantity.units))
            told.append("\(item.item.sku) \(WhoseGoods(desk).amount(quantity.quantity.units, item))")
        }
        let day: CivilDate? =
            if let written { try await Moments(desk).day(written, .planned, figure: "needed", warehouse: warehouse) } else { nil }
        let (wanted, list) = (items, told.joined(separator: ", "))
        return try await desk.once(in: warehouse.id, of: .asked) { desk in
            let number = try await PartnerRequestQueries.add(
                wanted, of: owner.id, for: purpose, needed: day, by: desk.actor, warehouse: warehouse.id, in: try desk.requireTransaction)
            return Answer(
                pairs: ["request": .integer(number), "by": .string(owner.code), "items": .integer(Int64(wanted.count))],
                Wording("request \(number): \(owner.code) asks for \(list)", "demande \(number) : \(owner.code) demande \(list)"))
        }
    }

    /// Requests that wait or are not filled yet; with `all` every one.
    package func list(by code: String?, warehouse: String?, all: Bool, _ page: Page) async throws -> Answer {
        let names = Names(desk)
        let home: WarehouseRecord? = if let warehouse { try await names.warehouse(warehouse) } else { nil }
        let owner: OrganisationRecord? = if let code { try await names.organisation(code, figure: "by") } else { nil }
        let rows = try await PartnerRequestQueries.list(warehouse: home?.id, number: nil, from: desk.source).filter { row in
            (owner == nil || owner?.id == row.owner) && (all || row.state == "open" || row.state == "answered")
        }
        var answer = try page.cut(rows, list: "request list", cursor: { "\($0.number):\($0.sku)" }, record)
        answer.pairs["fill"] = Self.fill(rows).map { .integer($0) }
        return answer
    }

    /// Says what is agreed to, which movements brought it, or why nothing comes of it.
    package func answer(_ number: Int64, give: [String], movements: [Int64], refuse: Bool, because reason: String?) async throws -> Answer {
        let found = try await desk.reading { try await PartnerRequestQueries.list(warehouse: nil, number: number, from: $0.source) }
        guard let first = found.first else {
            throw Refusal(
                "NOTFOUND.REQUEST", ["request": .integer(number)],
                Wording("there is no request \(number): see \(en: .requestList)", "pas de demande \(number) : voir \(fr: .requestList)"))
        }
        guard refuse || !give.isEmpty || !movements.isEmpty, !refuse || (give.isEmpty && movements.isEmpty) else {
            throw Refusal(
                .argumentMissing, ["arg": "give"],
                Wording(
                    "say what is agreed to (give=SKU:QTY), which movement brought it (movement=), or refuse=yes with reason=",
                    "dire ce qui est accordé (donner=ARTICLE:QTÉ), quel mouvement l'a apporté (mouvement=), ou refuser=oui avec motif="))
        }
        guard !refuse || reason != nil else {
            throw Refusal(
                .argumentMissing, ["arg": "reason"],
                Wording("say why with reason=: whoever asked reads it", "dire pourquoi avec motif= : la réponse est lue"))
        }
        let home = first.warehouse
        return try await desk.once(in: home, of: .everybodys) { desk in
            let transaction = try desk.requireTransaction
            let here = PartnerRequests(desk)
            for text in give {
                let (item, quantity) = try await Goods.read(text, Names(desk), allowsZero: true)
                try await PartnerRequestQueries.agree(
                    quantity.quantity.units, of: item.item.id, to: number, warehouse: home, in: transaction)
            }
            for movement in movements {
                guard try await MovementQueries.warehouse(of: movement, from: transaction) == home else {
                    throw Refusal(
                        "NOTFOUND.MOVEMENT", ["movement": .integer(movement)],
                        Wording(
                            "there is no movement \(movement) in the warehouse of this request: see \(en: .movementList)",
                            "pas de mouvement \(movement) dans l'entrepôt de cette demande : voir \(fr: .movementList)"))
                }
                guard try await PartnerRequestQueries.fill(number, by: movement, warehouse: home, in: transaction) else {
                    throw Refusal(
                        "CONFLICT.EXISTS", ["movement": .integer(movement)],
                        Wording(
                            "movement \(movement) filled another request: a movement fills one",
                            "le mouvement \(movement) a rempli une autre demande : un mouvement n'en remplit qu'une"))
                }
            }
            try await PartnerRequestQueries.answer(
                number, refusing: refuse ? reason : nil, by: desk.actor, warehouse: home, in: transaction)
            let rows = try await PartnerRequestQueries.list(warehouse: home, number: number, from: transaction)
            let fill = Self.fill(rows) ?? 0
            return Answer(
                records: rows.map(here.record), pairs: ["request": .integer(number), "fill": .integer(fill)],
                refuse
                    ? Wording("request \(number) is refused", "la demande \(number) est refusée")
                    : Wording(
                        "request \(number) is answered; \(fill) % of it was given",
                        "la demande \(number) a sa réponse ; \(fill) % en sont donnés"))
        }
    }

    /// How much of what was asked was given over all, in percent: each item counts alike, whatever it is counted in. Nil when nothing was
    /// asked.
    private static func fill(_ rows: [PartnerRequestRow]) -> Int64? {
        let parts = rows.compactMap(\.filled)
        return parts.isEmpty ? nil : parts.reduce(0, +) / Int64(parts.count)
    }

    private func record(_ row: PartnerRequestRow) -> JSONObject {
        JSONObject(
            keys: Self.keys,
            values: [
                .integer(row.number), .string(desk.catalogue.organisation(row.owner)?.code ?? ""), JSONValue(row.purpose),
                JSONValue(row.needed?.description), .string(row.sku), .integer(row.asked), JSONValue(row.agreed), .integer(row.given),
                JSONValue(row.filled), .string(row.unit), .string(row.state), JSONValue(row.refusedBecause),
                .string(row.askedAt.description),
            ])
    }
}
