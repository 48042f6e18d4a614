import EntrepotStore
import Measures
import PostgresClient
import StockLedger
import Testing

@Suite("A posting that has only so much time", .timeLimit(.minutes(1)))
struct PostingDeadlineTests {
    /// Holds the balances of a place in a transaction of its own until it is told to let go.
    private struct Holder {
        let scene: StoreScene
        let letGo: AsyncStream<Void>.Continuation
        let task: Task<Void, any Error>

        /// Returns when the lock is held.
        init(_ scene: StoreScene) async throws {
            self.scene = scene
            let (orders, letGo) = AsyncStream<Void>.makeStream()
            let (news, held) = AsyncStream<Void>.makeStream()
            self.letGo = letGo
            let owner = scene.owner
            task = Task {
                defer { held.finish() }
                let connection = try await Connection.open(owner)
                try await connection.executeScript("begin; select from entrepot.balance for update")
                held.yield()
                for await _ in orders { break }
                try await connection.executeScript("rollback")
                await connection.close()
            }
            for await _ in news { break }
        }

        func end() async throws {
            letGo.yield()
            try await task.value
        }
    }

    /// Waits until so many sessions of the scene's database wait for a lock.
    private func waiting(_ count: Int64, _ scene: StoreScene) async throws {
        let connection = try await Connection.open(scene.owner)
        while try await connection.value(
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'", as: Int64.self)
            != count
        {}
        await connection.close()
    }

    @Test("is refused while the lock is still held, alone or in a group, and never appears")
    func refused() async throws {
        let scene = try await StoreScene.make()
        let lot = try await scene.receive(100)
        let holder = try await Holder(scene)
        var take = try scene.posting(.issued, lot, "a1", "recipient", 10)
        take.deadline = .now + .seconds(1)
        let hurried = take
        let refused = await #expect(throws: PostgresError.self) { try await scene.store.lanes.post(hurried, warehouse: scene.warehouse) }
        #expect(refused?.kind == .deadlineExceeded)
        // The same in a transaction.
        let inside = await #expect(throws: PostgresError.self) {
            try await scene.store.pool.transaction(deadline: .now + .seconds(1)) { transaction in
                try await transaction.execute("update entrepot.ledger_exception set reason = reason")
                _ = try await PostMovements.post(
                    [try scene.posting(.issued, lot, "a1", "recipient", 10)], warehouse: scene.warehouse, through: transaction)
            }
        }
        #expect(inside?.kind == .deadlineExceeded)
        try await holder.end()
        // 100: neither of the two 10 was booked.
        #expect(try await scene.balances() == ["a1 \(lot) 100"])
        #expect(try await scene.faults() == [])
    }

    @Test("leaves the queue behind one that waits on; its neighbours with time are booked when the lock is free")
    func leavesTheQueue() async throws {
        let scene = try await StoreScene.make()
        let lot = try await scene.receive(100)
        let holder = try await Holder(scene)
        let patient = try scene.posting(.issued, lot, "a1", "recipient", 1)
        async let first = scene.store.lanes.post(patient, warehouse: scene.warehouse)
        try await waiting(1, scene)
        // The lane is taken by the first: these wait in its queue.
        var hurried = patient
        hurried.deadline = .now + .milliseconds(300)
        let late = hurried
        async let third = scene.store.lanes.post(patient, warehouse: scene.warehouse)
        let refused = await #expect(throws: PostgresError.self) { try await scene.store.lanes.post(late, warehouse: scene.warehouse) }
        #expect(refused?.kind == .deadlineExceeded)
        try await holder.end()
        #expect(try await [first.verdict, third.verdict] == [.posted, .posted])
        // 100 - 1 - 1
        #expect(try await scene.balances() == ["a1 \(lot) 98"])
    }

    @Test("in a group with others takes its time alone: who has time is booked, who has none is not")
    func groupOfUnequals() async throws {
        let scene = try await StoreScene.make()
        let lot = try await scene.receive(100)
        let patient = try scene.posting(.issued, lot, "a1", "recipient", 1)
        // The first lets the others gather behind it.
        let holder = try await Holder(scene)
        async let first = scene.store.lanes.post(patient, warehouse: scene.warehouse)
        try await waiting(1, scene)
        let deadline = ContinuousClock.Instant.now + .seconds(30)
        let others = try await withThrowingTaskGroup(of: PostingOutcome.Verdict.self) { group in
            for number in 0..<6 {
                var one = patient
                one.deadline = number.isMultiple(of: 2) ? deadline : nil
                let posting = one
                group.addTask { try await scene.store.lanes.post(posting, warehouse: scene.warehouse).verdict }
            }
            try await holder.end()
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(try await first.verdict == .posted)
        #expect(others == Array(repeating: .posted, count: 6))
        // 100 - 7 × 1
        #expect(try await scene.balances() == ["a1 \(lot) 93"])
    }
}

@Suite("What belongs to an entry is in its transaction", .timeLimit(.minutes(1)))
struct PostingPartsTests {
    private func receipt(_ scene: StoreScene, _ units: Int64, donor: String, scope: Limit<Owner> = .everything, to place: String = "a1")
        throws -> Posting
    {
        var posting = Posting(
            reason: .received, actor: "zoe", scope: scope,
            lines: [
                PostingLine(lot: .new(0), from: try scene.place("donor"), to: try scene.place(place), quantity: try Quantity(units))
            ])
        posting.newLots = [NewLot(item: scene.items[0], owner: scene.association, donorName: donor)]
        return posting
    }

    private func donors(_ scene: StoreScene) async throws -> [String] {
        try await scene.store.pool.column("select name from entrepot.donor order by donor_id")
    }

    @Test("a donor is made with the movement, once whatever the spelling, and not when the movement is refused")
    func donor() async throws {
        let scene = try await StoreScene.make()
        let outcomes = try await PostMovements.post(
            [
                try receipt(scene, 5, donor: " Anna"), try receipt(scene, 6, donor: "anna "),
                try receipt(scene, 7, donor: "Nobody", to: "recipient"),
            ], warehouse: scene.warehouse, through: scene.store.pool)
        #expect(outcomes.map(\.verdict) == [.posted, .posted, .kindNotAllowed])
        #expect(try await donors(scene) == ["unknown", "Anna"])
        let held = try await scene.store.pool.column(
            "select distinct d.name from entrepot.lot as l join entrepot.donor as d using (donor_id)", as: String.self)
        #expect(held == ["Anna"])
    }

    @Test("nobody moves what is out of reach, and who has no scope moves nothing")
    func scope() async throws {
        let scene = try await StoreScene.make()
        let lot = try await scene.receive(10)
        let mine = scene.association
        let other = Identifier<Owner>(mine.number + 1)
        func verdict(_ scope: Limit<Owner>) async throws -> [PostingOutcome.Verdict] {
            var take = try scene.posting(.issued, lot, "a1", "recipient", 1)
            take.scope = scope
            let bring = try receipt(scene, 1, donor: "Anna", scope: scope)
            return try await PostMovements.post([take, bring], warehouse: scene.warehouse, through: scene.store.pool).map(\.verdict)
        }
        #expect(try await verdict(.nothing) == [.outOfScope, .outOfScope])
        #expect(try await verdict(.only([other])) == [.outOfScope, .outOfScope])
        #expect(try await donors(scene) == ["unknown"])
        #expect(try await verdict(.only([mine, other])) == [.posted, .posted])
        #expect(try await verdict(.everything) == [.posted, .posted])
    }

    @Test("a review and a way to another warehouse are written with the movement")
    func reviewAndTransit() async throws {
        let scene = try await StoreScene.make()
        let lot = try await scene.receive(10)
        let port: Int64 = try await scene.store.pool.value(
            "select entrepot.create_warehouse('port', 'Port', 'Europe/Paris', null, null, null)")
        var lost = try scene.posting(.lost, lot, "a1", "loss", 3)
        lost.isReviewed = true
        var sent = try scene.posting(.sent, lot, "a1", "transit", 4)
        sent.transitTo = Identifier(port)
        let tooMuch = {
            var posting = sent
            posting.lines[0].quantity = try Quantity(99)
            posting.isReviewed = true
            return posting
        }
        let outcomes = try await PostMovements.post(
            [lost, sent, try tooMuch()], warehouse: scene.warehouse, through: scene.store.pool)
        #expect(outcomes.map(\.verdict) == [.posted, .posted, .insufficient])
        let reviews = try await scene.store.pool.column(
            "select format('%s %s %s %s', kind, quantity, reason, movement_id = \(outcomes[0].movement)) from entrepot.ledger_exception",
            as: String.self)
        #expect(reviews == ["review 3 lost t"])
        let transits = try await scene.store.pool.column(
            "select format('%s %s', movement_id = \(outcomes[1].movement), to_warehouse_id = \(port)) from entrepot.transit",
            as: String.self)
        #expect(transits == ["t t"])
    }
}
