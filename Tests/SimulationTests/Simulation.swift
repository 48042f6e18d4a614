// A season in a minute: a seeded workload runs over the real books and over the second opinion side by side.
//
// Each step is decided by the generator, carried out by the use cases on a real database, under a key, with its connection cut now and
// then and the same words repeated now and then; after that the second opinion is told the same. Both must agree on whether it was
// booked, on the code of a refusal, and, every so many steps, on every balance of now and at the end of every day, every line, promise,
// broken promise, exception and count.

import EntrepotService
import EntrepotStore
import Measures
import PlainJSON
import ReferenceLedger
import Speech
import StockLedger

/// Both books and what happened so far.
final class Simulation {
    /// Two books that say different things.
    struct Disagreement: Error, CustomStringConvertible {
        let description: String

        init(_ description: String) { self.description = description }
    }

    let seed: UInt64
    let real: RealBooks
    var random: SeededGenerator
    /// The second opinion of the books of `main`, and of `port`, which only receives.
    var model: ReferenceBooks
    var harbour: ReferenceBooks
    private(set) var step = 0
    private var steps = 1
    /// When the run began; the story that is told began eight days before.
    private let began = RealBooks.clock()
    var lots = 0
    /// Purchases that were written down, with the item of each.
    var purchases: [(number: Int64, item: String)] = []
    /// Movements that can be amended, in both books' numbers; goods sent away are only reversed.
    var booked: [(real: Int64, model: Int, isSent: Bool)] = []
    /// Counts that are open, with when they were taken when that was not now.
    var openCounts: [(place: String, number: Int64, taken: Int64?)] = []
    /// When counts were taken that were not taken when they were typed.
    var taken: [Int64: Int64] = [:]
    var onTheRoad: [ReferenceTransit] = []
    var liveRounds: [(number: Int64, van: String)] = []
    /// How often each thing happened that makes the run worth it.
    private var tried: [String: Int] = [:]
    /// What the steps were, for the one who looks into a disagreement.
    private var diary: [String] = []
    var cuts: Int { real.cuts }

    init(seed: UInt64) async throws {
        self.seed = seed
        random = SeededGenerator(seed: seed)
        real = try await RealBooks()
        func books(_ warehouse: Identifier<Warehouse>, _ dayStarts: Int64, _ real: RealBooks) -> ReferenceBooks {
            let places = real.house.store.catalogue.current.places.filter { $0.warehouse == warehouse }
            var books = ReferenceBooks(
                places: Dictionary(uniqueKeysWithValues: places.map { ($0.place.code.text, $0.place.kind) }), dayStarts: dayStarts)
            books.placeNumbers = Dictionary(uniqueKeysWithValues: places.map { ($0.place.code.text, $0.place.id.number) })
            return books
        }
        model = books(real.main, real.dayStarts, real)
        harbour = books(real.port, real.dayStarts, real)
    }

    func close() async { await real.close() }

    /// Runs so many steps, comparing everything every so many.
    func run(steps: Int, comparingEvery interval: Int) async throws {
        self.steps = steps
        while step < steps {
            step += 1
            switch Int.random(in: 0..<100, using: &random) {
            case 0..<18: try await donate()
            case 18..<28: try await transfer()
            case 28..<41: try await lose()
            case 41..<45: try await openCount()
            case 45..<52: try await enterCount()
            case 52..<56: try await closeCount()
            case 56..<62: try await reverse()
            case 62..<66: try await correct()
            case 66..<70: try await send()
            case 70..<74: try await receive()
            case 74..<78: try await openRound()
            case 78..<85: try await promise()
            case 85..<90: try await load()
            case 90..<95: try await deliver()
            default: try await endRound()
            }
            if step % interval == 0 || step == steps { try await compare() }
        }
    }

    // MARK: Both books

    /// Says something under a key of its own; now and then the connection is cut meanwhile, now and then the same is said again.
    func say(
        _ words: String, anyway: String? = nil, occurred: Int64? = nil,
        _ command: @escaping @Sendable (Desk) async throws -> Answer
    ) async throws -> RealBooks.Outcome {
        let when = occurred.map { Timestamp(microseconds: $0).description }
        let line = words + (anyway == nil ? "" : " anyway") + (when.map { " \($0)" } ?? "")
        var entry = Entry(
            command: line, words: "\(step) \(line)", key: "seed-\(seed)-step-\(step)", again: true, refusesRepeats: false)
        entry.anyway = anyway
        // Dates of expiry lie far ahead, so that nothing expires while it runs.
        entry.sure = true
        entry.occurred = when
        let said = entry
        let outcome = try await real.carryOut(cutting: random.once(in: 12)) { house in try await command(house.desk(said, as: "zoe")) }
        switch outcome {
        case .booked(let answer):
            diary.append("\(step) \(line): \(String(decoding: JSONText.encode(.object(answer.pairs)), as: UTF8.self))")
        case .refused(let code): diary.append("\(step) \(line): \(code)")
        }
        guard random.once(in: 6) else { return outcome }
        switch (outcome, try await real.carryOut(cutting: random.once(in: 6)) { house in try await command(house.desk(said, as: "zoe")) }) {
        case (.booked(let first), .booked(let second)):
            guard second.pairs.text("replayed") == "yes", first.records == second.records else {
                throw disagreement("booked as \(first), and told again as \(second)", outcome)
            }
            note("repeated")
        case (.refused(let first), .refused(let second)):
            guard first == second else { throw disagreement("refused, then \(second)", outcome) }
        default: throw disagreement("two answers to the same words", outcome)
        }
        return outcome
    }

    /// Tells the second opinion the same, and compares how it went.
    @discardableResult
    func agree<Value>(_ outcome: RealBooks.Outcome, _ tell: (inout ReferenceBooks, Int64) throws -> Value) throws -> Value? {
        do {
            let value = try tell(&model, RealBooks.clock())
            guard case .booked = outcome else { throw disagreement("the second opinion booked it", outcome) }
            if let posted = value as? ReferencePosted {
                if !posted.explains.isEmpty { note("late sheet") }
                if posted.shortfall > 0 { note("shortfall") }
            }
            return value
        } catch let refusal as ReferenceRefusal {
            guard case .refused(refusal.code) = outcome else { throw disagreement("the second opinion says \(refusal.code)", outcome) }
            note(refusal.code)
            return nil
        }
    }

    /// Keeps a movement that may be amended later.
    func keep(_ posted: ReferencePosted?, _ outcome: RealBooks.Outcome, isSent: Bool = false) {
        guard let posted, case .booked(let answer) = outcome, let number = answer.pairs.integer("movement") else { return }
        booked.append((number, posted.movement, isSent))
    }

    func disagreement(_ what: String, _ outcome: RealBooks.Outcome) -> Disagreement {
        Disagreement("seed \(seed), step \(step): \(what); the books: \(outcome)\n\(diary.suffix(80).joined(separator: "\n"))")
    }

    // MARK: Comparing

    /// Compares everything, and lets the books check themselves.
    private func compare() async throws {
        try same("balances", try await real.balances(real.main), model.balances())
        try same("balances of the port", try await real.balances(real.port), harbour.balances())
        try same("lines", try await real.lines(real.main), Self.lines(model))
        try same("lines of the port", try await real.lines(real.port), Self.lines(harbour))
        let today = model.day(of: began)
        for day in (today - 9)..<today {
            try same(
                "balances \(today - day) days back", try await real.balances(real.main, asOf: model.end(ofDay: day)),
                model.balances(asOf: model.end(ofDay: day)))
        }
        try same("promises", try await real.promises(), Self.sums(model.promises.map { ("\($0.round) \($0.place) \($0.lot)", $0.units) }))
        try same(
            "broken promises", try await real.broken(), Self.sums(model.broken.map { ("\($0.round) \($0.place) \($0.lot)", $0.units) }))
        try same(
            "exceptions", try await real.exceptions(),
            (model.exceptions + harbour.exceptions).map { "\($0.kind) \($0.place) \($0.lot) \($0.units)" }.sorted())
        try same("what waits for an explanation", try await real.waiting(), (model.waiting() + harbour.waiting()).sorted())
        try same(
            "counts", try await real.counted(),
            model.counts.filter { $0.ended != nil }.flatMap { count in
                count.lines.map { "\(count.number) \($0.lot) \($0.expected) \($0.counted)" }
            }.sorted())
        let owed = model.owed(Self.lent, by: "salam", to: "auberge")
        try same("debts", try await real.debts(), owed == 0 ? [] : ["auberge salam lamp \(owed)"])
        try same("faults", try await real.faults(), [])
        try same("items counted as a whole", try await wholes(), wholesSaid())
        if !model.broken.isEmpty { note("broken promise") }
    }

    /// Items that a count typed late gave one figure for: what the books say of the place at that moment is that figure, whatever was typed
    /// before or after.
    private func wholesSaid() -> [String] {
        model.counts.filter { taken[$0.number] != nil && $0.ended != nil }.flatMap { count in
            count.wholes.map { "\(count.number) \(count.place) \($0.key) \($0.value)" }
        }.sorted()
    }

    private func wholes() async throws -> [String] {
        var said: [String] = []
        for count in model.counts where count.ended != nil {
            guard let moment = taken[count.number] else { continue }
            for item in count.wholes.keys {
                let units = try await real.units(of: item, at: count.place, asOf: moment)
                said.append("\(count.number) \(count.place) \(item) \(units)")
            }
        }
        return said.sorted()
    }

    private func same(_ what: String, _ books: [String], _ second: [String]) throws {
        guard books != second else { return }
        var (more, less) = (books, second)
        for line in second { if let index = more.firstIndex(of: line) { more.remove(at: index) } }
        for line in books { if let index = less.firstIndex(of: line) { less.remove(at: index) } }
        throw Disagreement(
            "seed \(seed), step \(step): \(what): only the books say \(more), only the second opinion \(less)\n"
                + diary.suffix(80).joined(separator: "\n"))
    }

    private static func lines(_ books: ReferenceBooks) -> [String] {
        books.movements.flatMap { movement in
            movement.lines.map { "\(movement.reason.rawValue) \($0.lot) \($0.from) \($0.to) \($0.units) \(movement.count ?? 0)" }
        }.sorted()
    }

    private static func sums(_ parts: [(key: String, units: Int64)]) -> [String] {
        Dictionary(parts.map { ($0.key, $0.units) }, uniquingKeysWith: +).map { "\($0.key) \($0.value)" }.sorted()
    }

    // MARK: Chance

    func note(_ what: String) { tried[what, default: 0] += 1 }

    /// What a run of so many steps should have come across and did not; the rarer things want a longer one.
    func untried(in steps: Int) -> [String] {
        var wanted = [
            "STOCK.INSUFFICIENT", "STOCK.INSUFFICIENT-THEN", "repeated", "shortfall", "count typed late", "reversed",
        ]
        if steps >= 600 { wanted.append("late sheet") }
        if steps >= 1_000 {
            wanted += ["corrected", "broken promise", "round ended", "RULE.QUARANTINED", "many goods", "everything", "lent", "settled"]
        }
        return steps >= 300 ? wanted.filter { tried[$0] == nil } : []
    }

    func pick<Element>(_ choices: [Element]) -> Element { choices[Int.random(in: 0..<choices.count, using: &random)] }

    func item() -> String { pick(RealBooks.items.keys.sorted()) }

    /// Nil for now; as often a moment of the story, which goes on from eight days ago as the steps do: most are told in order, some come
    /// up to three days late.
    func occurred() -> Int64? {
        guard random.once(in: 2) else { return nil }
        let day: Int64 = 86_400_000_000
        let told = began - 8 * day + Int64(step) * 8 * day / Int64(steps) - 3_600_000_000
        return random.once(in: 2) ? told - Int64.random(in: 0...3 * day, using: &random) : told
    }

    /// Whether a shelf holds some of an item.
    func holds(_ item: String, _ shelf: String) -> Bool {
        model.lots.values.contains { $0.item == item && model.onHand($0.code, at: shelf) > 0 }
    }
}
