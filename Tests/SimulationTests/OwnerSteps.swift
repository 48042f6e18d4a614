import EntrepotService
import Measures
import PlainJSON
import ReferenceLedger
import StockLedger

/// Lamps, of which auberge lends some to salam: the one item that two owners have.
extension Simulation {
    static let lent = "lamp"

    func shareLamps() async throws {
        let shelf = pick(RealBooks.shelves)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: try await bringLamps(to: shelf)
        case 1: try await changeOwner(from: "auberge", to: "salam", isBack: false, at: shelf)
        default: try await changeOwner(from: "salam", to: "auberge", isBack: true, at: shelf)
        }
    }

    private func bringLamps(to shelf: String) async throws {
        let units = Int64.random(in: 1...20, using: &random)
        lots += 1
        let lot = "L\(lots)"
        var words = ReceiveDonation.Words(item: Self.lent, quantity: String(units), place: "main/\(shelf)")
        words.owner = "auberge"
        words.lot = lot
        let said = words
        let outcome = try await say("donation \(units) lamp \(lot) \(shelf)") { desk in try await ReceiveDonation(desk).run(said) }
        try agree(outcome) { model, now in
            model.add(lot: lot, item: Self.lent, owner: "auberge", expires: nil, receivedOn: model.day(of: now))
            return try model.post(
                ReferenceEntry(.received, [ReferenceLine(lot, from: "donor", to: shelf, units)], occurred: now), now: now)
        }
    }

    private func changeOwner(from: String, to: String, isBack: Bool, at shelf: String) async throws {
        let units = Int64.random(in: 1...12, using: &random)
        let outcome = try await say("\(isBack ? "settle" : "lend") \(units) lamp \(from) \(to) \(shelf)") { desk in
            if isBack {
                var words = SettleDebt.Words(item: Self.lent, amount: String(units), from: from, to: to)
                words.place = "main/\(shelf)"
                return try await SettleDebt(desk).run(words)
            }
            return try await LendGoods(desk).run(
                LendGoods.Words(
                    GoodsTaken.Words(item: Self.lent, amount: String(units), owner: from), to: to, at: "main/\(shelf)"))
        }
        var names: [String] = []
        if case .booked(let answer) = outcome { names = answer.records.map { $0.text("lot") ?? "" } }
        let wish = ReferenceBooks.Wish(item: Self.lent, units: units, from: shelf, owner: from)
        let posted = try agree(outcome) { model, now in
            try model.changeOwner(wish, to: to, isBack: isBack, names: names, occurred: now, now: now)
        }
        if posted != nil { note(isBack ? "settled" : "lent") }
    }
}
