import EntrepotStore
import Measures
import PlainJSON
import PostgresClient
package import Speech
import StockLedger

/// Goods between two warehouses: what is on its way, and its receipt at the other end.
package struct ReceiveTransit: Sendable {
    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// The keys of a transit's record, in order.
    package static let keys = ["transit", "from", "to", "item", "lot", "owner", "sent", "received", "lost", "due", "unit", "sent_at"]
    /// The keys of what was received, in order.
    package static let receivedKeys = ["movement", "item", "lot", "qty", "from", "to", "owner", "transit"]

    /// What became of goods that were not named at their receipt.
    package enum Rest: String, CaseIterable, Choosable {
        case arrived, lost

        package var words: Wording {
            switch self {
            case .arrived: Wording("arrived", "arrivé")
            case .lost: Wording("lost", "perdu")
            }
        }

        package var otherWords: [String] { self == .arrived ? ["arrivés", "arrivée"] : ["perdus", "perdue"] }
    }

    /// What is on its way to a warehouse, or anywhere, in the order in which it was sent.
    package func list(to warehouse: String?, all: Bool, _ page: Page) async throws -> Answer {
        let home: WarehouseRecord? = if let warehouse { try await Names(desk).warehouse(warehouse) } else { nil }
        let rows = try await TransitQueries.list(to: home?.id, movement: nil, from: desk.source).filter { all || $0.due > 0 }
        let catalogue = desk.catalogue
        var answer = try page.cut(rows, list: "transit list", cursor: { "\($0.movement):\($0.lot.number)" }) { record($0, catalogue) }
        answer.pairs = JSONObject()
        return answer
    }

    private func record(_ row: TransitRow, _ catalogue: CatalogueSnapshot) -> JSONObject {
        JSONObject(
            keys: Self.keys,
            values: [
                .integer(row.movement), .string(catalogue.warehouse(row.from)?.code ?? ""),
                .string(catalogue.warehouse(row.to)?.code ?? ""), .string(row.sku), .string(row.lotCode),
                .string(catalogue.organisation(row.owner)?.code ?? ""), .integer(row.sent), .integer(row.received),
                .integer(row.lost), .integer(row.due), .string(row.unit), .string(row.sentAt.description),
            ])
    }

    /// The delivery note of a transit: everything that was sent, and what became of it.
    package func show(_ transit: Int64) async throws -> Answer {
        let rows = try await TransitQueries.list(to: nil, movement: transit, from: desk.source)
        guard let first = rows.first else { throw Self.unknown(transit) }
        let catalogue = desk.catalogue
        let (from, to) = (catalogue.warehouse(first.from)?.code ?? "", catalogue.warehouse(first.to)?.code ?? "")
        let due = rows.filter { $0.due > 0 }.count
        return Answer(
            records: rows.map { record($0, catalogue) },
            pairs: ["transit": .integer(transit), "from": .string(from), "to": .string(to), "lots": .integer(Int64(rows.count))],
            due == 0
                ? Wording(
                    "delivery note \(transit), \(from) to \(to): settled", "bon de livraison \(transit), de \(from) à \(to) : soldé")
                : Wording(
                    "delivery note \(transit), \(from) to \(to): \(due) of \(rows.count) lots are still due",
                    "bon de livraison \(transit), de \(from) à \(to) : \(due) lots sur \(rows.count) restent dus"))
    }

    private static func unknown(_ transit: Int64) -> Refusal {
        Refusal(
            "NOTFOUND.TRANSIT", [.init("transit", String(transit))],
            Wording(
                "nothing was sent as transit \(transit): see \(en: .transitList)",
                "rien n'a été envoyé sous le transit \(transit) : voir \(fr: .transitList)"))
    }

    /// Books the second leg: `take` and `lost` are `SKU:QTY`, and `rest` says what became of all that they do not name. With none of them
    /// everything that is still due is taken.
    package func run(_ transit: Int64, place placeText: String?, take: [String], lost: [String], rest: Rest? = nil) async throws -> Answer {
        // What is not theirs is not told: a transit of others does not exist for them.
        let rows = try await TransitQueries.list(to: nil, movement: transit, from: desk.source).filter {
            desk.scope.owners(in: $0.to).contains($0.owner)
        }
        guard let first = rows.first, let warehouse = desk.catalogue.warehouse(first.to) else {
            throw Self.unknown(transit)
        }
        if let kept = try await desk.replay(in: warehouse.id) { return kept }
        let names = Names(desk)
        let place: PlaceRecord
        if let placeText {
            let found = try await names.shelf(placeText)
            guard found.warehouse.id == warehouse.id else {
                throw Refusal(
                    "ARG.VALUE", [.init("place", placeText), .init("warehouse", warehouse.code)],
                    Wording(
                        "transit \(transit) goes to \(warehouse.code): name a place there",
                        "le transit \(transit) va à \(warehouse.code) : y nommer un emplacement"))
            }
            place = found.place
        } else {
            place = try Self.onlyBin(of: warehouse, desk)
        }
        var taken = try await shares(take, of: rows)
        var gone = try await shares(lost, of: rows, after: taken)
        if let rest = rest ?? (take.isEmpty && lost.isEmpty ? .arrived : nil) {
            let others = rows.map { row in (row, row.due - (taken + gone).reduce(0) { $1.0.lot == row.lot ? $0 + $1.1 : $0 }) }
            switch rest {
            case .arrived: taken += others
            case .lost: gone += others
            }
        }
        guard taken.contains(where: { $0.1 > 0 }) || gone.contains(where: { $0.1 > 0 }) else {
            throw Refusal(
                "RULE.TRANSIT-SETTLED", [.init("transit", String(transit))],
                Wording("transit \(transit) was received already: nothing is due", "le transit \(transit) est déjà reçu : rien n'est dû"))
        }
        let (target, arrived, missing) = (place, taken, gone)
        return try await desk.once(in: warehouse.id, of: .goods) { desk in
            let transaction = try desk.requireTransaction
            return try await ReceiveTransit(desk).post(
                transit, rows: rows, taken: arrived, gone: missing, into: target, warehouse: warehouse, transaction)
        }
    }

    private func post(
        _ transit: Int64, rows: [TransitRow], taken: [(TransitRow, Int64)], gone: [(TransitRow, Int64)], into place: PlaceRecord,
        warehouse: WarehouseRecord, _ transaction: Transaction
    ) async throws -> Answer {
        let catalogue = desk.catalogue
        guard let outside = catalogue.outside(.transit, of: warehouse), let lossPlace = catalogue.outside(.loss, of: warehouse) else {
            throw Refusal("NOTFOUND.PLACE", [], Wording("the warehouse has no transit place", "l'entrepôt n'a pas de place de transit"))
        }
        // Each lot of the transit once, however often its item was named.
        let parts = rows.map { row in
            (
                row: row, received: taken.reduce(Int64(0)) { $1.0.lot == row.lot ? $0 + $1.1 : $0 },
                lost: gone.reduce(Int64(0)) { $1.0.lot == row.lot ? $0 + $1.1 : $0 }
            )
        }.filter { $0.received + $0.lost > 0 }
        // The constraint arrival_not_above_what_was_sent is the last word when two people receive at once.
        for part in parts { try await TransitQueries.arrive(part.row, received: part.received, lost: part.lost, in: transaction) }
        var movements: [Int64] = []
        var records: [JSONObject] = []
        // What was lost on the way is a loss in the books of the destination: it arrives there and is lost from there, so that what was sent
        // is what arrived, and every loss crosses the edge of a warehouse's stock once.
        var arrival = try desk.draft(.arrived, in: warehouse)
        arrival.anyway = nil
        arrival.note = desk.entry.note ?? "transit \(transit)"
        for part in parts {
            arrival.newLots.append(try await TransitQueries.copy(of: part.row, in: transaction))
            arrival.lines.append(
                PostingLine(
                    lot: .new(arrival.newLots.count - 1), from: outside.place.id, to: place.place.id,
                    quantity: try Quantity(part.received + part.lost)))
        }
        func record(_ movement: Int64, _ row: TransitRow, _ quantity: Int64, to: PlaceRecord) -> JSONObject {
            [
                "movement": .integer(movement), "item": .string(row.sku), "lot": .string(row.lotCode), "qty": .integer(quantity),
                "from": .string(catalogue.warehouse(row.from)?.code ?? ""), "to": .string(to.place.address),
                "owner": .string(catalogue.organisation(row.owner)?.code ?? ""), "transit": .integer(transit),
            ]
        }
        let arrived = try await desk.bookPart(arrival, in: warehouse).movement
        movements.append(arrived)
        records += parts.filter { $0.received > 0 }.map { record(arrived, $0.row, $0.received, to: place) }
        if parts.contains(where: { $0.lost > 0 }) {
            let lots = try await MovementQueries.lots(of: arrived, warehouse: warehouse.id, from: transaction)
            var loss = try desk.draft(.lost, in: warehouse)
            loss.anyway = nil
            loss.note = arrival.note
            for (part, lot) in zip(parts, lots) where part.lost > 0 {
                loss.lines.append(
                    PostingLine(lot: .existing(lot), from: place.place.id, to: lossPlace.place.id, quantity: try Quantity(part.lost)))
            }
            let lost = try await desk.bookPart(loss, in: warehouse).movement
            movements.append(lost)
            records += parts.filter { $0.lost > 0 }.map { record(lost, $0.row, $0.lost, to: lossPlace) }
        }
        let due = try await TransitQueries.list(to: nil, movement: transit, from: transaction).reduce(0) { $0 + $1.due }
        return Answer(
            records: records,
            pairs: [
                "transit": .integer(transit), "movement": .string(movements.map(String.init).joined(separator: ",")), "due": .integer(due),
            ],
            due == 0
                ? Wording("transit \(transit) is settled", "le transit \(transit) est soldé")
                : Wording("\(due) base units of transit \(transit) are still due", "il reste \(due) unités dues sur le transit \(transit)"),
            changed: true)
    }

    /// `SKU:QTY` shared over the lots of the item, in the order in which they were sent.
    ///
    /// - Parameter taken: what is spoken for already.
    private func shares(_ goods: [String], of rows: [TransitRow], after taken: [(TransitRow, Int64)] = []) async throws
        -> [(TransitRow, Int64)]
    {
        var shares: [(TransitRow, Int64)] = []
        for text in goods {
            let (item, written) = try await Goods.read(text, Names(desk))
            var rest = written.quantity.units
            let mine = rows.filter { $0.item == item.item.id }
            guard !mine.isEmpty else {
                throw Refusal(
                    "NOTFOUND.ITEM", [.init("item", item.item.sku.text)],
                    Wording("\(item.item.sku) is not in this transit", "\(item.item.sku) n'est pas dans ce transit"))
            }
            for row in mine {
                let spoken = (taken + shares).reduce(0) { $1.0.lot == row.lot ? $0 + $1.1 : $0 }
                let part = min(rest, max(0, row.due - spoken))
                rest -= part
                shares.append((row, part))
            }
            guard rest == 0 else {
                let spoken = (taken + shares).reduce(0) { $1.0.item == item.item.id ? $0 + $1.1 : $0 }
                throw Self.tooMuch(item.item.sku.text, due: mine.reduce(0) { $0 + $1.due }, wanted: spoken + rest)
            }
        }
        return shares
    }

    /// The one bin of a warehouse; which of several is asked.
    static func onlyBin(of warehouse: WarehouseRecord, _ desk: Desk, argument: String = "place", _ french: String = "emplacement") throws
        -> PlaceRecord
    {
        let bins = desk.catalogue.places.filter { $0.warehouse == warehouse.id && $0.place.kind == .bin && !$0.isArchived }
        if bins.count == 1 { return bins[0] }
        let shown = bins.prefix(12).map(\.place.address).joined(separator: ", ") + (bins.count > 12 ? " …" : "")
        throw Refusal(
            .argumentMissing, [.init("arg", argument)],
            Wording(
                "say where it was put with \(argument)=: \(shown)", "dire où c'est posé avec \(french)= : \(shown)"))
    }

    private static func tooMuch(_ sku: String, due: Int64, wanted: Int64) -> Refusal {
        Refusal(
            "RULE.TRANSIT-EXCEEDED", [.init("item", sku), .init("due", String(due)), .init("want", String(wanted))],
            Wording(
                "only \(due) of \(sku) are still due on this transit: book what came in beyond it as a donation or as found by a count",
                "il ne reste que \(due) de \(sku) à recevoir : enregistrer le surplus comme don, ou par un comptage"))
    }
}
