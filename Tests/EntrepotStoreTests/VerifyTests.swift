import EntrepotStore
import Measures
import PostgresClient
import StockLedger
import Testing

@Suite("What verify finds", .timeLimit(.minutes(1)))
struct VerifyTests {
    /// Changes what nobody may change, past every trigger.
    private func tamper(_ scene: StoreScene, _ statements: String) async throws {
        try await scene.asOwner("set session_replication_role = replica; \(statements)")
    }

    private func kinds(_ scene: StoreScene) async throws -> [String] {
        try await BookQueries.verify(scene.warehouse, from: scene.store.pool).map(\.fault)
    }

    @Test("a day in the past on which less than nothing was there")
    func past() async throws {
        let scene = try await StoreScene.make()
        let lot = try await scene.receive(50)
        _ = try await scene.store.lanes.post(try scene.posting(.lost, lot, "a1", "loss", 20), warehouse: scene.warehouse)
        #expect(try await kinds(scene) == [])
        try await tamper(
            scene,
            """
            update entrepot.movement set occurred_at = occurred_at - interval '3 days' where reason = 'lost';
            update entrepot.movement_line as l set occurred_at = m.occurred_at from entrepot.movement as m where m.movement_id = l.movement_id;
            """)
        let faults = try await BookQueries.verify(scene.warehouse, from: scene.store.pool)
        #expect(faults.map { $0.fault.prefix(13) } == ["below zero on"])
        // 20 lost three days before 50 came.
        #expect(faults.first?.derived == -20)
    }

    @Test("a reason that does not lead there, goods let out of the quarantine by nobody, an entry by nobody")
    func reasons() async throws {
        let scene = try await StoreScene.make()
        let lot = try await scene.receive(50, into: "quarantine")
        var released = try scene.posting(.released, lot, "quarantine", "a1", 20)
        released.approver = "sam"
        _ = try await scene.store.lanes.post(released, warehouse: scene.warehouse)
        _ = try await scene.store.lanes.post(try scene.posting(.issued, lot, "a1", "recipient", 5), warehouse: scene.warehouse)
        #expect(try await kinds(scene) == [])
        try await tamper(scene, "update entrepot.movement set approver = null")
        #expect(try await kinds(scene) == ["out of the quarantine"])
        try await tamper(
            scene,
            "update entrepot.movement set reason = 'wasted' where reason = 'issued'; update entrepot.movement set approver = 'sam' where reason = 'released'"
        )
        #expect(try await kinds(scene) == ["way of wasted"])
        try await tamper(scene, "update entrepot.movement set reason = 'issued', actor = ' ' where reason = 'wasted'")
        #expect(try await kinds(scene) == ["actor"])
    }

    @Test("a receipt of another quantity, and a value that was changed")
    func receipts() async throws {
        let scene = try await StoreScene.make()
        var posting = Posting(reason: .received, actor: "zoe", scope: .everything, lines: [])
        posting.isReceipt = true
        posting.value = try Money(minor: 1_000, currency: Currency("EUR"))
        for index in 0..<3 {
            posting.newLots.append(NewLot(item: scene.items[0], owner: scene.association))
            posting.lines.append(
                PostingLine(lot: .new(index), from: try scene.place("donor"), to: try scene.place("a1"), quantity: try Quantity(7)))
        }
        _ = try await scene.store.lanes.post(posting, warehouse: scene.warehouse)
        // 1,000 over three equal lots: 333, 333, 334.
        #expect(try await kinds(scene) == [])
        try await tamper(scene, "update entrepot.receipt set value_minor = 900 where lot_id = (select min(lot_id) from entrepot.receipt)")
        #expect(try await Set(kinds(scene)) == ["value of a receipt"])
        try await tamper(
            scene,
            "update entrepot.receipt set value_minor = 333, quantity = 8 where lot_id = (select min(lot_id) from entrepot.receipt)")
        #expect(try await Set(kinds(scene)).contains("receipt"))
    }

    @Test("goods sent nowhere, and an arrival that nobody announced")
    func transits() async throws {
        let scene = try await StoreScene.make()
        let lot = try await scene.receive(50)
        let port: Int64 = try await scene.store.pool.value(
            "select entrepot.create_warehouse('port', 'Port', 'Europe/Paris', null, null, null)")
        var sent = try scene.posting(.sent, lot, "a1", "transit", 20)
        sent.transitTo = Identifier(port)
        _ = try await scene.store.lanes.post(sent, warehouse: scene.warehouse)
        #expect(try await kinds(scene) == [])
        try await tamper(scene, "delete from entrepot.transit")
        #expect(try await kinds(scene) == ["sent nowhere"])
        var arrived = Posting(
            reason: .arrived, actor: "zoe", scope: .everything,
            lines: [
                PostingLine(lot: .new(0), from: try scene.place("transit"), to: try scene.place("a2"), quantity: try Quantity(3))
            ])
        arrived.newLots = [NewLot(item: scene.items[0], owner: scene.association, origin: (Identifier(port), Identifier(1)))]
        _ = try await scene.store.lanes.post(arrived, warehouse: scene.warehouse)
        #expect(try await kinds(scene).contains("arrival"))
    }
}
