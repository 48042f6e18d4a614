import EntrepotService
import Measures
import PlainJSON
import ReferenceLedger
import StockLedger

/// Goods that come, move and go.
extension Simulation {
    func donate() async throws {
        if random.once(in: 5) { return try await buy() }
        let (item, shelf) = (item(), somewhere())
        let owner = RealBooks.items[item] ?? ""
        let units = Int64.random(in: 1...50, using: &random)
        let expires: Int32? = random.once(in: 3) ? 40_000 + Int32.random(in: 0...3, using: &random) : nil
        let happened = occurred()
        lots += 1
        let lot = "L\(lots)"
        var words = ReceiveDonation.Words(item: item, quantity: String(units), place: "main/\(shelf)")
        words.owner = owner
        words.lot = lot
        words.expires = expires.map { CivilDate(dayNumber: $0).description }
        let said = words
        let outcome = try await say("donation \(units) \(item) \(lot) \(shelf)", occurred: happened) { desk in
            try await ReceiveDonation(desk).run(said)
        }
        let posted = try agree(outcome) { model, now in
            let when = happened ?? now
            model.add(lot: lot, item: item, owner: owner, expires: expires, receivedOn: model.day(of: when))
            return try model.post(
                ReferenceEntry(.received, [ReferenceLine(lot, from: "donor", to: shelf, units)], occurred: when), now: now)
        }
        keep(posted, outcome)
    }

    /// Goods that are bought: the purchase is money alone, and what comes of it, in parts and now and then beyond it, is goods.
    private func buy() async throws {
        guard let purchase = purchases.randomElement(using: &random), !random.once(in: 3) else {
            let item = item()
            let words = AddPurchase.Words(
                supplier: "Scierie", total: "100,01EUR", items: ["\(item):\(Int64.random(in: 1...60, using: &random))"])
            var said = words
            said.owner = RealBooks.items[item]
            said.warehouse = "main"
            let asked = said
            let outcome = try await say("purchase \(asked.items[0])") { desk in try await AddPurchase(desk).run(asked) }
            guard case .booked(let answer) = outcome, let number = answer.pairs.integer("purchase") else {
                throw disagreement("a purchase is only written down", outcome)
            }
            purchases.append((number, item))
            return
        }
        let shelf = somewhere()
        let units = Int64.random(in: 1...25, using: &random)
        let happened = occurred()
        lots += 1
        let lot = "L\(lots)"
        var words = ReceivePurchase.Words(quantity: String(units), place: "main/\(shelf)")
        words.lot = lot
        let said = words
        let outcome = try await say("purchase receive \(purchase.number) \(units) \(lot) \(shelf)", occurred: happened) { desk in
            try await ReceivePurchase(desk).run(purchase.number, said)
        }
        let posted = try agree(outcome) { model, now in
            let when = happened ?? now
            model.add(
                lot: lot, item: purchase.item, owner: RealBooks.items[purchase.item] ?? "", expires: nil, receivedOn: model.day(of: when))
            return try model.post(
                ReferenceEntry(.bought, [ReferenceLine(lot, from: "supplier", to: shelf, units)], occurred: when), now: now)
        }
        keep(posted, outcome)
    }

    func transfer() async throws {
        if random.once(in: 4) { return try await transferMany() }
        if random.once(in: 4) { return try await shareLamps() }
        let wish = wish(upTo: 40)
        let to = pick(RealBooks.shelves.filter { $0 != wish.from })
        let happened = occurred()
        let anyway = holds(wish.item, wish.from) && random.once(in: 5) ? "it stands here" : nil
        let outcome = try await say(
            "transfer \(wish.units) \(wish.item) \(wish.lot ?? "") \(wish.from) \(to)", anyway: anyway, occurred: happened
        ) { desk in
            try await TransferGoods(desk).run(
                item: wish.item, String(wish.units), from: "main/\(wish.from)", to: "main/\(to)", lot: wish.lot)
        }
        keep(
            try agree(outcome) { model, now in
                try model.move(wish, .transferred, to: to, occurred: happened ?? now, anyway: anyway != nil, now: now)
            }, outcome)
    }

    func lose() async throws {
        if random.once(in: 6) { return try await loseMany() }
        let wish = wish(upTo: 20)
        let reason = pick([MovementReason.damaged, .stolen, .fire])
        let happened = occurred()
        let anyway = holds(wish.item, wish.from) && random.once(in: 4) ? "an empty box" : nil
        let outcome = try await say(
            "loss \(wish.units) \(wish.item) \(wish.lot ?? "") \(wish.from) \(reason.rawValue)", anyway: anyway, occurred: happened
        ) { desk in
            try await BookLoss(desk).run(
                item: wish.item, String(wish.units), at: "main/\(wish.from)", because: reason, lot: wish.lot, owner: nil)
        }
        keep(
            try agree(outcome) { model, now in
                try model.move(
                    wish, reason, to: reason.lossDestination.rawValue, occurred: happened ?? now, anyway: anyway != nil, now: now)
            }, outcome)
    }

    /// A shelf; now and then the quarantine, which goods leave only as a loss.
    private func somewhere() -> String { random.once(in: 10) ? "quarantine" : pick(RealBooks.shelves) }

    /// Some units of an item from a shelf; now and then of one lot by name.
    private func wish(upTo most: Int64) -> ReferenceBooks.Wish {
        var wish = ReferenceBooks.Wish(item: item(), units: Int64.random(in: 1...most, using: &random), from: somewhere())
        let known = model.lots.values.filter { $0.item == wish.item }.map(\.code).sorted()
        if random.once(in: 4), !known.isEmpty { wish.lot = pick(known) }
        return wish
    }

    func reverse() async throws {
        guard let movement = booked.randomElement(using: &random) else { return }
        // Goods that arrived at the other end are not taken back by one side alone.
        let road = onTheRoad.first { $0.movement == movement.model }
        if movement.isSent, road.map({ $0.parts.contains { $0.received + $0.lost > 0 } }) ?? true { return }
        let anyway = random.once(in: 2) ? "it was a mistake" : nil
        let outcome = try await say("reverse \(movement.real)", anyway: anyway) { desk in
            try await AmendMovement(desk).reverse(movement.real)
        }
        let posted = try agree(outcome) { model, now in try model.reverse(movement.model, anyway: anyway != nil, now: now) }
        guard posted != nil else { return }
        note("reversed")
        if movement.isSent { onTheRoad.removeAll { $0.movement == movement.model } } else { keep(posted, outcome) }
    }

    func correct() async throws {
        guard let movement = booked.filter({ !$0.isSent }).randomElement(using: &random) else { return }
        let units = Int64.random(in: 0...60, using: &random)
        let anyway = random.once(in: 2) ? "the paper says so" : nil
        let outcome = try await say("correct \(movement.real) \(units)", anyway: anyway) { desk in
            try await AmendMovement(desk).correct(movement.real, quantity: String(units))
        }
        let posted = try agree(outcome) { model, now in try model.correct(movement.model, to: units, anyway: anyway != nil, now: now) }
        if posted != nil { note("corrected") }
        keep(posted, outcome)
    }

    // MARK: Between warehouses

    func send() async throws {
        if random.once(in: 2) { return try await sendMany() }
        let wish = ReferenceBooks.Wish(item: item(), units: Int64.random(in: 1...30, using: &random), from: pick(RealBooks.shelves))
        let outcome = try await say("send \(wish.units) \(wish.item) \(wish.from)") { desk in
            try await TransferGoods(desk).run(item: wish.item, String(wish.units), from: "main/\(wish.from)", to: "port")
        }
        let posted = try agree(outcome) { model, now in
            try model.move(wish, .sent, to: "transit", occurred: now, anyway: false, now: now)
        }
        guard let posted, case .booked(let answer) = outcome, let number = answer.pairs.integer("transit") else { return }
        onTheRoad.append(ReferenceTransit(number: number, movement: posted.movement, from: model))
        keep(posted, outcome, isSent: true)
    }
}
