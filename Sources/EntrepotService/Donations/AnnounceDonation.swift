import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// Goods that somebody has promised to bring. They are no stock: they are listed, late ones too, until they come or are withdrawn.
package struct AnnounceDonation: Sendable {
    /// What was said; nil is not said.
    package struct Words: Sendable {
        package var donor: String
        package var item: String
        package var quantity: String
        /// The day they are to come.
        package var on: String
        package var place: String?
        package var warehouse: String?
        package var owner: String?

        package init(donor: String, item: String, quantity: String, on: String) {
            (self.donor, self.item, self.quantity, self.on) = (donor, item, quantity, on)
        }
    }

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Writes the announcement down.
    package func run(_ words: Words) async throws -> Answer {
        let names = Names(desk)
        let item = try await names.item(words.item)
        var place: PlaceRecord?
        let warehouse: WarehouseRecord
        if let text = words.place {
            (place, warehouse) = try await names.shelf(text)
        } else {
            warehouse = try await names.warehouse(words.warehouse)
        }
        let owner = try await ReceiveDonation(desk).owner(words.owner, names, warehouse)
        try desk.requireOwner(owner.id, in: warehouse.id)
        if let kept = try await desk.replay(in: warehouse.id) { return kept }
        let written = try QuantityReader(item.item).read(words.quantity)
        try await desk.askUnusual(written.quantity, typed: words.quantity, of: item, in: warehouse, to: place)
        let due = try await Moments(desk).day(words.on, .planned, figure: "on", warehouse: warehouse)
        guard let donor = try CatalogueWords.name(words.donor, figure: "donor") else {
            throw Refusal(
                .argumentMissing, [.init("arg", "donor")], Wording("say who brings it with donor=", "dire qui l'apporte avec donateur="))
        }
        let meaning = Fingerprint.number(
            ["announced", item.item.sku.text, written.quantity.description, owner.code, due.description, FoldedText(donor).text]
                .joined(separator: "\u{1F}"))
        let target = place
        return try await desk.once(in: warehouse.id, of: .goods) { desk in
            let transaction = try desk.requireTransaction
            try await Self.refuseRepeated(meaning, warehouse, desk)
            let number = try await ExpectedQueries.announce(
                NewExpected(
                    donor: try await DonorQueries.make(donor, in: transaction), item: item.item.id, quantity: written.quantity,
                    owner: owner.id,
                    place: target?.place.id, due: due, note: desk.entry.note, contentHash: meaning),
                by: desk.actor, warehouse: warehouse.id, in: transaction)
            let (row, home) = try await ExpectedDonations(desk).find(number)
            return Answer(
                records: [try await ExpectedDonations(desk).record(row, home)], pairs: ["expected": .integer(number)],
                written.understood
                    + Wording(
                        " expected on \(due.words.english); when it comes type \(en: .donationArrive) \(number)",
                        " attendu le \(due.words.french) ; à l'arrivée taper \(fr: .donationArrive) \(number)"))
        }
    }

    /// Takes an announcement back: it will not come.
    package func withdraw(_ number: Int64) async throws -> Answer {
        let (row, warehouse) = try await ExpectedDonations(desk).find(number)
        try desk.requireOwner(row.owner, in: warehouse.id)
        if let kept = try await desk.replay(in: warehouse.id) { return kept }
        return try await desk.once(in: warehouse.id, of: .goods) { desk in
            let transaction = try desk.requireTransaction
            try await ExpectedDonations(desk).hold(row, warehouse)
            try await ExpectedQueries.end(number, as: "withdrawn", by: desk.actor, warehouse: warehouse.id, in: transaction)
            let now = try await ExpectedDonations(desk).find(number).row
            return Answer(
                records: [try await ExpectedDonations(desk).record(now, warehouse)], pairs: ["expected": .integer(number)],
                Wording("\(row.sku) of \(row.donor) is not expected any more", "\(row.sku) de \(row.donor) n'est plus attendu"))
        }
    }

    private static func refuseRepeated(_ hash: Int64, _ warehouse: WarehouseRecord, _ desk: Desk) async throws {
        guard desk.entry.refusesRepeats, !desk.entry.again else { return }
        let alike = try await desk.reading { try await ExpectedQueries.alike(hash, warehouse: warehouse.id, from: $0.source) }
        guard let alike else { return }
        throw Refusal(
            "CONFLICT.LOOKS-REPEATED", [.init("id", String(alike.id)), .init("by", alike.by)],
            Wording(
                "\(alike.by) announced the same as \(alike.id) within the last ten minutes: add again=yes if it comes twice",
                "\(alike.by) vient d'annoncer la même chose (\(alike.id)) : ajouter encore=oui si cela vient deux fois"))
    }
}
