import EntrepotStore
import Measures
import PlainJSON
import RoundPlanning
import Speech
import StockLedger

/// Goods put on the vehicle of a round: what was approved, or what is said; a second load tops up.
package struct LoadRound: Sendable {
    /// What was said.
    package struct Words: Sendable {
        package var round: Int64
        /// `SKU:QTY`; empty for what was approved.
        package var take: [String]
        /// A place to take it from; nil is any shelf.
        package var from: String?
        package var quality: String?

        package init(round: Int64, take: [String] = [], from: String? = nil, quality: String? = nil) {
            self.round = round
            self.take = take
            self.from = from
            self.quality = quality
        }
    }

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Books the load.
    package func run(_ words: Words) async throws -> Answer {
        let warehouse = try await RoundDesk.warehouse(of: words.round, desk)
        return try await desk.once(in: warehouse.id, of: .asked) { inside in
            let transaction = try inside.requireTransaction
            var desk = try await RoundDesk(words.round, inside, warehouse: warehouse, quality: words.quality)
            let before = desk.round.state
            _ = try await desk.reach(.load)
            if words.take.isEmpty {
                let promised = try await ManifestQueries.promises(of: desk.round, from: transaction)
                if before != .draft, before != .approved, promised.isEmpty {
                    return try await desk.answer(desk.words(.load, from: before, changed: false), changed: false)
                }
                let isPlanned = try await !ManifestQueries.promises(of: desk.round, from: transaction).isEmpty
                let hasItems = try await !RoundQueries.items(of: desk.round, from: transaction).isEmpty
                guard isPlanned || hasItems else {
                    throw Refusal(
                        "ARG.MISSING", [.init("arg", "take"), .init("round", String(words.round))],
                        Wording(
                            "nothing was planned for round \(words.round): say what goes into the van with take=SKU:QTY",
                            "rien n'était prévu pour la tournée \(words.round) : dire ce qui monte avec prendre=ARTICLE:QTÉ"))
                }
                try await desk.loadWhatWasPromised(strictly: true)
            } else {
                try await desk.load(words.take, from: words.from)
            }
            try await desk.note(.load)
            return try await desk.answer(desk.words(.load, from: before, changed: true))
        }
    }
}

extension RoundDesk {
    /// Moves what was promised to the vehicle and frees the promise, in this transaction; for a round nobody approved, what was planned.
    ///
    /// - Parameter strictly: whether planned goods that are not there refuse; otherwise what there is goes along, with a warning.
    mutating func loadWhatWasPromised(strictly: Bool = false) async throws {
        let promises = try await ManifestQueries.promises(of: round, from: transaction)
        var lines: [PostingLine] = []
        if promises.isEmpty {
            guard round.state == .draft else { return }
            var stock = RoundStock()
            var short: [RoundStock.Shortage] = []
            for item in try await RoundQueries.items(of: round, from: transaction) {
                let picks = try await stock.take(
                    item.planned, of: [item.item], on: round.date, place: nil, warehouse: warehouse.id, from: transaction)
                let have = picks.reduce(Int64(0)) { $0 + $1.quantity.units }
                if have < item.planned { short.append(RoundStock.Shortage(sku: item.sku, have: have, want: item.planned)) }
                lines += picks.map { PostingLine(lot: .existing($0.lot), from: $0.place, to: round.place, quantity: $0.quantity) }
            }
            if !short.isEmpty {
                let refusal = RoundStock.refusal(short, round: round.id, warehouse: warehouse.code)
                if strictly { throw refusal }
                warnings.append(refusal.sentence)
            }
        } else {
            try await ManifestQueries.release(round, in: transaction)
            lines = try promises.map {
                PostingLine(lot: .existing($0.lot), from: $0.place, to: round.place, quantity: try Quantity($0.units))
            }
            let broken = try await ManifestQueries.broken(of: round, from: transaction)
            if !broken.isEmpty {
                let list = broken.map { "\($0.sku) \($0.units)" }.joined(separator: ", ")
                warnings.append(
                    Wording(
                        "short of what was approved: \(list); it was taken by what happened since",
                        "moins que prévu : \(list), pris par ce qui s'est passé depuis"))
            }
        }
        try await post(round.state == .draft || round.state == .approved ? .loaded : .toppedUp, lines)
    }

    /// Moves goods that are named to the vehicle; what was promised and stays behind is free again.
    mutating func load(_ goods: [String], from: String?) async throws {
        let names = Names(desk)
        var place: Identifier<Place>?
        if let from { place = try await names.shelf(from, figure: "from").place.place.id }
        let promises = try await ManifestQueries.promises(of: round, from: transaction)
        if !promises.isEmpty { try await ManifestQueries.release(round, in: transaction) }
        var stock = RoundStock()
        var lines: [PostingLine] = []
        var short: [RoundStock.Shortage] = []
        var found: [(lot: Identifier<Lot>, units: Int64)] = []
        for text in goods {
            let (item, written) = try await Goods.read(text, names)
            let items = [item.item.id] + desk.catalogue.variants(of: item.item.id).map(\.item.id)
            let picks = try await stock.take(
                written.quantity.units, of: items, preferring: promises, on: round.date, place: place, warehouse: warehouse.id,
                from: transaction)
            lines += picks.map { PostingLine(lot: .existing($0.lot), from: $0.place, to: round.place, quantity: $0.quantity) }
            let have = picks.reduce(Int64(0)) { $0 + $1.quantity.units }
            guard have < written.quantity.units else { continue }
            short.append(RoundStock.Shortage(sku: item.item.sku.text, have: have, want: written.quantity.units))
            if desk.entry.anyway != nil {
                found.append(
                    (try await anyLot(of: items, sku: item.item.sku.text, preferring: picks.last?.lot), written.quantity.units - have))
            }
        }
        if !short.isEmpty, desk.entry.anyway == nil { throw RoundStock.refusal(short, round: round.id, warehouse: warehouse.code) }
        try await post(round.state == .draft || round.state == .approved ? .loaded : .toppedUp, lines, guardsRepeats: true)
        try await bookFound(found, stop: nil, because: desk.entry.anyway ?? "")
    }

    /// A lot for goods that nobody can name one for: the one used beside them, else the one received last.
    func anyLot(of items: [Identifier<Item>], sku: String, preferring lot: Identifier<Lot>?) async throws -> Identifier<Lot> {
        if let lot { return lot }
        for item in items {
            if let newest = try await LotQueries.newest(item: item, owner: nil, warehouse: warehouse.id, from: transaction) {
                return newest.id
            }
        }
        throw Refusal(
            "NOTFOUND.LOT", [.init("item", sku)],
            Wording(
                "no lot of \(sku) was ever received here: book its receipt first, with occurred= if it came in earlier",
                "aucun lot de \(sku) n'a jamais été reçu ici : enregistrer d'abord sa réception, avec survenu= si elle est ancienne"))
    }
}
