import EntrepotStore
import Measures
import PlainJSON
import RoundPlanning
import Speech
import StockLedger

/// A stop written down: what was given to how many people, and how it went.
package struct DeliverStop: Sendable {
    /// What was said.
    package struct Words: Sendable {
        package var round: Int64
        /// A site's code, or the number of the stop.
        package var stop: String
        /// `SKU:QTY`; a parent item stands for its sizes.
        package var give: [String] = []
        package var people: Int64?
        package var women: Int64?
        package var children: Int64?
        /// `NAME:PEOPLE`.
        package var services: [String] = []
        package var outcome: String?
        package var quality: String?

        package init(round: Int64, stop: String) {
            self.round = round
            self.stop = stop
        }
    }

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Books what was given and writes the stop down.
    ///
    /// People and outcome alone are enough. More than this round has on its vehicle is refused with the figures, and taken with `anyway=`.
    package func run(_ words: Words) async throws -> Answer {
        let outcome = try Self.outcome(words)
        try Self.check(words)
        return try await RoundDesk.change(words.round, quality: words.quality, desk) { desk in
            let transaction = desk.transaction
            let before = desk.round.state
            var goods: [(item: ItemRecord, units: Int64)] = []
            for text in words.give {
                let (item, written) = try await Goods.read(text, Names(desk.desk), allowsZero: true)
                if let index = goods.firstIndex(where: { $0.item.item.id == item.item.id }) {
                    goods[index].units += written.quantity.units
                } else {
                    goods.append((item, written.quantity.units))
                }
            }
            let stop = try await desk.stop(words.stop)
            // What was written down before is not given out a second time.
            var earlier = try await desk.books()
            let sharesAgain = !goods.isEmpty && earlier.hasAllocated(stop: stop.id)
            if sharesAgain {
                // The sheet is better than the share: what was shared out is taken back, and shared anew below.
                try await desk.takeBackAllocated()
                earlier = try await desk.books()
            }
            if !goods.isEmpty, earlier.hasGiven(stop: stop.id), !desk.entry.again {
                let same = goods.allSatisfy { earlier.given($0.item.item.sku.text, stop: stop.id) == $0.units }
                let samePeople = words.people == nil || words.people == stop.people
                guard same, samePeople else { throw Self.recorded(stop, goods: goods, books: earlier, round: desk.round.id) }
                return try await desk.answer(desk.words(.deliver, from: before, changed: false), changed: false)
            }
            guard try await desk.reach(.deliver) else {
                return try await desk.answer(desk.words(.deliver, from: before, changed: false), changed: false)
            }
            try await desk.give(goods, stop: stop)
            try await RoundQueries.served(
                stop: stop.id, of: desk.round, outcome: outcome, people: words.people, women: words.women, children: words.children,
                quality: words.quality, note: desk.entry.note, instant: desk.at, in: transaction)
            for (name, people) in try words.services.map(Self.service) {
                try await RoundQueries.service(name, people: people, stop: stop.id, of: desk.round, in: transaction)
            }
            if sharesAgain {
                try await desk.settle(SheetEntries(), rest: .ask, shares: true, isClosing: false, place: nil)
            }
            try await desk.note(.deliver, stop: stop.id)
            var answer = try await desk.answer(desk.words(.deliver, from: before, changed: true))
            answer.pairs["stop"] = .integer(stop.sequence)
            answer.pairs["site"] = .string(stop.named)
            return answer
        }
    }

    private static func outcome(_ words: Words) throws -> StopOutcome {
        if let text = words.outcome {
            guard let outcome = StopOutcome(rawValue: text) else {
                let known = StopOutcome.allCases.map(\.rawValue).joined(separator: ", ")
                throw Refusal(
                    "ARG.VALUE", [.init("outcome", text)], Wording("an outcome is one of \(known)", "le résultat est l'un de \(known)"))
            }
            return outcome
        }
        guard !words.give.isEmpty || words.people != nil || !words.services.isEmpty else {
            throw Refusal(
                "ARG.MISSING", [.init("arg", "give")],
                Wording(
                    "say what was given (give=SKU:QTY), how many people (people=) or how it went (outcome=)",
                    "dire ce qui a été donné (donner=ARTICLE:QTÉ), combien de personnes (personnes=) ou comment (résultat=)"))
        }
        return .served
    }

    private static func check(_ words: Words) throws {
        guard let people = words.people else { return }
        let named = (words.women ?? 0) + (words.children ?? 0)
        guard named <= people else {
            throw Refusal(
                "ARG.VALUE",
                [
                    .init("people", String(people)), .init("women", String(words.women ?? 0)),
                    .init("children", String(words.children ?? 0)),
                ],
                Wording(
                    "\(named) women and children are more than \(people) people: people= counts everybody",
                    "\(named) femmes et enfants dépassent \(people) personnes : personnes= compte tout le monde"))
        }
    }

    private static func service(_ text: String) throws -> (String, Int64) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let people = Int64(parts[1]), (0...1_000_000).contains(people), (try? Code(parts[0].lowercased())) != nil
        else {
            throw Refusal(
                "ARG.VALUE", [.init("service", text)],
                Wording(
                    "a service is written NAME:PEOPLE, such as charging:25", "un service s'écrit NOM:PERSONNES, par exemple recharge:25"))
        }
        return (parts[0].lowercased(), people)
    }

    private static func recorded(_ stop: RoundStopRecord, goods: [(item: ItemRecord, units: Int64)], books: RoundBooks, round: Int64)
        -> Refusal
    {
        let list = goods.map { "\($0.item.item.sku) \(books.given($0.item.item.sku.text, stop: stop.id))" }.joined(separator: ", ")
        return Refusal(
            "ROUND.STOP-RECORDED",
            [.init("round", String(round)), .init("stop", String(stop.sequence)), .init("site", stop.named), .init("given", list)],
            Wording(
                "stop \(stop.sequence) (\(stop.named)) is written down already with \(list): add again=yes if this came on top, or use \(en: .movementCorrect)",
                "l'arrêt \(stop.sequence) (\(stop.named)) est déjà noté avec \(list) : ajouter encore=oui si ceci s'ajoute, ou \(fr: .movementCorrect)"
            ))
    }
}

extension RoundDesk {
    /// Reverses every share of the round that stands.
    mutating func takeBackAllocated() async throws {
        let lines = try await ManifestQueries.allocated(of: round, from: transaction)
        for movement in Set(lines.map(\.movement)).sorted() {
            let back = try lines.filter { $0.movement == movement }.map {
                PostingLine(lot: .existing($0.lot), from: $0.to, to: $0.from, quantity: try Quantity($0.units))
            }
            try await post(.cancelled, back, stop: lines.first { $0.movement == movement }?.stop, reverses: movement)
        }
    }

    /// Takes goods from this round's part of the vehicle, first expired first out, and gives them out at a stop.
    mutating func give(_ goods: [(item: ItemRecord, units: Int64)], stop: RoundStopRecord) async throws {
        let books = try await books()
        var left = books.lots.map(\.left)
        var lines: [PostingLine] = []
        var found: [(lot: Identifier<Lot>, units: Int64)] = []
        let recipient = try outside(.recipient)
        for good in goods where good.units > 0 {
            let sku = good.item.item.sku.text
            var missing = good.units
            var last: Identifier<Lot>?
            for index in books.indices(of: sku) where missing > 0 && left[index] > 0 {
                let part = min(missing, left[index])
                left[index] -= part
                missing -= part
                last = books.lots[index].lot
                lines.append(
                    PostingLine(lot: .existing(books.lots[index].lot), from: round.place, to: recipient, quantity: try Quantity(part)))
            }
            guard missing > 0 else { continue }
            guard desk.entry.anyway != nil else {
                throw Refusal(
                    "STOCK.INSUFFICIENT",
                    [
                        .init("item", sku), .init("round", String(round.id)), .init("vehicle", round.vehicle),
                        .init("have", String(good.units - missing)), .init("want", String(good.units)),
                    ],
                    Wording(
                        "round \(round.id) has \(good.units - missing) \(sku) on \(round.vehicle), \(good.units) were given: load it first (\(en: .roundLoad)), or add anyway=REASON if it really happened",
                        "la tournée \(round.id) a \(good.units - missing) \(sku) dans \(round.vehicle), \(good.units) donnés : charger d'abord (\(fr: .roundLoad)), ou ajouter malgré=MOTIF si c'est vraiment arrivé"
                    ))
            }
            let items = [good.item.item.id] + desk.catalogue.variants(of: good.item.item.id).map(\.item.id)
            let lot = try await anyLot(of: items, sku: sku, preferring: last ?? books.indices(of: sku).last.map { books.lots[$0].lot })
            found.append((lot, missing))
            lines.append(PostingLine(lot: .existing(lot), from: round.place, to: recipient, quantity: try Quantity(missing)))
        }
        try await bookFound(found, stop: stop.id, because: desk.entry.anyway ?? "")
        try await post(.distributed, lines, stop: stop.id)
    }
}
