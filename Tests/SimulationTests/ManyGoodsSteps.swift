import EntrepotService
import Measures
import PlainJSON
import ReferenceLedger
import StockLedger

/// Several things at once, everything of a place, and transits of many goods.
extension Simulation {
    /// What is taken of a place: some of several items, one of them perhaps twice, or everything, perhaps of one item.
    private enum Haul {
        case some([ReferenceBooks.Wish])
        case everything(of: String?, from: String)

        var from: String {
            switch self {
            case .some(let wishes): wishes[0].from
            case .everything(_, let from): from
            }
        }

        var words: GoodsTaken.Words {
            switch self {
            case .some(let wishes): GoodsTaken.Words(give: wishes.map { "\($0.item):\($0.units)" })
            case .everything(let item, _): GoodsTaken.Words(item: item, everything: true)
            }
        }

        func move(
            _ books: inout ReferenceBooks, _ reason: MovementReason, to: String, occurred: Int64, anyway: Bool, now: Int64
        ) throws(ReferenceRefusal) -> ReferencePosted {
            switch self {
            case .some(let wishes): try books.move(wishes, reason, to: to, occurred: occurred, anyway: anyway, now: now)
            case .everything(let item, let from):
                try books.moveEverything(of: item, from: from, reason, to: to, occurred: occurred, anyway: anyway, now: now)
            }
        }
    }

    private func haul(from: String) -> Haul {
        if random.once(in: 3) { return .everything(of: random.once(in: 2) ? item() : nil, from: from) }
        let items = (0...Int.random(in: 1...2, using: &random)).map { _ in item() }
        return .some(items.map { ReferenceBooks.Wish(item: $0, units: Int64.random(in: 1...12, using: &random), from: from) })
    }

    func transferMany() async throws {
        let haul = haul(from: pick(RealBooks.shelves + ["quarantine"]))
        let to = pick(RealBooks.shelves.filter { $0 != haul.from })
        try await take(haul, .transferred, to: to) { desk, words in
            try await TransferGoods(desk).run(words, from: "main/\(haul.from)", to: "main/\(to)")
        }
    }

    func loseMany() async throws {
        let haul = haul(from: pick(RealBooks.shelves + ["quarantine"]))
        let reason = pick([MovementReason.damaged, .stolen, .flood])
        try await take(haul, reason, to: reason.lossDestination.rawValue) { desk, words in
            try await BookLoss(desk).run(words, at: "main/\(haul.from)", because: reason)
        }
    }

    func sendMany() async throws {
        let haul = haul(from: pick(RealBooks.shelves))
        try await take(haul, .sent, to: "transit", isSent: true) { desk, words in
            try await TransferGoods(desk).run(words, from: "main/\(haul.from)", to: "port")
        }
    }

    private func take(
        _ haul: Haul, _ reason: MovementReason, to: String, isSent: Bool = false,
        _ command: @escaping @Sendable (Desk, GoodsTaken.Words) async throws -> Answer
    ) async throws {
        let happened = isSent ? nil : occurred()
        var anyway: String?
        if case .some(let wishes) = haul, !isSent, random.once(in: 5), wishes.allSatisfy({ holds($0.item, $0.from) }) {
            anyway = "it stands here"
        }
        let words = haul.words
        let told = words.give.joined(separator: " ") + (words.everything ? "everything \(words.item ?? "")" : "")
        let outcome = try await say("\(reason.rawValue) \(told) \(haul.from) \(to)", anyway: anyway, occurred: happened) { desk in
            try await command(desk, words)
        }
        let posted = try agree(outcome) { model, now in
            try haul.move(&model, reason, to: to, occurred: happened ?? now, anyway: anyway != nil, now: now)
        }
        guard let posted, case .booked(let answer) = outcome else { return }
        note(words.everything ? "everything" : "many goods")
        if isSent, let number = answer.pairs.integer("transit") {
            onTheRoad.append(ReferenceTransit(number: number, movement: posted.movement, from: model))
        }
        keep(posted, outcome, isSent: isSent)
    }

    /// Goods of a transit arrive or were lost on the way; what is not named did one or the other, or is still due.
    func receive() async throws {
        guard let index = onTheRoad.indices.randomElement(using: &random) else { return }
        let road = onTheRoad[index]
        var said: [ReferenceTransit.Said] = []
        for item in road.items where random.once(in: 2) || road.items.count == 1 {
            // Now and then one more is claimed than is due.
            let taken = Int64.random(in: 0...road.due(of: item), using: &random)
            let lost = Int64.random(in: 0...(road.due(of: item) - taken + 1), using: &random)
            if taken + lost > 0 { said.append((item, taken, lost)) }
        }
        let rest: ReceiveTransit.Rest? = said.isEmpty || random.once(in: 3) ? pick([.arrived, .lost]) : nil
        let take = said.filter { $0.taken > 0 }.map { "\($0.item):\($0.taken)" }
        let lost = said.filter { $0.lost > 0 }.map { "\($0.item):\($0.lost)" }
        let outcome = try await say("receive \(road.number) \(take) \(lost) \(rest?.rawValue ?? "")") { desk in
            try await ReceiveTransit(desk).run(road.number, place: "port/a1", take: take, lost: lost, rest: rest)
        }
        try agree(outcome) { _, now in
            try onTheRoad[index].receive(said, restArrived: rest.map { $0 == .arrived }, into: "a1", of: &harbour, now: now)
        }
        if onTheRoad[index].due == 0 { onTheRoad.remove(at: index) }
    }
}
