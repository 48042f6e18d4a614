// A season in a minute: a seeded workload runs over the real books and over the reference ledger side by side.
//
// Each step is decided by the generator, carried out by the use cases on a real database, under a key, with its connection cut now and
// then and the same words repeated now and then; after that the reference ledger is told the same. Both must agree on whether it was
// booked, on the code of a refusal, and, every so many steps, on every balance.

import EntrepotService
import EntrepotStore
import Measures
import PlainJSON
import ReferenceLedger
import Speech
import StockLedger
import TestSupport

/// Both books and what happened so far.
final class Simulation {
    /// Two books that say different things.
    struct Disagreement: Error, CustomStringConvertible {
        let description: String
    }

    private let seed: UInt64
    private let real: RealBooks
    private var random: SeededGenerator
    private var model = LedgerModel()
    private var step = 0
    /// When each step began; what happened before a step can be said later.
    private var beginnings: [Timestamp] = []
    /// The code of each lot of the model.
    private var lotCodes: [Identifier<Lot>: String] = [:]
    /// Movements that can be amended, in both books' numbers.
    private var booked: [(real: Int64, model: Identifier<Movement>)] = []
    /// Counts that are open, in both books' numbers.
    private var openCounts: [(place: String, real: Int64, model: Identifier<Count>)] = []
    /// What is on the road: the number of its transit and the units still due of its item.
    private var onTheRoad: [(transit: Int64, item: String, due: Int64)] = []
    private var arrived: [String: Int64] = [:]
    /// Steps begun when something was last counted.
    private var countedAt = 0
    private let actor: Code

    /// What the steps were, for the one who looks into a disagreement.
    private(set) var diary: [String] = []
    var cuts: Int { real.cuts }

    init(seed: UInt64) async throws {
        self.seed = seed
        random = SeededGenerator(seed: seed)
        real = try await RealBooks()
        actor = try Code("zoe")
        let main = try Code("main")
        for place in real.house.store.catalogue.current.places where place.warehouse == real.main {
            model.add(Place(id: place.place.id, warehouse: main, code: place.place.code, kind: place.place.kind))
        }
    }

    func close() async { await real.close() }

    /// Runs so many steps, comparing all balances every so many.
    func run(steps: Int, comparingEvery interval: Int) async throws {
        while step < steps {
            step += 1
            beginnings.append(RealBooks.clock())
            switch Int.random(in: 0..<100, using: &random) {
            case 0..<25: try await donate()
            case 25..<45: try await transfer()
            case 45..<60: try await lose()
            case 60..<66: try await openCount()
            case 66..<76: try await enterCount()
            case 76..<80: try await closeCount()
            case 80..<87: try await reverse()
            case 87..<92: try await correct()
            case 92..<96: try await send()
            default: try await receive()
            }
            if step % interval == 0 || step == steps { try await compare() }
        }
    }

    // MARK: Steps

    private func donate() async throws {
        let (item, shelf, owner) = (pick(RealBooks.items), pick(RealBooks.shelves), pick(RealBooks.owners))
        let units = Int64.random(in: 1...50, using: &random)
        let expires = random.once(in: 3) ? CivilDate(dayNumber: 40_000 + Int32.random(in: 0...3, using: &random)) : nil
        let happened = occurred()
        var words = ReceiveDonation.Words(item: item, quantity: String(units), place: "main/\(shelf)")
        words.owner = owner
        words.expires = expires?.description
        let said = words
        let outcome = try await say("donation \(units) \(item) \(shelf) \(happened?.description ?? "")") { house, entry in
            try await ReceiveDonation(house.desk(Self.dated(entry, happened))).run(said)
        }
        let lot = Identifier<Lot>(Int64(lotCodes.count + 1))
        if case .booked(let answer) = outcome { lotCodes[lot] = answer.records.first?.text("lot") ?? "" }
        model.add(
            Lot(id: lot, item: try real.item(item), owner: try real.owner(owner), expires: expires, receivedOn: CivilDate(dayNumber: 0)))
        let put = LotPut(lot: lot, place: try real.place(shelf), quantity: try Quantity(units))
        let source = try real.place("donor")
        try agree(outcome, .received) { model, header, now in
            try model.post(MovementBuilders.receipt(.received, header, from: source, [put]), now: now)
        } occurred: {
            happened
        }
    }

    private func transfer() async throws {
        let (item, from) = (pick(RealBooks.items), pick(RealBooks.shelves))
        let to = pick(RealBooks.shelves.filter { $0 != from })
        let units = Int64.random(in: 1...60, using: &random)
        let anyway = try holds(item, from) && random.once(in: 5)
        let words = TransferGoods.Words(item: item, quantity: String(units), from: "main/\(from)", to: "main/\(to)")
        let outcome = try await say("transfer \(units) \(item) \(from) \(to) \(anyway)") { house, entry in
            var entry = entry
            if anyway { entry.anyway = "it stands here" }
            return try await TransferGoods(house.desk(entry)).run(words)
        }
        try move(outcome, .transferred, .intention, units, item, from, to: to, anyway: anyway, occurred: nil)
    }

    private func lose() async throws {
        let (item, from) = (pick(RealBooks.items), pick(RealBooks.shelves))
        let units = Int64.random(in: 1...20, using: &random)
        let reason = pick([MovementReason.damaged, .stolen, .fire])
        let anyway = try holds(item, from) && random.once(in: 4)
        let happened = occurred()
        let words = BookLoss.Words(item: item, quantity: String(units), place: "main/\(from)", reason: reason.rawValue)
        let outcome = try await say("loss \(units) \(item) \(from) \(reason) \(anyway) \(happened?.description ?? "")") { house, entry in
            var entry = Self.dated(entry, happened)
            if anyway { entry.anyway = "an empty box" }
            return try await BookLoss(house.desk(entry)).run(words)
        }
        try move(
            outcome, reason, .fact, units, item, from, to: reason.lossDestination.rawValue, anyway: anyway, occurred: happened)
    }

    private func openCount() async throws {
        let shelf = pick(RealBooks.shelves)
        guard !openCounts.contains(where: { $0.place == shelf }) else { return }
        let outcome = try await say("count open \(shelf)") { house, entry in
            try await CountStock(house.desk(entry)).open(place: "main/\(shelf)")
        }
        guard case .booked(let answer) = outcome, let number = answer.pairs.integer("count") else {
            throw disagreement("count open", outcome)
        }
        openCounts.append((shelf, number, model.openCount(of: try real.place(shelf))))
    }

    private func enterCount() async throws {
        guard let count = openCounts.randomElement(using: &random) else { return }
        let item = pick(RealBooks.items)
        guard try holds(item, count.place) else { return }
        let units = Int64.random(in: 0...120, using: &random)
        let adding = random.once(in: 4)
        countedAt = beginnings.count
        let outcome = try await say("count enter \(count.place) \(units) \(item) \(adding)") { house, entry in
            try await CountStock(house.desk(entry)).enter(
                count.real, item: item, quantity: String(units), lot: nil, owner: nil, adding: adding)
        }
        let (figure, number) = (try Quantity(units), try real.item(item))
        try agree(outcome) { model, now in
            try model.enterCount(count.model, number, figure, mode: adding ? .add : .replace, now: now)
        }
    }

    private func closeCount() async throws {
        guard let index = openCounts.indices.randomElement(using: &random) else { return }
        let count = openCounts.remove(at: index)
        countedAt = beginnings.count
        let rest = random.once(in: 4)
        let outcome = try await say("count close \(count.place) \(rest)") { house, entry in
            try await CountStock(house.desk(entry)).close(count.real, restIsZero: rest)
        }
        let actor = actor
        try agree(outcome) { model, now in
            _ = try model.closeCount(count.model, MovementHeader(occurredAt: now, actor: actor), restIsZero: rest, now: now)
        }
    }

    private func reverse() async throws {
        guard let movement = booked.randomElement(using: &random) else { return }
        let anyway = random.once(in: 2)
        let outcome = try await say("reverse \(movement.real) \(anyway)") { house, entry in
            var entry = entry
            if anyway { entry.anyway = "it was a mistake" }
            return try await AmendMovement(house.desk(entry)).reverse(movement.real)
        }
        try agree(outcome, .cancelled) { model, header, now in
            try model.reverse(movement.model, header, anyway: anyway, now: now)
        } occurred: {
            nil
        }
    }

    private func correct() async throws {
        let simple = try booked.filter { try model.movement($0.model).draft.lines.count == 1 }
        guard let movement = simple.randomElement(using: &random) else { return }
        let units = Int64.random(in: 0...60, using: &random)
        let anyway = random.once(in: 2)
        let outcome = try await say("correct \(movement.real) \(units) \(anyway)") { house, entry in
            var entry = entry
            if anyway { entry.anyway = "the paper says so" }
            return try await AmendMovement(house.desk(entry)).correct(movement.real, quantity: String(units))
        }
        let right = try Quantity(units)
        try agree(outcome, .corrected) { model, header, now in
            try model.correct(movement.model, line: 0, right: right, header, anyway: anyway, now: now)
        } occurred: {
            nil
        }
    }

    private func send() async throws {
        let (item, from) = (pick(RealBooks.items), pick(RealBooks.shelves))
        let units = Int64.random(in: 1...30, using: &random)
        let words = TransferGoods.Words(item: item, quantity: String(units), from: "main/\(from)", to: "port/a1")
        let outcome = try await say("send \(units) \(item) \(from)") { house, entry in try await TransferGoods(house.desk(entry)).run(words)
        }
        if case .booked(let answer) = outcome, let transit = answer.pairs.integer("transit") { onTheRoad.append((transit, item, units)) }
        try move(outcome, .sent, .intention, units, item, from, to: "transit", anyway: false, occurred: nil, amendable: false)
    }

    private func receive() async throws {
        guard let index = onTheRoad.indices.randomElement(using: &random) else { return }
        let road = onTheRoad[index]
        // A consignment of several lots is received by item: the first lots first.
        let taken = Int64.random(in: 0...road.due, using: &random)
        let lost = Int64.random(in: 0...(road.due - taken + 1), using: &random)
        guard taken + lost > 0 else { return }
        let outcome = try await say("receive \(road.transit) \(taken) \(lost)") { house, entry in
            try await ReceiveTransit(house.desk(entry)).run(
                road.transit, place: "port/a1", take: taken > 0 ? ["\(road.item):\(taken)"] : [],
                lost: lost > 0 ? ["\(road.item):\(lost)"] : [])
        }
        switch outcome {
        case .booked:
            guard taken + lost <= road.due else { throw disagreement("more arrived than was sent", outcome) }
            onTheRoad[index].due -= taken + lost
            if onTheRoad[index].due == 0 { onTheRoad.remove(at: index) }
            arrived[road.item, default: 0] += taken
        case .refused(let code):
            guard taken + lost > road.due, code == "RULE.TRANSIT-EXCEEDED" else { throw disagreement("\(road.due) were due", outcome) }
        }
    }

    // MARK: Both books

    /// Says something under a key of its own; now and then the connection is cut meanwhile, now and then the same is said again.
    private func say(
        _ words: String, _ command: @escaping @Sendable (House, Entry) async throws -> Answer
    ) async throws -> RealBooks.Outcome {
        let entry = Entry(command: words, words: "\(step) \(words)", key: "seed-\(seed)-step-\(step)", refusesRepeats: false)
        let outcome = try await real.carryOut(cutting: random.once(in: 12)) { house in try await command(house, entry) }
        let said: String
        switch outcome {
        case .booked(let answer): said = String(decoding: JSONText.encode(.object(answer.pairs)), as: UTF8.self)
        case .refused(let code): said = code
        }
        diary.append("\(step) \(words): \(said)")
        guard random.once(in: 6) else { return outcome }
        switch (outcome, try await real.carryOut(cutting: random.once(in: 6)) { house in try await command(house, entry) }) {
        case (.booked(let first), .booked(let second)):
            guard second.pairs.text("replayed") == "yes", first.records == second.records else {
                throw Disagreement(description: "seed \(seed), step \(step): \(words): booked as \(first), and told again as \(second)")
            }
        case (.refused(let first), .refused(let second)):
            guard first == second else { throw Disagreement(description: "seed \(seed), step \(step): \(words): \(first), then \(second)") }
        default: throw Disagreement(description: "seed \(seed), step \(step): \(words): two answers to the same words")
        }
        return outcome
    }

    /// Goods taken from a shelf, lots as they leave: the same in the model.
    private func move(
        _ outcome: RealBooks.Outcome, _ reason: MovementReason, _ standing: Standing, _ units: Int64, _ item: String, _ from: String,
        to: String, anyway: Bool, occurred: Timestamp?, amendable: Bool = true
    ) throws {
        let (source, destination, found) = (try real.place(from), try real.place(to), try real.place("found"))
        let (number, quantity) = (try real.item(item), try Quantity(units))
        try agree(outcome, reason, amendable: amendable) { model, header, now in
            let candidates = model.candidates(number, at: source).filter { !$0.balance.onHand.isZero }
            let choice = LotSelection.choose(quantity, from: candidates, filter: LotFilter(), standing: anyway ? .fact : standing)
            guard let shortage = choice.shortage else {
                return try model.post(MovementBuilders.moving(reason, header, choice.picks, to: destination), now: now)
            }
            guard anyway, let last = choice.picks.last else {
                throw shortage.error(item: item, place: from, standing: standing)
            }
            let picks =
                choice.picks.dropLast()
                + [LotPick(lot: last.lot, place: last.place, quantity: Quantity.saturatingSum(last.quantity, shortage.missing))]
            return try model.post(
                MovementBuilders.moving(
                    reason, header, Array(picks), to: destination,
                    shortfall: LotPick(lot: last.lot, place: last.place, quantity: shortage.missing), found: found), now: now)
        } occurred: {
            occurred
        }
    }

    /// Tells the model a movement and compares how it went.
    private func agree(
        _ outcome: RealBooks.Outcome, _ reason: MovementReason, amendable: Bool = true,
        _ post: (inout LedgerModel, MovementHeader, Timestamp) throws -> LedgerModel.Posted, occurred: () -> Timestamp?
    ) throws {
        var posted = LedgerModel.Posted()
        let actor = actor
        let happened = occurred()
        try agree(outcome) { model, now in
            posted = try post(&model, MovementHeader(occurredAt: happened ?? now, actor: actor), now)
        }
        guard amendable, case .booked(let answer) = outcome, let number = answer.pairs.integer("movement"),
            let twin = model.movements.last(where: { posted.movements.contains($0.id) && $0.draft.reason == reason })
        else { return }
        booked.append((number, twin.id))
    }

    private func agree(_ outcome: RealBooks.Outcome, _ tell: (inout LedgerModel, Timestamp) throws -> Void) throws {
        do {
            try tell(&model, RealBooks.clock())
            guard case .booked = outcome else { throw disagreement("the model booked it", outcome) }
        } catch let error as Refusal {
            guard case .refused(error.code.rawValue) = outcome else { throw disagreement("the model refused it: \(error)", outcome) }
        }
    }

    /// Compares every balance, and lets both books check themselves.
    private func compare() async throws {
        let expected = model.balances.compactMap { key, balance -> String? in
            guard let place = model.places[key.place], place.kind.isInside, place.kind != .transit else { return nil }
            return "\(place.code) \(lotCodes[key.lot] ?? "?") \(balance.onHand)"
        }.sorted()
        let balances = try await real.balances(real.main)
        guard balances == expected else {
            throw Disagreement(
                description: "seed \(seed), step \(step): the books hold \(balances.filter { !expected.contains($0) }), "
                    + "the model \(expected.filter { !balances.contains($0) }); last booked \(try await real.lastLines()), "
                    + "\(model.movements.suffix(4).map { "\($0.draft.reason): \($0.draft.lines.map { "\(lotCodes[$0.lot] ?? "?") \(model.places[$0.from]?.code.text ?? "") \(model.places[$0.to]?.code.text ?? "") \($0.quantity)" })" })\n\(diary.suffix(60).joined(separator: "\n"))"
            )
        }
        let totals = try await real.totals(real.port)
        let came = arrived.filter { $0.value > 0 }.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        guard totals == came else {
            throw Disagreement(description: "seed \(seed), step \(step): the port holds \(totals), \(came) arrived")
        }
        let (faults, rederived) = (try await real.faults(), model.rederive())
        guard faults == 0, rederived.isEmpty else {
            throw Disagreement(description: "seed \(seed), step \(step): verify finds \(faults), the model \(rederived)")
        }
    }

    private func disagreement(_ what: String, _ outcome: RealBooks.Outcome) -> Disagreement {
        Disagreement(description: "seed \(seed), step \(step): \(what), the books: \(outcome)\n\(diary.suffix(60).joined(separator: "\n"))")
    }

    // MARK: Chance

    private func pick<Element>(_ choices: [Element]) -> Element { choices[Int.random(in: 0..<choices.count, using: &random)] }

    /// Now, as a rule; sometimes the moment an earlier step began, back to the last figure of a count.
    ///
    /// Sheets of before a count are left to the tests of the store and of the ledger: the real books and the reference ledger may put the
    /// explained variance on different lots of an item, and the reference ledger does not know of sheets that come while a count is open.
    private func occurred() -> Timestamp? {
        random.once(in: 6) ? beginnings.dropFirst(countedAt).randomElement(using: &random) : nil
    }

    /// Whether a shelf holds some of an item.
    private func holds(_ item: String, _ shelf: String) throws -> Bool {
        model.candidates(try real.item(item), at: try real.place(shelf)).contains { !$0.balance.onHand.isZero }
    }

    private static func dated(_ entry: Entry, _ happened: Timestamp?) -> Entry {
        var entry = entry
        entry.occurred = happened?.description
        return entry
    }
}
