import EntrepotStore
import Measures
import PostgresClient
import StockLedger
import TestSupport
import Testing

@Suite("The books under many hands", .timeLimit(.minutes(2)))
struct BooksTests {
    @Test("of two sessions that take the last piece one has it and the other is told the figures")
    func lastPiece() async throws {
        let scene = try await StoreScene.make()
        let lot = try await scene.receive(1)
        let other = scene.anotherStore()
        let take = try scene.posting(.issued, lot, "a1", "recipient", 1)
        async let first = scene.store.lanes.post(take, warehouse: scene.warehouse)
        async let second = other.lanes.post(take, warehouse: scene.warehouse)
        let outcomes = try await [first, second]
        #expect(outcomes.map(\.verdict.rawValue).sorted() == ["insufficient", "posted"])
        #expect(try await scene.balances() == [])
        #expect(try await scene.faults() == [])
    }

    @Test("sixty-four takers of the last piece: one has it")
    func manyTakers() async throws {
        let scene = try await StoreScene.make(connections: 16)
        let lot = try await scene.receive(1)
        let take = try scene.posting(.issued, lot, "a1", "recipient", 1)
        let verdicts = try await withThrowingTaskGroup(of: PostingOutcome.Verdict.self) { group in
            for _ in 0..<64 {
                group.addTask {
                    // One movement a transaction, past the lane, so that the database alone decides.
                    try await PostMovements.post([take], warehouse: scene.warehouse, through: scene.store.pool)[0].verdict
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(verdicts.filter { $0 == .posted }.count == 1)
        #expect(verdicts.filter { $0 == .insufficient }.count == 63)
        #expect(try await scene.faults() == [])
    }

    @Test("the same key fifty times at once is one movement and fifty same answers, from two daemons too")
    func sameKey() async throws {
        let scene = try await StoreScene.make()
        let lot = try await scene.receive(100)
        let other = scene.anotherStore()
        var take = try scene.posting(.issued, lot, "a1", "recipient", 10)
        take.key = ("van-12", "zoe said so")
        take.reply = #"{"records":[],"pairs":{},"warnings":[]}"#
        let keyed = take
        let outcomes = try await withThrowingTaskGroup(of: PostingOutcome.self) { group in
            for number in 0..<50 {
                group.addTask { try await (number.isMultiple(of: 2) ? scene.store : other).lanes.post(keyed, warehouse: scene.warehouse) }
            }
            return try await group.reduce(into: [PostingOutcome]()) { $0.append($1) }
        }
        #expect(outcomes.filter { $0.verdict == .posted }.count == 1)
        #expect(outcomes.filter { $0.verdict == .replayed }.count == 49)
        #expect(Set(outcomes.map(\.movement)).count == 1)
        // 100 - 10 = 90
        #expect(try await scene.balances() == ["a1 \(lot) 90"])
        var otherWords = keyed
        otherWords.key = ("van-12", "zoe said something else")
        #expect(try await scene.store.lanes.post(otherWords, warehouse: scene.warehouse).verdict == .keyReused)
    }

    @Test("a bad member of a group is refused alone")
    func badMember() async throws {
        let scene = try await StoreScene.make()
        let lot = try await scene.receive(30)
        let group = [
            try scene.posting(.issued, lot, "a1", "recipient", 10), try scene.posting(.issued, lot, "a1", "recipient", 25),
            try scene.posting(.received, lot, "a1", "recipient", 1), try scene.posting(.transferred, lot, "a1", "a2", 20),
        ]
        let outcomes = try await PostMovements.post(group, warehouse: scene.warehouse, through: scene.store.pool)
        // 30 - 10 leaves 20: 25 is too much, a receipt does not leave a bin, and 20 still goes.
        #expect(outcomes.map(\.verdict) == [.posted, .insufficient, .kindNotAllowed, .posted])
        #expect(try await scene.balances() == ["a2 \(lot) 20"])
        #expect(try await scene.faults() == [])
    }

    @Test("a member that breaks a constraint is refused alone when the lane posts one by one")
    func brokenMember() async throws {
        let scene = try await StoreScene.make()
        let lot = try await scene.receive(30)
        var long = try scene.posting(.issued, lot, "a1", "recipient", 1)
        long.note = String(repeating: "x", count: 2_001)
        let good = try scene.posting(.issued, lot, "a1", "recipient", 2)
        let broken = long
        let results = await withTaskGroup(of: String.self) { group in
            for number in 0..<8 {
                group.addTask {
                    do {
                        return try await scene.store.lanes.post(number == 3 ? broken : good, warehouse: scene.warehouse).verdict.rawValue
                    } catch {
                        return (error as? PostgresError)?.constraint ?? "\(error)"
                    }
                }
            }
            return await group.reduce(into: [String]()) { $0.append($1) }
        }
        #expect(results.sorted() == ["movement_note_is_short"] + Array(repeating: "posted", count: 7))
        // 30 - 7 × 2 = 16
        #expect(try await scene.balances() == ["a1 \(lot) 16"])
    }

    @Test("verify names a balance that somebody tampered with")
    func tampered() async throws {
        let scene = try await StoreScene.make()
        _ = try await scene.receive(30)
        #expect(try await scene.faults() == [])
        try await scene.asOwner("update entrepot.balance set on_hand = 31")
        #expect(try await scene.faults() == ["balance a1 booked 31 derived 30"])
        try await scene.asOwner("update entrepot.balance set on_hand = 30, reserved = 2")
        #expect(try await scene.faults() == ["reserved a1 booked 2 derived 0"])
    }

    @Test("what is in the books stays: the daemon has no right to change it, and nobody can")
    func appendOnly() async throws {
        let scene = try await StoreScene.make()
        _ = try await scene.receive(30)
        for table in ["movement", "movement_line", "receipt", "audit", "journal"] {
            for statement in [
                "delete from entrepot.\(table)", "update entrepot.\(table) set warehouse_id = warehouse_id",
                "truncate entrepot.\(table) cascade",
            ] {
                let refused = await #expect(throws: PostgresError.self) { try await scene.store.pool.executeScript(statement) }
                #expect(refused?.sqlState?.description == "42501", "\(statement)")
                let forbidden = await #expect(throws: PostgresError.self) { try await scene.asOwner(statement) }
                #expect(forbidden?.constraint == "ledger_is_append_only", "\(statement)")
            }
        }
        for statement in [
            "insert into entrepot.balance values (1, 1, 1, 5)", "update entrepot.balance set on_hand = 5", "delete from entrepot.request",
        ] {
            let refused = await #expect(throws: PostgresError.self) { try await scene.store.pool.executeScript(statement) }
            #expect(refused?.sqlState?.description == "42501", "\(statement)")
        }
    }

    @Test("the table of reasons in the database is the table of reasons in the program")
    func reasons() async throws {
        let scene = try await StoreScene.make()
        let stored = try await scene.store.pool.query(
            """
            select reason, array(select w from unnest(ways) as w order by w collate "C"), is_fact from entrepot.movement_reason order by reason
            """
        ) { row in
            "\(try row.get(0, as: String.self)): \(try row.get(1, as: [String].self)) \(try row.get(2, as: Bool.self))"
        }
        let known = MovementReason.rules.map { rule in
            let ways = Set(rule.ways.flatMap { way in way.from.flatMap { from in way.to.map { "\(from.rawValue)>\($0.rawValue)" } } })
                .sorted()
            return "\(rule.reason.rawValue): \(ways) \(rule.standing == .fact)"
        }
        #expect(stored.sorted() == known.sorted())
        let kinds = try await scene.store.pool.query("select kind, holds_stock from entrepot.place_kind order by kind") { row in
            "\(try row.get(0, as: String.self)) \(try row.get(1, as: Bool.self))"
        }
        #expect(kinds == PlaceKind.allCases.map { "\($0.rawValue) \($0.isInside)" }.sorted())
    }
}
