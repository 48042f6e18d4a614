import EntrepotStore
import Measures
import PostgresClient
import ReferenceLedger
import StockLedger
import TestSupport
import Testing

/// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014): the same row for the same seed.
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}

@Suite("Looking back, beside the reference ledger", .timeLimit(.minutes(2)))
struct LookingBackTests {
    /// A random history kept twice.
    private struct History {
        let scene: StoreScene
        var lots: [Identifier<Lot>] = []
        let now: Timestamp
        var model: ReferenceBooks
        var numbers: SeededNumbers

        init(seed: UInt64) async throws {
            scene = try await StoreScene.make(connections: 2)
            // The second opinion's days begin at 04:00 UTC.
            try await scene.asOwner("update entrepot.warehouse set time_zone = 'UTC', day_starts_at = '04:00'")
            numbers = SeededNumbers(seed: seed)
            let instant = try await scene.store.pool.value("select clock_timestamp()", as: InstantMicroseconds.self)
            now = Timestamp(microseconds: instant.value)
            let kinds = scene.places.keys.map { code -> (String, PlaceKind) in
                (code, PlaceKind(rawValue: code) ?? (code == "van" ? .vehicle : code == "cuve" ? .tank : .bin))
            }
            model = ReferenceBooks(places: Dictionary(uniqueKeysWithValues: kinds))
            for number in 1...3 {
                // Each lot begins 300 days back with 500 pieces.
                let lot = try await scene.receive(500, lot: "L\(number)", at: Self.back(300, from: now))
                lots.append(lot)
                model.add(lot: lot.description, item: "soap", owner: "association", expires: nil, receivedOn: 0)
                try post(.received, lot, from: "donor", to: "a1", 500, at: Self.back(300, from: now))
            }
        }

        static func back(_ days: Int64, from now: Timestamp) -> Timestamp {
            Timestamp(microseconds: now.microseconds - days * 86_400_000_000)
        }

        /// Books in the model, and says how that went.
        @discardableResult
        private mutating func post(
            _ reason: MovementReason, _ lot: Identifier<Lot>, from: String, to: String, _ units: Int64, at instant: Timestamp
        ) throws -> PostingOutcome.Verdict {
            do {
                try model.post(
                    ReferenceEntry(
                        reason, [ReferenceLine(lot.description, from: from, to: to, units)], occurred: instant.microseconds),
                    now: now.microseconds)
                return .posted
            } catch {
                switch error.code {
                case "STOCK.INSUFFICIENT": return .insufficient
                case "STOCK.INSUFFICIENT-THEN": return .insufficientThen
                default: throw error
                }
            }
        }

        /// Books `count` random movements in both; returns how often they disagreed on whether to take one.
        mutating func goOn(_ count: Int) async throws -> Int {
            let ways: [(MovementReason, String, String)] = [
                (.received, "donor", "a1"), (.transferred, "a1", "a2"), (.transferred, "a2", "van"), (.issued, "a1", "recipient"),
                (.distributed, "van", "recipient"), (.lost, "a2", "loss"), (.returned, "van", "a1"), (.toppedUp, "a1", "cuve"),
                (.givenBack, "recipient", "a2"),
            ]
            var disagreements = 0
            for _ in 0..<count {
                let (reason, from, to) = ways[Int.random(in: 0..<ways.count, using: &numbers)]
                let lot = lots[Int.random(in: 0..<lots.count, using: &numbers)]
                let units = Int64.random(in: 1...60, using: &numbers)
                let instant = Timestamp(microseconds: now.microseconds - Int64.random(in: 0...299, using: &numbers) * 86_400_000_000 - 1)
                var posting = try scene.posting(reason, lot, from, to, units)
                posting.occurredAt = instant
                let taken = try await scene.store.lanes.post(posting, warehouse: scene.warehouse).verdict
                if taken != (try post(reason, lot, from: from, to: to, units, at: instant)) { disagreements += 1 }
            }
            return disagreements
        }

        /// `place lot units` at an instant by the database.
        func stored(at instant: Timestamp) async throws -> [String] {
            try await scene.store.pool.column(
                """
                select format('%s %s %s', p.code, a.lot_id, a.on_hand)
                from entrepot.stock_as_of(\(scene.warehouse.number), \(InstantMicroseconds(instant.microseconds))) as a
                join entrepot.place as p on p.warehouse_id = \(scene.warehouse.number) and p.place_id = a.place_id
                """
            ).sorted()
        }

        /// `place lot units` at an instant by the model.
        func modelled(at instant: Timestamp) -> [String] { model.balances(asOf: instant.microseconds) }

        /// The instants at which the two differ.
        func differences() async throws -> [Int64] {
            var found: [Int64] = []
            for days in stride(from: Int64(305), through: 0, by: -9) {
                let instant = Self.back(days, from: now)
                if try await stored(at: instant) != modelled(at: instant) { found.append(days) }
            }
            return found
        }
    }

    @Test(
        "as of any day the books say what the reference ledger says, with and without snapshots and after late entries",
        arguments: [1, 20_260_302])
    func asOf(seed: UInt64) async throws {
        var history = try await History(seed: seed)
        #expect(try await history.goOn(200) == 0, "seed \(seed)")
        #expect(try await history.differences() == [], "seed \(seed)")
        let scene = history.scene
        for days in [200, 100, 30] as [Int64] {
            let instant = InstantMicroseconds(History.back(days, from: history.now).microseconds)
            #expect(try await scene.store.pool.value("select entrepot.take_snapshot(\(scene.warehouse.number), \(instant))", as: Bool.self))
            #expect(
                try await scene.store.pool.value("select entrepot.take_snapshot(\(scene.warehouse.number), \(instant))", as: Bool.self)
                    == false)
        }
        #expect(try await history.differences() == [], "seed \(seed)")
        // Late entries reach behind the snapshots and amend them; verify derives the snapshots again.
        #expect(try await history.goOn(100) == 0, "seed \(seed)")
        #expect(try await history.differences() == [], "seed \(seed)")
        #expect(try await scene.faults() == [])
        try await scene.asOwner(
            "update entrepot.balance_snapshot set on_hand = on_hand + 1 where (as_of, place_id, lot_id) = (select as_of, place_id, lot_id from entrepot.balance_snapshot order by 1, 2, 3 limit 1)"
        )
        #expect(try await scene.faults().map { $0.prefix(8) } == ["snapshot"])
    }

    @Test("positions are dense, and a transaction that commits late does not slip in behind one that was read")
    func positions() async throws {
        let scene = try await StoreScene.make(connections: 3)
        let lot = try await scene.receive(10)
        @Sendable func assigned() async throws -> Int64? {
            try await scene.store.pool.value("select entrepot.assign_positions(\(scene.warehouse.number))", as: Int64?.self)
        }
        // Transactions of other databases on the server hold positions back too; they end.
        while try await assigned() == 0 {}
        let step = try scene.posting(.transferred, lot, "a1", "a2", 1)
        let during: Int64? = try await scene.store.pool.transaction { open in
            _ = try await PostMovements.post(
                [try scene.posting(.received, lot, "donor", "van", 1)], warehouse: scene.warehouse, through: open)
            _ = try await scene.store.lanes.post(step, warehouse: scene.warehouse)
            // The open transaction is older than the step: the step waits for its position.
            return try await assigned()
        }
        #expect(during == 1)
        var last = during
        while last == 1 { last = try await assigned() }
        while last == 2 { last = try await assigned() }
        #expect(last == 3)
        #expect(try await scene.faults() == [])
    }
}
